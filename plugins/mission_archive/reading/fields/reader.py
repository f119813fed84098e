"""What collects the problems of one file while its fields are read, and what a kind of value is."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Protocol

from mission_archive.model.languages import FIRST_LANGUAGE
from mission_archive.model.problems import Code, Problem, Severity
from mission_archive.model.proposals import Proposal
from mission_archive.model.text.suggestions import Suggestions
from mission_archive.reading.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from mission_archive.reading.yaml.proposals import YamlSource
from mission_archive.reading.yaml.remarks import Remark

MOST_NEAR = 100
"""Wrong names of fields for which one file is searched for the right one."""

Within = tuple[str | int, ...]
"""The place of a value: names of fields and numbers of list items, from the outside in."""


@dataclass(eq=False)
class Wrong(Exception):
    """A value that cannot be used, and why, with lines to paste if there are such."""

    code: Code
    wrong: str
    write: str = ""
    guess: str | None = None
    proposal: Proposal | None = None


@dataclass
class Reader:
    """Collects the problems and the places of the fields of one file.

    `terms` holds, by vocabulary, the ids that may be written and what else editors call them; a vocabulary that could
    not be read is not in it, and its terms pass. The rest is for rules that look at several fields or records at once:
    `places` keeps where each field and list item stands, `files` each file that is named, and `item_numbers` those of
    the items of each list that could be read. `language` is that of the file's words, and `text` all of the file, for
    lines that a message proposes.
    """

    path: str
    terms: Mapping[str, Suggestions] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    places: dict[Within, tuple[int, int]] = field(default_factory=dict)
    files: dict[Within, str] = field(default_factory=dict)
    item_numbers: dict[Within, list[int]] = field(default_factory=dict)
    language: str = FIRST_LANGUAGE
    text: str = ""
    within: Within = ()
    is_required: bool = False
    answers: dict[tuple[str, tuple[str, ...]], str | None] = field(default_factory=dict)

    @cached_property
    def source(self) -> YamlSource:
        return YamlSource(self.text, self.path)

    def near(self, wrong: str, free: tuple[str, ...]) -> str | None:
        """The name out of `free` that was probably meant, looked for once in a file, and not for names without end."""
        asked = wrong, free
        if asked not in self.answers:
            if len(self.answers) >= MOST_NEAR:
                return None
            self.answers[asked] = Suggestions(free).near(wrong)
        return self.answers[asked]

    def report(
        self,
        node: Node,
        code: Code,
        wrong: str,
        severity: Severity = Severity.ERROR,
        *,
        write: str = "",
        inside: str = "",
        guess: str | None = None,
        proposal: Proposal | None = None,
    ) -> None:
        """Note what is wrong with `node`, under the name of the field now being read, or of the field `inside` it.

        Lines to paste take the place of `write`.
        """
        place, name = (node.line, node.column), field_name((*self.within, inside) if inside else self.within)
        problem = Problem(self.path, *place, code, name, wrong, severity, write, guess=guess)
        self.problems.append(problem.proposing(proposal))

    def report_remark(self, remark: Remark, severity: Severity, *, is_text: bool) -> None:
        """Note what YAML did to the value now being read; words can be written anew with all that was meant."""
        problem = replace(remark.problem, field=field_name(self.within), severity=severity)
        lines = remark.proposal if is_text else None
        self.problems.append(problem.proposing(lines, "if it belongs to the text, "))

    def empty(self, wanted: str) -> Wrong:
        """That the field or list item now being read has no value."""
        is_item = isinstance(self.within[-1], int)
        way_out = ", or delete the item" if is_item else "" if self.is_required else ", or delete the field"
        return Wrong(Code.EMPTY, f"there is nothing here; write {wanted}{way_out}")

    def enter(self, part: str | int, node: Node, kind: "Kind", *, is_required: bool = False) -> Any:
        """The value of a field (`part` its name) or list item (its number) inside the one now being read.

        None after a report of what is wrong with it. The kind of each field is in `schema.KINDS`.
        """
        self.is_required = is_required
        outside, self.within = self.within, (*self.within, part)
        self.places[self.within] = (node.line, node.column)
        try:
            return kind.read(node, self)
        except Wrong as wrong:
            self.report(
                node, wrong.code, wrong.wrong, write=wrong.write, guess=wrong.guess, proposal=wrong.proposal
            )
        finally:
            self.within = outside


class Kind(Protocol):
    """A kind of value.

    `read` returns the value. It raises Wrong if there is none, or returns None if what is wrong was reported already.
    `wanted` says in words what it takes, for messages and for the documentation of the format.
    """

    @property
    def wanted(self) -> str: ...

    def read(self, node: Node, reader: Reader) -> Any: ...


def field_name(within: Within) -> str:
    """The name by which a message calls a field: `photos.alt` for that of any photo."""
    return ".".join(part for part in within if isinstance(part, str))


def scalar(node: Node, reader: Reader, wanted: str, *, is_text: bool = False) -> ScalarNode:
    """`node` as a text that is not empty. `is_text`: what is meant is one for readers. Raises Wrong."""
    if is_text:
        refuse_text_in_braces(node, reader)
    if not isinstance(node, ScalarNode):
        shape = "a list" if isinstance(node, SequenceNode) else "a group of fields"
        raise Wrong(Code.TYPE, f"this is {shape}; write {wanted}")
    if node.is_cut and not node.text:
        lines = node.remark.proposal if node.remark else None
        wrong = "YAML reads what begins with '#' as a comment"
        raise Wrong(Code.COMMENT, wrong, "put the whole value in quotation marks", proposal=lines)
    if not node.text.strip():
        raise reader.empty(wanted)
    if (remark := node.remark) and (severity := remark.in_text if is_text else remark.elsewhere):
        reader.report_remark(remark, severity, is_text=is_text)
    return node


def refuse_text_in_braces(node: Node, reader: Reader) -> None:
    """Raises Wrong if a group in braces is words: none of its "fields" has a value, and one of them has a space."""
    if not isinstance(node, MappingNode) or not node.is_flow or not node.has_only_names:
        return
    if any(" " in key.text.strip() for key, _ in node.entries):
        wrong, lines = "YAML reads a text in braces as a group of fields", reader.source.quoted(node.line - 1)
        raise Wrong(Code.TYPE, wrong, "put the whole text in quotation marks", proposal=lines)
