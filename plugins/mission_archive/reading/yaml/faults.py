"""What libyaml says of broken YAML, in words that help an editor: where the mistake is, and what to write."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

import yaml

from mission_archive.model.problems import Code, Problem
from mission_archive.reading.yaml.proposals import flow_as_block, quoted_value

_QUOTE_IT = "put the whole value in quotation marks"
_IN_BRACKETS = (
    "a text in [ ] or { } cannot have a comma, a colon, a bracket or '#' in it without quotation marks"
)
_NOT_CLOSED = "a bracket that opens here is never closed"
_TAB = "there is a tab where spaces are needed; indent with two spaces"
_BACKSLASH = f"a backslash in double quotation marks has a special meaning; {_QUOTE_IT}, single ones"
_FLOW_LIST = "a list in [ ] is not closed; put commas between its items and ']' at its end"
_FLOW_GROUP = (
    "a group of fields in { } is not closed; put commas between its fields and '}' at its end, or write each field on "
    "a line of its own"
)
_LEFT_OVER = "a line '...', or a line that begins with '%', is not allowed between the fields; delete it"

_HELP = {
    "found a tab character": (Code.TAB, _TAB),
    "found unexpected end of stream": (
        Code.YAML,
        "the quotation mark that opens here is never closed; add the closing one",
    ),
    "found unexpected document indicator": (
        Code.YAML,
        "the quotation mark that opens here is never closed; add the closing one",
    ),
    "did not find expected '-' indicator": (
        Code.YAML,
        "a list ends in a line that does not start with '- '; check the indentation",
    ),
    "did not find expected ',' or ']'": (Code.YAML, _FLOW_LIST),
    "did not find expected ',' or '}'": (Code.YAML, _FLOW_GROUP),
    "could not find expected ':'": (
        Code.YAML,
        "there is no ': ' after the field's name; write 'field: value', and indent a text of several lines",
    ),
    "block sequence entries are not allowed": (
        Code.YAML,
        "a list item '- ' cannot be here; start the list on the next line, or put the text in quotation marks",
    ),
    "found unknown escape character": (Code.YAML, _BACKSLASH),
    "found invalid Unicode character escape": (Code.YAML, _BACKSLASH),
    "did not find expected hexdecimal number": (Code.YAML, _BACKSLASH),
    "did not find expected comment or line break": (
        Code.YAML,
        "after '|' or '>' a text begins on the next line, indented; write it there, or in quotation marks here",
    ),
    "did not find expected <document start>": (Code.YAML, _LEFT_OVER),
    **dict.fromkeys(
        (
            "did not find expected whitespace or line break",
            "did not find URI escaped octet",
            "did not find expected '!'",
        ),
        (Code.YAML, f"a value cannot begin with '!'; {_QUOTE_IT}"),
    ),
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
RE_NO_BREAK = re.compile(r" *+\u00a0|\s*+(?:[\w-][\w -]*+:|-)\u00a0")
RE_COMMENT = re.compile(r"\s#")


def explain(
    error: yaml.MarkedYAMLError, text: str, path: str, first_line: int, names: Collection[str] = ()
) -> Problem:
    """The problem behind an error of libyaml; `first_line` is the line of the file with which `text` begins.

    `names` are those of fields that groups may have.
    """
    lines = text.split("\n")
    context, said = error.context or "", " ".join((error.problem or "").split())
    mark = error.context_mark if context.startswith(_OPENED_BEFORE) else error.problem_mark
    if said.startswith("did not find expected alphabetic"):
        mark = error.context_mark
    line, column = (min(mark.line, len(lines) - 1), mark.column) if mark else (0, 0)
    if judged := _no_break_space(lines, line):
        line, column, code, message = judged
        return Problem(path, first_line + line, column + 1, code, "", message)
    judged = _judge(said, lines, line, column) or _other(said, line, column)
    lines_to_paste = flow_as_block(lines, line, path, first_line, names)
    if lines_to_paste is None and _is_bracket(lines[judged[0]], judged[1]):
        lines_to_paste = flow_as_block(lines, judged[0], path, first_line, names)
    if lines_to_paste:
        is_closed = lines[lines_to_paste.last - first_line].rstrip().endswith(("]", "}"))
        message = f"{_IN_BRACKETS if is_closed else _NOT_CLOSED}; {lines_to_paste.how(path)}"
        return Problem(path, first_line + line, column + 1, Code.YAML, "", message, proposal=lines_to_paste)
    line, column, code, message = judged
    problem = Problem(path, first_line + line, column + 1, code, "", message)
    return _with_quoted(problem, lines, line, first_line) if _QUOTE_IT in message else problem


def _is_bracket(line: str, column: int) -> bool:
    return line[column : column + 1] in ("[", "{")


def _with_quoted(problem: Problem, lines: list[str], line: int, first_line: int) -> Problem:
    """The problem with the line as it should be, where it says that the value needs quotation marks."""
    lines_to_paste = quoted_value(lines, line, problem.path, first_line)
    if lines_to_paste is None:
        return problem
    message = f"{problem.message.rpartition('; ')[0]}; {lines_to_paste.how(problem.path)}"
    return replace(problem, message=message, proposal=lines_to_paste)


_Judged = tuple[int, int, Code, str]


def _other(said: str, line: int, column: int) -> _Judged:
    message = f"this is not valid YAML ({said}); check quotation marks, brackets and indentation"
    return line, column, Code.YAML, message


def _no_break_space(lines: list[str], line: int) -> _Judged | None:
    """A space that looks like others and separates nothing, in this line or the one before."""
    for number in (line, line - 1):
        if number >= 0 and (found := RE_NO_BREAK.match(lines[number])):
            column = found[0].index("\u00a0")
            message = "there is a no-break space (U+00A0) here; type an ordinary space instead"
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
        message = f"a value cannot begin with '{character}'; {_QUOTE_IT}"
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
    message = (
        "the bracket that opens here is never closed; close it, or put the whole value in quotation marks"
    )
    return line, column, Code.YAML, message


def _stray_colon(lines: list[str], line: int, column: int) -> _Judged:
    """`title: Seminar: part two`, a line indented too far, or a line above without its colon."""
    field = RE_FIELD.match(lines[line])
    if field and field.end(1) < column:
        message = f"there is a second ':' in this line; {_QUOTE_IT}"
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
    message = "YAML cannot use a ':' in this place; check the line above, and put the text in quotation marks"
    return line, column, Code.YAML, message


def _not_fitting(lines: list[str], line: int, column: int) -> _Judged:
    """Something after a closed value, or a line that begins in a column of its own."""
    before = lines[line][:column].rstrip()
    if before.endswith(("'", '"')):
        message = f"there is text after the closing quotation mark; {_QUOTE_IT}"
        return line, column, Code.YAML, message
    if before.endswith(("]", "}")):
        message = f"there is text after the closing bracket; {_QUOTE_IT}"
        return line, column, Code.YAML, message
    if line and RE_COMMENT.search(lines[line - 1]) and not RE_FIELD.match(lines[line]):
        at = RE_COMMENT.search(lines[line - 1])
        message = f"YAML reads what follows ' #' as a comment; {_QUOTE_IT}"
        return line - 1, at.start() + 1 if at else 0, Code.COMMENT, message
    message = "this line does not fit the lines above it; begin it in the same column as the field or item before it"
    return line, column, Code.YAML, message


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
