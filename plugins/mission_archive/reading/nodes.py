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
from yaml.cyaml import CParser  # type: ignore[attr-defined] # the stubs have it elsewhere

from mission_archive.model.markup import RE_INVISIBLE
from mission_archive.model.problems import Code, Problem, Severity
from mission_archive.reading.words import shorten
from mission_archive.reading.yaml_faults import explain

MAX_DEPTH = 20
"""Levels of nesting; a record needs four."""

RE_COMMENT = re.compile(r"\s+#(?P<like_text>\S|\s*[0-9])?")
"""A comment behind a value. One that looks like a number (`#25`) or a tag hardly is one: a true one has a blank."""

RE_ESCAPE = re.compile(r"\\(.)")
BLANK_ESCAPES = {
    "n": "a line break",
    "r": "a line break",
    "t": "a tab",
    "_": "a no-break space",
    " ": "a blank",
}
"""What follows a backslash → what YAML makes of both, where no rule on invisible characters speaks of it."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What YAML did to a value without a word, told once it is known what the value is for.

    `in_words` is how bad that is in a text, `elsewhere` in another value; None says nothing of it.
    """

    line: int
    column: int
    code: Code
    message: str
    in_words: Severity | None
    elsewhere: Severity | None = None


@dataclass(slots=True)
class Scalar:
    """A text as written; `line` and `column` count from 1. `is_cut` if a `#` hides all of it.

    `is_literal` if it stands line by line below its place, as after `body: |`. `remark` is for whoever reads it.
    """

    text: str
    line: int
    column: int
    is_cut: bool = False
    is_literal: bool = False
    remark: Remark | None = None


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
    composer = _Composer(text, path, first_line)
    try:
        return composer.document(), composer.problems
    except _Refusal as refusal:
        line, column, code, field, message = refusal.problem
        problem = Problem(path, first_line + line, column + 1, code, field, message)
    except yaml.MarkedYAMLError as error:
        problem = explain(error, text, path, first_line)
    except yaml.YAMLError as error:
        problem = Problem(
            path,
            first_line,
            1,
            Code.YAML,
            "",
            f"this is no YAML ({shorten(str(error))}); compare with a record that works",
        )
    others = [p for p in composer.problems if (p.line, p.column) != (problem.line, problem.column)]
    return None, [*others, problem]


class _Composer:
    """One pass over libyaml's events. Lines and columns of events count from 0."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        # The stubs know nothing of what tells one event from another.
        self.events: Iterator[Any] = iter(CParser(text).get_event, None)
        self.lines = text.split("\n") if " #" in text or "\t#" in text or "\\" in text else None
        self.path = path
        self.first_line = first_line
        self.problems: list[Problem] = []

    def document(self) -> Node | None:
        root: Node | None = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    raise self._refusal(
                        event,
                        Code.YAML,
                        "a second '---' starts another document; take it out (in a .yml record the text is the "
                        "field 'body')",
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
                f"'*{shorten(str(event.anchor))}' is a YAML reference, which records do not use; "
                'write the value out, or put it in "double quotes"',
            )
        if event.anchor is not None:
            raise self._refusal(
                event,
                Code.ALIAS,
                f"'&{shorten(str(event.anchor))}' is a YAML anchor, which records do not use; "
                'leave it out, or put the value in "double quotes"',
            )
        if event.tag is not None and event.tag != "!":
            raise self._refusal(
                event,
                Code.YAML,
                f"'{shorten(event.tag.replace('tag:yaml.org,2002:', '!!'))}' is a YAML tag, which records do not use; "
                'leave it out, or put the value in "double quotes"',
            )
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, line, column)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
                items.append(self._node(event, depth + 1))
            return Sequence(items, line, column)
        return self._mapping(line, column, depth)

    def _scalar(self, event: Any, line: int, column: int) -> Scalar:
        text = event.value
        if event.style == '"' and (hidden := RE_INVISIBLE.search(text)):
            message = (
                f"a backslash in double quotes makes the invisible character U+{ord(hidden[0]):04X} here; "
                "write it twice, or use 'single quotes'"
            )
            self.problems.append(Problem(self.path, line, column, Code.CHARACTER, "", message))
            text = RE_INVISIBLE.sub("", text)
        if self.lines is None:
            return Scalar(text, line, column, is_literal=event.style == "|")
        if event.style:
            remark = self._escape(self.lines, event) if event.style == '"' else None
            return Scalar(text, line, column, is_literal=event.style == "|", remark=remark)
        comment = RE_COMMENT.match(self.lines[event.end_mark.line], event.end_mark.column)
        if comment is None:
            return Scalar(text, line, column)
        is_like_text = comment["like_text"] is not None
        return Scalar(text, line, column, is_like_text, remark=self._comment(event, is_like_text))

    def _comment(self, event: Any, is_like_text: bool) -> Remark:
        assert self.lines is not None  # else no comment was found
        line = event.end_mark.line
        column = self.lines[line].index("#", event.end_mark.column) + 1
        message = (
            "YAML takes what follows ' #' for a comment, and nobody will read it; put the whole value in "
            '"double quotes" if it belongs to the text, or the comment on a line of its own'
        )
        severities = (Severity.ERROR, Severity.WARNING) if is_like_text else (Severity.WARNING, None)
        return Remark(self.first_line + line, column, Code.COMMENT, message, *severities)

    def _escape(self, lines: list[str], event: Any) -> Remark | None:
        """The first backslash in double quotes with which few reckon."""
        start, end = event.start_mark, event.end_mark
        for number in range(start.line, end.line + 1):
            first = start.column if number == start.line else 0
            last = end.column if number == end.line else len(lines[number])
            if lines[number].find("\\", first, last) < 0:
                continue
            for found in RE_ESCAPE.finditer(lines[number], first, last):
                if found[1] in BLANK_ESCAPES:
                    message = (
                        f"the backslash before '{found[1]}' in double quotes makes {BLANK_ESCAPES[found[1]]} here; "
                        "write the backslash twice if it belongs to the text, or use 'single quotes'"
                    )
                    place = self.first_line + number, found.start() + 1
                    return Remark(*place, Code.YAML, message, Severity.WARNING, Severity.WARNING)
        return None

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
                        shorten(key.text, 30),
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
