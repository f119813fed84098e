"""No page violates a rule of accessibility that axe-core can check: every type of page, in every language, light
and dark, in a narrow and in a wide window. The search with its facets open is checked in tests/search/.

All rules are asked once a page, in a narrow light window; in the other windows those about what differs there, and all
where a wide window shows more of the page."""

from __future__ import annotations

import pytest

from tests.support.axe import (
    LOOKS,
    has_more_shown,
    note_what_is_shown,
    violations,
    violations_in_light_and_dark,
)
from tests.support.pages import MOVED, PAGES, SCALE
from tests.support.server import serve
from tests.support.watch import watch

WIDTHS = (360, 1280)
ALIKE = [".rows > li:nth-child(n + 6)"]
"""Rows of a list that have the form of those before them: the rules take a second for each 50 of them."""


@pytest.fixture(scope="module")
def addresses(sample_site, real_site):
    with serve(sample_site.root) as sample, serve(real_site.root) as real:
        yield {"sample": sample, "real": real}


@pytest.fixture(scope="module")
def window(browser):
    # A colour that changes by and by would be found somewhere on its way.
    with browser.new_context(reduced_motion="reduce") as context:
        yield context.new_page()


@pytest.fixture(scope="module")
def heard(window):
    """What the window complains about, from the first page to the last."""
    return watch(window.context)


def found(window, heard, url):
    """What violates a rule on a page in each of the four ways to see it, and what the browser complains about."""
    narrow, wide = WIDTHS
    window.set_viewport_size({"width": narrow, "height": 800})
    window.goto(url)
    window.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    lines = [f"{narrow} px, {line}" for line in violations_in_light_and_dark(window, ALIKE)]
    note_what_is_shown(window)
    window.set_viewport_size({"width": wide, "height": 800})
    # A large map shows more names. What is shown here alone has met no rule so far.
    rules = () if has_more_shown(window) else LOOKS
    lines += [f"{wide} px, {line}" for line in violations_in_light_and_dark(window, ALIKE, rules)]
    lines += heard
    heard.clear()
    return lines


@pytest.mark.parametrize("url", PAGES.values(), ids=PAGES)
def test_a_page_violates_no_rule(window, heard, addresses, url):
    assert found(window, heard, addresses["sample"] + url) == []


@pytest.mark.parametrize("url", SCALE.values(), ids=SCALE)
def test_a_page_of_many_records_violates_no_rule(window, heard, addresses, url):
    assert found(window, heard, addresses["real"] + url) == []


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


STYLE = "<style>@media ({}) {{ p {{ {} }} }}</style><p>Words{}</p>"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (STYLE.format("prefers-color-scheme: dark", "color: #333; background: #222", ""), "dark: color-contrast"),
        (STYLE.format("max-width: 500px", "display: none", "<img src=a.png>"), "1280 px, light: image-alt"),
        (STYLE.format("min-width: 500px", "color: #aaa", ""), "1280 px, light: color-contrast"),
        ("<img src=a.png>", "360 px, light: image-alt"),
        ("<p>Words</p>", ""),
    ],
)  # fmt: skip
def test_a_fault_of_one_window_alone_is_found(browser, tmp_path, body, said):
    (tmp_path / "a.html").write_text(
        f"<!doctype html><html lang=en><title>x</title><main><h1>x</h1>{body}</main>"
    )
    with browser.new_context(reduced_motion="reduce") as context:
        lines = found(context.new_page(), [], (tmp_path / "a.html").as_uri())
        assert any(said in line for line in lines) == bool(said), lines
