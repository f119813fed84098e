"""The search of an archive of 10,000 records: what the first search costs a reader, and that it is complete."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Route

from benchmarks.calibration import loop
from benchmarks.formats import cost_of, held
from benchmarks.growing import grow
from mission_archive.formats.table import FORMATS
from tests.search.conftest import SearchPage
from tests.support.server import Sent, serve
from tests.support.shared import Shared
from tests.support.site import NOW, PROJECT, Site
from tests.support.waiting import until

pytestmark = pytest.mark.long

RECORDS = 10_000
COSTS = "costs.json"
"""What the index costs the build, see benchmarks/indexing.py."""
BUDGET, FEW_WORDS = 105_000, 78_000
"""Bytes of everything that is sent from the first visit of the search page until results are shown: in all, and for one
or two words. The goals are 110,000 and 80,000."""
MOST_REQUESTS = 19
"""One fewer than the goal, for other browsers fetch an icon, too."""

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


def build_and_count(project: Path, moment: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.indexing", project / COSTS],
        cwd=project,
        env={**os.environ, "SOURCE_DATE_EPOCH": moment, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def large_site(shared: Shared) -> Site:
    return shared("large", lambda folder: grow(folder, RECORDS), NOW, build_and_count)


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


def test_what_the_index_costs_a_build_is_printed(large_site, record_property):
    for name, value in json.loads((large_site.project / COSTS).read_text("utf-8")).items():
        record_property(f"index of {RECORDS:,} records: {name}", value)


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
    is_plain = len(query.split()) <= 2 and not rest and "Results for" not in hint
    assert size <= (FEW_WORDS if is_plain else BUDGET)
    assert requests <= MOST_REQUESTS


@pytest.mark.parametrize("asked", TYPED, ids="-".join)
def test_a_first_search_that_is_typed_keeps_its_budget(browser, large_address, sent, record_property, asked):
    language, query = asked
    sent.clear()
    with browser.new_context(viewport={"width": 360, "height": 800}) as context:
        search = SearchPage(context.new_page(), large_address).open("", language)
        search.page.locator("#search-field").press_sequentially(query, delay=KEYSTROKE)
        search.page.wait_for_url("**q=*")
        search.wait()
        size, requests = cost(sent, search), len(sent.answers)
        assert search.number > 0
    record_property(f"first search at 10,000: {language} “{query}”, typed, bytes", size)
    record_property(f"the same, requests: {language} “{query}”, typed", requests)
    assert size <= FEW_WORDS
    assert requests <= MOST_REQUESTS + 1


@pytest.fixture(scope="module")
def told(large_site: Site) -> list[str]:
    """What each record says in all its languages, in small letters, as far as results show it."""
    return [path.read_text("utf-8").lower() for path in (large_site.root / "assets/index/r").rglob("*t.js")]


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


NEXT = [
    ("en", "human rights"),
    ("en", "uranium"),
    ("en", "election observers"),
    ("ru", "права человека"),
    ("tg", "муҳоҷират"),
]
NEXT_BUDGET = 29_000


@pytest.mark.parametrize("asked", NEXT, ids="-".join)
def test_the_next_search_is_light(browser, large_address, sent, record_property, asked):
    language, query = asked
    with browser.new_context(viewport={"width": 360, "height": 800}) as context:
        search = SearchPage(context.new_page(), large_address).find("border", language)
        search.page.wait_for_load_state("networkidle")
        sent.clear()
        search.find_by_typing(query)
        size = cost(sent, search)
        assert search.number > 0
    record_property(f"next search at 10,000: {language} “{query}” bytes", size)
    assert size <= NEXT_BUDGET


SLOWER = 4
"""How much slower than the processor of our machine that of a phone is."""
LOOP = 22
"""Milliseconds that our machine takes for a loop that is always the same. One that takes 44 is half as fast."""
LATENCY, RATE = 400, 50_000
"""Slow 3G: milliseconds from each request to the first byte of its answer, bytes a second (400 kbit/s)."""
LONGEST_TASK = 50
"""Milliseconds of such a phone's processor for which a reader who types notices no delay."""
NOTE_FIRST_RESULT = """
new MutationObserver((_, observer) => {
  if (!document.querySelector("#search-rows .row")) return;
  window.first = performance.now();
  observer.disconnect();
}).observe(document, { subtree: true, childList: true });
"""
LOADED = "performance.getEntriesByType('resource').map((one) => [one.name, one.startTime, one.responseEnd])"


@pytest.mark.parametrize("query", ["border", "border management"])
def test_on_slow_3g_the_first_result_comes_after_two_round_trips(
    browser, large_address, record_property, query
):
    """After the page, with the root of the index in it, and its program: a word's leaf, and a result."""
    with browser.new_context(viewport={"width": 360, "height": 800}) as context:
        search = SearchPage(context.new_page(), large_address)
        search.page.set_default_timeout(60_000)
        search.page.add_init_script(NOTE_FIRST_RESULT)
        devtools = context.new_cdp_session(search.page)
        rates = {"latency": LATENCY, "downloadThroughput": RATE, "uploadThroughput": RATE}
        devtools.send("Network.enable")
        devtools.send("Network.emulateNetworkConditions", {"offline": False, **rates})
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        # To ask the page again and again whether it is ready would take the processor's time from it.
        search.page.goto(f"{large_address}search/?q={quote(query)}", wait_until="commit")
        search.page.wait_for_selector("#search-rows .row >> nth=9")
        first = search.page.evaluate("first")
        loaded = [
            (url.partition("/assets/")[2], start, end) for url, start, end in search.page.evaluate(LOADED)
        ]
    (ready,) = (end for url, _, end in loaded if "program.js" in url)
    leaves = [start for url, start, _ in loaded if url.startswith("index/w/")]
    rows = [start for url, start, _ in loaded if url.startswith("index/r/")]
    line = f"slow 3G ({LATENCY} ms, {RATE * 8 // 1000} kbit/s), processor {SLOWER} times slower, “{query}”"
    record_property(f"{line}: the program is there after, seconds", round(ready / 1000, 2))
    record_property(f"{line}: first result after that, seconds", round((first - ready) / 1000, 2))
    assert min(leaves) >= ready
    assert len(rows) == 10


@pytest.mark.parametrize("query", ["border", "border management"])
def test_leaves_come_all_at_once_and_so_do_rows_and_the_first_result_does_not_wait_for_the_last(
    browser, large_address, query
):
    with browser.new_context(viewport={"width": 360, "height": 800}) as context:
        search = SearchPage(context.new_page(), large_address).find(query)
        number = sum("/index/w/" in url for url in search.asked)
    with browser.new_context(viewport={"width": 360, "height": 800}) as context:
        search = SearchPage(context.new_page(), large_address)
        leaves: list[Route] = []
        rows: list[Route] = []
        search.page.route("**/index/w/**", lambda route: leaves.append(route))  # noqa: PLW0108 - it wants a function
        search.page.route("**/index/r/**", lambda route: rows.append(route))  # noqa: PLW0108
        search.page.goto(f"{large_address}search/?q={quote(query)}", wait_until="commit")
        until(lambda: len(leaves) == number, lambda: f"{number} leaves, not {len(leaves)}", search.rest, 25)
        for leaf in leaves:
            leaf.continue_()
        until(lambda: len(rows) == 10, lambda: f"10 rows, not {len(rows)}", search.rest, 25)
        for row in rows[:-1]:
            row.continue_()
        search.page.wait_for_selector("#search-rows .row")
        assert len(search.records) < 10
        rows[-1].continue_()
        assert len(search.wait().records) == 10


def longest_task(browser: Browser, page: Page, query: str, trace: Path) -> float:
    """The most milliseconds of processor that the page is busy at one go while a query is typed and answered.

    It is the processor's time and not the clock's, which is also that of whatever else the machine does.
    """
    browser.start_tracing(page=page, path=trace, categories=["toplevel", "devtools.timeline"])
    page.locator("#search-field").press_sequentially(query, delay=KEYSTROKE)
    page.wait_for_url("**q=*")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1000)
    browser.stop_tracing()
    events: list[dict[str, Any]] = json.loads(trace.read_text("utf-8"))["traceEvents"]
    main = {
        (e["pid"], e["tid"])
        for e in events
        if e["name"] == "thread_name" and "RendererMain" in e["args"]["name"]
    }
    tasks = [
        e for e in events if (e["pid"], e["tid"]) in main and e["name"].endswith("RunTask") and e.get("tdur")
    ]
    # What drives the browser runs scripts of its own in the page.
    others = [e["ts"] for e in events if e["name"] == "v8.evaluateModule"]
    alone = (e for e in tasks if not any(e["ts"] <= at <= e["ts"] + e["dur"] for at in others))
    return max(float(e["tdur"]) / 1000 for e in alone)


@pytest.mark.parametrize("asked", [*TYPED, ("en", "bordr managment")], ids="-".join)
def test_typing_stays_smooth_with_a_slow_processor(browser, large_address, tmp_path, record_property, asked):
    language, query = asked
    found = []
    for attempt in range(3):  # the best of three, for other work on the machine makes each slower by chance
        with browser.new_context(viewport={"width": 360, "height": 800}) as context:
            search = SearchPage(context.new_page(), large_address).find("osce", language)
            search.page.fill("#search-field", "")
            search.page.wait_for_timeout(1000)
            task = longest_task(browser, search.page, query, tmp_path / f"{attempt}.json")
            found.append(SLOWER * task * LOOP / loop())
    record_property(f"typing “{query}”, processor {SLOWER} times slower: longest task, ms", round(min(found)))
    assert min(found) <= LONGEST_TASK


def test_what_the_formats_cost_is_noted(large_site, record_property):
    """The time is for people to see: nothing is asserted of it, because the machine may be busy."""
    for name, endings in (("feeds", ("feed.xml", "feed.json")), ("calendars", ("calendar.ics",))):
        sizes = [path.stat().st_size for ending in endings for path in large_site.root.rglob(ending)]
        record_property(f"{name} at 10,000: {len(sizes):,} files, MB", round(sum(sizes) / 1e6, 1))
        assert sizes
    cost = cost_of(held(large_site.project), FORMATS)
    record_property("formats at 10,000: CPU ms a record, without writing", round(cost.record, 2))
    record_property("a loop of 100,000 meanwhile, CPU ms", round(cost.loop, 1))
