"""What the first search costs a reader, with all that it loads, as a server compresses it."""

from __future__ import annotations

import gzip
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Route

from tests.search.conftest import SearchPage
from tests.support.site import BASE

COMPRESSED = (".pf_meta", ".pf_index", ".pagefind")


def weight(root: Path, addresses: list[str]) -> dict[str, int]:
    sizes: dict[str, int] = {}
    for address in dict.fromkeys(addresses):
        path = root / urlsplit(address).path.removeprefix(BASE)
        path = path / "index.html" if path.is_dir() else path
        data = path.read_bytes()
        kind = (
            "rows" if path.parent.name == "rows" else path.suffix if path.suffix in COMPRESSED else path.name
        )
        size = len(data) if path.suffix in COMPRESSED else len(gzip.compress(data))
        sizes[kind] = sizes.get(kind, 0) + size
    return sizes


def test_the_first_search_is_light(browser, search_address, real_site, record_property):
    """With 10,000 records, see docs/develop/search.md, it is a third more; the budget there is 200 kB."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        search = SearchPage(context.new_page(), search_address).find("border")
        search.page.wait_for_load_state("networkidle")
        sizes = weight(real_site.root, search.asked)
    print("first search, bytes compressed:", sizes, "together", sum(sizes.values()))
    record_property("first_search_bytes", sum(sizes.values()))
    assert sum(sizes.values()) < 160_000


def in_russian_first(route: Route) -> None:
    answer = route.fetch()
    page = answer.text()
    assert '"firstLanguage": "en"' in page
    route.fulfill(response=answer, body=page.replace('"firstLanguage": "en"', '"firstLanguage": "ru"'))


def test_readers_of_the_first_language_load_no_list_of_its_records(search):
    def lists() -> list[str]:
        return [url for url in search.asked if "/facets/languages/" in url]

    search.page.set_viewport_size({"width": 360, "height": 800})
    search.find("border", "ru")
    assert len(lists()) == 1
    search.asked.clear()
    search.page.route("**/ru/search/?*", in_russian_first)
    search.find("training", "ru")
    assert search.number > 0
    assert lists() == []


def test_a_page_that_is_not_searched_loads_nothing_of_the_search(browser, search_address):
    with browser.new_context() as context:
        search = SearchPage(context.new_page(), search_address)
        search.page.goto(search_address)
        search.page.wait_for_load_state("networkidle")
        assert [url for url in search.asked if "pagefind" in url or "/search/" in url] == []
