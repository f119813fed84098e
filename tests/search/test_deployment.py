"""The search page that is open while the archive is published anew: old and new parts of the index never meet."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import ViewportSize

from tests.search.conftest import SearchPage
from tests.support.server import serve
from tests.support.site import build, copy_project
from tests.support.toy import write_toy_archive

FAILED = "The search could not be loaded"
NARROW: ViewportSize = {"width": 360, "height": 800}
"""A window in which no facets are loaded before they are wanted."""


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A site, and the same one after each record has got a word that it did not have."""
    project = copy_project(tmp_path_factory.mktemp("versions") / "project", has_content=False)
    content = write_toy_archive(project)
    before = Path(shutil.copytree(build(project).root, project.with_name("before")))
    for path in content.glob("*/[0-9]*/**/*.md"):
        text = path.read_text("utf-8")
        path.write_text(re.sub(r"(?m)^(title: .*)$", r"\1 renewed", text, count=1), "utf-8")
    return before, build(project).root


@pytest.fixture
def host(versions: tuple[Path, Path], tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The address of the first of them on a host, and the folder in which it lies there."""
    folder = Path(shutil.copytree(versions[0], tmp_path / "host"))
    with serve(folder) as address:
        yield address, folder


def publish(folder: Path, site: Path) -> None:
    """Put a site in the place of the one that a host has."""
    shutil.rmtree(folder)
    shutil.copytree(site, folder)


def test_a_page_that_was_open_says_what_is_gone_and_is_loaded_anew_with_its_query(browser, host, versions):
    address, folder = host
    with browser.new_context(viewport=NARROW) as context:
        search = SearchPage(context.new_page(), address).find("anniversary")
        publish(folder, versions[1])
        search.find_by_typing("workshop")
        assert FAILED in search.said
        assert search.records == []
        search.asked.clear()
        with search.page.expect_navigation():
            search.page.get_by_role("button", name="Try again").click()
        search.wait()
        assert search.page.url.endswith("?q=workshop")
        assert search.page.input_value("#search-field") == "workshop"
        assert search.number > 0
        titles = search.page.locator("#search-rows .row h3 a").all_inner_texts()
        assert all("renewed" in title for title in titles), titles
        search.find_by_typing("renewed")
        assert search.number > 0


def test_a_search_that_is_repeated_in_vain_loads_the_page_anew_and_not_for_ever(browser, host):
    address, folder = host
    with browser.new_context(viewport=NARROW) as context:
        search = SearchPage(context.new_page(), address).find("anniversary")
        shutil.move(folder / "assets/index", folder / "assets/elsewhere")
        search.find_by_typing("workshop")
        assert FAILED in search.said
        search.asked.clear()
        with search.page.expect_navigation():
            search.page.keyboard.press("Enter")
        assert FAILED in search.wait().said
        search.page.wait_for_timeout(500)
        assert len([url for url in search.asked if "/search/?" in url]) == 1
        shutil.move(folder / "assets/elsewhere", folder / "assets/index")
        search.page.keyboard.press("Enter")
        search.page.wait_for_selector("#search-rows .row")


def test_each_page_of_the_search_holds_the_root_of_the_index(browser, host):
    """So it is never that of another version than the program's, and no file by itself."""
    address, folder = host
    pages = [folder / language / "search/index.html" for language in ("", "ru", "tg")]
    held = [html.fromstring(page.read_text("utf-8")).get_element_by_id("search-root").text for page in pages]
    (root,) = {text or "" for text in held}
    assert json.loads(root)["records"] > 0
    with browser.new_context() as context:
        search = SearchPage(context.new_page(), address).open()
    assert {url.split("/assets/")[1].split("/")[0] for url in search.asked if "/assets/index" in url} == {
        "index"
    }
