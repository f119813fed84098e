"""YAML text as a tree of nodes that know their place, with every scalar kept as the text that was written.

Nothing is guessed from a scalar's look: `NO`, `0755` and `2010-04-15` stay text. The tree is made from libyaml's
events instead of its own composer, which recurses without a bound and takes the process down on deep nesting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from mission_archive.model.problems import Code, Problem

MAX_DEPTH = 20
"""Levels of nesting; a record needs four."""

RE_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_TAB = "a tab stands where spaces are needed; indent with two spaces"

_HELP = {
    "found a tab character that violates indentation": (Code.TAB, _TAB),
    "mapping values are not allowed": (
        Code.YAML,
        "this line has a ':' that YAML cannot place; put the text after the first ': ' in \"double quotes\", "
        "and check the line above",
    ),
    "found unexpected end of stream": (
        Code.YAML,
        "a quotation mark is opened here and never closed; add the closing one",
    ),
    "did not find expected key": (
        Code.YAML,
        "this does not fit what stands before it; check indentation, and write 'it''s' for an apostrophe "
        "in 'single quotes'",
    ),
    "did not find expected '-' indicator": (
        Code.YAML,
        "a list ends in a line that does not start with '- '; check the indentation",
    ),
    "did not find expected ',' or ']'": (
        Code.YAML,
        "a list in [square brackets] is not closed; put commas between its items and ']' at its end",
    ),
    "did not find expected ',' or '}'": (
        Code.YAML,
        "a group in {curly brackets} is not closed; put commas between its items and '}' at its end, "
        'or the whole value in "double quotes"',
    ),
    "could not find expected ':'": (
        Code.YAML,
        "a field's name is not followed by ': '; write 'field: value', and indent a text of several lines",
    ),
    "block sequence entries are not allowed": (
        Code.YAML,
        "a list item '- ' stands where none can; start the list on a line of its own",
    ),
    "found unknown escape character": (
        Code.YAML,
        "a backslash in \"double quotes\" means something special; write it twice or use 'single quotes'",
    ),
}
"""What libyaml says → the code, and what an editor can do about it."""

_OPENED_BEFORE = ("while scanning a quoted scalar", "while parsing a flow", "while scanning a simple key")
"""Contexts whose fault lies where they began, not where libyaml gave up."""


@dataclass(slots=True)
class Scalar:
    """A text as written; `line` and `column` count from 1."""

    text: str
    line: int
    column: int


@dataclass(slots=True)
class Sequence:
    """A list."""

    items: list[Node]
    line: int
    column: int


@dataclass(slots=True)
class Mapping:
    """A group of fields, in the order written, without repeats."""

    entries: list[tuple[Scalar, Node]]
    line: int
    column: int


Node = Scalar | Sequence | Mapping


class _Refusal(Exception):
    def __init__(self, line: int, column: int, code: Code, message: str, field: str = "") -> None:
        super().__init__(message)
        self.problem = (line, column, code, field, message)


def parse_nodes(text: str, path: str, first_line: int = 1) -> tuple[Node | None, list[Problem]]:
    """The tree of one YAML document whose first line is line `first_line` of `path`, and what is wrong with it.

    No tree (None) if the text is empty or broken. Duplicate keys are reported; the first one stays.
    """
    unprintable = RE_UNPRINTABLE.search(text)
    if unprintable:
        at = unprintable.start()
        line, column = text.count("\n", 0, at), at - text.rfind("\n", 0, at)
        return None, [
            Problem(
                path,
                first_line + line,
                column,
                Code.CHARACTER,
                "",
                f"the invisible character U+{ord(unprintable[0]):04X} stands here; delete it",
            )
        ]
    composer = _Composer(text, path, first_line)
    try:
        return composer.document(), composer.problems
    except _Refusal as refusal:
        line, column, code, field, message = refusal.problem
        problem = Problem(path, first_line + line, column + 1, code, field, message)
    except yaml.MarkedYAMLError as error:
        problem = _explain(error, text, path, first_line)
    except yaml.YAMLError as error:
        problem = Problem(
            path,
            first_line,
            1,
            Code.YAML,
            "",
            f"this is no YAML ({_one_line(str(error))}); compare with a record that works",
        )
    return None, [*composer.problems, problem]


class _Composer:
    """One pass over libyaml's events. Lines and columns of events count from 0."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        # The stubs know nothing of what tells one event from another.
        self.events: Iterator[Any] = yaml.parse(text, Loader=yaml.CSafeLoader)
        self.path = path
        self.first_line = first_line
        self.problems: list[Problem] = []

    def document(self) -> Node | None:
        root: Node | None = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    raise self._refusal(
                        event, Code.YAML, "a second '---' starts another document; keep only one"
                    )
                root = self._node(next(self.events), 0)
        return root

    def _node(self, event: Any, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise self._refusal(
                event,
                Code.NESTING,
                f"brackets or lists are nested more than {MAX_DEPTH} deep; "
                'close those that are open, or put the text in "double quotes"',
            )
        mark = event.start_mark
        line, column = self.first_line + mark.line, mark.column + 1
        if isinstance(event, yaml.AliasEvent):
            raise self._refusal(
                event,
                Code.ALIAS,
                f"'*{event.anchor}' is a YAML reference, which records do not use; "
                'write the value out, or put it in "double quotes"',
            )
        if event.anchor is not None:
            raise self._refusal(
                event,
                Code.ALIAS,
                f"'&{event.anchor}' is a YAML anchor, which records do not use; "
                'leave it out, or put the value in "double quotes"',
            )
        if event.tag is not None and event.tag != "!":
            raise self._refusal(
                event,
                Code.YAML,
                f"'{event.tag}' is a YAML tag, which records do not use; "
                'leave it out, or put the value in "double quotes"',
            )
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, line, column)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
                items.append(self._node(event, depth + 1))
            return Sequence(items, line, column)
        return self._mapping(line, column, depth)

    def _mapping(self, line: int, column: int, depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self.events), depth + 1)
            if not isinstance(key, Scalar):
                raise self._refusal(event, Code.YAML, "a field's name must be one word; write 'field: value'")
            if key.text in entries:
                self.problems.append(
                    Problem(
                        self.path,
                        key.line,
                        key.column,
                        Code.DUPLICATE_KEY,
                        key.text,
                        f"the field stands here for the second time (first in line {entries[key.text][0].line}); "
                        "keep one of the two",
                    )
                )
            else:
                entries[key.text] = (key, value)
        return Mapping(list(entries.values()), line, column)

    @staticmethod
    def _refusal(event: Any, code: Code, message: str) -> _Refusal:
        return _Refusal(event.start_mark.line, event.start_mark.column, code, message)


def _explain(error: yaml.MarkedYAMLError, text: str, path: str, first_line: int) -> Problem:
    context, said = error.context or "", _one_line(error.problem or "")
    mark = error.context_mark if context.startswith(_OPENED_BEFORE) else error.problem_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    found = next((help_ for beginning, help_ in _HELP.items() if said.startswith(beginning)), None)
    if said.startswith("found character that cannot start any token") and mark:
        character = text.splitlines()[line][column]
        found = (
            (Code.TAB, _TAB)
            if character == "\t"
            else (Code.YAML, f"a value cannot start with '{character}'; put it in \"double quotes\"")
        )
    code, message = found or (
        Code.YAML,
        f"this is no valid YAML ({said}); check quotation marks, brackets and indentation",
    )
    return Problem(path, first_line + line, column + 1, code, "", message)


def _one_line(text: str) -> str:
    return " ".join(text.split())
