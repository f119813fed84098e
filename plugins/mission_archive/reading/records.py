"""One record file: from text to its facts and words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from mission_archive.model.problems import Code, Problem
from mission_archive.model.records import Attachment, Change, Participants, Photo, PhotoWords, Words
from mission_archive.reading.fields import Reader
from mission_archive.reading.frontmatter import Parts, split
from mission_archive.reading.groups import Field, Fields, ListOf, read_fields
from mission_archive.reading.nodes import Mapping as MappingNode
from mission_archive.reading.nodes import parse_nodes
from mission_archive.reading.schema import RECORD_FIELDS, TEXT_FIELD, TRANSLATION_FIELD

_MATCHING = ("file", "date")
"""By what an item of a translation's list finds its item in the original's."""


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

    def place(self, *within: str | int) -> tuple[int, int]:
        """Line and column of a field or list item, or of the nearest thing around it that has a place."""
        while within:
            if within in self.reader.places:
                return self.reader.places[within]
            within = within[:-1]
        return (1, 1)

    def problem(self, within: tuple[str | int, ...], code: Code, message: str) -> Problem:
        """A problem of the field or list item at `within`."""
        line, column = self.place(*within)
        field = ".".join(str(part) for part in within if isinstance(part, str))
        return Problem(self.path, line, column, code, field, message)


def _as_translation(field: Field) -> Field:
    """The field as a translation may write it: with only the words of its groups, and what they are matched by."""
    kind: Any = field.kind
    group = kind.kind if isinstance(kind, ListOf) else kind
    if not isinstance(group, Fields):
        return field
    fields = tuple(
        replace(inner, is_required=inner.name in _MATCHING and inner.is_required) for inner in group.fields
    )
    relaxed: Any = Fields(fields)
    return replace(field, kind=ListOf(relaxed, kind.key) if isinstance(kind, ListOf) else relaxed)


ORIGINAL_FIELDS = (*RECORD_FIELDS, TRANSLATION_FIELD)
TRANSLATION_FIELDS = (
    *(
        replace(_as_translation(field), is_required=field.is_required and field.is_words)
        for field in RECORD_FIELDS
    ),
    TRANSLATION_FIELD,
)
REMOVED_FIELDS = tuple(replace(field, is_required=False) for field in ORIGINAL_FIELDS)


def read_draft(
    text: str,
    path: str,
    record_id: str,
    language: str,
    terms: Mapping[str, Mapping[str, str]],
    *,
    is_translation: bool,
) -> tuple[Draft | None, list[Problem]]:
    """What a record's file says. `terms` are the callings of the vocabularies (see `ReadVocabularies`).

    With `is_translation` facts are not required. No draft if the file has no readable fields at all.
    """
    if path.endswith(".yml"):
        parts: Parts | None = Parts(text, 1, "", 1)
        problems: list[Problem] = []
    else:
        parts, problems = split(text, path)
    if parts is None:
        return None, problems
    root, problems = parse_nodes(parts.fields, path, parts.fields_line)
    reader = Reader(path, terms, problems)
    if not isinstance(root, MappingNode):
        if root is None and not problems:
            problems.append(
                Problem(
                    path,
                    parts.fields_line,
                    1,
                    Code.FRONT_MATTER,
                    "",
                    "there are no fields here; write at least title, date and summary",
                )
            )
        elif root is not None:
            reader.report(root, Code.TYPE, "a record is a group of fields; write one 'field: value' a line")
        return None, problems
    written = {key.text for key, _ in root.entries}
    fields = REMOVED_FIELDS if "removed" in written else ORIGINAL_FIELDS
    if is_translation:
        fields = TRANSLATION_FIELDS
    values = read_fields(root, (*fields, TEXT_FIELD) if path.endswith(".yml") else fields, reader)
    body = values.pop("body", parts.body)
    body_line = parts.body_line if parts.body else reader.places.get(("body",), (1, 1))[0]
    return Draft(record_id, language, path, values, reader, body, body_line), problems


def words_of(draft: Draft, original: Draft) -> Words:
    """The words of a file. Items of lists are matched to the original's by file or date."""
    values = draft.values
    notes = {
        (change["date"], number): change.get("note")
        for change, number in _numbered(values.get("changes", ()))
    }
    return Words(
        language=draft.language,
        path=draft.path,
        title=values.get("title", ""),
        summary=values.get("summary", ""),
        body=draft.body.strip("\n"),
        body_line=draft.body_line + len(draft.body) - len(draft.body.lstrip("\n")),
        participants=values.get("participants", {}).get("description"),
        photos={
            photo["file"]: PhotoWords(alt=photo["alt"], caption=photo.get("caption"))
            for photo in values.get("photos", ())
            if "alt" in photo
        },
        attachments={
            file["file"]: file["title"] for file in values.get("attachments", ()) if "title" in file
        },
        changes=tuple(
            notes.get((change["date"], number))
            for change, number in _numbered(original.values.get("changes", ()))
        ),
        translation_of_update=values.get("translation_of_update"),
    )


def _numbered(changes: tuple[dict[str, Any], ...]) -> list[tuple[dict[str, Any], int]]:
    """Each change with its number among those of the same day."""
    days: dict[Any, int] = {}
    numbered = []
    for change in changes:
        days[change["date"]] = days.get(change["date"], -1) + 1
        numbered.append((change, days[change["date"]]))
    return numbered


def facts_of(draft: Draft, sizes: Mapping[str, int]) -> dict[str, Any]:
    """The facts of an original as arguments of `Record`. `sizes` gives a file's bytes by its name in the folder."""
    words = {field.name for field in RECORD_FIELDS if field.is_words} | {"translation_of_update"}
    facts = {name: value for name, value in draft.values.items() if name not in words}
    if "participants" in facts:
        facts["participants"] = Participants(number=facts["participants"].get("number"))
    if "photos" in facts:
        facts["photos"] = tuple(
            Photo(**{name: value for name, value in photo.items() if name not in ("alt", "caption")})
            for photo in facts["photos"]
        )
    if "attachments" in facts:
        facts["attachments"] = tuple(
            Attachment(size=sizes.get(file["file"], 0), **{n: v for n, v in file.items() if n != "title"})
            for file in facts["attachments"]
        )
    if "changes" in facts:
        facts["changes"] = tuple(
            Change(date=change["date"], kind=change["kind"]) for change in facts["changes"]
        )
    return facts
