"""What YAML does to a value silently: it ends at a `#`, or a backslash makes another character of what follows it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mission_archive.model.problems import Code, Severity
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

    `in_words` is how bad that is in a text, `elsewhere` in another value; None says nothing of it. `wrong`, `write` and
    `proposal` are as in a problem; the lines have all that was written, for a text.
    """

    line: int
    column: int
    code: Code
    wrong: str
    write: str
    in_words: Severity | None
    elsewhere: Severity | None = None
    proposal: Proposal | None = None


def comment_after(event: Any, source: YamlSource, quoted: Quoted) -> Remark | None:
    """The comment after a scalar without quotation marks, from libyaml's event."""
    start, end = event.start_mark, event.end_mark
    comment = RE_COMMENT.match(source.lines[end.line], end.column)
    if comment is None:
        return None
    wrong = "YAML reads what follows ' #' as a comment, so readers will not see it"
    write = "put the whole value in quotation marks if it belongs to the text, or move the comment to a line of its own"
    is_like_text = comment["like_text"] is not None
    in_words, elsewhere = (Severity.ERROR, Severity.WARNING) if is_like_text else (Severity.WARNING, None)
    proposal = quoted(start.line) if start.line == end.line else None
    column = source.lines[end.line].index("#", end.column) + 1
    place = source.first_line + end.line, column
    return Remark(*place, Code.COMMENT, wrong, write, in_words, elsewhere, proposal)


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
            place, doubt = (source.first_line + number, found.start(1)), Severity.WARNING
            return Remark(*place, Code.YAML, wrong, write, doubt, doubt, proposal)
    return None
