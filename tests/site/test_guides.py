"""Long guides have their sections below the title; a wide table says on a phone that it goes on to the side."""

import pytest

from tests.support.server import serve
from tests.support.site import texts_of, words


def test_long_guides_lead_to_each_of_their_sections_and_short_ones_have_no_such_list(real_site):
    found = {url: page for url, page in real_site.pages.items() if page.cssselect(".contents")}
    assert {
        "editors/errors/",
        "editors/record-format/",
        "editors/dates/",
        "develop/architecture/",
    } <= found.keys()
    assert not found.keys() & {"about/", "ru/about/", "editors/", "develop/media/"}
    for url, page in found.items():
        sections = [(f"#{h2.get('id')}", words(h2)) for h2 in page.cssselect("article > h2")]
        assert [(a.get("href"), words(a)) for a in page.cssselect(".contents a")] == sections, url
        assert texts_of(page, "article > h1 + .contents > h2") == ["On this page"]


@pytest.mark.parametrize(("width", "is_wider"), [(360, True), (1280, False)])
@pytest.mark.parametrize("url", ["calendar/", "tg/calendar/"])
def test_the_calendar_says_that_it_scrolls_where_it_does(real_site, browser, url, width, is_wider):
    with (
        serve(real_site.root) as address,
        browser.new_context(viewport={"width": width, "height": 800}) as context,
    ):
        page = context.new_page()
        page.goto(address + url)
        table = page.locator(".calendar-all")
        assert table.evaluate("e => e.scrollWidth > e.clientWidth") is is_wider
        assert page.locator(".scroll-hint").is_visible() is is_wider
        assert (table.evaluate("e => getComputedStyle(e).backgroundImage") != "none") is is_wider
