"""The rules of accessibility that axe-core can check by itself, on a page or on several at the same time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe().axe_script
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS: dict[str, Any] = {
    "runOnly": {"type": "tag", "values": STANDARDS},
    "resultTypes": ["violations"],
    "reporter": "no-passes",  # what is in order need not be told one by one
    "preload": False,  # the policy of the pages lets nothing in from elsewhere
}
CONTRAST = ["color-contrast", "link-in-text-block"]
"""The rules about the colours of texts, which take longer than all others together."""
AT_ANY_WIDTH = ["target-size", "scrollable-region-focusable"]
"""The rules about what differs with the width of a window, besides colours. The others are about the document and what
of it is shown, which can be another part in another window: see `has_more_shown`."""

# An evaluation that does not wait lets the browser go on while another page is asked.
START = """([without, options]) => {
  const context = without.length ? {include: [["html"]], exclude: without.map(css => [css])} : document;
  window.found = new Promise((done, fail) => setTimeout(() => axe.run(context, options).then(done, fail)));
}"""
COLLECT = "() => window.found.then(result => result.violations)"

# The looks of each element with text of its own, as a number: what it and all elements around it are and which styles
# they have, as far as contrast depends on it. Elements of the same looks have the same contrast.
LOOKS = """without => {
  const STYLES = ["color", "fill", "backgroundColor", "backgroundImage", "opacity", "fontSize", "fontWeight",
    "textShadow", "textDecorationLine", "borderBottomWidth", "position", "zIndex", "filter", "mixBlendMode",
    "transform", "clipPath"];
  const hash = text => {
    let high = 0xdeadbeef, low = 0x41c6ce57;
    for (let i = 0; i < text.length; i++) {
      high = Math.imul(high ^ text.charCodeAt(i), 2654435761);
      low = Math.imul(low ^ text.charCodeAt(i), 1597334677);
    }
    return 4294967296 * (2097151 & (low ^ (high >>> 15))) + (high >>> 0);
  };
  const left = without.join() || "not-an-element", numbers = [];
  window.texts = [];
  const note = (element, around) => {
    if (element.matches(left)) return;
    const style = getComputedStyle(element);
    const hasText = element.matches("input, select, textarea, button")
      || [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    // A link within words is judged by the words around it.
    const own = [element.localName, element.getAttribute("class"), element.getAttribute("type"), hasText,
      element.matches(":disabled, [aria-disabled=true]"), ...STYLES.map(name => style[name])];
    const looks = hash(around + own.join("|"));
    if (hasText && element.checkVisibility()) {
      numbers.push(looks);
      window.texts.push(element);
    }
    for (const child of element.children) note(child, looks);
  };
  note(document.body, "");
  return numbers;
}"""
CHECK_TEXTS = """([places, options]) => axe.run({include: places.map(place => window.texts[place])}, options)
  .then(result => result.violations)"""
NOTE_SHOWN = (
    "() => { window.shown = new Set([...document.querySelectorAll('*')].filter(e => e.checkVisibility())); }"
)
HAS_MORE_SHOWN = """() => [...document.querySelectorAll("*")].some(e =>
  e.checkVisibility() && !window.shown.has(e) && !e.closest("[aria-hidden=true]"))"""


def violations(*pages: Page, without: Sequence[str] = (), rules: Sequence[str] = ()) -> list[str]:
    """What violates a rule on any of the pages as they are now, one line a rule and page.

    What the selectors of `without` match is left out, with all that is in it. All rules count unless some are named.
    """
    options = {**OPTIONS, "runOnly": {"type": "rule", "values": list(rules)}} if rules else OPTIONS
    return _violations(pages, without, options)


def violations_but_colours(page: Page, without: Sequence[str] = ()) -> list[str]:
    """What violates any rule but those about the colours of texts."""
    return _violations([page], without, {**OPTIONS, "rules": {name: {"enabled": False} for name in CONTRAST}})


def _violations(pages: Sequence[Page], without: Sequence[str], options: dict[str, Any]) -> list[str]:
    for page in pages:
        _load(page)
        page.evaluate(START, [list(without), options])
    return [line for page in pages for line in map(said, page.evaluate(COLLECT))]


def _load(page: Page) -> None:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)


def weak_texts(page: Page, known: set[int], without: Sequence[str] = ()) -> list[str]:
    """What violates the rules about colours among texts whose looks are not among the known ones, which become known.

    Most of a page looks like other pages, and the checker takes seconds for what it has judged before.
    """
    looks = page.evaluate(LOOKS, list(without))
    first = {each: place for place, each in reversed(list(enumerate(looks))) if each not in known}
    known.update(first)
    if not first:
        return []
    _load(page)
    options = {**OPTIONS, "runOnly": {"type": "rule", "values": CONTRAST}}
    return [said(rule) for rule in page.evaluate(CHECK_TEXTS, [sorted(first.values()), options])]


def violations_in_light_and_dark(page: Page) -> list[str]:
    """What violates a rule in light colours, and what those about colours say in dark ones.

    The window must do without transitions: a colour on its way to another would be found.
    """
    lines = violations_but_colours(page)
    schemes: tuple[Literal["dark", "light"], ...] = ("dark", "light")
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        lines += [f"{scheme}: {line}" for line in weak_texts(page, set())]
    return lines


def note_what_is_shown(page: Page) -> None:
    """Remember which elements of a page are shown, all of which have been checked with all rules."""
    page.evaluate(NOTE_SHOWN)


def has_more_shown(page: Page) -> bool:
    """Whether elements are shown now that were not when that was noted, so that no rule but a few has seen them.

    What is hidden from those who hear a page, such as the names on a map, is a matter of the rules about looks alone.
    """
    return bool(page.evaluate(HAS_MORE_SHOWN))


def said(rule: dict[str, Any]) -> str:
    nodes = [f"{node['target']} {node['html'][:160]}" for node in rule["nodes"][:3]]
    return f"{rule['id']} ({rule['impact']}): {rule['help']}: {len(rule['nodes'])} × {nodes}"
