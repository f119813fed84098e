"""Kinds of value made of others: lists, groups of fields, and files of a record's folder."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mission_archive.model.problems import Code
from mission_archive.reading.fields import Kind, Reader, scalar, shorten
from mission_archive.reading.nodes import Mapping, Node, Scalar, Sequence
from mission_archive.reading.suggestions import did_you_mean


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
            is_empty = isinstance(node, Scalar) and not node.text.strip()
            wrong = "nothing is written here" if is_empty else "this is not a list"
            reader.report(
                node,
                Code.EMPTY if is_empty else Code.TYPE,
                f"{wrong}; write {self.wanted}"
                + (
                    f", for one item '[{shorten(node.text)}]'"
                    if isinstance(node, Scalar) and not is_empty
                    else ""
                ),
            )
            return None
        values, seen = [], set()
        for number, item in enumerate(node.items):
            value = reader.enter(number, item, self.kind)
            if value is None:
                continue
            key = self.key(value) if self.key else None
            if key is not None and key in seen:
                reader.report(
                    item, Code.DUPLICATE_ITEM, f"'{key}' stands in this list twice; keep one of the two"
                )
                continue
            seen.add(key)
            values.append(value)
        return tuple(values)


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
            reader.report(node, Code.TYPE, f"fields are expected here; write {self.wanted}")
            return None
        values = read_fields(node, self.fields, reader)
        if any(field.is_required and field.name not in values for field in self.fields):
            return None
        return self.make(**values) if self.make else values


def read_fields(node: Mapping, fields: tuple[Field, ...], reader: Reader) -> dict[str, Any]:
    """The values of a group by name, without the absent and the wrong; unknown and missing fields are reported."""
    by_name = {field.name: field for field in fields}
    written = {key.text for key, _ in node.entries}
    values = {}
    for key, value in node.entries:
        field = by_name.get(key.text)
        if field is None:
            hint = did_you_mean(key.text, [name for name in by_name if name not in written])
            outside, reader.within = reader.within, (*reader.within, shorten(key.text, 30))
            reader.report(key, Code.UNKNOWN_FIELD, f"there is no such field here{hint or '; leave it out'}")
            reader.within = outside
            continue
        found = reader.enter(field.name, value, field.kind)
        if found is not None:
            values[field.name] = found
    for field in fields:
        if field.is_required and field.name not in written:
            outside, reader.within = reader.within, (*reader.within, field.name)
            reader.report(
                node,
                Code.MISSING_FIELD,
                f"the field is missing; write '{field.name}:' with {field.kind.wanted}",
            )
            reader.within = outside
    return values


@dataclass(frozen=True, slots=True)
class OrText:
    """A group of fields, or in short a text alone, which stands for its field `short`."""

    group: Fields
    short: Field

    @property
    def wanted(self) -> str:
        return f"{self.short.kind.wanted}, or {self.group.wanted}"

    def read(self, node: Node, reader: Reader) -> Any:
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
        if "\\" in name or ":" in name or name.startswith("/") or ".." in name.split("/") or len(name) > 200:
            reader.report(
                node,
                Code.PATH,
                f"'{shorten(name)}' does not lie in the record's folder; put the file there and "
                "write its name",
            )
            return None
        name = posixpath.normpath(name)
        if not name.lower().endswith(self.endings):
            reader.report(
                node,
                Code.FILE_TYPE,
                f"'{shorten(name)}' is no file of a kind that is published here; use one of "
                + ", ".join(self.endings),
            )
            return None
        return name
