"""Looks at a page as it is seen in each of the ways to see it: light and dark, in narrow and wide windows.

All rules of accessibility are asked in a narrow light window; in the others those about what differs there, and all
where a wide window shows more of the page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Literal

from playwright.sync_api import Page

from tests.support.axe import AT_ANY_WIDTH, CONTRAST, has_more_shown, note_what_is_shown, violations
from tests.support.reach import FOCUSABLE, IS_WIDER, SMALL, WIDER

NARROW, WIDE = 360, 1280
BETWEEN = (768, 640, 320)
"""WCAG 2.2, success criterion 1.4.10: a window of 1280 px is 640 px wide at 200 %, and 320 px at 400 %."""
OPEN = "document.querySelectorAll('details').forEach(each => { each.open = true; })"
IS_TITLED = "() => Boolean(document.querySelector('h1')?.checkVisibility())"
REMOVE_ALIKE = "document.querySelectorAll('.rows > li:nth-child(n + 6)').forEach(row => row.remove())"
"""Rows of a list that have the form of those before them: the rules take a second for each 50 of them."""


class Look:
    """What is wrong with pages that are opened in a window one after the other."""

    def __init__(self, window: Page, heard: list[str]) -> None:
        self.window, self.heard = window, heard
        self.known: defaultdict[str, set[int]] = defaultdict(set)
        self.scheme: Literal["light", "dark"] = "light"
        self.resize(WIDE)

    def at(self, url: str) -> list[str]:
        """Open a page and say what is wrong with it, in each of the ways to see it."""
        self.window.goto(url)
        self.window.evaluate(OPEN)
        return self.here()

    def here(self) -> list[str]:
        """What is wrong with the page that is open, in each of the ways to see it."""
        lines = [] if self.window.evaluate(IS_TITLED) else ["no heading is in sight"]
        lines += [line for width in (WIDE, *BETWEEN, NARROW) for line in self.too_wide_or_small(width)]
        self.window.evaluate(REMOVE_ALIKE)
        lines += self.violations("light") + self.violations("dark", CONTRAST)
        note_what_is_shown(self.window)
        self.resize(WIDE)
        # A large map shows more names. What is shown here alone has met no rule so far.
        rules: Sequence[str] = () if has_more_shown(self.window) else AT_ANY_WIDTH
        lines += self.violations("dark", rules) + self.violations("light", CONTRAST)
        lines += self.heard
        self.heard.clear()
        return lines

    def resize(self, width: int) -> None:
        self.width = width
        self.window.set_viewport_size({"width": width, "height": 800})

    def violations(self, scheme: Literal["light", "dark"], rules: Sequence[str] = ()) -> list[str]:
        if scheme != self.scheme:
            self.window.emulate_media(color_scheme=scheme)
        self.scheme = scheme
        found = violations(self.window, rules, self.known[scheme])
        return [f"{self.width} px, {scheme}: {line}" for line in found]

    def too_wide_or_small(self, width: int) -> list[str]:
        self.resize(width)
        wide = self.window.evaluate(WIDER) if self.window.evaluate(IS_WIDER) else []
        small = [] if width in BETWEEN else self.window.evaluate(SMALL, FOCUSABLE)
        return [
            f"{width} px: {fault}: {line}"
            for fault, found in (("wider", wide), ("small", small))
            for line in found
        ]
