"""No page violates a rule of accessibility that axe-core can check by itself."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.site.test_browser import PAGES, SOME
from tests.support.server import serve

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def address(sample_site):
    with serve(sample_site.root) as address:
        yield address


def violations(page):
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": STANDARDS}}).response["violations"]
    return [
        f"{rule['id']} ({rule['impact']}): {rule['help']}: {[node['html'][:160] for node in rule['nodes'][:3]]}"
        for rule in found
    ]


@pytest.fixture(scope="module")
def narrow(browser):
    with browser.new_context(viewport={"width": 360, "height": 800}, color_scheme="light") as context:
        yield context.new_page()


@pytest.fixture(scope="module")
def wide(browser):
    with browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme="dark") as context:
        yield context.new_page()


@pytest.mark.parametrize("url", PAGES.values(), ids=PAGES)
def test_a_page_violates_no_rule_in_a_narrow_window_with_light_colours(narrow, address, url):
    narrow.goto(address + url)
    assert violations(narrow) == []


@pytest.mark.parametrize("url", SOME.values(), ids=SOME)
def test_a_page_violates_no_rule_in_a_wide_window_with_dark_colours(wide, address, url):
    wide.goto(address + url)
    assert violations(wide) == []


def test_the_checker_sees_a_violation(browser):
    page = browser.new_page()
    try:
        page.set_content("<html lang=en><title>x</title><main><h1>x</h1><img src='a.png'></main></html>")
        assert any(line.startswith("image-alt") for line in violations(page))
    finally:
        page.close()
