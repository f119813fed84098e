"""Groups of named fields, and texts in several languages."""

import keyword
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from mission_archive.model.languages import LANGUAGES, Texts
from mission_archive.model.problems import Code, shorten
from mission_archive.model.text.suggestions import NO_OTHERS
from mission_archive.reading.fields.kinds import Parsed, written_anew
from mission_archive.reading.fields.language_codes import meant_language
from mission_archive.reading.fields.reader import Kind, Reader, Wrong, refuse_text_in_braces
from mission_archive.reading.fields.synonyms import Synonyms
from mission_archive.reading.yaml.nodes import MappingNode, Node, ScalarNode
from mission_archive.reading.yaml.proposals import NO_NAMES, WrittenAnew

RE_FIELD_NAME = re.compile(r"^(\s*(?:- +)*)[^:\n]+:")
RE_NAME = re.compile(r"[a-z_]+")
"""What looks like the name of a field."""

NO_FIELD = "there is no such field here"
MOST_NAMES = 12
"""Names of fields that a message lists."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a group: its name, what it holds, and whether it must be there.

    `is_words` marks what each file of a record says for its own language; `help` is a sentence for the documentation of
    the format.
    """

    name: str
    kind: Kind
    is_required: bool = False
    is_words: bool = False
    help: str = ""

    @property
    def is_translatable(self) -> bool:
        """Whether it is a short text, which may be given in several languages by any of the record's files."""
        return isinstance(self.kind, PerLanguage)


@dataclass(frozen=True, slots=True)
class Fields:
    """A group of named fields. `make` builds the value from those that could be read, by name.

    Without `make` the value is the dict itself. The group is None if a required field is missing or unreadable. `key`
    is the field by which an item of a translation's list finds its own in the original's list.
    """

    fields: tuple[Field, ...]
    make: Callable[..., Any] | None = None
    synonyms: Synonyms = field(default_factory=dict)
    key: str | None = None

    @property
    def wanted(self) -> str:
        return "a group of fields: " + ", ".join(field.name for field in self.fields)

    def read(self, node: Node, reader: Reader) -> Any:
        if not isinstance(node, MappingNode):
            raise self._refusal(node, reader)
        values = read_fields(node, self.fields, reader, self.synonyms)
        if any(field.is_required and field.name not in values for field in self.fields):
            return None
        return self.made_of(values)

    def _refusal(self, node: Node, reader: Reader) -> Wrong:
        """What is wrong with a text or list in the place of the group."""
        wanted, what = f"{self.wanted}, each as 'field: value'", "a list"
        if isinstance(node, ScalarNode):
            if not node.text.strip():
                return reader.empty(f"{self.wanted}, each on a line of its own, indented")
            what, first = "a text", self.fields[0]
            if isinstance(reader.within[-1], int):
                wanted = example_of(self, node.text)
            elif isinstance(first.kind, Parsed) and first.kind.code is Code.NUMBER and node.text.isdecimal():
                wanted = f"'{first.name}: {node.text}' on a line of its own below, indented"
        return Wrong(Code.TYPE, f"{what} is in the place of a group of fields", f"write {wanted}")

    def made_of(self, values: dict[str, Any]) -> Any:
        """The value of the group with these fields."""
        attributes = {attribute(name): value for name, value in values.items()}
        return self.make(**attributes) if self.make else values


@dataclass(frozen=True, slots=True)
class PerLanguage:
    """A text for readers, or a group with one for each language: a mapping from language to text.

    A single text is in the language of its file.
    """

    text: Kind

    @property
    def wanted(self) -> str:
        return self.text.wanted

    def read(self, node: Node, reader: Reader) -> Texts | None:
        if not isinstance(node, MappingNode):
            return {reader.language: self.text.read(node, reader)}
        refuse_text_in_braces(node, reader)
        before = len(reader.problems)
        fields = tuple(Field(code, self.text) for code in LANGUAGES)
        codes = {key.text.casefold(): meant_language(key.text) for key, _ in node.entries}
        other_words = {word: code for word, code in codes.items() if code in LANGUAGES}
        texts = read_fields(node, fields, reader, other_words)
        if not texts and len(reader.problems) == before:
            languages = ", ".join(f"{code}: …" for code in LANGUAGES)
            wanted = f"{self.wanted}, or one for each language: {{{languages}}}"
            raise Wrong(Code.EMPTY, f"nothing is written here; write {wanted}")
        return texts or None


def attribute(name: str) -> str:
    """The name under which the model keeps a field: Python has some words for itself."""
    return f"{name}_" if keyword.iskeyword(name) else name


def names_in(fields: Sequence[Field]) -> dict[str, WrittenAnew]:
    """The names of fields, and how a proposal writes their values."""
    return {field.name: written_anew(field.kind) for field in fields}


def _few(names: Sequence[str]) -> str:
    """The first names of a list, in brackets; nothing of an empty one."""
    more = ", …" if len(names) > MOST_NAMES else ""
    return f" ({', '.join(names[:MOST_NAMES])}{more})" if names else ""


def example_of(group: Fields, text: str) -> str:
    """How an item of a list of groups begins, with the text that someone wrote in its place."""
    names = [field.name for field in group.fields]
    required = [field for field in group.fields if field.is_required]
    words = [field.name for field in required if isinstance(field.kind, PerLanguage)]
    first = required[0].name if required else names[0]
    if required and isinstance(required[0].kind, Parsed) and not required[0].kind.takes(text) and words:
        first = words[0]
    if "url" in names and text.startswith(("http:", "https:", "www.")):
        first, text = "url", f"https://{text}" if text.startswith("www.") else text
    needed = [field.name for field in group.fields if field.is_required and field.name != first]
    below = ", and below it " + " and ".join(f"'{name}:'" for name in needed) if needed else ""
    return f"'- {first}: {shorten(text)}'{below}"


def read_fields(
    node: MappingNode, fields: tuple[Field, ...], reader: Reader, synonyms: Synonyms = NO_OTHERS
) -> dict[str, Any]:
    """The values of a group by name, without the absent and the wrong; unknown and missing fields are reported.

    An unknown field with a near name is read as if it had that name, so that all its mistakes are reported at once.
    `synonyms` leads from other words that editors use to the names of fields.
    """
    by_name = {field.name: field for field in fields}
    written = {key.text for key, _ in node.entries}
    values = {}
    for key, value in node.entries:
        name = key.text
        if is_unknown := name not in by_name:
            free = tuple(other for other in by_name if other not in written)
            meant = synonyms.get(name.casefold(), "")
            near = reader.near(name, free) if not meant else meant if meant in free else None
            _report_unknown(
                key, near, reader, meant, free=free, names=names_in(fields) if node.is_flow else NO_NAMES
            )
            if near is None:
                continue
            name = near
            written.add(name)
        before = len(reader.problems)
        found = reader.enter(name, value, by_name[name].kind, is_required=by_name[name].is_required)
        if is_unknown:
            _join_shape(reader, before, name, value)
        if found is not None:
            values[name] = found
    for missing in fields:
        if missing.is_required and missing.name not in written:
            message = f"this field is missing; write '{missing.name}:' with {missing.kind.wanted}"
            reader.report(node, Code.MISSING_FIELD, message, inside=missing.name)
    return values


def _join_shape(reader: Reader, before: int, near: str, value: Node) -> None:
    """Make one problem of two: a field's name for one thing (`theme: energy`) where it holds a list."""
    if len(reader.problems) == before + 1 and isinstance(value, ScalarNode):
        shape, unknown = reader.problems[before], reader.problems[before - 1]
        if shape.code is Code.TYPE:
            write, lines = f"write '{near}:', and in it {shape.write}", shape.proposal
            if lines is not None:
                lines = replace(lines, text=RE_FIELD_NAME.sub(rf"\g<1>{near}:", lines.text, count=1))
                write = shape.write
            reader.problems[before - 1 :] = [replace(unknown, wrong=NO_FIELD, write=write, proposal=lines)]


def _report_unknown(
    key: ScalarNode,
    near: str | None,
    reader: Reader,
    meant: str,
    *,
    free: Sequence[str],
    names: Mapping[str, WrittenAnew],
) -> None:
    """`free` are the names that are not written yet. `names` are those of the group's fields if it is in brackets,
    where a comma may have ended a text.
    """
    name, code, wrong, lines = shorten(key.text, 30) or "?", Code.UNKNOWN_FIELD, NO_FIELD, None
    if near is not None and "\u00a0" in key.text:
        wrong, code = "there is a no-break space (U+00A0) in this name", Code.CHARACTER
        write = f"write '{near}' with ordinary spaces around it"
    elif near:
        write = f"did you mean '{near}'?"
    elif meant:
        write = f"write it as {meant}"
        if RE_NAME.fullmatch(meant):
            write = f"'{meant}:' is here already, so add it there, or delete it"
    else:
        write = "delete it"
        if not key.text.isascii():
            write = f"names of fields are English words{_few(free)}; write the one that is meant, or delete this one"
        if names:
            write += ", or, if it belongs to the text before the comma, put that text in quotation marks"
            if not RE_NAME.fullmatch(key.text):
                lines = reader.source.as_block(key.line - 1, names)
    reader.report(key, code, wrong, write=write, inside=name, proposal=lines)
