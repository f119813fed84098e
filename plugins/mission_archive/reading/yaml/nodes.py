"""YAML text as a tree of nodes that know their place, with every scalar kept as the text that was written.

Nothing is guessed from a scalar's look: `NO`, `0755` and `2010-04-15` stay text. The tree is made from libyaml's
events instead of its own composer, which recurses without a bound and takes the process down on deep nesting.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, NoReturn

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined] # the stubs have it elsewhere

from mission_archive.model.problems import Code, Problem, Severity, shorten
from mission_archive.model.proposals import Proposal
from mission_archive.model.text.characters import RE_INVISIBLE
from mission_archive.reading.yaml.faults import explain
from mission_archive.reading.yaml.proposals import NO_NAMES, WrittenAnew, YamlSource
from mission_archive.reading.yaml.remarks import Remark, comment_after, escape_in

MAX_DEPTH = 20
"""Levels of nesting; a record needs four."""

MOST_PROPOSALS = 500
"""Of one file. Far fewer of its problems are shown, and each proposal takes longer than reading the line."""


class ScalarNode(NamedTuple):
    """A text as written; `line` and `column` count from 1. `is_cut` if a `#` hides all of it.

    `is_literal` if it stands line by line below its place, as after `body: |`. `remark` is for those who read the file.
    """

    text: str
    line: int
    column: int
    is_cut: bool = False
    is_literal: bool = False
    remark: Remark | None = None


class SequenceNode(NamedTuple):
    """A list."""

    items: "tuple[Node, ...]"
    line: int
    column: int


class MappingNode(NamedTuple):
    """A group of fields, in the order written, without repeats. `is_flow`: in { }, where a comma ends a value."""

    entries: "tuple[tuple[ScalarNode, Node], ...]"
    line: int
    column: int
    is_flow: bool = False

    @property
    def has_only_names(self) -> bool:
        """Whether none of its fields has a value."""
        return all(isinstance(value, ScalarNode) and not value.text for _, value in self.entries)


Node = ScalarNode | SequenceNode | MappingNode


def parse_nodes(
    text: str, path: str, first_line: int = 1, names: Mapping[str, WrittenAnew] = NO_NAMES
) -> tuple[Node | None, list[Problem]]:
    """The tree of one YAML document whose first line is line `first_line` of `path`, and what is wrong with it.

    No tree (None) if the text is empty or broken. Duplicate keys are reported; the first one stays. `names` are those
    of fields that groups may have, each with how its values are written in a proposal.
    """
    source = YamlSource(text, path, first_line, names)
    composer = _Composer(source)
    try:
        return composer.document(), composer.problems
    except _Refusal as refusal:
        problem = refusal.problem
    except yaml.MarkedYAMLError as error:
        problem = explain(error, source)
    others = [p for p in composer.problems if (p.line, p.column) != (problem.line, problem.column)]
    return None, [*others, problem]


@dataclass(eq=False)
class _Refusal(Exception):
    """What ends the reading of a file."""

    problem: Problem


class _Composer:
    """One pass over libyaml's events. Lines and columns of events count from 0."""

    def __init__(self, source: YamlSource) -> None:
        # The stubs lack the attributes that distinguish events.
        self.events: Iterator[Any] = iter(CParser(source.text).get_event, None)
        self.source = source
        self.has_signs = " #" in source.text or "\t#" in source.text or "\\" in source.text
        self.problems: list[Problem] = []
        self._proposals_left = MOST_PROPOSALS

    def document(self) -> Node | None:
        root: Node | None = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    wrong = "a second '---' begins another document"
                    write = "delete it (in a .yml record the text is in the field 'body')"
                    raise _Refusal(self._problem(event, Code.YAML, wrong, write))
                root = self._node(next(self.events), 0)
        return root

    def _node(self, event: Any, depth: int) -> Node:
        if depth > MAX_DEPTH:
            wrong = f"brackets or lists are nested more than {MAX_DEPTH} deep"
            write = "close those that are open, or put the text in quotation marks"
            raise _Refusal(self._problem(event, Code.NESTING, wrong, write))
        if isinstance(event, yaml.AliasEvent):
            self._refuse_sign(event, Code.ALIAS, f"*{event.anchor}", "reference", "write the value itself")
        if event.anchor is not None:
            self._refuse_sign(event, Code.ALIAS, f"&{event.anchor}", "anchor", "delete it")
        if event.tag is not None and event.tag != "!":
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._refuse_sign(event, Code.YAML, tag, "tag", "delete it")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(inner := next(self.events), yaml.SequenceEndEvent):
                items.append(self._node(inner, depth + 1))
            return SequenceNode(tuple(items), *self._place(event))
        return self._mapping(event, depth)

    def _scalar(self, event: Any) -> ScalarNode:
        text, place, is_literal = event.value, self._place(event), event.style == "|"
        if event.style == '"' and (hidden := RE_INVISIBLE.search(text)):
            code = f"U+{ord(hidden[0][0]):04X}"
            wrong = f"a backslash in double quotation marks makes the invisible character {code} here"
            problem = self._problem(
                event, Code.CHARACTER, wrong, "write the backslash twice, or use single quotation marks"
            )
            self.problems.append(problem.proposing(self._quoted(event.start_mark.line)))
            text = RE_INVISIBLE.sub("", text)
        if not self.has_signs or (event.style and event.style != '"'):
            return ScalarNode(text, *place, is_literal=is_literal)
        if event.style:
            return ScalarNode(text, *place, remark=escape_in(event, self.source, self._quoted))
        remark = comment_after(event, self.source, self._quoted)
        is_cut = remark is not None and remark.in_text is Severity.ERROR
        return ScalarNode(text, *place, is_cut, remark=remark)

    def _mapping(self, start: Any, depth: int) -> MappingNode:
        entries: dict[str, tuple[ScalarNode, Node]] = {}
        is_cut_off = False
        while not isinstance(key_event := next(self.events), yaml.MappingEndEvent):
            key = self._node(key_event, depth + 1)
            value_event = next(self.events)
            value = self._node(value_event, depth + 1)
            if entries and start.flow_style and _is_cut_off(key_event, value_event):
                last = next(reversed(entries.values()))
                if not isinstance(last[1], ScalarNode) or last[1].text:
                    if not is_cut_off:  # the rest of one text needs one report
                        self._report_cut_off(key_event, last[0].text)
                    is_cut_off = True
                    continue
            if not isinstance(key, ScalarNode):
                wrong, write = "the name of a field is one word", "write 'field: value'"
                raise _Refusal(self._problem(key_event, Code.YAML, wrong, write))
            if key.text in entries:
                first = entries[key.text][0].line
                wrong = f"this field is here for the second time (the first is in line {first})"
                name = shorten(key.text, 30)
                write = "keep one of the two"
                self.problems.append(self._problem(key_event, Code.DUPLICATE_KEY, wrong, write, name))
            else:
                entries[key.text] = (key, value)
        return MappingNode(tuple(entries.values()), *self._place(start), bool(start.flow_style))

    def _place(self, event: Any) -> tuple[int, int]:
        return self.source.first_line + event.start_mark.line, event.start_mark.column + 1

    def _may_propose(self) -> bool:
        self._proposals_left -= 1
        return self._proposals_left >= 0

    def _quoted(self, line: int) -> Proposal | None:
        return self.source.quoted(line) if self._may_propose() else None

    def _report_cut_off(self, event: Any, field: str) -> None:
        """`{note: The number was 35, not 53}`: what follows the comma is not a field."""
        name = shorten(field, 30)
        lines = self.source.as_block(event.start_mark.line) if self._may_propose() else None
        wrong = f"a comma in {{ }} ends the value of '{name}'"
        write = f"put the whole value of '{name}' in quotation marks, or write it without the comma"
        self.problems.append(self._problem(event, Code.YAML, wrong, write).proposing(lines))

    def _problem(self, event: Any, code: Code, wrong: str, write: str, field: str = "") -> Problem:
        mark = event.start_mark
        return self.source.problem(mark.line, mark.column, code, wrong, write, field=field)

    def _refuse_sign(self, event: Any, code: Code, sign: str, what: str, write: str) -> NoReturn:
        wrong = f"'{shorten(sign)}' is a YAML {what}, which is not allowed here"
        problem = self._problem(event, code, wrong, f"{write}, or put it in quotation marks")
        whole = self.source.quoted(event.start_mark.line)
        raise _Refusal(problem.proposing(whole, "if it belongs to the text, "))


def _is_cut_off(key: Any, value: Any) -> bool:
    """Whether a key has neither a value nor a colon."""
    is_plain = all(type(event) is yaml.ScalarEvent and not event.style for event in (key, value))
    return is_plain and not value.value and value.start_mark.index == key.end_mark.index
