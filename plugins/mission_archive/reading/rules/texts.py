"""A text as the parser sees it, with the place of each piece in its file, and the rules about it as a whole: its
length, what nobody can see in it, and how deep it is nested.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import prod
from typing import Any

import pyromark

from mission_archive.model.problems import Code, Problem, Severity
from mission_archive.model.text.characters import RE_INVISIBLE, piled_marks, turns_too_often
from mission_archive.model.text.markup import DEEPEST, DIALECT, is_nested_too_deep, too_deep_at
from mission_archive.model.text.prose import cleaned, parsed
from mission_archive.reading.fields.record_file import RecordFile


@dataclass(frozen=True, slots=True)
class Passage:
    """One event of the parser: `kind` is its name, `value` what it holds; `start` and `end` count bytes of the text."""

    kind: str
    value: Any
    start: int
    end: int


@dataclass(frozen=True)
class Text:
    """The text of one file; parsed when first asked for."""

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
        return is_nested_too_deep(self.html)

    @cached_property
    def source(self) -> bytes:
        return self.body.encode()

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
                span = link["span"]
                unresolved.append(Passage("Unresolved", link["reference"], span["start"], span["end"]))

        passages = []
        for event, span in pyromark.events_with_range(
            self.body, options=DIALECT, broken_link_callback=note_unresolved
        ):
            kind, value = next(iter(event.items())) if isinstance(event, dict) else (event, None)
            if kind in ("Start", "End"):
                name, inner = next(iter(value.items())) if isinstance(value, dict) else (value, None)
                kind, value = f"{kind}{name}", inner
            passages.append(Passage(kind, value, span["start"], span["end"]))
        return passages, unresolved

    def between(self, start: int, end: int) -> str:
        return self.source[start:end].decode(errors="replace")

    def before(self, at: int) -> str:
        """The character before a place, or nothing."""
        return self.source[max(0, at - 4) : at].decode(errors="ignore")[-1:]

    def after(self, at: int) -> str:
        """The character at a place, or nothing."""
        return self.source[at : at + 4].decode(errors="ignore")[:1]

    def warning(self, at: int, message: str) -> Problem:
        """A doubt about the Markdown at a place, given in bytes."""
        place = len(self.between(0, at))
        return self.file.problem_in_text(place, Code.MARKDOWN, message, Severity.WARNING)


LONGEST_BODY = 200_000
"""Characters: some hundred pages."""

MOST_SPANNED = 10_000
"""Places in a grid that the cells of a text with a span of their own may fill together."""

MOST_COLUMNS = 100

PILED_BY_ENTITIES = (
    "the letters that '&…;' stands for in this text have too many marks, or change the direction of writing too often; "
    "delete them"
)
RE_CELL = re.compile(r"<t[dh]\b[^<>]{0,500}+", re.IGNORECASE)
RE_SPAN = re.compile(r"\s(?P<name>(?:col|row)span)\s*+=\s*+[\"']?\s*+\+?(?P<span>[0-9]{1,18})", re.IGNORECASE)
RE_TABLE_HEAD = re.compile(r"<thead><tr>((?:[^<]++|<(?!/tr>))*+)</tr>")
RE_CLEAN_CELL = re.compile(r'<t[dh]\b(?:[^">]++|"[^"]*+")*+>')
RE_CLEAN_SPAN = re.compile(r'\s(?:col|row)span="([0-9]+)"')
RAW = ("Html", "InlineHtml")
"""Passages in which an author has written HTML."""

ELEMENTS = {
    "BlockQuote": "blockquote", "Paragraph": "p", "List": "ul", "Item": "li",
    "TableHead": "thead", "TableRow": "tr", "TableCell": "td",
}  # fmt: skip
"""Other passages → the element that each becomes, where it matters which; others are called as the passage."""

RE_ENTITY = re.compile(r"&(?:#[0-9]{1,9}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z]{2,32});?")


def too_long(text: Text) -> Problem | None:
    """A text that is longer than any rule looks at."""
    count = len(text.body)
    message = f"the text has {count:,} characters; write at most {LONGEST_BODY:,}, and attach the rest"
    return _of_whole(text, Code.LENGTH, message) if count > LONGEST_BODY else None


def wide_table(text: Text) -> Problem | None:
    """A table of more columns than a page can show; the parser fills up each of its rows."""
    columns = max((head[1].count("<th") for head in RE_TABLE_HEAD.finditer(text.html)), default=0)
    at = 0
    for line in text.body.split("\n") if columns > MOST_COLUMNS else ():
        if line.count("|") >= MOST_COLUMNS and not line.strip(" \t>|:-"):
            message = f"this table has up to {columns:,} columns; write at most {MOST_COLUMNS}"
            return text.file.problem_in_text(at, Code.LENGTH, message)
        at += len(line) + 1
    return None


def check_depth(text: Text) -> Iterator[Problem]:
    """No page becomes so deep that a browser gives up."""
    if text.is_deep:
        message = (
            f"more than {DEEPEST} quotes, lists or HTML elements are open at this point; delete signs such as >, "
            "and close each HTML element where it ends"
        )
        yield _of_whole(text, Code.NESTING, message, _deep_line(text))


def check_spans(text: Text) -> Iterator[Problem]:
    """No cell of HTML spans more than pages show, and all cells together not too much."""
    if "span" not in text.html.lower():
        return
    places = 0 if text.is_deep else _spanned(cleaned(text.body, text.html))
    if places > MOST_SPANNED:
        message = (
            f"the cells with 'colspan=' and 'rowspan=' in this text span {places:,} places together, which keeps a "
            f"browser busy for minutes; write smaller numbers, so that they span at most {MOST_SPANNED:,}"
        )
        yield _of_whole(text, Code.LENGTH, message)
    for passage in text.passages:
        for cell in RE_CELL.finditer(passage.value) if passage.kind in RAW else ():
            for found in RE_SPAN.finditer(passage.value, *cell.span()):
                if int(found["span"]) > MOST_COLUMNS:
                    at = len(text.between(0, passage.start)) + found.start("name")
                    span = f"'{found['name']}=' is {int(found['span']):,} here"
                    message = f"{span}; write at most {MOST_COLUMNS}, or leave it out"
                    yield text.file.problem_in_text(at, Code.LENGTH, message)


def check_entities(text: Text) -> Iterator[Problem]:
    """No entity stands for a character that nobody sees, or for letters that keep a browser busy.

    Of the first kind the first is reported. One in code is shown as it is written.
    """
    seen = html.unescape(text.html) if "&" in text.body else ""
    if piled_marks(seen) is not None or turns_too_often(seen) is not None:
        yield _of_whole(text, Code.CHARACTER, PILED_BY_ENTITIES)
    if not RE_INVISIBLE.search(seen):
        return
    for passage in text.passages:
        if passage.kind not in ("Text", *RAW):
            continue
        around = text.before(passage.start), html.unescape(passage.value), text.after(passage.end)
        hidden = RE_INVISIBLE.search("".join(around))
        if hidden and (entity := RE_ENTITY.search(text.between(passage.start, passage.end))):
            message = f"'{entity[0]}' makes the invisible character U+{ord(hidden[0][0]):04X}; delete it"
            at = len(text.between(0, passage.start)) + entity.start()
            yield text.file.problem_in_text(at, Code.CHARACTER, message)
            return


def _of_whole(text: Text, code: Code, message: str, line: int = 0) -> Problem:
    """A problem of a line of the text, counted from 0."""
    return Problem(text.file.path, text.file.body_line + line, 1, code, "", message)


def _spanned(page: str) -> int:
    """The places in a grid that all cells with a span of their own fill, in HTML as a page has it."""
    spans = (
        [int(number) for number in RE_CLEAN_SPAN.findall(cell[0])] for cell in RE_CLEAN_CELL.finditer(page)
    )
    return sum(prod(numbers) for numbers in spans if numbers)


def _deep_line(text: Text) -> int:
    """The line, counted from 0, with which the text becomes too deep: its passages as HTML, looked through once."""
    pieces = [(passage, piece) for passage in text.passages if (piece := _as_html(passage))]
    starts = list(accumulate((len(piece) for _, piece in pieces), initial=0))
    at = too_deep_at("".join(piece for _, piece in pieces))
    if at is None:
        return text.source.count(b"\n")
    number = bisect_right(starts, at) - 1
    passage, piece = pieces[number]
    within = piece[: at - starts[number]].encode() if passage.kind in RAW else b""
    return text.source.count(b"\n", 0, passage.start + len(within))


def _as_html(passage: Passage) -> str:
    if passage.kind in RAW:
        return str(passage.value)
    edge, name = passage.kind[:5], passage.kind.removeprefix("Start").removeprefix("End")
    if name in (passage.kind, "HtmlBlock"):
        return ""
    return f"<{'' if edge == 'Start' else '/'}{ELEMENTS.get(name, name)}>"
