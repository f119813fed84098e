"""No page violates a rule of accessibility that axe-core can check: every type of page, in every language, light
and dark, in a narrow and in a wide window. The search with its facets open is checked in tests/search/."""

from __future__ import annotations

import pytest

from tests.support.axe import violations
from tests.support.pages import MOVED, PAGES, SCALE
from tests.support.server import serve
from tests.support.watch import watch

WIDTHS = (360, 1280)
SCHEMES = ("light", "dark")
ALIKE = [".rows > li:nth-child(n + 6)"]
"""Rows of a list that have the form of those before them: the rules take a second for each 50 of them."""


@pytest.fixture(scope="module")
def addresses(sample_site, real_site):
    with serve(sample_site.root) as sample, serve(real_site.root) as real:
        yield {"sample": sample, "real": real}


@pytest.fixture(scope="module")
def windows(browser):
    """A light and a dark window, which check a page at the same time."""
    contexts = [browser.new_context(color_scheme=scheme) for scheme in SCHEMES]
    yield [context.new_page() for context in contexts]
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def heard(windows):
    """What the windows complain about, from the first page to the last."""
    return [watch(window.context) for window in windows]


def found(windows, heard, url):
    """What violates a rule on a page in each of the four ways to see it, and what the browser complains about."""
    lines = []
    for window in windows:
        window.goto(url)
        window.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    for width in WIDTHS:
        for window in windows:
            window.set_viewport_size({"width": width, "height": 800})
        lines += [f"{width} px: {line}" for line in violations(*windows, without=ALIKE)]
    for complaints in heard:
        lines += complaints
        complaints.clear()
    return lines


@pytest.mark.parametrize("url", PAGES.values(), ids=PAGES)
def test_a_page_violates_no_rule(windows, heard, addresses, url):
    assert found(windows, heard, addresses["sample"] + url) == []


@pytest.mark.parametrize("url", SCALE.values(), ids=SCALE)
def test_a_page_of_many_records_violates_no_rule(windows, heard, addresses, url):
    assert found(windows, heard, addresses["real"] + url) == []


@pytest.mark.parametrize("url", MOVED.values(), ids=MOVED)
def test_a_page_that_leads_on_violates_no_rule_while_it_is_seen(browser, addresses, url):
    with browser.new_context() as context:
        page = context.new_page()
        opened = addresses["sample"] + url
        # An answer without content leaves a browser where it is.
        page.route(lambda asked: asked != opened, lambda route: route.fulfill(status=204))
        page.goto(opened)
        assert violations(page) == []


def test_no_part_of_a_page_is_left_out_of_these_checks(sample_site, real_site):
    """Every class that a template gives to an element is on a page above; those of program text are the theme's."""

    def classes(page):
        return set(" ".join(page.xpath("//@class[not(ancestor::pre)]")).split())

    def kept(site, urls):
        return {name for url in urls for name in classes(site.pages.get(url, site.page("404.html")))}

    checked = kept(sample_site, [*PAGES.values(), *MOVED.values()]) | kept(real_site, SCALE.values())
    left_out = {
        f"{name}: {url}"
        for site in (sample_site, real_site)
        for url, page in site.pages.items()
        for name in classes(page) - checked
    }
    assert left_out == set()


def test_the_checker_sees_a_violation(browser):
    page = browser.new_page()
    try:
        page.set_content("<html lang=en><title>x</title><main><h1>x</h1><img src='a.png'></main></html>")
        assert any(line.startswith("image-alt") for line in violations(page))
        page.set_content(
            "<html lang=en><title>x</title><main><h1>x</h1><p style='color: #aaa'>Words</p></main></html>"
        )
        assert any(line.startswith("color-contrast") for line in violations(page))
        assert violations(page, without=["p"]) == []
    finally:
        page.close()
