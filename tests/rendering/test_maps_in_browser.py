"""Maps and bands as a browser shows them: on a phone and wide, in the light and the dark, without inline styles."""

import itertools

import pytest

from mission_archive.rendering.lists.bands import year_band
from mission_archive.rendering.words.messages import Messages
from tests.rendering.test_maps import ALPS, dots, drawn
from tests.support.site import PROJECT

STYLES = "".join(
    (PROJECT / "overrides" / "assets" / name).read_text("utf-8") for name in ("archive.css", "maps.css")
)
MORE = (
    ("Innsbruck", 47.27, 11.39),
    ("Villach", 46.61, 13.86),
    ("Klagenfurt", 46.62, 14.31),
    ("Wels", 48.16, 14.03),
)
YEARS = range(1999, 2024)
BOXES = """kind => [...document.querySelectorAll(kind)].map(each => each.getBoundingClientRect())
    .filter(box => box.width).map(box => [box.left, box.top, box.right, box.bottom])"""


@pytest.fixture(scope="module")
def page_text():
    messages = Messages.load("en")
    towns = drawn(dots(*ALPS, *MORE), messages)
    band = year_band({year: year - 1990 for year in YEARS}, {year: f"#{year}" for year in YEARS}, messages)
    return (
        '<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Map</title>'
        f'<style>{STYLES}</style><main class="page">{band}{towns}</main>'
    )


@pytest.fixture(params=[320, 360, 768, 1280])
def page(request, browser, page_text):
    context = browser.new_context(
        viewport={"width": request.param, "height": 800}, is_mobile=request.param < 500, has_touch=True
    )
    shown = context.new_page()
    shown.set_content(page_text)
    yield shown
    context.close()


def overlap(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def test_no_two_names_overlap_at_any_width(page):
    boxes = page.evaluate(BOXES, ".map__label")
    assert len(boxes) >= 4
    assert [pair for pair in itertools.combinations(boxes, 2) if overlap(*pair)] == []


def test_names_are_never_smaller_than_11_px(page):
    sizes = page.evaluate(
        """() => [...document.querySelectorAll('.map__label')].filter(each => each.getBoundingClientRect().width)
        .map(each => parseFloat(getComputedStyle(each).fontSize) * each.getScreenCTM().a)"""
    )
    assert sizes
    assert (
        min(sizes) >= 9.9
    )  # 11 px where the map is 320 px wide; at a width of 320 the page's margins take 32


def test_each_bar_is_wide_enough_for_a_finger_and_the_page_does_not_scroll_sideways(page):
    boxes = page.evaluate(BOXES, ".band__link")
    assert len(boxes) == len(YEARS)
    assert all(right - left >= 24 and bottom - top >= 24 for left, top, right, bottom in boxes)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_all_towns_that_are_shown_as_links_are_reached_by_keyboard_and_marked(page):
    page.locator(".band__link").last.focus()
    seen = []
    shown = page.evaluate(BOXES, ".map__town")
    for _ in shown:
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate(
                """() => [document.activeElement.getAttribute('aria-label'),
                getComputedStyle(document.activeElement.querySelector('.map__target')).stroke]"""
            )
        )
    assert len({name for name, _ in seen}) == len(shown)
    assert all(": " in name and stroke != "none" for name, stroke in seen)
