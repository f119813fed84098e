"""Lists of values, and groups that may be written in short."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mission_archive.model.problems import Code, Severity, enumerated, shorten
from mission_archive.reading.fields.groups import Field, Fields, example_of, names_in
from mission_archive.reading.fields.kinds import RE_BETWEEN_ITEMS, TermId
from mission_archive.reading.fields.reader import Kind, Reader, Wrong
from mission_archive.reading.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

RE_DASH = re.compile(r"-(?=\S|\u00a0)|[‐‑‒–—―−•*]")
"""A sign at the beginning of a text that was meant to begin a list item."""

MOST_ITEMS = 1_000
"""Of one list; a record of more is not one that a person wrote, and its page none that a person reads."""


@dataclass(frozen=True, slots=True)
class ListOf:
    """Values of one kind, at most `most`. `key` gives what may not repeat; None where repeats are fine."""

    kind: Kind
    key: Callable[[Any], Any] | None = None
    most: int = MOST_ITEMS

    @property
    def wanted(self) -> str:
        return f"a list, each item on a line of its own after '- ': {self.kind.wanted}"

    def read(self, node: Node, reader: Reader) -> tuple[Any, ...]:
        if not isinstance(node, SequenceNode):
            raise self._refusal(node, reader)
        if not node.items:
            message = "the list is empty; delete the field, or add an item"
            reader.report(node, Code.EMPTY, message, Severity.WARNING)
        if len(node.items) > self.most:
            message = f"the list has {len(node.items):,} items; write at most {self.most:,}"
            raise Wrong(Code.LENGTH, message)
        if parted := self._parted(node, reader):
            raise parted
        values, seen = [], set()
        numbers = reader.item_numbers.setdefault(reader.within, [])
        for number, item in enumerate(node.items):
            value = reader.enter(number, item, self.kind)
            if value is None:
                continue
            key = self.key(value) if self.key else None
            if key is not None and key in seen:
                name = f"'{key}'" if isinstance(key, str) else "the same item"
                reader.report(item, Code.DUPLICATE_ITEM, f"{name} is in this list twice; keep one of the two")
                continue
            seen.add(key)
            values.append(value)
            numbers.append(number)
        return tuple(values)

    def _parted(self, node: SequenceNode, reader: Reader) -> Wrong | None:
        """What is wrong where each field of an item is an item: `[date: 2012-03-01, kind: minor, note: A]`.

        Items of one field are sound where no other is required. A comma in a text makes one more item, without a name.
        """
        group = _group_in(self.kind)
        if group is None:
            return None
        texts = ScalarNode if self.kind is group else ()
        pairs = [item for item in node.items if isinstance(item, MappingNode) and len(item.entries) == 1]
        rest = [item for item in node.items[1:] if isinstance(item, texts)]
        names = list(dict.fromkeys(item.entries[0][0].text for item in pairs))
        known, required = names_in(group.fields), {field.name for field in group.fields if field.is_required}
        is_sound = len(names) < 2 or all(required <= {name} for name in names)
        if is_sound or not known.keys() >= set(names) or len(pairs) + len(rest) < len(node.items):
            return None
        quoted = enumerated([f"'{name}'" for name in names])
        wrong = f"{quoted} are items of their own here, and belong together"
        write = "write them one below the other, with '- ' only before the first of an item"
        lines = reader.source.as_block(node.line - 1, known, is_parted=True)
        return Wrong(Code.TYPE, wrong, write, proposal=lines)

    def _refusal(self, node: Node, reader: Reader) -> Wrong:
        """What is wrong with a text or group in the place of the list."""
        if isinstance(node, MappingNode):
            group = _group_in(self.kind)
            first = node.entries[0][0].text if node.entries else ""
            if group is None or all(first != field.name for field in group.fields):
                return Wrong(Code.TYPE, f"this is a group of fields; write {self.wanted}")
            how = f"write '- ' before '{first}:', and indent the rest of the item"
            return Wrong(Code.TYPE, f"the field is a list; {how}")
        if not isinstance(node, ScalarNode) or not node.text.strip():
            return reader.empty(self.wanted)
        if RE_DASH.match(node.text):
            wrong = "a list item begins with '-' and an ordinary space"
            return Wrong(Code.TYPE, wrong, "write '- ' before each item")
        wanted, items = self._as_list(node.text, reader)
        lines = reader.source.with_value((node.line, node.column), items) if items else None
        return Wrong(Code.TYPE, "this is not a list", f"write {wanted}", proposal=lines)

    def _as_list(self, text: str, reader: Reader) -> tuple[str, list[str]]:
        """How the items are written that someone wrote as one text, and the items, unless they are groups."""
        group = _group_in(self.kind)
        item = self.kind.short.kind if isinstance(self.kind, OrText) else self.kind
        if isinstance(item, TermId):
            items = item.meant_by(text, reader)
        elif group and (item is group or "/" not in text):
            return example_of(group, text), []
        else:
            items = [part.strip() for part in RE_BETWEEN_ITEMS.split(text) if part.strip()]
        return "each item on a line of its own, after '- '", items


@dataclass(frozen=True, slots=True)
class OrText:
    """A group of fields, or in short a text alone, which stands for its field `short`."""

    group: Fields
    short: Field

    @property
    def wanted(self) -> str:
        return f"{self.short.kind.wanted}, or {self.group.wanted}"

    def read(self, node: Node, reader: Reader) -> Any:
        short = self.short.name
        if isinstance(node, ScalarNode):
            return self.group.made_of({short: self.short.kind.read(node, reader)})
        if isinstance(node, MappingNode) and all(short != field.name for field in self.group.fields):
            inside = {key.text: value for key, value in node.entries}.get(short)
            if isinstance(inside, ScalarNode):
                item = f"'- {shorten(inside.text, 200) or '…'}'"
                message = f"an item with an id needs only the id; write {item}"
                reader.report(inside, Code.UNKNOWN_FIELD, message, inside=short)
                return None
        return self.group.read(node, reader)


def _group_in(kind: Kind) -> Fields | None:
    group = kind.group if isinstance(kind, OrText) else kind
    return group if isinstance(group, Fields) else None


def group_of(field: Field) -> Fields | None:
    """The group of a field that is one, or a list of such."""
    return _group_in(field.kind.kind if isinstance(field.kind, ListOf) else field.kind)


def texts_within(field: Field) -> frozenset[str]:
    """The parts of a field's group that are short texts."""
    group = group_of(field)
    return frozenset(inner.name for inner in group.fields if inner.is_translatable) if group else frozenset()
