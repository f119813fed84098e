"""Rules about a record's text as a whole: its length, what nobody can see in it, and how deep it is nested."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, islice
from math import prod

from mission_archive.model.problems import Code, Problem
from mission_archive.model.text.characters import RE_INVISIBLE, piled_marks, turns_too_often
from mission_archive.model.text.markup import DEEPEST, is_nested_too_deep, too_deep_at
from mission_archive.model.text.prose import cleaned, parsed
from mission_archive.reading.fields.records import Draft
from mission_archive.reading.rules.html_rules import check_html
from mission_archive.reading.rules.near_markdown import MOST, may_hold_signs, near_links_and_lists, near_signs
from mission_archive.reading.rules.note_rules import check_notes
from mission_archive.reading.rules.passages import Passage, Passages, problem_in_text

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


def check_text(draft: Draft) -> Iterator[Problem]:
    """A text is short enough to be read and can be made into a page in no time."""
    body = draft.body
    if len(body) > LONGEST_BODY:
        message = (
            f"the text has {len(body):,} characters; write at most {LONGEST_BODY:,}, and attach the rest"
        )
        yield Problem(draft.path, draft.body_line, 1, Code.LENGTH, "", message)
        return
    rendered = parsed(body)
    if wide := next(_wide_tables(draft, rendered), None):
        yield wide
        return
    passages = Passages(draft)
    if is_deep := is_nested_too_deep(rendered):
        message = (
            f"more than {DEEPEST} quotes, lists or HTML elements are open at this point; delete signs such as >, "
            "and close each HTML element where it ends"
        )
        yield Problem(draft.path, draft.body_line + _deep_line(passages), 1, Code.NESTING, "", message)
    yield from near_links_and_lists(draft, rendered)
    yield from _marks(passages, rendered, is_deep=is_deep)
    seen = html.unescape(rendered) if "&" in body else ""
    if piled_marks(seen) is not None or turns_too_often(seen) is not None:
        yield Problem(draft.path, draft.body_line, 1, Code.CHARACTER, "", PILED_BY_ENTITIES)
    if "span" in rendered.lower():
        yield from islice(_wide_cells(passages), MOST)
        places = 0 if is_deep else _spanned(cleaned(body, rendered))
        if places > MOST_SPANNED:
            message = (
                f"the cells with 'colspan=' and 'rowspan=' in this text span {places:,} places together, which keeps a "
                f"browser busy for minutes; write smaller numbers, so that they span at most {MOST_SPANNED:,}"
            )
            yield Problem(draft.path, draft.body_line, 1, Code.LENGTH, "", message)
    if "&" in body and RE_INVISIBLE.search(html.unescape(rendered)):
        yield from _hidden(draft)


def _wide_tables(draft: Draft, rendered: str) -> Iterator[Problem]:
    """Tables of more columns than a page can show; the parser fills up each of their rows."""
    columns = max((head[1].count("<th") for head in RE_TABLE_HEAD.finditer(rendered)), default=0)
    if columns <= MOST_COLUMNS:
        return
    at = 0
    for line in draft.body.split("\n"):
        if line.count("|") >= MOST_COLUMNS and not line.strip(" \t>|:-"):
            message = f"this table has up to {columns:,} columns; write at most {MOST_COLUMNS}"
            yield problem_in_text(draft, at, Code.LENGTH, message)
        at += len(line) + 1


def _wide_cells(passages: Passages) -> Iterator[Problem]:
    """Cells of HTML that span more than pages show."""
    for passage in passages.all:
        for cell in RE_CELL.finditer(passage.value) if passage.kind in RAW else ():
            for found in RE_SPAN.finditer(passage.value, *cell.span()):
                if int(found["span"]) > MOST_COLUMNS:
                    at = len(passages.text(0, passage.start)) + found.start("name")
                    span = f"'{found['name']}=' is {int(found['span']):,} here"
                    message = f"{span}; write at most {MOST_COLUMNS}, or leave it out"
                    yield problem_in_text(passages.draft, at, Code.LENGTH, message)


def _spanned(page: str) -> int:
    """The places in a grid that all cells with a span of their own fill, in HTML as a page has it."""
    spans = (
        [int(number) for number in RE_CLEAN_SPAN.findall(cell[0])] for cell in RE_CLEAN_CELL.finditer(page)
    )
    return sum(prod(numbers) for numbers in spans if numbers)


def is_too_long(draft: Draft) -> bool:
    """Whether the text is longer than any rule looks at."""
    return len(draft.body) > LONGEST_BODY


def _marks(passages: Passages, rendered: str, *, is_deep: bool) -> Iterator[Problem]:
    """What HTML, notes and signs in the text do not do. Only the parser knows, which takes time, so it comes last."""
    body = passages.draft.body
    if "<" in body and not is_deep:
        yield from islice(check_html(passages), MOST)
    if "[^" in body:
        yield from islice(check_notes(passages), MOST)
    if may_hold_signs(rendered):
        yield from islice(near_signs(passages), MOST)


def _deep_line(passages: Passages) -> int:
    """The line, counted from 0, with which the text becomes too deep: its passages as HTML, looked through once."""
    pieces = [(passage, piece) for passage in passages.all if (piece := _as_html(passage))]
    starts = list(accumulate((len(piece) for _, piece in pieces), initial=0))
    at = too_deep_at("".join(piece for _, piece in pieces))
    if at is None:
        return passages.source.count(b"\n")
    number = bisect_right(starts, at) - 1
    passage, piece = pieces[number]
    within = piece[: at - starts[number]].encode() if passage.kind in RAW else b""
    return passages.source.count(b"\n", 0, passage.start + len(within))


def _as_html(passage: Passage) -> str:
    if passage.kind in RAW:
        return str(passage.value)
    edge, name = passage.kind[:5], passage.kind.removeprefix("Start").removeprefix("End")
    if name in (passage.kind, "HtmlBlock"):
        return ""
    return f"<{'' if edge == 'Start' else '/'}{ELEMENTS.get(name, name)}>"


def _hidden(draft: Draft) -> Iterator[Problem]:
    """The first entity that stands for a character that nobody sees. One in code is shown as it is written."""
    passages = Passages(draft)
    entities = [passage for passage in passages.all if passage.kind in ("Text", "InlineHtml", "Html")]
    for passage in entities:
        around = passages.before(passage.start), html.unescape(passage.value), passages.after(passage.end)
        written = passages.text(passage.start, passage.end)
        hidden = RE_INVISIBLE.search("".join(around))
        if hidden and (entity := RE_ENTITY.search(written)):
            message = f"'{entity[0]}' makes the invisible character U+{ord(hidden[0][0]):04X}; delete it"
            at = len(passages.text(0, passage.start)) + entity.start()
            yield problem_in_text(draft, at, Code.CHARACTER, message)
            return
