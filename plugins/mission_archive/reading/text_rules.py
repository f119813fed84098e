"""Rules about a record's text as a whole: its length, what nobody can see in it, and how deep it is nested."""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Iterator

import pyromark

from mission_archive.model.markup import DEEPEST, DIALECT, RE_INVISIBLE, is_nested_too_deep
from mission_archive.model.problems import Code, Problem, Severity
from mission_archive.reading.bodies import RE_CODE
from mission_archive.reading.records import Draft
from mission_archive.reading.words import shorten

LONGEST_BODY = 200_000
"""Characters: some hundred pages."""

RE_ENTITY = re.compile(r"&(?:#[0-9]{1,9}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z]{2,32});?")

BULLETS = "•●▪◦‣∙·"
RE_BULLET = re.compile(rf"^ {{0,3}}(?P<sign>[{BULLETS}])[^\S\n]*\S", re.MULTILINE)
_ADDRESS = r"(?P<address>https?://[^\s()\[\]<>]+|[^\s()\[\]<>]{1,200}\.(?:md|yml|pdf|docx?|jpe?g|png))"
RE_APART = re.compile(rf"\[(?P<words>[^\[\]\n]{{1,200}})(?P<sign>\] +\({_ADDRESS}\))")
RE_REVERSED = re.compile(rf"\((?P<words>[^()\n]{{1,200}})(?P<sign>\)\[{_ADDRESS}\])")


def check_text(draft: Draft) -> Iterator[Problem]:
    """A text is short enough to be read and can be made into a page in no time."""
    body = draft.body
    if len(body) > LONGEST_BODY:
        message = (
            f"the text has {len(body):,} characters; write at most {LONGEST_BODY:,}, and attach the rest"
        )
        yield Problem(draft.path, draft.body_line, 1, Code.LENGTH, "", message)
        return
    rendered = _rendered(body)
    if is_nested_too_deep(rendered):
        message = (
            f"up to here more than {DEEPEST} quotes, lists or HTML elements are open at once; take signs such as > "
            "away, and close each HTML element where it ends"
        )
        yield Problem(draft.path, draft.body_line + _deep_line(body), 1, Code.NESTING, "", message)
    yield from _near_markdown(draft, rendered)
    if "&" in body and RE_INVISIBLE.search(html.unescape(rendered)):
        yield from _hidden(draft)


def _near_markdown(draft: Draft, rendered: str) -> Iterator[Problem]:
    """What was meant for a list or a link and is none. What stands in code is left alone."""
    body = draft.body
    patterns = [RE_BULLET] if not body.isascii() and any(sign in body for sign in BULLETS) else []
    patterns += [RE_APART] if "] (" in body else []
    patterns += [RE_REVERSED] if ")[" in body else []
    for pattern in patterns:
        in_words = ""
        for found in pattern.finditer(body):
            in_words = in_words or html.unescape(RE_CODE.sub("", rendered))
            if found["sign"] not in in_words:
                continue
            line = draft.body_line + body.count("\n", 0, found.start())
            column = found.start() - body.rfind("\n", 0, found.start()) + draft.body_indent
            if pattern is RE_BULLET:
                message = f"'{found['sign']}' begins no list; write '- ' before each item"
            else:
                link = shorten(f"[{found['words']}]({found['address']})", 80)
                message = (
                    f"this is no link; write first the words, then the address, and no blank between: {link}"
                )
            yield Problem(draft.path, line, column, Code.MARKDOWN, "", message, Severity.WARNING)
            break


def is_too_long(draft: Draft) -> bool:
    """Whether the text is longer than any rule looks at."""
    return len(draft.body) > LONGEST_BODY


def _rendered(body: str) -> str:
    return pyromark.html(body, options=DIALECT)


def _deep_line(body: str) -> int:
    """The line, counted from 0, with which the text becomes too deep."""
    lines = body.split("\n")
    return bisect_left(
        range(len(lines)),
        True,
        hi=len(lines) - 1,
        key=lambda last: is_nested_too_deep(_rendered("\n".join(lines[: last + 1]))),
    )


def _hidden(draft: Draft) -> Iterator[Problem]:
    """The first entity that stands for a character that nobody sees."""
    for found in RE_ENTITY.finditer(draft.body):
        hidden = RE_INVISIBLE.search(html.unescape(found[0]))
        if hidden:
            line = draft.body_line + draft.body.count("\n", 0, found.start())
            column = found.start() - draft.body.rfind("\n", 0, found.start()) + draft.body_indent
            message = f"'{found[0]}' makes the invisible character U+{ord(hidden[0]):04X}; delete it"
            yield Problem(draft.path, line, column, Code.CHARACTER, "", message)
            return
