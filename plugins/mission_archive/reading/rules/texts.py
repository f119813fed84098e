"""A text as the parser sees it, with the place of each piece in its file, and the rules about it as a whole: its
length, what nobody can see in it, and how deep it is nested.
"""

import html
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any

import pyromark

from mission_archive.model.problems import Code, Problem, Severity
from mission_archive.model.text.characters import RE_INVISIBLE, piled_marks, turns_too_often
from mission_archive.model.text.markup import DEEPEST, DIALECT, too_deep_at
from mission_archive.model.text.prose import parsed
from mission_archive.reading.fields.record_file import RecordFile

RAW = ("Html", "InlineHtml")
"""Passages in which an author has written HTML."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One event of the parser: `kind` is its name, `value` what it holds; `start` and `end` are places in the text."""

    kind: str
    value: Any
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RawHtml:
    """HTML that stands in a text: one tag, or a whole block, in which no Markdown is read, not even a backslash.

    `places` are pairs of a character of it and the place in the text where that stands.
    """

    text: str
    places: tuple[tuple[int, int], ...]
    is_block: bool

    def place(self, at: int) -> int:
        """The place in the text of a character of the HTML."""
        character, start = self.places[bisect_right(self.places, at, key=lambda place: place[0]) - 1]
        return start + at - character


@dataclass(frozen=True)
class MarkdownText:
    """The text of one file; parsed when first asked for. Places in it are counted in characters."""

    file: RecordFile

    @property
    def body(self) -> str:
        return self.file.body

    @cached_property
    def html(self) -> str:
        return parsed(self.body)

    @cached_property
    def is_deep(self) -> bool:
        """Whether it is nested deeper than pages can show."""
        return too_deep_at(self.html) is not None

    @property
    def passages(self) -> list[Passage]:
        return self._parsed[0]

    @property
    def unresolved(self) -> list[Passage]:
        """Links by a reference that no line defines, which is their value."""
        return self._parsed[1]

    @cached_property
    def _parsed(self) -> tuple[list[Passage], list[Passage]]:
        unresolved = []

        def note_unresolved(link: Mapping[str, Any]) -> None:
            if link["link_type"] in ("Reference", "Collapsed"):
                unresolved.append(("Unresolved", link["reference"], link["span"]))

        found = []
        for event, span in pyromark.events_with_range(
            self.body, options=DIALECT, broken_link_callback=note_unresolved
        ):
            kind, value = next(iter(event.items())) if isinstance(event, dict) else (event, None)
            if kind in ("Start", "End"):
                name, inner = next(iter(value.items())) if isinstance(value, dict) else (value, None)
                kind, value = f"{kind}{name}", inner
            found.append((kind, value, span))
        place = self._places(span[end] for *_, span in (*found, *unresolved) for end in ("start", "end"))
        passages, links = (
            [Passage(kind, value, place[span["start"]], place[span["end"]]) for kind, value, span in events]
            for events in (found, unresolved)
        )
        return passages, links

    def _places(self, numbers: Iterable[int]) -> Mapping[int, int] | range:
        """Numbers of bytes, in which the parser counts, as numbers of characters."""
        if self.body.isascii():
            return range(len(self.body) + 1)
        source, places, last = self.body.encode(), {0: 0}, 0
        for number in sorted(numbers):
            places[number] = places[last] + len(source[last:number].decode(errors="replace"))
            last = number
        return places

    @cached_property
    def words(self) -> list[Passage]:
        """The passages of words, without code."""
        words, is_code = [], False
        for passage in self.passages:
            if passage.kind.endswith("CodeBlock"):
                is_code = passage.kind == "StartCodeBlock"
            elif passage.kind == "Text" and not is_code:
                words.append(passage)
        return words

    def has_words_at(self, *places: int) -> bool:
        """Whether there are words at each of some places."""
        numbers = (bisect_right(self.words, at, key=lambda passage: passage.start) - 1 for at in places)
        return all(
            number >= 0 and at < self.words[number].end for number, at in zip(numbers, places, strict=True)
        )

    @cached_property
    def markup(self) -> list[RawHtml]:
        markup: list[RawHtml] = []
        block: list[Passage] | None = None
        for passage in self.passages:
            if passage.kind == "StartHtmlBlock":
                block = []
            elif passage.kind == "EndHtmlBlock" and block is not None:
                markup.append(_markup(block, is_block=True))
                block = None
            elif passage.kind in RAW and block is not None:
                block.append(passage)
            elif passage.kind in RAW:
                markup.append(_markup([passage], is_block=False))
        return markup

    def before(self, at: int) -> str:
        """The character before a place, or nothing."""
        return self.body[max(0, at - 1) : at]

    def after(self, at: int) -> str:
        """The character at a place, or nothing."""
        return self.body[at : at + 1]

    def problem(self, code: Code, message: str, line: int = 0) -> Problem:
        """A problem of a line of the text, counted from 0."""
        return Problem(self.file.path, self.file.body_line + line, 1, code, "", message)

    def warning(self, at: int, message: str) -> Problem:
        """A doubt about the Markdown at a place."""
        return self.file.problem_in_text(at, Code.MARKDOWN, message, Severity.WARNING)


def label_key(label: str) -> str:
    """The label of a link or of its address, as CommonMark compares them."""
    return " ".join(label.split()).casefold()


def _markup(passages: Sequence[Passage], *, is_block: bool) -> RawHtml:
    texts = [str(passage.value) for passage in passages]
    characters = accumulate(map(len, texts), initial=0)
    starts = (passage.start for passage in passages)
    return RawHtml("".join(texts), tuple(zip(characters, starts, strict=False)), is_block)


LONGEST_BODY = 200_000
"""Characters: some hundred pages."""

MOST_COLUMNS = 100

PILED_BY_ENTITIES = (
    "the letters that '&…;' stands for in this text have too many marks, or change the direction of writing too often; "
    "delete them"
)
RE_TABLE_HEAD = re.compile(r"<thead><tr>((?:[^<]++|<(?!/tr>))*+)</tr>")
ELEMENTS = {
    "BlockQuote": "blockquote", "Paragraph": "p", "List": "ul", "Item": "li",
    "TableHead": "thead", "TableRow": "tr", "TableCell": "td",
}  # fmt: skip
"""Other passages → the element that each becomes, where it matters which; others are called as the passage."""

RE_ENTITY = re.compile(r"&(?:#[0-9]{1,9}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z]{2,32});?")


def too_long(text: MarkdownText) -> Problem | None:
    """A text that is longer than any rule looks at."""
    count = len(text.body)
    message = f"the text has {count:,} characters; write at most {LONGEST_BODY:,}, and attach the rest"
    return text.problem(Code.LENGTH, message) if count > LONGEST_BODY else None


def wide_table(text: MarkdownText) -> Problem | None:
    """A table of more columns than a page can show; the parser fills up each of its rows."""
    columns = max((head[1].count("<th") for head in RE_TABLE_HEAD.finditer(text.html)), default=0)
    at = 0
    for line in text.body.split("\n") if columns > MOST_COLUMNS else ():
        if line.count("|") >= MOST_COLUMNS and not line.strip(" \t>|:-"):
            message = f"this table has up to {columns:,} columns; write at most {MOST_COLUMNS}"
            return text.file.problem_in_text(at, Code.LENGTH, message)
        at += len(line) + 1
    return None


def check_depth(text: MarkdownText) -> Iterator[Problem]:
    """No page becomes so deep that a browser gives up."""
    if text.is_deep:
        message = (
            f"more than {DEEPEST} quotes, lists or HTML elements are open at this point; delete signs such as >, "
            "and close each HTML element where it ends"
        )
        yield text.problem(Code.NESTING, message, _deep_line(text))


def check_entities(text: MarkdownText) -> Iterator[Problem]:
    """No entity stands for a character that nobody sees, or for letters that keep a browser busy.

    Of the first kind the first is reported. One in code is shown as it is written.
    """
    seen = html.unescape(text.html) if "&" in text.body else ""
    if piled_marks(seen) is not None or turns_too_often(seen) is not None:
        yield text.problem(Code.CHARACTER, PILED_BY_ENTITIES)
    if not RE_INVISIBLE.search(seen):
        return
    for passage in text.passages:
        if passage.kind not in ("Text", *RAW):
            continue
        around = text.before(passage.start), html.unescape(passage.value), text.after(passage.end)
        hidden = RE_INVISIBLE.search("".join(around))
        if hidden and (entity := RE_ENTITY.search(text.body, passage.start, passage.end)):
            message = f"'{entity[0]}' makes the invisible character U+{ord(hidden[0][0]):04X}; delete it"
            yield text.file.problem_in_text(entity.start(), Code.CHARACTER, message)
            return


def _deep_line(text: MarkdownText) -> int:
    """The line, counted from 0, with which the text becomes too deep: its passages as HTML, looked through once."""
    pieces = [(passage, piece) for passage in text.passages if (piece := _as_html(passage))]
    starts = list(accumulate((len(piece) for _, piece in pieces), initial=0))
    at = too_deep_at("".join(piece for _, piece in pieces))
    if at is None:
        return text.body.count("\n")
    number = bisect_right(starts, at) - 1
    passage, piece = pieces[number]
    within = at - starts[number] if passage.kind in RAW else 0
    return text.body.count("\n", 0, passage.start + within)


def _as_html(passage: Passage) -> str:
    if passage.kind in RAW:
        return str(passage.value)
    edge, name = passage.kind[:5], passage.kind.removeprefix("Start").removeprefix("End")
    if name in (passage.kind, "HtmlBlock"):
        return ""
    return f"<{'' if edge == 'Start' else '/'}{ELEMENTS.get(name, name)}>"
