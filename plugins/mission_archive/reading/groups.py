"""Kinds of value made of others: lists and groups of fields."""

from __future__ import annotations

import collections.abc
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from mission_archive.model.problems import Code, Severity
from mission_archive.reading.kinds import TermId, WholeNumber
from mission_archive.reading.nodes import Mapping, Node, Scalar, Sequence
from mission_archive.reading.reader import Kind, Reader
from mission_archive.reading.suggestions import Suggestions
from mission_archive.reading.words import shorten

RE_DASH = re.compile(r"-(?=\S|\u00a0)|[‐‑‒–—―−•*]")
"""A sign at the beginning of a text that was meant to begin a list item."""

RE_BETWEEN_ITEMS = re.compile(r"[,;]")

MOST_HINTS = 20
"""Unknown fields of one group that get a hint."""


@dataclass(frozen=True, slots=True)
class ListOf:
    """Any number of values of one kind. `key` tells what may not repeat; None where repeats are fine."""

    kind: Kind
    key: Callable[[Any], Any] | None = None

    @property
    def wanted(self) -> str:
        return f"a list, each item on its own line after '- ': {self.kind.wanted}"

    def read(self, node: Node, reader: Reader) -> tuple[Any, ...] | None:
        if not isinstance(node, Sequence):
            self._refuse(node, reader)
            return None
        if not node.items:
            message = "the list is empty; leave the field out, or write what belongs into it"
            reader.report(node, Code.EMPTY, message, Severity.WARNING)
        values, seen = [], set()
        kept = reader.kept.setdefault(reader.within, [])
        for number, item in enumerate(node.items):
            value = reader.enter(number, item, self.kind)
            if value is None:
                continue
            key = self.key(value) if self.key else None
            if key is not None and key in seen:
                name = f"'{key}'" if isinstance(key, str) else "the same item"
                reader.report(
                    item, Code.DUPLICATE_ITEM, f"{name} stands in this list twice; keep one of the two"
                )
                continue
            seen.add(key)
            values.append(value)
            kept.append(number)
        return tuple(values)

    def _refuse(self, node: Node, reader: Reader) -> None:
        if isinstance(node, Mapping):
            own = (
                self.kind.group.fields if isinstance(self.kind, OrText) else getattr(self.kind, "fields", ())
            )
            first = node.entries[0][0].text if node.entries else ""
            if first in {field.name for field in own}:
                message = f"the field is a list; write '- ' before '{first}:', and begin the rest of the item below it"
            else:
                message = f"this is a group of fields; write {self.wanted}"
            reader.report(node, Code.TYPE, message)
        elif not isinstance(node, Scalar) or not node.text.strip():
            reader.report_empty(node, self.wanted)
        elif RE_DASH.match(node.text):
            message = "a list item begins with '-' and an ordinary space; write '- ' before each item"
            reader.report(node, Code.TYPE, message)
        else:
            reader.report(node, Code.TYPE, f"this is not a list; write {self._as_list(node.text, reader)}")

    def _as_list(self, text: str, reader: Reader) -> str:
        """How the items are written that someone wrote as one text."""
        if isinstance(self.kind, Fields):
            return example_of(self.kind, text)
        if isinstance(self.kind, OrText) and not isinstance(self.kind.short.kind, TermId):
            is_id = " " not in text.strip() and "/" in text
            return f"'- {shorten(text)}'" if is_id else example_of(self.kind.group, text)
        kind = self.kind.short.kind if isinstance(self.kind, OrText) else self.kind
        items = [item.strip() for item in RE_BETWEEN_ITEMS.split(text) if item.strip()]
        if isinstance(kind, TermId):
            items = kind.meant_by(text, reader)
        return f"each item on its own line after '- ', or all of them in square brackets: [{shorten(', '.join(items))}]"


def example_of(group: Fields, text: str) -> str:
    """How an item of a list of groups begins, with the text that someone wrote in its place."""
    names = [field.name for field in group.fields]
    first = next((field.name for field in group.fields if field.is_required), names[0])
    if "url" in names and text.startswith(("http:", "https:")):
        first = "url"
    needed = [field.name for field in group.fields if field.is_required and field.name != first]
    below = ", and below it " + " and ".join(f"'{name}:'" for name in needed) if needed else ""
    return f"'- {first}: {shorten(text)}'{below}"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a group: its name, what it holds, and whether it must be there.

    `is_words` marks words, which a translation holds too; `help` is a sentence for the documentation of the format.
    """

    name: str
    kind: Kind
    is_required: bool = False
    is_words: bool = False
    help: str = ""


Synonyms = collections.abc.Mapping[str, str]
NO_SYNONYMS: Synonyms = {}


@dataclass(frozen=True, slots=True)
class Fields:
    """A group of named fields. `make` builds the value from those that could be read, by name.

    Without `make` the value is the dict itself. The group is None if a required field is missing or unreadable.
    """

    fields: tuple[Field, ...]
    make: Callable[..., Any] | None = None
    synonyms: Synonyms = field(default_factory=dict)

    @property
    def wanted(self) -> str:
        return "a group of fields: " + ", ".join(field.name for field in self.fields)

    def read(self, node: Node, reader: Reader) -> Any:
        if not isinstance(node, Mapping):
            if isinstance(node, Scalar) and not node.text.strip():
                reader.report_empty(node, f"{self.wanted}, each on a line of its own, indented")
                return None
            what = "a text" if isinstance(node, Scalar) else "a list"
            wanted = f"{self.wanted}, each as 'field: value'"
            if isinstance(node, Scalar) and isinstance(reader.within[-1], int):
                wanted = example_of(self, node.text)
            elif (
                isinstance(node, Scalar)
                and isinstance(self.fields[0].kind, WholeNumber)
                and node.text.isdecimal()
            ):
                wanted = f"'{self.fields[0].name}: {node.text}' on a line of its own below, indented"
            reader.report(node, Code.TYPE, f"{what} stands where fields are expected; write {wanted}")
            return None
        values = read_fields(node, self.fields, reader, self.synonyms)
        if any(field.is_required and field.name not in values for field in self.fields):
            return None
        return self.make(**values) if self.make else values


def group_of(field: Field) -> Fields | None:
    """The group of a field that is one, or a list of such."""
    kind = field.kind.kind if isinstance(field.kind, ListOf) else field.kind
    return kind if isinstance(kind, Fields) else None


def words_within(field: Field) -> frozenset[str]:
    """The parts of a field's group that are words."""
    group = group_of(field)
    return frozenset(inner.name for inner in group.fields if inner.is_words) if group else frozenset()


def read_fields(
    node: Mapping, fields: tuple[Field, ...], reader: Reader, synonyms: Synonyms = NO_SYNONYMS
) -> dict[str, Any]:
    """The values of a group by name, without the absent and the wrong; unknown and missing fields are reported.

    An unknown field with a near name is read as if it had that name, so that all its faults are told at once.
    `synonyms` leads from other words that editors use to the names of fields.
    """
    by_name = {field.name: field for field in fields}
    written = {key.text for key, _ in node.entries}
    values = {}
    hints = 0
    for key, value in node.entries:
        field = by_name.get(key.text)
        if field is None:
            near = None
            if hints < MOST_HINTS:
                hints += 1
                free = [name for name in by_name if name not in written]
                meant = synonyms.get(key.text.casefold(), "")
                near = Suggestions(free).near(key.text) if not meant else meant if meant in free else None
            _report_unknown(key, near, reader, synonyms.get(key.text.casefold(), ""))
            if near is None:
                continue
            field = by_name[near]
            written.add(near)
            told = len(reader.problems)
            found = reader.enter(near, value, field.kind, is_required=field.is_required)
            _join_shape(reader, told, near, value)
            if found is not None:
                values[near] = found
            continue
        found = reader.enter(field.name, value, field.kind, is_required=field.is_required)
        if found is not None:
            values[field.name] = found
    for field in fields:
        if field.is_required and field.name not in written:
            message = f"the field is missing; write '{field.name}:' with {field.kind.wanted}"
            reader.report_in(field.name, node, Code.MISSING_FIELD, message)
    return values


def _join_shape(reader: Reader, told: int, near: str, value: Node) -> None:
    """Make one problem of two: a field's name for one thing (`theme: energy`) where it holds a list."""
    if len(reader.problems) == told + 1 and isinstance(value, Scalar):
        shape, unknown = reader.problems[told], reader.problems[told - 1]
        if shape.code is Code.TYPE and (shape.line, shape.column) == (value.line, value.column):
            wanted = shape.message.partition("; ")[2]
            message = f"there is no such field here; write '{near}:', and there {wanted}"
            reader.problems[told - 1 :] = [replace(unknown, message=message)]


def _report_unknown(key: Scalar, near: str | None, reader: Reader, meant: str) -> None:
    name = shorten(key.text, 30) or "?"
    if near is not None and "\u00a0" in key.text:
        message = (
            f"a no-break space (U+00A0) stands in this name; write '{near}' with ordinary spaces around it"
        )
        reader.report_in(name, key, Code.CHARACTER, message)
        return
    hint = f"did you mean '{near}'?" if near else f"write it as {meant}" if meant else "leave it out"
    reader.report_in(name, key, Code.UNKNOWN_FIELD, f"there is no such field here; {hint}")


@dataclass(frozen=True, slots=True)
class OrText:
    """A group of fields, or in short a text alone, which stands for its field `short`."""

    group: Fields
    short: Field

    @property
    def wanted(self) -> str:
        return f"{self.short.kind.wanted}, or {self.group.wanted}"

    def read(self, node: Node, reader: Reader) -> Any:
        if isinstance(node, Mapping):
            inside = {key.text: value for key, value in node.entries}.get(self.short.name)
            if isinstance(inside, Scalar) and all(
                self.short.name != field.name for field in self.group.fields
            ):
                message = f"what has an id stands in the list by its id alone; write '- {shorten(inside.text) or '…'}'"
                reader.report_in(self.short.name, inside, Code.UNKNOWN_FIELD, message)
                return None
        if not isinstance(node, Scalar):
            return self.group.read(node, reader)
        value = self.short.kind.read(node, reader)
        if value is None:
            return None
        return self.group.make(**{self.short.name: value}) if self.group.make else {self.short.name: value}
