"""Kinds of value made of others: lists, groups of fields, and files of a record's folder."""

from __future__ import annotations

import collections.abc
import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mission_archive.model.problems import Code
from mission_archive.reading.nodes import Mapping, Node, Scalar, Sequence
from mission_archive.reading.reader import Kind, Reader, scalar
from mission_archive.reading.suggestions import Suggestions
from mission_archive.reading.words import shorten

UNFIT = frozenset('*"<>?|')
"""Signs that not every system allows in the name of a file."""

MOST_OF_PATH, MOST_OF_PART = 200, 80
"""Characters."""

RE_DASH = re.compile(r"-(?=\S|\u00a0)|[‐‑‒–—―−•*]")
"""A sign at the beginning of a text that was meant to begin a list item."""

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
        if not isinstance(node, Scalar):
            reader.report(node, Code.TYPE, f"this is a group of fields; write {self.wanted}")
        elif not node.text.strip():
            reader.report_empty(node, self.wanted)
        elif RE_DASH.match(node.text):
            message = "a list item begins with '-' and an ordinary space; write '- ' before each item"
            reader.report(node, Code.TYPE, message)
        else:
            reader.report(
                node,
                Code.TYPE,
                "this is not a list; write each item on its own line after '- ', or all of them in square "
                f"brackets: [{shorten(node.text)}]",
            )


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

    @property
    def wanted(self) -> str:
        return "a group of fields: " + ", ".join(field.name for field in self.fields)

    def read(self, node: Node, reader: Reader) -> Any:
        if not isinstance(node, Mapping):
            if isinstance(node, Scalar) and not node.text.strip():
                reader.report_empty(node, f"{self.wanted}, each on a line of its own, indented")
                return None
            what = "a text" if isinstance(node, Scalar) else "a list"
            message = f"{what} stands where fields are expected; write {self.wanted}, each as 'field: value'"
            reader.report(node, Code.TYPE, message)
            return None
        values = read_fields(node, self.fields, reader)
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
                near = meant if meant in free else Suggestions(free).near(key.text)
            _report_unknown(key, near, reader)
            if near is None:
                continue
            field = by_name[near]
            written.add(near)
        found = reader.enter(field.name, value, field.kind, is_required=field.is_required)
        if found is not None:
            values[field.name] = found
    for field in fields:
        if field.is_required and field.name not in written:
            message = f"the field is missing; write '{field.name}:' with {field.kind.wanted}"
            reader.report_in(field.name, node, Code.MISSING_FIELD, message)
    return values


def _report_unknown(key: Scalar, near: str | None, reader: Reader) -> None:
    name = shorten(key.text, 30) or "?"
    if near is not None and "\u00a0" in key.text:
        message = (
            f"a no-break space (U+00A0) stands in this name; write '{near}' with ordinary spaces around it"
        )
        reader.report_in(name, key, Code.CHARACTER, message)
        return
    hint = f"did you mean '{near}'?" if near else "leave it out"
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


@dataclass(frozen=True, slots=True)
class FileName:
    """The path of a file in the record's folder, with one of some endings."""

    endings: tuple[str, ...]

    @property
    def wanted(self) -> str:
        return "the name of a file in the record's folder"

    def read(self, node: Node, reader: Reader) -> str | None:
        found = scalar(node, reader, self.wanted)
        if found is None:
            return None
        name = found.text.strip()
        parts = name.split("/")
        if UNFIT & set(name):
            message = f"'{shorten(name)}' has one of the signs {' '.join(sorted(UNFIT))}; rename the file without it"
            reader.report(node, Code.PATH, message)
            return None
        if any(part.casefold() == "index.html" for part in parts):
            message = f"'{shorten(name)}' would take the place of a page; rename the file"
            reader.report(node, Code.PATH, message)
            return None
        if len(name) > MOST_OF_PATH or any(len(part) > MOST_OF_PART for part in parts):
            message = (
                f"'{shorten(name)}' is too long; give each part of the path at most {MOST_OF_PART} characters"
            )
            reader.report(node, Code.PATH, message)
            return None
        if "\\" in name or ":" in name or name.startswith("/") or ".." in parts:
            reader.report(
                node,
                Code.PATH,
                f"'{shorten(name)}' does not lie in the record's folder; put the file there and "
                "write its name",
            )
            return None
        name = posixpath.normpath(name)
        reader.files[reader.within] = name
        if not name.lower().endswith(self.endings):
            reader.report(
                node,
                Code.FILE_TYPE,
                f"'{shorten(name)}' is no file of a kind that is published here; use one of "
                + ", ".join(self.endings),
            )
            return None
        return name
