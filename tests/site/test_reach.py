"""Hands and eyes: what can be pressed is large enough, no page scrolls sideways, and the focus is always in sight."""

from __future__ import annotations

import pytest

from tests.site.test_browser import WIDER, contrast
from tests.support.pages import PAGES, SCALE
from tests.support.server import serve
from tests.support.watch import watch

FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex='0']"

# WCAG 2.2, success criterion 2.5.8. Its exceptions taken here: a target within a sentence is as high as the line,
# and a point of a map stands where the place is; the places of a map are links below it as well.
SMALL = """focusable => {
  const isInSentence = e => {
    const line = e.closest("p, li, dd, dt, td, th, figcaption, h1, h2, h3, h4, div");
    if (getComputedStyle(e).display !== "inline" || !line) return false;
    const others = line.cloneNode(true);
    others.querySelectorAll(focusable).forEach(each => each.remove());
    return /\\p{L}{2}/u.test(others.textContent);
  };
  const way = e => {
    const steps = [];
    for (let x = e; x && x !== document.body; x = x.parentElement)
      steps.unshift([x.tagName.toLowerCase(), ...x.classList].join("."));
    return steps.slice(-3).join(" > ");
  };
  const found = {};
  for (const e of document.querySelectorAll(focusable)) {
    const box = (e.closest("label") ?? e).getBoundingClientRect();
    const isLarge = box.width >= 24 && box.height >= 24, isHidden = !e.checkVisibility() || box.width <= 1;
    if (isLarge || isHidden || e.closest(".map svg") || isInSentence(e)) continue;
    found[way(e)] ??= `${Math.round(box.width)} × ${Math.round(box.height)}: ${e.textContent.trim().slice(0, 40)}`;
  }
  return Object.entries(found).map(pair => pair.join(": "));
}"""

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
WIDTHS = (320, 360, 640, 768, 1280)
"""WCAG 2.2, success criterion 1.4.10: a window of 1280 px is 640 px wide at 200 %, and 320 px at 400 %."""

IS_WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
WALKS = {
    "home": "",
    "record": "workshops/2010/everything/",
    "list": "events/page/2/",
    "place": "places/new-alder/",
    "search": "search/?q=water",
    "calendar": "calendar/",
}


@pytest.fixture(scope="module")
def addresses(sample_site, real_site):
    with serve(sample_site.root) as sample, serve(real_site.root) as real:
        yield {"sample": sample, "real": real}


@pytest.fixture(scope="module")
def page(browser):
    with browser.new_context() as context:
        yield context.new_page()


@pytest.fixture(scope="module")
def looks(page, addresses):
    """What is too small and what is too wide on every type of page, by its name and the width of the window."""
    every = [(name, addresses["sample"] + url) for name, url in PAGES.items()]
    every += [(name, addresses["real"] + url) for name, url in SCALE.items()]
    small, wide = {}, {}
    for name, address in every:
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            if width in (360, 1280) and (found := page.evaluate(SMALL, FOCUSABLE)):
                small[name, width] = found
            if page.evaluate(IS_WIDER):
                wide[name, width] = page.evaluate(WIDER)
    return small, wide


def test_whatever_can_be_pressed_is_large_enough_for_a_finger(looks):
    small, _ = looks
    assert small == {}


def test_no_page_scrolls_sideways_down_to_the_width_of_four_times_zoom(looks):
    _, wide = looks
    assert wide == {}


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
@pytest.mark.parametrize("url", WALKS.values(), ids=WALKS)
def test_the_focus_is_in_sight_at_every_step_of_the_tab_key(browser, addresses, url, width, scheme):
    with browser.new_context(viewport={"width": width, "height": 600}, color_scheme=scheme) as context:
        complaints = watch(context)
        page = context.new_page()
        page.goto(addresses["sample"] + url, wait_until="networkidle")
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
    stops = []
    for _ in range(500):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop["isBody"]:
            break
        stops.append(stop)
    return stops


FRAME = "<!doctype html><html lang=en><title>x</title><body style='margin: 0; background: #fff'>"
LINK = "<p><a href=# style='{style}'>Link</a></p>"
BAR = "<div style='position: sticky; top: 0; height: 90px; background: #eee'></div>"
LONG = "<p style='height: 3000px'></p>"


@pytest.fixture
def shown(browser):
    """A page made for a test."""
    page = browser.new_page(viewport={"width": 360, "height": 600})
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
