"""The record format as JSON Schema 2020-12, for programs in which editors write: made from the fields themselves.

It knows less than `archive check`: not which terms there are, nor what two fields say of each other. A value that YAML
reads as a number or as true and false may be a text.
"""

from collections.abc import Iterable
from typing import Any

from mission_archive.model.fields import REQUIRED_FIELDS
from mission_archive.model.languages import LANGUAGES
from mission_archive.model.records import RE_RECORD_ID
from mission_archive.model.text.slugs import RE_SLUG
from mission_archive.reading.fields import kinds, values
from mission_archive.reading.fields.groups import Field, Fields, PerLanguage
from mission_archive.reading.fields.kinds import AltText, Parsed, Permission, TermId, Text
from mission_archive.reading.fields.lists import ListOf, OrText
from mission_archive.reading.fields.reader import Kind
from mission_archive.reading.fields.schema import RECORD_SCHEMA, TEXT_FIELD

JsonSchema = dict[str, Any]

WORDS = ("string", "number", "boolean")

FORMS: tuple[tuple[Parsed, JsonSchema], ...] = (
    (kinds.WHOLE_NUMBER, {"type": "integer", "minimum": 1}),
    (kinds.YES_NO, {"type": "boolean"}),
    # YAML reads a year as a number, and a set of dates in braces as a group of names without values.
    (
        values.EDTF,
        {
            "anyOf": [
                {"type": "string", "pattern": r"^(\{.+\}|\.\./.+|[0-9X]{4}.*)$"},
                {"type": "integer", "minimum": 1000, "maximum": 9999},
                {"type": "object", "additionalProperties": {"type": "null"}},
            ]
        },
    ),
    (values.DAY, {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
    (values.MOMENT, {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}"}),
    (values.DURATION, {"type": "string", "pattern": "^P[0-9]"}),
    (values.LANGUAGE, {"type": "string", "pattern": "^[a-z]{2,3}$"}),
    (values.RECORD_ID, {"type": "string", "pattern": f"^{RE_RECORD_ID.pattern}$"}),
    (values.OUTCOME_ID, {"type": "string", "pattern": f"^{RE_RECORD_ID.pattern}$"}),
)
"""How values with a parser of their own look."""


def source_schema() -> JsonSchema:
    """The schema of a record's fields, as they stand in its original file."""
    group = _group((*RECORD_SCHEMA, TEXT_FIELD))
    del group["required"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The fields of a record",
        **group,
        # Of what was removed nothing else is said.
        "anyOf": [{"required": list(REQUIRED_FIELDS)}, {"required": ["removed"]}],
    }


def _group(fields: Iterable[Field]) -> JsonSchema:
    fields = tuple(fields)
    return {
        "type": "object",
        "properties": {field.name: _described(field) for field in fields},
        "required": [field.name for field in fields if field.is_required],
        "additionalProperties": False,
    }


def _described(field: Field) -> JsonSchema:
    return {
        **_of(field.kind),
        "description": " ".join(filter(None, (field.help, f"Write {field.kind.wanted}."))),
    }


def _of(kind: Kind) -> JsonSchema:
    match kind:
        case Text():
            return {"type": list(WORDS), "minLength": kind.least, "maxLength": kind.most}
        case AltText() | Permission():
            return {"type": list(WORDS), "minLength": 1, "maxLength": kind.most}
        case PerLanguage():
            text = _of(kind.text)
            languages = {"type": "object", "properties": dict.fromkeys(LANGUAGES, text), "minProperties": 1}
            return {"anyOf": [text, {**languages, "additionalProperties": False}]}
        case TermId():
            return {"type": list(WORDS), "pattern": f"^{RE_SLUG.pattern}$"}
        case Parsed():
            forms = (form for parsed, form in FORMS if parsed is kind)
            return {"enum": list(kind.choices)} if kind.choices else next(forms, {"type": list(WORDS)})
        case ListOf():
            return {"type": "array", "items": _of(kind.kind), "maxItems": kind.most}
        case OrText():
            return {"anyOf": [_of(kind.short.kind), _of(kind.group)]}
        case Fields():
            return _group(kind.fields)
    return {"type": list(WORDS)}
