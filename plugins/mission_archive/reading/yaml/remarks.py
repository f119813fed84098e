"""What YAML does to a value silently: it ends at a `#`, or a backslash makes another character of what follows it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mission_archive.model.problems import Code, Problem, Severity
from mission_archive.model.proposals import Proposal
from mission_archive.reading.yaml.proposals import YamlSource

Quoted = Callable[[int], Proposal | None]
"""From the number of a line, counted from 0, to the field in it with its whole value as one text."""

RE_COMMENT = re.compile(r"\s+#(?P<like_text>\S|\s*[0-9])?")
"""A comment after a value. One that looks like a number (`#25`) or a tag hardly is one: a true one has a space."""

RE_BLANK_ESCAPE = re.compile(r"(?:[^\\]|\\[^nrt_ ])*+\\([nrt_ ])")
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

    `problem` lacks the name of the field. `in_text` is how bad it is in a text, `elsewhere` in another value; None says
    nothing of it. The lines of `proposal` have all that was written, for a text.
    """

    problem: Problem
    in_text: Severity
    elsewhere: Severity | None
    proposal: Proposal | None


def comment_after(event: Any, source: YamlSource, quoted: Quoted) -> Remark | None:
    """The comment after a scalar without quotation marks, from libyaml's event."""
    start, end = event.start_mark, event.end_mark
    comment = RE_COMMENT.match(source.lines[end.line], end.column)
    if comment is None:
        return None
    wrong = "YAML reads what follows ' #' as a comment, so readers will not see it"
    write = "put the whole value in quotation marks if it belongs to the text, or move the comment to a line of its own"
    is_like_text = comment["like_text"] is not None
    in_text, elsewhere = (Severity.ERROR, Severity.WARNING) if is_like_text else (Severity.WARNING, None)
    proposal = quoted(start.line) if start.line == end.line else None
    column = source.lines[end.line].index("#", end.column)
    problem = source.problem(end.line, column, Code.COMMENT, wrong, write)
    return Remark(problem, in_text, elsewhere, proposal)


def escape_in(event: Any, source: YamlSource, quoted: Quoted) -> Remark | None:
    """The first backslash in double quotation marks with an effect that few people expect."""
    start, end = event.start_mark, event.end_mark
    for number in range(start.line, end.line + 1):
        line = source.lines[number]
        first = start.column if number == start.line else 0
        last = end.column if number == end.line else len(line)
        found = RE_BLANK_ESCAPE.match(line, first, last) if "\\" in line else None
        if found:
            what = BLANK_ESCAPES[found[1]]
            wrong = f"the backslash before '{found[1]}' in double quotation marks makes {what} here"
            write = "write the backslash twice if it belongs to the text, or use single quotation marks"
            proposal = quoted(start.line) if start.line == end.line else None
            problem = source.problem(number, found.start(1) - 1, Code.YAML, wrong, write)
            return Remark(problem, Severity.WARNING, Severity.WARNING, proposal)
    return None
