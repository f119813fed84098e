"""Addresses in style sheets and `style` attributes (CSS Syntax Level 3, CSS Values 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mission_archive.links.references import Reference, Role

RE_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
RE_ADDRESS = re.compile(
    r"""
      @import\s+ (?:url\(\s*)? (?: "(?P<i1>(?:[^"\\]|\\.)*)" | '(?P<i2>(?:[^'\\]|\\.)*)' | (?<=\() (?P<i3>[^\s"')]*) )
    | \burl\(\s* (?: "(?P<u1>(?:[^"\\]|\\.)*)" | '(?P<u2>(?:[^'\\]|\\.)*)' | (?P<u3>(?:[^\s"'()\\]|\\.)*) ) \s*\)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
RE_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)


def style_references(text: str, prefix: str = "") -> Iterator[Reference]:
    """Every `url()` and `@import`; `prefix` says in which element the style stands."""
    if "/*" in text:
        text = RE_COMMENT.sub(" ", text)
    for found in RE_ADDRESS.finditer(text):
        written = next((value for value in found.groups() if value is not None), "")
        if "\\" in written:
            written = RE_ESCAPE.sub(_unescaped, written)
        is_import = found[0][0] == "@"
        yield Reference(
            f"{prefix}{'@import' if is_import else 'url()'}", written, Role.STYLE if is_import else Role.LINK
        )


def _unescaped(found: re.Match[str]) -> str:
    if found[1] is None:
        return found[2]
    number = int(found[1], 16)
    return chr(number) if 0 < number <= 0x10FFFF else "\ufffd"
