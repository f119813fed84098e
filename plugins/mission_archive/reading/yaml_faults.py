"""What libyaml says of broken YAML, put so that an editor can mend it: where the slip is, and what to write."""

from __future__ import annotations

import re

import yaml

from mission_archive.model.problems import Code, Problem
from mission_archive.reading.words import shorten

_TAB = "a tab stands where spaces are needed; indent with two spaces"
_BACKSLASH = "a backslash in \"double quotes\" means something special; write it twice or use 'single quotes'"
_FLOW_LIST = "a list in [square brackets] is not closed; put commas between its items and ']' at its end"
_FLOW_GROUP = (
    "a group in {curly brackets} is not closed; put commas between its items and '}' at its end, or the whole "
    'value in "double quotes"'
)
_LEFT_OVER = (
    "a line '...' or one that begins with '%' stands between the fields; take it out, or put it into a field"
)

_HELP = {
    "found a tab character": (Code.TAB, _TAB),
    "found unexpected end of stream": (
        Code.YAML,
        "a quotation mark is opened here and never closed; add the closing one",
    ),
    "found unexpected document indicator": (
        Code.YAML,
        "a quotation mark is opened here and never closed; add the closing one",
    ),
    "did not find expected '-' indicator": (
        Code.YAML,
        "a list ends in a line that does not start with '- '; check the indentation",
    ),
    "did not find expected ',' or ']'": (Code.YAML, _FLOW_LIST),
    "did not find expected ',' or '}'": (Code.YAML, _FLOW_GROUP),
    "could not find expected ':'": (
        Code.YAML,
        "a field's name is not followed by ': '; write 'field: value', and indent a text of several lines",
    ),
    "block sequence entries are not allowed": (
        Code.YAML,
        "a list item '- ' stands where none can; start the list on a line of its own",
    ),
    "found unknown escape character": (Code.YAML, _BACKSLASH),
    "found invalid Unicode character escape": (Code.YAML, _BACKSLASH),
    "did not find expected hexdecimal number": (Code.YAML, _BACKSLASH),
    "did not find expected comment or line break": (
        Code.YAML,
        "after '|' or '>' the text begins on the next line, indented; put it there, or in \"double quotes\" here",
    ),
    "did not find expected <document start>": (Code.YAML, _LEFT_OVER),
}
"""How libyaml's message begins → the code, and what an editor can do about it."""

_BAD_STARTS = (
    "found character that cannot start any token",
    "did not find expected node content",
    "did not find expected alphabetic or numeric character",
    "mapping keys are not allowed",
)

_OPENED_BEFORE = ("while scanning a quoted scalar", "while parsing a flow", "while scanning a simple key")
"""Contexts whose fault lies where they began, not where libyaml gave up."""

RE_FIELD = re.compile(r"\s*(?:- +)*([^\s:'\"\[{#][^:]*):(?: |$)")
RE_NO_BREAK = re.compile(r"^[ ]*\u00a0|^\s*[\w -]+:\u00a0|^\s*-\u00a0")
RE_COMMENT = re.compile(r"\s#")


def explain(error: yaml.MarkedYAMLError, text: str, path: str, first_line: int) -> Problem:
    """The problem behind an error of libyaml; `first_line` is the line of the file with which `text` begins."""
    lines = text.split("\n")
    context, said = error.context or "", " ".join((error.problem or "").split())
    mark = error.context_mark if context.startswith(_OPENED_BEFORE) else error.problem_mark
    if said.startswith("did not find expected alphabetic"):
        mark = error.context_mark
    line, column = (min(mark.line, len(lines) - 1), mark.column) if mark else (0, 0)
    line, column, code, message = (
        _no_break_space(lines, line) or _judge(said, lines, line, column) or _other(said, line, column)
    )
    return Problem(path, first_line + line, column + 1, code, "", message)


_Judged = tuple[int, int, Code, str]


def _other(said: str, line: int, column: int) -> _Judged:
    message = f"this is no valid YAML ({said}); check quotation marks, brackets and indentation"
    return line, column, Code.YAML, message


def _no_break_space(lines: list[str], line: int) -> _Judged | None:
    """A space that looks like others and separates nothing, in this line or the one before."""
    for number in (line, line - 1):
        if number >= 0 and (found := RE_NO_BREAK.search(lines[number])):
            column = found[0].index("\u00a0")
            message = "a no-break space (U+00A0) stands here; type an ordinary space instead"
            return number, column, Code.CHARACTER, message
    return None


def _judge(said: str, lines: list[str], line: int, column: int) -> _Judged | None:
    if said.startswith("mapping values are not allowed"):
        return _stray_colon(lines, line, column)
    if said.startswith("did not find expected key"):
        return _not_fitting(lines, line, column)
    if said.startswith(_BAD_STARTS):
        character = lines[line][column : column + 1].strip(" ")
        if character == "\t":
            return line, column, Code.TAB, _TAB
        if not character:
            return _open_bracket(lines, line, column)
        message = f"a value cannot start with '{character}'; put it in \"double quotes\""
        return line, column, Code.YAML, message
    found = next((help_ for beginning, help_ in _HELP.items() if said.startswith(beginning)), None)
    return (line, column, *found) if found else None


def _open_bracket(lines: list[str], line: int, column: int) -> _Judged:
    """The last bracket above which nothing closes."""
    for number in range(min(line, len(lines) - 1), -1, -1):
        at = max(lines[number].rfind("["), lines[number].rfind("{"))
        if at >= 0:
            line, column = number, at
            break
    message = 'a bracket is opened here and never closed; close it, or put the whole value in "double quotes"'
    return line, column, Code.YAML, message


def _stray_colon(lines: list[str], line: int, column: int) -> _Judged:
    """`title: Seminar: part two`, a line indented too far, or a line above without its colon."""
    field = RE_FIELD.match(lines[line])
    if field and field.end(1) < column:
        value = lines[line][field.end() :].strip().replace('"', "'")
        message = (
            f"a second ':' stands in this line; put the value in \"double quotes\": "
            f'{shorten(field[1], 30)}: "{shorten(value, 50)}"'
        )
        return line, column, Code.YAML, message
    above = next((number for number in range(line - 1, -1, -1) if lines[number].strip()), line)
    if above != line and not RE_FIELD.match(lines[above]):
        message = (
            "the line has no ': ' after the field's name; write 'field: value', with a space after the colon"
        )
        return above, _indent(lines[above]), Code.YAML, message
    if above != line and _indent(lines[line]) > _indent(lines[above]):
        message = "the line is indented more than the one above; begin it in the same column"
        return line, _indent(lines[line]), Code.YAML, message
    message = "YAML cannot place this ':'; put the text in \"double quotes\", and check the line above"
    return line, column, Code.YAML, message


def _not_fitting(lines: list[str], line: int, column: int) -> _Judged:
    """Something after a closed value, or a line that begins in a column of its own."""
    before = lines[line][:column].rstrip()
    if before.endswith(("'", '"')):
        message = (
            "the text goes on after its closing quotation mark; write '' for an apostrophe inside of 'single "
            'quotes\' and \\" for a mark inside of "double quotes"'
        )
        return line, column, Code.YAML, message
    if before.endswith(("]", "}")):
        message = 'the text goes on after its closing bracket; put the whole value in "double quotes"'
        return line, column, Code.YAML, message
    if line and RE_COMMENT.search(lines[line - 1]) and not RE_FIELD.match(lines[line]):
        at = RE_COMMENT.search(lines[line - 1])
        message = "YAML takes what follows ' #' for a comment; put the whole text in \"double quotes\""
        return line - 1, at.start() + 1 if at else 0, Code.COMMENT, message
    message = (
        "this line does not fit what stands above; begin it in the same column as the field or item before it"
    )
    return line, column, Code.YAML, message


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
