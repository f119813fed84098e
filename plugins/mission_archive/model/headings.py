"""The ids of a text's headings, by which links lead to a part of it."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator

RE_HEADING_TAG = re.compile(r"<(/?)h([1-6])(?: [^<>]*)?>")
RE_TAG = re.compile(r"<[^>]*>")
RE_BETWEEN_WORDS = re.compile(r"[^\w]+")


def heading_id(words: str) -> str:
    """The id of a heading: its letters and digits of any script, small, joined by hyphens."""
    return RE_BETWEEN_WORDS.sub("-", unicodedata.normalize("NFC", words).lower()).strip("-_") or "section"


def unique_ids(headings: Iterable[str]) -> Iterator[str]:
    """An id for each heading of a text, given as HTML; one that is there already gets a number."""
    used: dict[str, int] = {}
    for heading in headings:
        name = unique = heading_id(html.unescape(RE_TAG.sub("", heading)))
        while unique in used:  # a heading may itself end in the number of another
            used[name] += 1
            unique = f"{name}-{used[name]}"
        used[unique] = 1
        yield unique


def heading_ids(rendered: str) -> Iterator[str]:
    """The ids of the headings in some HTML, in order; of any HTML in no more time than its length takes."""
    return unique_ids(_headings(rendered))


def _headings(rendered: str) -> Iterator[str]:
    level, begin = "", 0
    for tag in RE_HEADING_TAG.finditer(rendered):
        if not level and not tag[1]:
            level, begin = tag[2], tag.end()
        elif tag[1] and tag[2] == level:
            yield rendered[begin : tag.start()]
            level = ""
