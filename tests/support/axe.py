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
# An evaluation that does not wait lets the browser go on while another page is asked.
START = """([without, options]) => {
  const context = without.length ? {include: [["html"]], exclude: without.map(css => [css])} : document;
  window.found = new Promise((done, fail) => setTimeout(() => axe.run(context, options).then(done, fail)));
}"""
COLLECT = "() => window.found.then(result => result.violations)"


def violations(*pages: Page, without: Sequence[str] = ()) -> list[str]:
    """What violates a rule on any of the pages as they are now, one line a rule and page.

    What the selectors of `without` match is left out, with all that is in it.
    """
    for page in pages:
        if not page.evaluate("'axe' in window"):
            page.evaluate(Axe().axe_script)
        page.evaluate(START, [list(without), OPTIONS])
    return [line for page in pages for line in map(said, page.evaluate(COLLECT))]


def said(rule: dict[str, Any]) -> str:
    nodes = [f"{node['target']} {node['html'][:160]}" for node in rule["nodes"][:3]]
    return f"{rule['id']} ({rule['impact']}): {rule['help']}: {len(rule['nodes'])} × {nodes}"
