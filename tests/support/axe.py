"""The rules of accessibility that axe-core can check by itself, on a page or on several at the same time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {
    "runOnly": {"type": "tag", "values": STANDARDS},
    "resultTypes": ["violations"],
    "reporter": "no-passes",  # what is in order need not be told one by one
    "preload": False,  # the policy of the pages lets nothing in from elsewhere
}
COLOURS = ["color-contrast"]
"""The rules about what differs with the colours of a window."""
LOOKS = [*COLOURS, "target-size", "scrollable-region-focusable"]
"""The rules about what differs with its width. The others are about the document and what of it is shown, which can be
another part in another window: see `has_more_shown`."""
# An evaluation that does not wait lets the browser go on while another page is asked.
START = """([without, options]) => {
  const context = without.length ? {include: [["html"]], exclude: without.map(css => [css])} : document;
  window.found = new Promise((done, fail) => setTimeout(() => axe.run(context, options).then(done, fail)));
}"""
COLLECT = "() => window.found.then(result => result.violations)"


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
    for page in pages:
        if not page.evaluate("'axe' in window"):
            page.evaluate(Axe().axe_script)
        page.evaluate(START, [list(without), options])
    return [line for page in pages for line in map(said, page.evaluate(COLLECT))]


def violations_in_light_and_dark(
    page: Page, without: Sequence[str] = (), rules: Sequence[str] = ()
) -> list[str]:
    """What violates a rule in light colours, and what those about colours say in dark ones.

    The window must do without transitions: a colour on its way to another would be found.
    """
    lines = [f"light: {line}" for line in violations(page, without=without, rules=rules)]
    page.emulate_media(color_scheme="dark")
    lines += [f"dark: {line}" for line in violations(page, without=without, rules=COLOURS)]
    page.emulate_media(color_scheme="light")
    return lines


def said(rule: dict[str, Any]) -> str:
    nodes = [f"{node['target']} {node['html'][:160]}" for node in rule["nodes"][:3]]
    return f"{rule['id']} ({rule['impact']}): {rule['help']}: {len(rule['nodes'])} × {nodes}"


def note_what_is_shown(page: Page) -> None:
    """Remember which elements of a page are shown, all of which have been checked with all rules."""
    page.evaluate(NOTE_SHOWN)


def has_more_shown(page: Page) -> bool:
    """Whether elements are shown now that were not when that was noted, so that no rule but those of LOOKS sees them.

    What is hidden from those who hear a page, such as the names on a map, is a matter of those rules alone.
    """
    return bool(page.evaluate(HAS_MORE_SHOWN))
