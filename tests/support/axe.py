"""The rules of accessibility that axe-core can check by itself, on a page as it is now."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS: dict[str, Any] = {
    "resultTypes": ["violations"],
    "reporter": "no-passes",  # what is in order need not be told one by one
    "preload": False,  # the policy of the pages lets nothing in from elsewhere
}
CONTRAST = ("color-contrast", "link-in-text-block")
"""The rules about the colours of texts, which take longer than all others together."""
AT_ANY_WIDTH = (*CONTRAST, "target-size", "scrollable-region-focusable")
"""The rules about what differs with the width of a window. The others are about the document and what of it is shown,
which can be another part in another window: see `has_more_shown`."""
JUDGED = "data-judged"
"""An attribute of the texts that the rules about colours look at."""
SELECTORS = [
    {"id": "color-contrast", "selector": f"[{JUDGED}]"},
    {"id": "link-in-text-block", "selector": f"a[href][{JUDGED}]"},
]
AXE = f"{Axe().axe_script}; axe.configure({json.dumps({'rules': SELECTORS})});"

# The looks of each element with text of its own, as a number: what it and all elements around it are and which styles
# they have, as far as contrast depends on it. Elements of the same looks have the same contrast.
LOOKS = """() => {
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
  const numbers = [];
  window.texts = [];
  const note = (element, around) => {
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
CHECK = """([judged, places, options]) => {
  document.querySelectorAll(`[${judged}]`).forEach(text => text.removeAttribute(judged));
  places.forEach(place => window.texts[place].setAttribute(judged, ""));
  return axe.run(document, options).then(result => result.violations);
}"""
NOTE_SHOWN = (
    "() => { window.shown = new Set([...document.querySelectorAll('*')].filter(e => e.checkVisibility())); }"
)
HAS_MORE_SHOWN = """() => [...document.querySelectorAll("*")].some(e =>
  e.checkVisibility() && !window.shown.has(e) && !e.closest("[aria-hidden=true]"))"""


def violations(page: Page, rules: Sequence[str] = (), known: set[int] | None = None) -> list[str]:
    """What violates a rule, one line a rule. All rules count unless some are named.

    Of texts that look alike the colours of one are judged, and of none whose looks are among the known ones. The looks
    that are judged become known: most of a page looks like other pages.
    """
    known = set() if known is None else known
    looks = page.evaluate(LOOKS)
    first = {each: place for place, each in reversed(list(enumerate(looks))) if each not in known}
    known.update(first)
    if rules == CONTRAST and not first:
        return []
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    chosen = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": STANDARDS}
    found = page.evaluate(CHECK, [JUDGED, sorted(first.values()), {**OPTIONS, "runOnly": chosen}])
    return [said(rule) for rule in found]


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
