"""What the parser takes out of the words: many words in angle brackets, which the page leaves out without a trace, and
notes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from mission_archive.model.problems import Problem, shorten
from mission_archive.model.text.markup import VOID
from mission_archive.model.text.prose import ALLOWED
from mission_archive.reading.rules.texts import Text

RE_TAG = re.compile(
    r"""
      (?P<remark><!--(?:-?>|(?:[^-]++|-(?!-!?>))*+--!?>))
    | <(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?P<rest>(?:[^=>]++|=\s*+(?:"[^"]*+"|'[^']*+'|(?!["'])))*+)>
    | (?P<odd><(?:!(?!--)|\?|/(?![a-zA-Z]))[^>]*+>)     # what browsers take for a remark
    | (?P<endless><(?=[a-zA-Z!?/]).*)
    """,
    re.VERBOSE | re.DOTALL,
)
RE_ATTRIBUTE = re.compile(r"""[^\s=/"'<>]+(?P<value>\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)?)?""")

ENDED_WITHOUT_SIGN = frozenset(("p", "li", "dd", "dt", "td", "th", "tr", "tbody", "thead"))
"""Elements whose end HTML lets an author leave out."""

LONGEST = 60
"""Characters of what a message repeats as the thing to write."""

ENDLESS_REMARK = (
    "a remark begins here with '<!--' and does not end, so that readers see nothing of what follows; write '-->' "
    "where it ends, or delete '<!--'"
)


@dataclass(slots=True)
class _Piece:
    """HTML as it stands in a text. `places` are pairs of a character of it and the byte of the text where that stands.

    In a block no Markdown is read, not even a backslash.
    """

    text: str = ""
    is_block: bool = False
    places: list[tuple[int, int]] = field(default_factory=list)

    def add(self, words: str, start: int) -> None:
        self.places.append((len(self.text), start))
        self.text += words

    def byte(self, at: int) -> int:
        character, start = self.places[bisect_right(self.places, at, key=lambda place: place[0]) - 1]
        return start + len(self.text[character:at].encode())

    def escaped(self, written: str, at: int) -> str:
        """What to write for something in angle brackets, so that it is shown."""
        sign = "&lt;" if self.is_block and self.text[:at].strip() else "\\<"
        is_short = (
            len(written) <= LONGEST and written.isprintable()
        )  # nobody sees a tab or line break in a message
        return f"'{sign}{written[1:]}'" if is_short else f"'{sign}' in place of '<'"


def check_html(text: Text) -> Iterator[Problem]:
    """Nothing in angle brackets is lost, and no element goes on to the end because of a mistake."""
    if "<" not in text.body or text.is_deep:
        return
    opened: dict[str, list[tuple[int, str]]] = {}
    for piece in _pieces(text):
        for found in RE_TAG.finditer(piece.text):
            if found["remark"]:
                continue
            at, escaped = piece.byte(found.start()), piece.escaped(found[0], found.start())
            name, tag = (found["name"] or "").lower(), shorten(found[0])
            if found[0].startswith("<!--"):
                yield text.warning(at, ENDLESS_REMARK)
            elif name not in ALLOWED or (not found["end"] and _has_words(found["rest"])):
                message = (
                    f"'{tag}' is taken for HTML, so readers do not see it; write {escaped}, or delete it"
                )
                yield text.warning(at, message)
            elif found["end"]:
                if opened.get(name):
                    opened[name].pop()
            elif name not in VOID and name not in ENDED_WITHOUT_SIGN:
                message = (
                    f"'{tag}' is opened here and not closed, so it goes on to the end of the text; write '</{name}>' "
                    f"where it ends, or {escaped} if you mean the signs"
                )
                opened.setdefault(name, []).append((at, message))
    for at, message in (one for many in opened.values() for one in many):
        yield text.warning(at, message)


def _pieces(text: Text) -> Iterator[_Piece]:
    block: _Piece | None = None
    for passage in text.passages:
        if passage.kind == "StartHtmlBlock":
            block = _Piece(is_block=True)
        elif passage.kind == "EndHtmlBlock" and block is not None:
            yield block
            block = None
        elif passage.kind in ("Html", "InlineHtml"):
            piece = block or _Piece()
            piece.add(passage.value, passage.start)
            if block is None:
                yield piece


def _has_words(rest: str) -> bool:
    """Whether a tag has attributes without a value: as in `a<b and c>d`, they are words of the text."""
    return any(not found["value"] for found in RE_ATTRIBUTE.finditer(rest))


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
