"""Hands and eyes: the focus is always in sight. That what can be pressed is large enough, and that no page scrolls
sideways, is seen in `test_accessibility.py`; here is whether such faults would be seen."""

from __future__ import annotations

import pytest

from tests.site.test_browser import contrast
from tests.support.reach import FOCUSABLE, IS_WIDER, SMALL
from tests.support.server import serve
from tests.support.watch import watch

# What has the focus, what its ring is drawn with, and what lies upon it: 2.4.7 and 2.4.11.
FOCUSED = """() => {
  const e = document.activeElement, dot = e.querySelector(".map__target");
  const style = getComputedStyle(e), ring = dot && getComputedStyle(dot);
  const isRinged = ring ? ring.stroke !== "none" && parseFloat(ring.strokeWidth) >= 2
    : style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const boxes = [...(dot ?? e).getClientRects()].filter(box => box.width > 1 && box.height > 1);
  const points = boxes.flatMap(box =>
    [0.1, 0.5, 0.9].map(part => [box.left + part * box.width, box.top + box.height / 2]));
  const seen = points.filter(([x, y]) => {
    const top = document.elementFromPoint(x, y);
    return top && (e.contains(top) || top.contains(e));
  });
  // A ring stands two pixels outside of what it is about.
  let ground = e.parentElement;
  while (ground.parentElement && /^rgba.*, 0\\)$/.test(getComputedStyle(ground).backgroundColor))
    ground = ground.parentElement;
  return {
    name: `${e.tagName.toLowerCase()} ${(e.id || e.textContent).trim().slice(0, 40)}`,
    isBody: e === document.body,
    isRinged,
    colour: ring ? ring.stroke : style.outlineColor,
    ground: getComputedStyle(ground).backgroundColor,
    isSeen: seen.length === points.length && points.length > 0,
  };
}"""
# A stop is looked at when the next key goes down: the page has come to rest there, and no question delays the walk.
NOTE_EACH_STOP = f"""() => {{
  window.stops = [];
  let isFirst = true;
  document.addEventListener("keydown", () => {{
    if (!isFirst) window.stops.push(({FOCUSED})());
    isFirst = false;
  }}, {{capture: true}});
}}"""
WALKS = {
    "home": "",
    "record": "workshops/2010/everything/",
    "list": "events/page/2/",
    "place": "places/new-alder/",
    "search": "search/?q=water",
    "calendar": "calendar/",
}


@pytest.fixture(scope="module")
def address(sample_site):
    with serve(sample_site.root) as address:
        yield address


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
@pytest.mark.parametrize("url", WALKS.values(), ids=WALKS)
def test_the_focus_is_in_sight_at_every_step_of_the_tab_key(still_browser, address, url, width, scheme):
    with still_browser.new_context(viewport={"width": width, "height": 600}, color_scheme=scheme) as context:
        complaints = watch(context)
        page = context.new_page()
        page.goto(address + url, wait_until="networkidle")
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
        stops = walk(page)
        assert [stop["name"] for stop in stops if not stop["isRinged"]] == []
        assert [stop["name"] for stop in stops if not stop["isSeen"]] == []
        # 1.4.11: three to one against what the ring lies upon.
        assert [stop["name"] for stop in stops if contrast(stop["colour"], stop["ground"]) < 3] == []
        assert len(stops) >= page.locator(FOCUSABLE).locator("visible=true").count() > 10
        assert complaints == []


def walk(page):
    """Every stop of the Tab key from the beginning of a page to its end."""
    # The field of the search has the focus when its page opens.
    page.evaluate(
        "() => { document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex'); }"
    )
    page.evaluate(NOTE_EACH_STOP)
    for _ in range(50):
        for _ in range(10):
            page.keyboard.down("Tab")  # a key that is held goes on and on
        stops = page.evaluate("window.stops")
        ends = [place for place, stop in enumerate(stops) if stop["isBody"]]
        if ends:
            return stops[: ends[0]]
    raise AssertionError("the Tab key does not come to an end")


FRAME = "<!doctype html><html lang=en><title>x</title><body style='margin: 0; background: #fff'>"
LINK = "<p><a href=# style='{style}'>Link</a></p>"
BAR = "<div style='position: sticky; top: 0; height: 90px; background: #eee'></div>"
LONG = "<p style='height: 3000px'></p>"


@pytest.fixture
def shown(still_browser):
    """A page made for a test."""
    page = still_browser.new_page(viewport={"width": 360, "height": 600})
    yield lambda body: page.set_content(FRAME + body) or page
    page.close()


def test_a_small_target_is_seen_and_one_in_a_sentence_is_not_taken_for_one(shown):
    assert len(shown(LINK.format(style="font-size: 12px")).evaluate(SMALL, FOCUSABLE)) == 1
    assert (
        shown("<p>See <a href=# style='font-size: 12px'>it</a> there.</p>").evaluate(SMALL, FOCUSABLE) == []
    )
    assert shown(LINK.format(style="font-size: 24px")).evaluate(SMALL, FOCUSABLE) == []


def test_what_is_wider_than_its_window_is_noticed(shown):
    assert shown("<p style='width: 400px'>Words</p>").evaluate(IS_WIDER)
    assert not shown("<p style='width: 300px'>Words</p>").evaluate(IS_WIDER)


def test_a_focus_without_a_ring_or_below_a_bar_is_noticed(shown):
    (stop,) = walk(shown(LINK.format(style="outline: 0")))
    assert not stop["isRinged"]
    (stop,) = walk(shown(LINK.format(style="outline: 3px solid #00f")))
    assert stop["isRinged"]
    assert stop["isSeen"]
    page = shown(BAR + LINK.format(style="") + LONG + LINK.format(style=""))
    page.keyboard.press("Shift+Tab")  # the last link, and then upwards to the first
    page.keyboard.press("Shift+Tab")
    page.evaluate("window.scrollTo(0, 50)")
    assert not page.evaluate(FOCUSED)["isSeen"]
