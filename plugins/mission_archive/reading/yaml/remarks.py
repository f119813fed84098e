"""What YAML does to a value silently: it ends at a `#`, or a backslash makes another character of what follows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from mission_archive.model.problems import Code, Severity
from mission_archive.model.proposals import Proposal

Quoted = Callable[[int], Proposal | None]
"""From the number of a line, counted from 0, to the field in it with its whole value as one text."""

RE_COMMENT = re.compile(r"\s+#(?P<like_text>\S|\s*[0-9])?")
"""A comment after a value. One that looks like a number (`#25`) or a tag hardly is one: a true one has a space."""

RE_ESCAPE = re.compile(r"\\(.)")
BLANK_ESCAPES = {
    "n": "a line break",
    "r": "a line break",
    "t": "a tab",
    "_": "a no-break space",
    " ": "a space",
}
"""What follows a backslash → what YAML makes of both, where no rule on invisible characters speaks of it."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What YAML did, reported once it is known what the value is for.

    `in_words` is how bad that is in a text, `elsewhere` in another value; None says nothing of it. `proposal` are the
    lines with all that was written, for a text.
    """

    line: int
    column: int
    code: Code
    message: str
    in_words: Severity | None
    elsewhere: Severity | None = None
    proposal: Proposal | None = None


def comment_after(event: Any, lines: Sequence[str], first_line: int, quoted: Quoted) -> Remark | None:
    """The comment after a scalar without quotation marks, from libyaml's event."""
    start, end = event.start_mark, event.end_mark
    comment = RE_COMMENT.match(lines[end.line], end.column)
    if comment is None:
        return None
    message = (
        "YAML reads what follows ' #' as a comment, so readers will not see it; put the whole value in "
        "quotation marks if it belongs to the text, or move the comment to a line of its own"
    )
    is_like_text = comment["like_text"] is not None
    proposal = quoted(start.line) if start.line == end.line else None
    column = lines[end.line].index("#", end.column) + 1
    in_words, elsewhere = (Severity.ERROR, Severity.WARNING) if is_like_text else (Severity.WARNING, None)
    return Remark(first_line + end.line, column, Code.COMMENT, message, in_words, elsewhere, proposal)


def escape_in(event: Any, lines: Sequence[str], first_line: int, quoted: Quoted) -> Remark | None:
    """The first backslash in double quotation marks with an effect that few people expect."""
    start, end = event.start_mark, event.end_mark
    for number in range(start.line, end.line + 1):
        first = start.column if number == start.line else 0
        last = end.column if number == end.line else len(lines[number])
        if lines[number].find("\\", first, last) < 0:
            continue
        for found in RE_ESCAPE.finditer(lines[number], first, last):
            if found[1] in BLANK_ESCAPES:
                message = (
                    f"the backslash before '{found[1]}' in double quotation marks makes {BLANK_ESCAPES[found[1]]} "
                    "here; write the backslash twice if it belongs to the text, or use single quotation marks"
                )
                proposal = quoted(start.line) if start.line == end.line else None
                column, doubt = found.start() + 1, Severity.WARNING
                return Remark(first_line + number, column, Code.YAML, message, doubt, doubt, proposal)
    return None
