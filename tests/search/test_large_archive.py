"""The search of an archive of 10,000 records: what the first search costs a reader, and that it is complete."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from benchmarks.growing import grow
from tests.search.conftest import SearchPage
from tests.support.server import Sent, serve
from tests.support.site import COMMANDS, NOW, Site

pytestmark = pytest.mark.long

RECORDS = 10_000
BUDGET, FEW_WORDS = 145_000, 82_000
"""Bytes of everything that is sent from the first visit of the search page until results are shown: in all, and for one
or two words. The beginning of a word is more: it stands for many."""
BEGINNINGS = ("con", "inter", "пер")

ALL_FACETS = (
    "&place=dushanbe&place=sughd&theme=border-management&theme=elections&collection=workshops&collection=events"
    "&dimension=human&format=workshop&format=training&institution=osce-in-tajikistan&language=ru&from=2005&to=2020"
)
SEARCHES = [
    # language, query, the rest of the address; the words are among the most frequent, the worst there can be
    ("en", "border", ""),
    ("en", "border management", ""),
    ("en", "border", "&theme=border-management"),
    ("en", "border management", "&place=dushanbe&from=2010"),
    ("en", "bordr managment", "&place=dushanbe&from=2010"),
    ("en", "jornalists comision ministery", ""),
    ("en", "officers border society training discussed", ""),
    ("en", "border officers", ALL_FACETS),
    ("en", "con", ""),
    ("en", "inter", ""),
    ("en", "the organisation of a conference on human rights and labour migration in the region", ""),
    (
        "en",
        "seminars about the protection of journalists and the prevention of torture in custody by police officers",
        "",
    ),
    ("en", "zzzzqqqq", ""),
    ("ru", "граница", ""),
    ("ru", "обсудили права человека", ""),
    ("ru", "обсудили управление границами", "&theme=border-management&place=dushanbe"),
    ("ru", "обсудли упровление границами", "&theme=border-management&place=dushanbe&from=2008&to=2016"),
    (
        "ru",
        "семинары о защите журналистов и предупреждении пыток сотрудниками милиции в местах заключения",
        "",
    ),
    ("ru", "обсудили право человека управление границами", ""),
    ("ru", "пер", ""),
    ("tg", "мухочирати мехнати", ""),
    ("tg", "мухочирти мехнти", "&place=dushanbe&from=2006"),
    ("tg", "сарҳад", "&theme=border-management&from=2010"),
]
TYPED = [("en", "border management"), ("ru", "права человека"), ("tg", "муҳоҷират")]
KEYSTROKE = 200
"""Milliseconds from one letter to the next of somebody who looks for the keys."""


@pytest.fixture(scope="module")
def large_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("large")
    assert grow(folder, RECORDS) >= RECORDS
    done = subprocess.run(
        [COMMANDS / "archive", "build"],
        cwd=folder,
        env={**os.environ, "SOURCE_DATE_EPOCH": NOW},
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, done.stderr
    return Site(folder / "site", folder)


@pytest.fixture(scope="module")
def sent() -> Sent:
    return Sent()


@pytest.fixture(scope="module")
def large_address(large_site: Site, sent: Sent) -> Iterator[str]:
    with serve(large_site.root, sent) as address:
        yield address


def cost(sent: Sent, search: SearchPage) -> int:
    search.page.wait_for_load_state("networkidle")
    return sum(size for _, size in sent.answers)


@pytest.mark.parametrize(
    "asked",
    SEARCHES,
    ids=[f"{code}-{query[:40]}{rest[:40]}" for code, query, rest in SEARCHES],
)
def test_the_first_search_keeps_its_budget(browser, large_address, sent, record_property, asked):
    language, query, rest = asked
    sent.clear()
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        search = SearchPage(context.new_page(), large_address)
        search.open(f"q={quote(query)}{rest}", language)
        size = cost(sent, search)
        said, hint, requests = search.said, search.page.inner_text("#search-hint"), len(sent.answers)
    choices = " + all facets" if rest == ALL_FACETS else rest.replace("&", " + ")
    record_property(f"first search at 10,000: {language} “{query[:60]}”{choices} ({said}) bytes", size)
    record_property(f"the same, requests: {language} “{query[:60]}”{choices}", requests)
    assert [url for url in search.asked if not url.startswith(large_address)] == []
    assert search.faults == []
    is_plain = len(query.split()) <= 2 and not rest and "Results for" not in hint and query not in BEGINNINGS
    assert size <= (FEW_WORDS if is_plain else BUDGET)


@pytest.mark.parametrize("asked", TYPED, ids="-".join)
def test_a_first_search_that_is_typed_keeps_its_budget(browser, large_address, sent, record_property, asked):
    language, query = asked
    sent.clear()
    with browser.new_context(viewport={"width": 360, "height": 800}) as context:
        search = SearchPage(context.new_page(), large_address).open("", language)
        search.page.locator("#search-field").press_sequentially(query, delay=KEYSTROKE)
        search.page.wait_for_url("**q=*")
        search.wait()
        size = cost(sent, search)
        assert search.number > 0
    record_property(f"first search at 10,000: {language} “{query}”, typed, bytes", size)
    assert size <= BUDGET


@pytest.fixture(scope="module")
def told(large_site: Site) -> list[str]:
    """What each record says in all its languages, in small letters, as far as results show it."""
    rows: dict[int, str] = {}
    for path in (large_site.root / "assets/index/r").rglob("*.js"):
        number = int(path.name.partition(".")[0])
        rows[number] = rows.get(number, "") + path.read_text("utf-8").lower()
    return [rows[number] for number in range(len(rows))]


@pytest.mark.parametrize(
    "asked",
    [
        ("ru", "граница", "границ"),
        ("ru", "выборов", "выбор"),
        ("en", "uranium", "uranium"),
        ("ru", "хвостохр", "хвостохр"),
    ],
)
def test_every_record_that_says_a_word_in_any_of_its_forms_is_found(browser, large_address, told, asked):
    """Though the forms lie in several files of the index."""
    language, query, beginning = asked
    pattern = re.compile(rf"\b{beginning}")
    with browser.new_context() as context:
        search = SearchPage(context.new_page(), large_address).find(query, language)
        assert search.number >= sum(bool(pattern.search(text)) for text in told) > 0
