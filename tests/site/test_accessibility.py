"""Every type of page, in every language, light and dark, in narrow and wide windows: it violates no rule of
accessibility that axe-core can check, what can be pressed is large enough for a finger, nothing is wider than the
window, and the browser has nothing to complain about. The search with its facets open is checked in tests/search/.

Each page is opened once."""

from __future__ import annotations

import pytest

from tests.support.axe import AXE, violations
from tests.support.look import Look
from tests.support.pages import MOVED, PAGES, SCALE
from tests.support.server import serve
from tests.support.watch import watch


@pytest.fixture(scope="module")
def addresses(sample_site, real_site):
    with serve(sample_site.root) as sample, serve(real_site.root) as real:
        yield {"sample": sample, "real": real}


@pytest.fixture(scope="module")
def window(still_browser):
    # A colour that changes by and by would be found somewhere on its way.
    with still_browser.new_context(reduced_motion="reduce") as context:
        context.add_init_script(AXE)
        yield context.new_page()


@pytest.fixture(scope="module")
def look(window):
    """Looks at pages in one window, and knows which looks of texts it has seen."""
    return Look(window, watch(window.context))


@pytest.mark.parametrize("url", PAGES.values(), ids=PAGES)
def test_a_page_violates_no_rule_and_fits_every_window(look, addresses, url):
    assert look.at(addresses["sample"] + url) == []


@pytest.mark.parametrize("url", SCALE.values(), ids=SCALE)
def test_a_page_of_many_records_violates_no_rule_and_fits_every_window(look, addresses, url):
    assert look.at(addresses["real"] + url) == []


@pytest.mark.parametrize("url", MOVED.values(), ids=MOVED)
def test_a_page_that_leads_on_violates_no_rule_while_it_is_seen(still_browser, addresses, url):
    with still_browser.new_context() as context:
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


def test_the_checker_sees_a_violation(still_browser):
    page = still_browser.new_page()
    try:
        page.set_content("<html lang=en><title>x</title><main><h1>x</h1><img src='a.png'></main></html>")
        assert any(line.startswith("image-alt") for line in violations(page))
        page.set_content(
            "<html lang=en><title>x</title><main><h1>x</h1><p style='color: #aaa'>Words</p></main></html>"
        )
        assert any(line.startswith("color-contrast") for line in violations(page))
    finally:
        page.close()


STYLE = "<style>@media ({}) {{ p {{ {} }} }}</style><p>Words{}</p>"
GREY = "<p style='color: #aaa'>Words</p>"


@pytest.fixture
def look_at(still_browser, tmp_path):
    """Look at pages made for a test, one after the other."""
    with still_browser.new_context(reduced_motion="reduce") as context:
        first_look = Look(context.new_page(), [])

        def said(body):
            path = tmp_path / "a.html"
            path.write_text(f"<!doctype html><html lang=en><title>x</title><main><h1>x</h1>{body}</main>")
            return first_look.at(path.as_uri())

        yield said


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (STYLE.format("prefers-color-scheme: dark", "color: #333; background: #222", ""),
         "360 px, dark: color-contrast"),
        (STYLE.format("max-width: 500px", "display: none", "<img src=a.png>"), "1280 px, dark: image-alt"),
        (STYLE.format("min-width: 1000px", "color: #aaa", ""), "1280 px, light: color-contrast"),
        (STYLE.format("max-width: 700px", "width: 700px", ""), "640 px: wider: P."),
        (STYLE.format("max-width: 340px", "width: 350px", ""), "320 px: wider: P."),
        ("<p><a href=# style='font-size: 12px'>Link</a></p>", "360 px: small: main > p > a: "),
        ("<img src=a.png>", "360 px, light: image-alt"),
        ("<style>h1 { display: none }</style>", "no heading is in sight"),
    ],
)  # fmt: skip
def test_a_fault_of_one_window_alone_is_found(look_at, body, said):
    lines = look_at(body)
    assert [line for line in lines if line.startswith(said)] != [], lines


def test_a_page_without_a_fault_has_none(look_at):
    assert look_at("<p>Words</p>") == []


@pytest.mark.parametrize(
    "body",
    [
        GREY,
        "<p class=a>Words</p><style>.a { color: #aaa }</style>",
        "<div style='background: #666'><p>Words</p></div>",
        "<div style='opacity: .4'><p>Words</p></div>",
        "<p>Words <b style='color: #aaa'>bold</b></p>",
        "<p><input value=Words aria-label=x style='color: #aaa'></p>",
    ],
)
def test_a_weak_text_on_a_later_page_is_found_though_its_like_in_another_colour_was_seen(look_at, body):
    first = "<p>Words <b>bold</b> <input value=Words aria-label=x style='height: 30px'></p><div><p>Words</p></div>"
    assert look_at(first) == []
    assert [line for line in look_at(body) if "color-contrast" in line] != []


def test_a_link_that_only_its_colour_marks_is_found_within_words_though_it_was_seen_alone(look_at):
    link = "<p>{}<a href=# style='color: #333; text-decoration: none; line-height: 30px'>Link</a></p>"
    assert [line for line in look_at(link.format("")) if "link-in-text" in line] == []
    assert [line for line in look_at(link.format("See this ")) if "link-in-text" in line] != []


def test_a_weak_text_is_found_beside_many_that_are_not(look_at):
    (line, *_) = look_at(f"<p>Words</p><p>Words</p>{GREY}{GREY}<p>Words</p>")
    assert line.startswith("360 px, light: color-contrast")
    assert "1 ×" in line
