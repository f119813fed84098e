"""The site in a browser: narrow and wide, light and dark, with and without JavaScript, by keyboard."""

import gzip
import re

import pytest

from tests.support.reach import WIDER
from tests.support.server import serve

PAGES = {
    "home": "",
    "record": "workshops/2010/everything/",
    "translation": "ru/workshops/2010/everything/",
    "small record": "events/2012/minimal/",
    "list of several pages": "themes/letters/",
    "list of a place": "places/new-alder/",
    "index": "places/",
    "documentation": "editors/dates/",
    "withdrawn": "reports/2009/withdrawn/",
    "removed": "reports/2009/removed/",
    "not found": "nowhere/at/all/",
}
SOME = {name: PAGES[name] for name in ("home", "record", "list of a place", "documentation")}
CONTRAST = 4.5
"""WCAG 2.2, success criterion 1.4.3: body text against its ground."""

EACH_TEXT = """() => {
  const found = [];
  const ground = element => {
    for (let e = element; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if (!/rgba\\(.*, 0\\)|transparent/.test(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const words = walker.currentNode.textContent.trim(), element = walker.currentNode.parentElement;
    const box = element.getBoundingClientRect();
    if (!words || box.width < 2 || box.height < 2 || !element.checkVisibility()) continue;
    found.push([words.slice(0, 40), getComputedStyle(element).color, ground(element)]);
  }
  return found;
}"""
FOCUSED = """() => {
  const e = document.activeElement, style = getComputedStyle(e);
  const dot = e.querySelector(".map__target"), ring = dot && getComputedStyle(dot);  // dots have a ring
  return {
    tag: e.tagName, href: e.getAttribute("href"), text: e.textContent.trim().slice(0, 40),
    outline: ring ? ring.stroke !== "none" && parseFloat(ring.strokeWidth) >= 2
      : style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    isSeen: e.getBoundingClientRect().width > 1 && e.checkVisibility(),
  };
}"""


@pytest.fixture(scope="module")
def address(sample_site):
    with serve(sample_site.root) as address:
        yield address


@pytest.fixture(scope="module")
def windows(browser):
    """A window for each set of options. Another page in it takes a tenth of what a window of its own does."""
    known = {}

    def window(**options):
        name = tuple(sorted(options.items()))
        if name not in known:
            known[name] = browser.new_context(**options).new_page()
        return known[name]

    yield window
    for page in known.values():
        page.context.close()


@pytest.fixture
def visit(windows, address):
    """Open a page in the window that has these options. It stays there until the next visit with them."""

    def open_page(url, *, width=1280, **options):
        page = windows(**options)
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(address + url, wait_until="load")
        return page

    return open_page


def numbers(colour):
    return [float(number) for number in re.findall(r"[\d.]+", colour)][:3]


def luminance(colour):
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [value / 255 for value in numbers(colour)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(colour, ground):
    light, dark = sorted((luminance(colour), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_reckoned_as_the_standard_says():
    assert contrast("rgb(0, 0, 0)", "rgb(255, 255, 255)") == pytest.approx(21)
    assert contrast("rgb(119, 119, 119)", "rgb(255, 255, 255)") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("url", SOME.values(), ids=SOME)
def test_a_page_reads_the_same_without_javascript(visit, url):
    with_scripts = visit(url).locator("body").inner_text()
    without = visit(url, java_script_enabled=False).locator("body").inner_text()
    assert without == with_scripts
    assert without.strip()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("url", SOME.values(), ids=SOME)
def test_every_text_stands_out_from_its_ground(visit, url, scheme):
    page = visit(url, color_scheme=scheme)
    weak = [
        f"{words!r}: {colour} on {ground} is {contrast(colour, ground):.2f}"
        for words, colour, ground in page.evaluate(EACH_TEXT)
        if contrast(colour, ground) < CONTRAST
    ]
    assert weak == []
    paper = luminance(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert (paper > 0.5) == (scheme == "light")


@pytest.mark.parametrize("name", ["record", "index"])
def test_the_tab_key_reaches_every_link_in_order_with_a_visible_outline(visit, name):
    page = visit(PAGES[name])
    in_sight = ":not(details:not([open]) > :not(summary) *)"
    hrefs = page.locator(f"a[href]{in_sight}").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )
    stops = page.locator(f":is(a[href], input, button, select, summary, [tabindex='0']){in_sight}").count()
    reached = []
    for _ in range(stops):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(FOCUSED))
    assert [stop["href"] for stop in reached if stop["href"] is not None] == hrefs
    assert [stop for stop in reached if not (stop["outline"] and stop["isSeen"])] == []


def test_the_first_stop_leads_past_the_frame_to_the_text(visit):
    page = visit(PAGES["record"])
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["href"] == "#_text"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#_text') !== null")


def test_the_targets_of_the_frame_are_large_enough_for_a_finger(visit):
    """WCAG 2.2, success criterion 2.5.8: 24 by 24 CSS pixels; links inside of sentences are exempt."""
    page = visit("", width=360)
    boxes = page.locator(".masthead nav a, .colophon ul a").evaluate_all(
        "links => links.map(link => [link.textContent, link.getBoundingClientRect().height])"
    )
    assert [name for name, height in boxes if height < 24] == []


def test_a_page_can_be_read_at_twice_the_size_of_type(visit):
    page = visit(PAGES["record"], width=640)
    # Set through the document, since the page's policy refuses a style element.
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%', 'important')")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640, page.evaluate(WIDER)


def test_a_moved_address_brings_the_reader_to_the_record(visit, address):
    page = visit("old/third/")
    page.wait_for_url(address + PAGES["record"])
    assert page.locator("h1").inner_text() == 'Workshop on "water" & <rivers>'


def test_the_page_of_a_record_is_light(sample_site, record_property):
    """What a reader's first visit to a record costs, compressed as a server sends it, without its pictures."""
    page = sample_site.page(PAGES["record"])
    sheets = [link.get("href").lstrip("./") for link in page.cssselect("link[rel=stylesheet]")]
    sizes = {
        uri: len(gzip.compress(sample_site.files[uri])) for uri in [PAGES["record"] + "index.html", *sheets]
    }
    print("bytes compressed:", sizes, "together", sum(sizes.values()))
    record_property("compressed_bytes", sum(sizes.values()))
    assert sizes[PAGES["record"] + "index.html"] < 10_000
    assert sum(sizes.values()) < 50_000
