"""Rules about the notes of a text: each is named and written, once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from mission_archive.model.problems import Problem, shorten
from mission_archive.reading.rules.texts import Text

RE_LABEL = re.compile(r"\[\^([^\]\n]{1,200})\]")


def check_notes(text: Text) -> Iterator[Problem]:
    """Every note that the text names is written once, and every note that is written is named.

    Capital letters make no difference between labels, as on the code host.
    """
    if "[^" not in text.body:
        return
    named = {passage.value.casefold() for passage in text.passages if passage.kind == "FootnoteReference"}
    written: dict[str, str] = {}
    for passage in text.passages:
        if passage.kind != "StartFootnoteDefinition":
            continue
        label = passage.value
        key = label.casefold()
        if key in written:
            yield text.warning(passage.start, _twice(label, written[key]))
        elif key not in named:
            yield text.warning(passage.start, _unnamed(label))
        written.setdefault(key, label)
    for label, at in _unwritten(text):
        yield text.warning(at, _missing(label))


def _unwritten(text: Text) -> Iterator[tuple[str, int]]:
    """The labels, with their places, that stay in the words of the text because no line begins with them."""
    for bracket, label in pairwise(text.passages):
        is_text = bracket.kind == label.kind == "Text"
        if (
            not is_text
            or bracket.value != "["
            or not label.value.startswith("^")
            or bracket.end != label.start
        ):
            continue
        found = RE_LABEL.match(text.between(bracket.start, bracket.start + 1000))
        if found and text.before(bracket.start) != "\\":
            yield found[1], bracket.start


def _twice(label: str, other: str) -> str:
    same = (
        f"the note '[^{shorten(label)}]' is written twice"
        if label == other
        else f"'[^{shorten(label)}]' and '[^{shorten(other)}]' are the same note, for capital letters do not count"
    )
    return f"{same}, and the text leads to the first; give this one a label of its own, or delete it"


def _unnamed(label: str) -> str:
    written = f"[^{shorten(label)}]"
    return f"the text does not name the note '{written}'; write '{written}' in the text where it belongs, or delete it"


def _missing(label: str) -> str:
    written = f"[^{shorten(label)}]"
    return f"the note '{written}' is not there; write it on a line of its own that begins with '{written}:'"
