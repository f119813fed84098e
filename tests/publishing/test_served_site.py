"""A whole built site on the real nginx, in a browser: the headers take nothing away that its pages need."""

import re
import shutil

import pytest

from mission_archive.building.site import SEARCH_POLICY
from mission_archive.publishing.hosts.headers import security_headers
from tests.publishing.conftest import write_serving
from tests.publishing.nginx import serve
from tests.support.site import BASE


@pytest.fixture(scope="module")
def served(real_site, tmp_path_factory):
    """The site of the real records, with all that a server is told."""
    folder = tmp_path_factory.mktemp("served")
    site = folder / f"www{BASE}"
    shutil.copytree(real_site.root, site)
    redirects = {"old/": "about/"}
    write_serving("nginx", site, headers=security_headers(SEARCH_POLICY), redirects=redirects, base=BASE)
    with serve(site, BASE, folder / "nginx") as nginx:
        yield nginx


@pytest.fixture
def page(browser):
    """A page that fails the test if the browser refuses anything or does not find it."""
    complaints = []
    context = browser.new_context()
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("response", lambda answer: complaints.append(answer.url) if answer.status >= 400 else None)
    yield page
    context.close()
    assert complaints == []


def test_the_search_finds_records(page, served):
    page.goto(f"http://127.0.0.1:{served.port}{BASE}search/?q=water")
    page.wait_for_selector("#search-rows .row")


@pytest.mark.parametrize("path", ["", "places/", "ru/", "editors/", "about/"])
def test_pages_have_their_style_sheets_and_pictures(page, served, path):
    page.goto(f"http://127.0.0.1:{served.port}{BASE}{path}")
    assert page.evaluate("[...document.styleSheets].every(sheet => sheet.cssRules.length > 0)")
    assert page.evaluate("document.styleSheets.length") > 0


def test_a_page_that_is_opened_from_a_folder_looks_as_it_is_published(browser, served, real_site):
    """As editors open the preview of a proposal that they have downloaded."""
    path = next(url for url in sorted(real_site.pages) if re.fullmatch(r"events/[0-9]{4}/[^/]+/", url))
    seen = []
    for address in (
        f"http://127.0.0.1:{served.port}{BASE}{path}",
        (real_site.root / path / "index.html").as_uri(),
    ):
        page = browser.new_page(viewport={"width": 1000, "height": 800})
        page.goto(address)
        seen.append(page.screenshot(full_page=True, animations="disabled"))
        page.close()
    assert seen[0] == seen[1]


def test_an_old_address_ends_on_its_page(page, served):
    page.goto(f"http://127.0.0.1:{served.port}{BASE}old")
    assert page.url == f"http://127.0.0.1:{served.port}{BASE}about/"


def test_every_page_of_the_site_is_served(served, real_site):
    wrong = [url for url in real_site.pages if url != "404.html" and served.get(f"{BASE}{url}").status != 200]
    assert wrong == []


def test_a_missing_page_can_be_left_by_its_links(served, browser):
    page = browser.new_context().new_page()
    answer = page.goto(f"http://127.0.0.1:{served.port}{BASE}events/1999/no-such-record/")
    assert answer.status == 404
    page.click("text=Places >> nth=0")
    page.wait_for_url(f"http://127.0.0.1:{served.port}{BASE}places/")
    page.context.close()
