"""One record file: from its text to the values of its fields, each with its place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from mission_archive.model.file_names import YAML, folder_of
from mission_archive.model.problems import Code, Problem, Severity
from mission_archive.model.records import is_report
from mission_archive.model.text.suggestions import Suggestions
from mission_archive.reading.fields.groups import Field, Fields, read_fields
from mission_archive.reading.fields.lists import ListOf, OrText, group_of, texts_within
from mission_archive.reading.fields.reader import Reader, Within, field_name
from mission_archive.reading.fields.schema import (
    EVENT_STATUS,
    NAMES_IN_GROUPS,
    NO_TEXT_FIELD,
    RECORD_SCHEMA,
    REPORT_STATUS,
    TEXT_FIELD,
    TRANSLATION_FIELD,
)
from mission_archive.reading.fields.synonyms import SYNONYMS
from mission_archive.reading.yaml import nodes
from mission_archive.reading.yaml.frontmatter import Parts, split

OWN_WORDS = frozenset(
    field.name for field in (*RECORD_SCHEMA, TRANSLATION_FIELD, TEXT_FIELD) if field.is_words
)
"""The fields that each file of a record has for itself."""


@dataclass(frozen=True, slots=True)
class SyntaxTree:
    """A file parted into its fields and its text, before the fields are understood."""

    path: str
    uri: str
    text: str
    root: nodes.MappingNode
    body: str
    body_line: int
    problems: tuple[Problem, ...]

    @property
    def has_date(self) -> bool:
        """Whether it holds facts: a translation alone has no date."""
        return any(key.text.casefold() in ("date", "removed") for key, _ in self.root.entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """What was read from one file. `places` has the line and column of each field and list item, also of wrong ones;
    `item_numbers` are the numbers of the list items that could be read."""

    path: str
    places: Mapping[Within, tuple[int, int]] = field(default_factory=dict)
    item_numbers: Mapping[Within, Sequence[int]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def place(self, within: Within) -> tuple[int, int]:
        """Line and column of a field or list item, or of the nearest thing around it that has a place."""
        while within and within not in self.places:
            within = within[:-1]
        return self.places.get(within, (1, 1))

    def problem(
        self,
        within: Within,
        code: Code,
        wrong: str,
        severity: Severity = Severity.ERROR,
        *,
        write: str = "",
        guess: str | None = None,
    ) -> Problem:
        """A problem of the field or list item at `within`."""
        place, field = self.place(within), field_name(within)
        return Problem(self.path, *place, code, field, wrong, severity, write, guess=guess)

    def warning(self, within: Within, code: Code, message: str) -> Problem:
        """A problem that stops nothing."""
        return self.problem(within, code, message, Severity.WARNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFile(SourceFile):
    """What one file of a record says, by field. Wrong and absent fields are not in `values`.

    `path` is given from the project's root and `uri` from the content folder; `attached` are the files that it names.
    The text of a term is a file without fields.
    """

    record_id: str
    language: str
    uri: str
    text: str
    body: str
    body_line: int = 1
    body_indent: int = 0
    values: Mapping[str, Any] = field(default_factory=dict)
    attached: Mapping[Within, str] = field(default_factory=dict)

    @property
    def folder(self) -> str:
        """The folder of the file, as a path from the content folder."""
        return folder_of(self.uri)

    @property
    def is_report(self) -> bool:
        return is_report(self.record_id)

    @property
    def is_removed(self) -> bool:
        return "removed" in self.values

    @property
    def named_files(self) -> set[str]:
        """The files under photos and attachments, as paths from the content folder."""
        return {f"{self.folder}/{name}" for name in self.attached.values()}

    @property
    def photos_without_consent(self) -> tuple[str, ...]:
        """The photos whose people took their consent back, as paths from the content folder."""
        photos = self.values.get("photos", ())
        return tuple(f"{self.folder}/{photo.file}" for photo in photos if not photo.is_shown)

    def items(self, name: str) -> Iterator[tuple[int, Any]]:
        """The items of a list, each with its number as written; those that are wrong are left out."""
        return zip(self.item_numbers.get((name,), ()), self.values.get(name, ()), strict=False)

    def is_faulty(self, name: str) -> bool:
        """Whether there is an error within the field, so that its value says little."""
        return any(
            problem.severity is Severity.ERROR and problem.field.partition(".")[0] == name
            for problem in self.problems
        )

    def problem_in_text(
        self, at: int, code: Code, message: str, severity: Severity = Severity.ERROR
    ) -> Problem:
        """A problem at a place in the text, given in characters from its beginning."""
        line = self.body_line + self.body.count("\n", 0, at)
        column = at - self.body.rfind("\n", 0, at) + self.body_indent
        return Problem(self.path, line, column, code, "", message, severity)


@dataclass(frozen=True, slots=True)
class JoinedRecord:
    """The files of one record, what they say together (`values`), and what is wrong with each of them.

    `original` is None if the file with the facts is absent or cannot be read.
    """

    record_id: str
    original: RecordFile | None
    translations: tuple[RecordFile, ...]
    values: Mapping[str, Any]
    problems: tuple[Problem, ...]

    @property
    def all(self) -> tuple[RecordFile, ...]:
        return (self.original, *self.translations) if self.original else self.translations


def parse(text: str, path: str, uri: str) -> SyntaxTree | list[Problem]:
    """The fields and the text of a record's file as written, or why it has no readable fields at all."""
    parts = Parts(text, 1, "", 1) if path.endswith(YAML) else split(text, path)
    if isinstance(parts, Problem):
        return [parts]
    root, problems = nodes.parse_nodes(parts.fields, path, parts.fields_line, NAMES_IN_GROUPS)
    if isinstance(root, nodes.MappingNode):
        return SyntaxTree(path, uri, text, root, parts.body, parts.body_line, tuple(problems))
    if root is not None:
        message = "a record is a group of fields; write one 'field: value' a line"
        problems.append(Problem(path, root.line, root.column, Code.TYPE, "", message))
    elif not problems:
        message = "there are no fields here; write at least title, date and summary"
        problems.append(Problem(path, parts.fields_line, 1, Code.FRONT_MATTER, "", message))
    return problems


def record_file_of(
    tree: SyntaxTree,
    record_id: str,
    language: str,
    terms: Mapping[str, Suggestions],
    *,
    is_translation: bool,
) -> RecordFile:
    """What a file of a record says, from its syntax tree: each field is read by its kind (`schema.KINDS`).

    `terms` are the known terms by vocabulary. A translation needs no facts.
    """
    fields = fields_of(
        is_translation=is_translation,
        is_removed=any(key.text == "removed" for key, _ in tree.root.entries),
        is_report=is_report(record_id),
        is_yaml=tree.path.endswith(YAML),
    )
    reader = Reader(tree.path, terms, list(tree.problems), language=language, text=tree.text)
    values = read_fields(tree.root, fields, reader, SYNONYMS)
    body, line, indent = tree.body, tree.body_line, 0
    if "body" in values:
        body = values.pop("body")
        line, indent = _place_of_body(tree, reader.places[("body",)])
    return RecordFile(
        path=tree.path,
        uri=tree.uri,
        record_id=record_id,
        language=language,
        text=tree.text,
        values=values,
        body=body,
        body_line=line,
        body_indent=indent,
        places=reader.places,
        item_numbers=reader.item_numbers,
        attached=reader.files,
        problems=tuple(reader.problems),
    )


@cache
def fields_of(*, is_translation: bool, is_removed: bool, is_report: bool, is_yaml: bool) -> tuple[Field, ...]:
    """The fields that a file may have, each as it is read there."""
    fields = tuple(REPORT_STATUS if is_report and field is EVENT_STATUS else field for field in RECORD_SCHEMA)
    if is_translation:
        fields = tuple(
            replace(_as_translation(field), is_required=field.is_required and field.is_words)
            for field in fields
        )
    if is_removed:
        fields = tuple(replace(field, is_required=False) for field in fields)
    return (*fields, TRANSLATION_FIELD, TEXT_FIELD if is_yaml else NO_TEXT_FIELD)


def _as_translation(field: Field) -> Field:
    """The field as a translation may write it: of a group with texts, those that it translates, and what says of which
    item they are."""
    group = group_of(field)
    if group is None or not texts_within(field):
        return field
    inner = (replace(part, is_required=part.is_required and part.name == group.key) for part in group.fields)
    kind: Any = Fields(tuple(inner), synonyms=group.synonyms, key=group.key)
    if isinstance(field.kind, ListOf):
        item = field.kind.kind
        kind = ListOf(OrText(kind, item.short) if isinstance(item, OrText) else kind, field.kind.key)
    return replace(field, kind=kind)


def _place_of_body(parsed: SyntaxTree, place: tuple[int, int]) -> tuple[int, int]:
    """The line on which the text of a .yml record begins, and by how much it is indented."""
    node = next(value for _, value in parsed.root.entries if (value.line, value.column) == place)
    if isinstance(node, nodes.ScalarNode) and node.is_literal:
        lines = parsed.text.split("\n")
        for number in range(node.line, len(lines)):
            if lines[number].strip():
                return number + 1, len(lines[number]) - len(lines[number].lstrip())
    return node.line, node.column - 1
