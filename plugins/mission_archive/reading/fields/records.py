"""One record file: from text to its facts and words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from mission_archive.model.file_names import YAML
from mission_archive.model.problems import Code, Problem
from mission_archive.model.records import Words, is_report
from mission_archive.reading.fields.groups import Field, Fields, read_fields
from mission_archive.reading.fields.lists import ListOf, OrText, group_of, texts_within
from mission_archive.reading.fields.reader import Reader, Within, field_name
from mission_archive.reading.fields.schema import (
    EVENT_STATUS,
    NAMES_IN_GROUPS,
    NO_TEXT_FIELD,
    RECORD_FIELDS,
    REPORT_STATUS,
    TEXT_FIELD,
    TRANSLATION_FIELD,
)
from mission_archive.reading.fields.suggestions import Suggestions
from mission_archive.reading.fields.synonyms import SYNONYMS
from mission_archive.reading.yaml.frontmatter import Parts, split
from mission_archive.reading.yaml.nodes import Mapping as MappingNode
from mission_archive.reading.yaml.nodes import Scalar, parse_nodes


@dataclass(frozen=True, slots=True)
class Draft:
    """What one file says, by field, with the place of everything in it. Wrong and absent fields are not in `values`."""

    record_id: str
    language: str
    path: str
    values: Mapping[str, Any]
    reader: Reader
    body: str
    body_line: int
    body_indent: int

    def place(self, *within: str | int) -> tuple[int, int]:
        """Line and column of a field or list item, or of the nearest thing around it that has a place."""
        while within:
            if within in self.reader.places:
                return self.reader.places[within]
            within = within[:-1]
        return (1, 1)

    def items(self, name: str) -> Iterator[tuple[int, Any]]:
        """The items of a list, each with its number as written; those that are wrong are left out."""
        return zip(self.reader.kept.get((name,), ()), self.values.get(name, ()), strict=False)

    def is_faulty(self, name: str) -> bool:
        """Whether something is wrong within the field, so that its value says little."""
        return any(
            problem.field == name or problem.field.startswith(f"{name}.") for problem in self.reader.problems
        )

    def problem(self, within: Within, code: Code, message: str) -> Problem:
        """A problem of the field or list item at `within`."""
        line, column = self.place(*within)
        return Problem(self.path, line, column, code, field_name(within), message)


def _as_translation(field: Field) -> Field:
    """The field as a translation may write it: of a group with texts, those that it translates and what tells of which
    item they are."""
    group = group_of(field)
    if group is None or not texts_within(field):
        return field
    kind: Any = Fields(
        tuple(
            replace(inner, is_required=inner.is_required and inner.name == group.key)
            for inner in group.fields
        ),
        synonyms=group.synonyms,
        key=group.key,
    )
    if isinstance(field.kind, ListOf):
        inner = field.kind.kind
        kind = ListOf(OrText(kind, inner.short) if isinstance(inner, OrText) else kind, field.kind.key)
    return replace(field, kind=kind)


ORIGINAL_FIELDS = (*RECORD_FIELDS, TRANSLATION_FIELD)
TRANSLATION_FIELDS = (
    *(
        replace(_as_translation(field), is_required=field.is_required and field.is_words)
        for field in RECORD_FIELDS
    ),
    TRANSLATION_FIELD,
)
REMOVED_FIELDS = tuple(replace(field, is_required=False) for field in ORIGINAL_FIELDS)
REMOVED_TRANSLATION_FIELDS = tuple(replace(field, is_required=False) for field in TRANSLATION_FIELDS)
OWN_WORDS = {field.name for field in (*ORIGINAL_FIELDS, TEXT_FIELD) if field.is_words}
"""The fields that each file of a record has for itself."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file parted into its fields and its text, before the fields are understood."""

    path: str
    text: str
    root: MappingNode
    body: str
    body_line: int
    problems: list[Problem]

    @property
    def has_date(self) -> bool:
        """Whether it holds facts: a translation alone has no date."""
        return any(key.text.casefold() in ("date", "removed") for key, _ in self.root.entries)


def parse(text: str, path: str) -> tuple[Written | None, list[Problem]]:
    """The fields and the text of a record's file as written; nothing if it has no readable fields at all."""
    if path.endswith(YAML):
        parts: Parts | None = Parts(text, 1, "", 1)
        problems: list[Problem] = []
    else:
        parts, problems = split(text, path)
    if parts is None:
        return None, problems
    root, problems = parse_nodes(parts.fields, path, parts.fields_line, NAMES_IN_GROUPS)
    if isinstance(root, MappingNode):
        return Written(path, text, root, parts.body, parts.body_line, problems), problems
    if root is not None:
        message = "a record is a group of fields; write one 'field: value' a line"
        problems.append(Problem(path, root.line, root.column, Code.TYPE, "", message))
    elif not problems:
        message = "there are no fields here; write at least title, date and summary"
        problems.append(Problem(path, parts.fields_line, 1, Code.FRONT_MATTER, "", message))
    return None, problems


def read_draft(
    written: Written, record_id: str, language: str, terms: Mapping[str, Suggestions], *, is_translation: bool
) -> Draft:
    """What a record's file says; its problems are added to those of `written`.

    `terms` are the callings of the vocabularies (see `ReadVocabularies`). A translation needs no facts.
    """
    reader = Reader(written.path, terms, written.problems, language=language, text=written.text)
    is_removed = any(key.text == "removed" for key, _ in written.root.entries)
    if is_translation:
        fields = REMOVED_TRANSLATION_FIELDS if is_removed else TRANSLATION_FIELDS
    else:
        fields = REMOVED_FIELDS if is_removed else ORIGINAL_FIELDS
    if is_report(record_id):
        fields = tuple(REPORT_STATUS if field is EVENT_STATUS else field for field in fields)
    fields = (*fields, TEXT_FIELD if written.path.endswith(YAML) else NO_TEXT_FIELD)
    values = read_fields(written.root, fields, reader, SYNONYMS)
    body, line, indent = written.body, written.body_line, 0
    if "body" in values:
        body = values.pop("body")
        line, indent = _place_of_body(written, reader.places[("body",)])
    return Draft(record_id, language, written.path, values, reader, body, line, indent)


def _place_of_body(written: Written, place: tuple[int, int]) -> tuple[int, int]:
    """The line on which the text of a .yml record begins, and by how much it is indented."""
    node = next(value for _, value in written.root.entries if (value.line, value.column) == place)
    if isinstance(node, Scalar) and node.is_literal:
        lines = written.text.split("\n")
        for number in range(node.line, len(lines)):
            if lines[number].strip():
                return number + 1, len(lines[number]) - len(lines[number].lstrip())
    return node.line, node.column - 1


def words_of(draft: Draft) -> Words:
    """What a file says for its own language alone."""
    values = draft.values
    return Words(
        language=draft.language,
        path=draft.path,
        title=values.get("title", ""),
        summary=values.get("summary", ""),
        body=draft.body.strip("\n"),
        translation_of_update=values.get("translation_of_update"),
    )


def facts_of(values: Mapping[str, Any], sizes: Mapping[str, int]) -> dict[str, Any]:
    """What an original and its translations say together as arguments of `Record`.

    `sizes` gives a file's bytes by its name in the folder.
    """
    facts = {name: value for name, value in values.items() if name not in OWN_WORDS}
    if "attachments" in facts:
        facts["attachments"] = tuple(
            replace(attachment, size=sizes.get(attachment.file, 0)) for attachment in facts["attachments"]
        )
    return facts
