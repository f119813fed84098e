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
        key, label = passage.value.casefold(), f"[^{shorten(passage.value)}]"
        first = written.setdefault(key, label)
        if first is not label:
            same = f"the note '{label}' is written twice"
            if first != label:
                same = f"'{label}' and '{first}' are the same note, for capital letters do not count"
            message = (
                f"{same}, and the text leads to the first; give this one a label of its own, or delete it"
            )
            yield text.warning(passage.start, message)
        elif key not in named:
            how = f"write '{label}' in the text where it belongs, or delete it"
            message = f"the text does not name the note '{label}'; {how}"
            yield text.warning(passage.start, message)
    for label, at in _unwritten(text):
        message = (
            f"the note '{label}' is not there; write it on a line of its own that begins with '{label}:'"
        )
        yield text.warning(at, message)


def _unwritten(text: Text) -> Iterator[tuple[str, int]]:
    """The labels, with their places, that stay in the words of the text because no line begins with them."""
    for bracket, label in pairwise(text.passages):
        is_text = bracket.kind == label.kind == "Text" and bracket.end == label.start
        if is_text and bracket.value == "[" and label.value.startswith("^"):
            found = RE_LABEL.match(text.between(bracket.start, bracket.start + 1000))
            if found and text.before(bracket.start) != "\\":
                yield f"[^{shorten(found[1])}]", bracket.start
