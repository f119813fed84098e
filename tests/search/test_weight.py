"""What the first search costs a reader, with all that it loads, as a server compresses it."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

from tests.search.conftest import SearchPage
from tests.support.site import BASE

BUDGET = 60_000
MOST_REQUESTS = 20


def weight(root: Path, addresses: list[str]) -> dict[str, int]:
    sizes: dict[str, int] = {}
    for address in dict.fromkeys(addresses):
        path = root / urlsplit(address).path.removeprefix(BASE)
        path = path / "index.html" if path.is_dir() else path
        kind = path.relative_to(root).parts[2] if path.parent.parent.name == "index" else path.name
        sizes[kind] = sizes.get(kind, 0) + len(gzip.compress(path.read_bytes()))
    return sizes


def test_the_first_search_is_light(browser, search_address, real_site, record_property):
    with browser.new_context(viewport={"width": 360, "height": 800}) as context:
        search = SearchPage(context.new_page(), search_address).find("border")
        search.page.wait_for_load_state("networkidle")
        sizes = weight(real_site.root, search.asked)
    print("first search, bytes compressed:", sizes, "together", sum(sizes.values()))
    record_property("first_search_bytes", sum(sizes.values()))
    record_property("first_search_requests", len(search.asked))
    assert sum(sizes.values()) <= BUDGET


def test_a_result_is_one_file_from_which_a_part_of_its_texts_is_shown_where_nothing_else_has_the_word(
    browser, search_address, real_site
):
    rows = [
        json.loads(path.read_text("utf-8").partition(",")[2][:-1])
        for path in (real_site.root / "assets/index/r").rglob("*t.js")
    ]
    heads = " ".join(row for its, _ in rows for row in its.values())
    words = Counter(
        word for _, texts in rows for word in set(re.findall(r"\b[a-z]{9,}\b", texts.get("en", "")))
    )
    word = next(word for word, count in sorted(words.items()) if count == 1 and word[:6] not in heads)
    with browser.new_context() as context:
        search = SearchPage(context.new_page(), search_address).find("border")
        assert len([url for url in search.asked if "/index/r/" in url]) == 10
        search.asked.clear()
        search.find_by_typing(word)
        assert search.number == 1
        assert search.page.inner_text(".row__summary mark").lower() == word
        (asked,) = [url for url in search.asked if "/index/r/" in url]
        assert asked.endswith("t.js")


def test_a_page_that_is_not_searched_loads_nothing_of_the_search(browser, search_address):
    with browser.new_context() as context:
        search = SearchPage(context.new_page(), search_address)
        search.page.goto(search_address)
        search.page.wait_for_load_state("networkidle")
        assert [url for url in search.asked if "/index/" in url or "/search/" in url] == []


def test_the_search_works_in_a_folder_without_a_server(browser, real_site):
    with browser.new_context() as context:
        search = SearchPage(context.new_page(), "")
        search.page.goto(f"{(real_site.root / 'ru/search/index.html').as_uri()}?q=граница")
        search.wait()
        assert search.number > 10
        assert search.faults == []
