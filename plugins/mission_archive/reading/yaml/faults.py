"""What libyaml says of broken YAML, in words that help an editor: where the mistake is, and what to write."""

import re
from collections.abc import Mapping

import yaml

from mission_archive.model.problems import Code, Problem
from mission_archive.reading.yaml.proposals import YamlSource

QUOTE_IT = "put the whole value in quotation marks"
CLOSE_OR_QUOTE = f"close it, or {QUOTE_IT}"
IN_BRACKETS = (
    "a text in [ ] or { } cannot have a comma, a colon, a bracket or '#' in it without quotation marks"
)
NOT_CLOSED = "a bracket that opens here is never closed"
TAB = "there is a tab where spaces are needed"
COMMENT = "YAML reads what follows ' #' as a comment"
CODES = {TAB: Code.TAB, COMMENT: Code.COMMENT}

BACKSLASH = "a backslash in double quotation marks has a special meaning", f"{QUOTE_IT}, single ones"
OPEN_MARK = "the quotation mark that opens here is never closed", "add the closing one"
EXCLAMATION = "a value cannot begin with '!'", QUOTE_IT

QUOTED = frozenset((QUOTE_IT, CLOSE_OR_QUOTE, BACKSLASH[1]))
"""What to write where the value in quotation marks may be proposed."""

HELP: Mapping[str, tuple[str, str]] = {
    "found a tab character": (TAB, "indent with two spaces"),
    "found unexpected end of stream": OPEN_MARK,
    "found unexpected document indicator": OPEN_MARK,
    "did not find expected '-' indicator": (
        "a list ends in a line that does not start with '- '", "check the indentation",
    ),
    "did not find expected ',' or ']'": (
        "a list in [ ] is not closed", "put commas between its items and ']' at its end",
    ),
    "did not find expected ',' or '}'": (
        "a group of fields in { } is not closed",
        "put commas between its fields and '}' at its end, or write each field on a line of its own",
    ),
    "could not find expected ':'": (
        "there is no ': ' after the field's name", "write 'field: value', and indent a text of several lines",
    ),
    "block sequence entries are not allowed": (
        "a list item '- ' cannot be here", "start the list on the next line, or put the text in quotation marks",
    ),
    "found unknown escape character": BACKSLASH,
    "found invalid Unicode character escape": BACKSLASH,
    "did not find expected hexdecimal number": BACKSLASH,
    "did not find expected comment or line break": (
        "after '|' or '>' a text begins on the next line, indented", "write it there, or in quotation marks here",
    ),
    "did not find expected <document start>": (
        "a line '...', or a line that begins with '%', is not allowed between the fields", "delete it",
    ),
    "did not find expected whitespace or line break": EXCLAMATION,
    "did not find URI escaped octet": EXCLAMATION,
    "did not find expected '!'": EXCLAMATION,
}  # fmt: skip
"""How libyaml's message begins → what is wrong, and what to write."""

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

_Judged = tuple[int, int, str, str]
"""Line, column, what is wrong, and what to write."""


def explain(error: yaml.MarkedYAMLError, source: YamlSource) -> Problem:
    """The problem behind an error of libyaml."""
    lines = source.lines
    context, said = error.context or "", " ".join((error.problem or "").split())
    is_opened = context.startswith(_OPENED_BEFORE) or said.startswith("did not find expected alphabetic")
    mark = error.context_mark if is_opened else error.problem_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    if line >= len(lines):  # the end of a file whose last line has none
        line, column = len(lines) - 1, len(lines[-1])
    if place := _no_break_space(lines, line):
        wrong, write = "there is a no-break space (U+00A0) here", "type an ordinary space instead"
        return source.problem(*place, Code.CHARACTER, wrong, write)
    at, column_there, wrong, write = _judge(said, lines, line, column)
    block = source.as_block(line)
    if block is None and lines[at][column_there : column_there + 1] in ("[", "{"):
        block = source.as_block(at)
    if block:
        is_closed = lines[block.last - source.first_line].rstrip().endswith(("]", "}"))
        wrong = IN_BRACKETS if is_closed else NOT_CLOSED
        return source.problem(line, column, Code.YAML, wrong).proposing(block)
    problem = source.problem(at, column_there, CODES.get(wrong, Code.YAML), wrong, write)
    return problem.proposing(source.quoted(at)) if write in QUOTED else problem


def _no_break_space(lines: list[str], line: int) -> tuple[int, int] | None:
    """Line and column of a space that looks like others and separates nothing, in this line or the one before."""
    for number in (line, line - 1):
        if number >= 0 and (found := RE_NO_BREAK.match(lines[number])):
            return number, found[0].index("\u00a0")
    return None


def _judge(said: str, lines: list[str], line: int, column: int) -> _Judged:
    if said.startswith("mapping values are not allowed"):
        return _stray_colon(lines, line, column)
    if said.startswith("did not find expected key"):
        return _not_fitting(lines, line, column)
    if said.startswith(_BAD_STARTS):
        character = lines[line][column : column + 1].strip(" ")
        if not character:
            return _open_bracket(lines, line, column)
        if character == "\t":
            return line, column, *HELP["found a tab character"]
        return line, column, f"a value cannot begin with '{character}'", QUOTE_IT
    other = f"this is not valid YAML ({said})", "check quotation marks, brackets and indentation"
    return line, column, *next((help_ for start, help_ in HELP.items() if said.startswith(start)), other)


def _open_bracket(lines: list[str], line: int, column: int) -> _Judged:
    """The last bracket above which nothing closes."""
    judgement = "the bracket that opens here is never closed", CLOSE_OR_QUOTE
    for number in range(line, -1, -1):
        at = max(lines[number].rfind("["), lines[number].rfind("{"))
        if at >= 0:
            return number, at, *judgement
    return line, column, *judgement


def _stray_colon(lines: list[str], line: int, column: int) -> _Judged:
    """`title: Seminar: part two`, a line indented too far, or a line above without its colon."""
    field = RE_FIELD.match(lines[line])
    if field and field.end(1) < column:
        return line, column, "there is a second ':' in this line", QUOTE_IT
    above = next((number for number in range(line - 1, -1, -1) if lines[number].strip()), line)
    if above != line and not RE_FIELD.match(lines[above]):
        write = "write 'field: value', with a space after the colon"
        return above, _indent(lines[above]), "the line has no ': ' after the field's name", write
    if above != line and _indent(lines[line]) > _indent(lines[above]):
        wrong = "the line is indented more than the one above"
        return line, _indent(lines[line]), wrong, "begin it in the same column"
    write = "check the line above, and put the text in quotation marks"
    return line, column, "YAML cannot use a ':' in this place", write


def _not_fitting(lines: list[str], line: int, column: int) -> _Judged:
    """Something after a closed value, or a line that begins in a column of its own."""
    before = lines[line][:column].rstrip()
    if before.endswith(("'", '"')):
        return line, column, "there is text after the closing quotation mark", QUOTE_IT
    if before.endswith(("]", "}")):
        return line, column, "there is text after the closing bracket", QUOTE_IT
    comment = RE_COMMENT.search(lines[line - 1]) if line else None
    if comment and not RE_FIELD.match(lines[line]):
        return line - 1, comment.start() + 1, COMMENT, QUOTE_IT
    write = "begin it in the same column as the field or item before it"
    return line, column, "this line does not fit the lines above it", write


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
