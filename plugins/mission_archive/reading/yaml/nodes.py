"""YAML text as a tree of nodes that know their place, with every scalar kept as the text that was written.

Nothing is guessed from a scalar's look: `NO`, `0755` and `2010-04-15` stay text. The tree is made from libyaml's
events instead of its own composer, which recurses without a bound and takes the process down on deep nesting.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined] # the stubs have it elsewhere

from mission_archive.model.problems import Code, Problem, Severity, shorten
from mission_archive.model.proposals import Proposal
from mission_archive.model.text.characters import RE_INVISIBLE
from mission_archive.reading.yaml.faults import explain
from mission_archive.reading.yaml.proposals import flow_as_block, quoted_value
from mission_archive.reading.yaml.remarks import Remark, comment_after, escape_in

IN_MARKS = "put it in quotation marks"

MAX_DEPTH = 20
"""Levels of nesting; a record needs four."""

MOST_PROPOSALS = 500
"""Of one file. Far fewer of its problems are shown, and each proposal takes longer than reading the line."""


@dataclass(slots=True)
class Scalar:
    """A text as written; `line` and `column` count from 1. `is_cut` if a `#` hides all of it.

    `is_literal` if it stands line by line below its place, as after `body: |`. `remark` is for those who read the file.
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
    is_flow: bool = False
    """In curly brackets, where a comma ends a value."""


Node = Scalar | Sequence | Mapping


def _is_cut_off(key: Any, value: Any) -> bool:
    """Whether a key has neither a value nor a colon."""
    is_plain = all(type(event) is yaml.ScalarEvent and not event.style for event in (key, value))
    return is_plain and not value.value and value.start_mark.index == key.end_mark.index


class _Refusal(Exception):
    def __init__(self, line: int, column: int, code: Code, message: str, field: str = "") -> None:
        super().__init__(message)
        self.problem = (line, column, code, field, message)


def parse_nodes(
    text: str, path: str, first_line: int = 1, names: Collection[str] = ()
) -> tuple[Node | None, list[Problem]]:
    """The tree of one YAML document whose first line is line `first_line` of `path`, and what is wrong with it.

    No tree (None) if the text is empty or broken. Duplicate keys are reported; the first one stays. `names` are those
    of fields that groups may have, so that proposals do not take a word of a text for one.
    """
    composer = _Composer(text, path, first_line, names)
    try:
        return composer.document(), composer.problems
    except _Refusal as refusal:
        line, column, code, field, message = refusal.problem
        problem = Problem(path, first_line + line, column + 1, code, field, message)
        lines = quoted_value(composer.lines, line, path, first_line) if IN_MARKS in message else None
        if lines:
            wrong = message.partition("; ")[0]
            message = f"{wrong}; if it belongs to the text, {lines.how(path)}"
            problem = replace(problem, message=message, proposal=lines)
    except yaml.MarkedYAMLError as error:
        problem = explain(error, text, path, first_line, names)
    except yaml.YAMLError as error:
        problem = Problem(
            path,
            first_line,
            1,
            Code.YAML,
            "",
            f"this is not YAML ({shorten(str(error))}); compare it with a record that works",
        )
    others = [p for p in composer.problems if (p.line, p.column) != (problem.line, problem.column)]
    return None, [*others, problem]


class _Composer:
    """One pass over libyaml's events. Lines and columns of events count from 0."""

    def __init__(self, text: str, path: str, first_line: int, names: Collection[str]) -> None:
        # The stubs lack the attributes that distinguish events.
        self.events: Iterator[Any] = iter(CParser(text).get_event, None)
        self.text = text
        self.has_signs = " #" in text or "\t#" in text or "\\" in text
        self.names = names
        self.path = path
        self.first_line = first_line
        self.problems: list[Problem] = []
        self._proposals_left = MOST_PROPOSALS

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    def document(self) -> Node | None:
        root: Node | None = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    raise self._refusal(
                        event,
                        Code.YAML,
                        "a second '---' begins another document; delete it (in a .yml record the text is in the "
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
                "close those that are open, or put the text in quotation marks",
            )
        mark = event.start_mark
        line, column = self.first_line + mark.line, mark.column + 1
        if isinstance(event, yaml.AliasEvent):
            raise self._refusal(
                event,
                Code.ALIAS,
                f"'*{shorten(str(event.anchor))}' is a YAML reference, which is not allowed here; "
                f"write the value itself, or {IN_MARKS}",
            )
        if event.anchor is not None:
            raise self._refusal(
                event,
                Code.ALIAS,
                f"'&{shorten(str(event.anchor))}' is a YAML anchor, which is not allowed here; "
                f"delete it, or {IN_MARKS}",
            )
        if event.tag is not None and event.tag != "!":
            raise self._refusal(
                event,
                Code.YAML,
                f"'{shorten(event.tag.replace('tag:yaml.org,2002:', '!!'))}' is a YAML tag, which is not allowed here; "
                f"delete it, or {IN_MARKS}",
            )
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, line, column)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
                items.append(self._node(event, depth + 1))
            return Sequence(items, line, column)
        return self._mapping(event, depth)

    def _scalar(self, event: Any, line: int, column: int) -> Scalar:
        text = event.value
        if event.style == '"' and (hidden := RE_INVISIBLE.search(text)):
            code = f"U+{ord(hidden[0][0]):04X}"
            wrong = f"a backslash in double quotation marks makes the invisible character {code} here"
            lines = self._quoted(event.start_mark.line)
            how = (
                lines.how(self.path) if lines else "write the backslash twice, or use single quotation marks"
            )
            self.problems.append(
                Problem(self.path, line, column, Code.CHARACTER, "", f"{wrong}; {how}", proposal=lines)
            )
            text = RE_INVISIBLE.sub("", text)
        if not self.has_signs:
            return Scalar(text, line, column, is_literal=event.style == "|")
        if event.style:
            remark = (
                escape_in(event, self.lines, self.first_line, self._quoted) if event.style == '"' else None
            )
            return Scalar(text, line, column, is_literal=event.style == "|", remark=remark)
        remark = comment_after(event, self.lines, self.first_line, self._quoted)
        is_cut = remark is not None and remark.in_words is Severity.ERROR
        return Scalar(text, line, column, is_cut, remark=remark)

    def _mapping(self, start: Any, depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        is_cut_off = False
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key_event, key = event, self._node(event, depth + 1)
            value_event = next(self.events)
            value = self._node(value_event, depth + 1)
            if entries and start.flow_style and _is_cut_off(key_event, value_event):
                last = next(reversed(entries.values()))
                if not isinstance(last[1], Scalar) or last[1].text:
                    if not is_cut_off:  # the rest of one text needs one report
                        self._report_cut_off(key_event, last[0].text)
                    is_cut_off = True
                    continue
            if not isinstance(key, Scalar):
                raise self._refusal(event, Code.YAML, "the name of a field is one word; write 'field: value'")
            if key.text in entries:
                self.problems.append(
                    Problem(
                        self.path,
                        key.line,
                        key.column,
                        Code.DUPLICATE_KEY,
                        shorten(key.text, 30),
                        f"this field is here for the second time (the first is in line {entries[key.text][0].line}); "
                        "keep one of the two",
                    )
                )
            else:
                entries[key.text] = (key, value)
        line, column = self.first_line + start.start_mark.line, start.start_mark.column + 1
        return Mapping(list(entries.values()), line, column, bool(start.flow_style))

    def _may_propose(self) -> bool:
        self._proposals_left -= 1
        return self._proposals_left >= 0

    def _quoted(self, line: int) -> Proposal | None:
        return quoted_value(self.lines, line, self.path, self.first_line) if self._may_propose() else None

    def _report_cut_off(self, event: Any, field: str) -> None:
        """`{note: The number was 35, not 53}`: what follows the comma is not a field."""
        mark = event.start_mark
        lines = None
        if self._may_propose():
            lines = flow_as_block(self.lines, mark.line, self.path, self.first_line, self.names)
        how = (
            lines.how(self.path)
            if lines
            else f"put the whole value of '{shorten(field, 30)}' in quotation marks"
        )
        message = f"a comma in {{ }} ends the value of '{shorten(field, 30)}'; {how}"
        place = self.first_line + mark.line, mark.column + 1
        self.problems.append(Problem(self.path, *place, Code.YAML, "", message, proposal=lines))

    @staticmethod
    def _refusal(event: Any, code: Code, message: str) -> _Refusal:
        return _Refusal(event.start_mark.line, event.start_mark.column, code, message)
