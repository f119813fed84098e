"""The ids of a text's headings, by which links lead to a part of it."""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator

from mission_archive.model.text.characters import RE_INVISIBLE, without_joined

RE_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)
"""A heading in cleaned HTML, in which attributes are in one order and every element is closed."""
RE_TAG = re.compile(r"<[^>]*>")
RE_ID = re.compile(r' id="([^"<>]*)"')

RE_FRAME_ID = re.compile(r"find-field|home-places|narrow|search|y[0-9]+")
"""Ids of what may stand around a text on its page. All others there begin with `_`."""
RE_BETWEEN_WORDS = re.compile(r"[^\w]+")


def heading_id(words: str) -> str:
    """The id of a heading: its letters and digits of any script, small, joined by hyphens."""
    if not words.isascii():
        words = without_joined(RE_INVISIBLE.sub("", words))
    return RE_BETWEEN_WORDS.sub("-", unicodedata.normalize("NFC", words).lower()).strip("-_") or "section"


def unique_ids(headings: Iterable[str]) -> Iterator[str]:
    """An id for each heading of a text, given as HTML; one that is there already gets a number."""
    used: dict[str, int] = {}
    for heading in headings:
        name = unique = heading_id(html.unescape(RE_TAG.sub("", heading)))
        # A heading may itself end in the number of another.
        while unique in used or RE_FRAME_ID.fullmatch(unique):
            used[name] = used.get(name, 1) + 1
            unique = f"{name}-{used[name]}"
        used[unique] = 1
        yield unique


def with_unique_ids(html: str) -> str:
    """HTML in which no id stands twice: the first one stays, as browsers take it."""
    used: set[str] = set()

    def first(found: re.Match[str]) -> str:
        is_first = found[1] not in used
        used.add(found[1])
        return found[0] if is_first else ""

    return RE_ID.sub(first, html)


def heading_ids(cleaned: str) -> Iterator[str]:
    """The ids of the headings in cleaned HTML, in order."""
    return unique_ids(found[2] for found in RE_HEADING.finditer(cleaned))
