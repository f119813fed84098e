"""What a twin and a list look like, as JSON Schema 2020-12. Each name has the sentence that editors read of it."""

from collections.abc import Mapping
from typing import Any

from mission_archive.formats.data.twins import PRECISIONS
from mission_archive.model.facets import FACETS
from mission_archive.model.fields import RECORD_FIELDS
from mission_archive.model.languages import LANGUAGES
from mission_archive.model.records import COLLECTIONS, RE_RECORD_ID, STATUSES
from mission_archive.model.text.slugs import RE_SLUG
from mission_archive.rendering.words.labels import CHANGE_NAMES, PICTURE_NAMES

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

TEXT: Schema = {"type": "string", "minLength": 1}
NUMBER: Schema = {"type": "integer", "minimum": 0}
DAY: Schema = {"type": "string", "format": "date"}
URL: Schema = {"type": "string", "format": "uri"}
EDTF: Schema = {
    "type": "string",
    "minLength": 4,
    "description": "A date in EDTF (ISO 8601-2:2019), level 1 or 2.",
}
LANGUAGE: Schema = {"type": "string", "pattern": "^[a-z]{2,3}$"}
TERM: Schema = {"type": "string", "pattern": f"^{RE_SLUG.pattern}$"}
RECORD_ID: Schema = {"type": "string", "pattern": f"^{RE_RECORD_ID.pattern}$"}
TEXTS: Schema = {
    "type": "object",
    "description": "A text by the code of its language.",
    "properties": dict.fromkeys(LANGUAGES, TEXT),
    "additionalProperties": False,
    "minProperties": 1,
}
PAGES: Schema = {
    "type": "object",
    "description": "The address of the page in each language.",
    "properties": dict.fromkeys(LANGUAGES, URL),
    "additionalProperties": False,
}


def one_of(words: Mapping[str, Any] | tuple[str, ...]) -> Schema:
    return {"enum": list(words)}


def group(properties: Mapping[str, Schema], *required: str, **more: Any) -> Schema:
    """An object of these names and no others."""
    return {
        "type": "object",
        **more,
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
    }


def list_of(items: Schema) -> Schema:
    return {"type": "array", "items": items, "minItems": 1}


OWN: Mapping[str, tuple[Schema, str]] = {
    "id": (RECORD_ID, "Collection, year and name. It is the path of the record's page."),
    "collection": (one_of(COLLECTIONS), "The collection that the record is in."),
    "pages": (
        PAGES,
        "The record's page in each language of the site, whether the record is translated or not.",
    ),
    "short_url": (URL, "The short address, which stays when the record is renamed. Cite this one."),
    "original": (one_of(LANGUAGES), "The language that the record was written in first."),
    "outdated_translations": (
        list_of(one_of(LANGUAGES)),
        "The languages whose words follow an older state than the last correction or update.",
    ),
    "text_html": (TEXTS, "The text as HTML with full addresses."),
    "date_earliest": (
        DAY,
        "The first day that it can have been on, or was to be on. Left out where not sure.",
    ),
    "date_latest": (DAY, "The last day that it can have been on, or was to be on. Left out where not sure."),
    "date_precision": (one_of(PRECISIONS), "How closely the date is known."),
    "date_is_uncertain": ({"const": True}, "The source of the date may be wrong ('?' in EDTF)."),
    "date_is_approximate": ({"const": True}, "The true date is near this one ('~' in EDTF)."),
}
"""Names that the record format does not have."""

COPY = group(
    {
        "captured": {"type": "string", "format": "date-time"},
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "Of what the address answered."},
        "media_type": TEXT, "url": URL, "permission": TEXTS, "size": NUMBER,
    },
    "captured", "sha256", "media_type",
    description="The copy that the archive keeps (WARC, ISO 28500). It has a url only if it may be published.",
)  # fmt: skip
"""A copy of a source."""

KINDS: Mapping[str, Schema] = {
    "title": TEXTS,
    "date": EDTF,
    "date_role": one_of(("start", "end", "published")),
    "duration": {"type": "string", "pattern": "^P[0-9YMWD]+$"},
    "summary": TEXTS,
    "format": TERM,
    "mode": one_of(("online", "hybrid")),
    "status": one_of(STATUSES),
    "places": list_of(group({"place": TERM, "as": TEXT, "venue": TEXTS}, "place")),
    "themes": list_of(TERM),
    "dimensions": list_of(TERM),
    "organisers": list_of(TERM),
    "partners": list_of(TERM),
    "series": TERM,
    "number": NUMBER,
    "participants": group({"number": NUMBER, "description": TEXTS}, minProperties=1),
    "people": list_of(group({"name": TEXT, "role": TEXTS}, "name", "role")),
    "languages": list_of(LANGUAGE),
    "photos": list_of(
        group(
            {
                "url": URL, "kind": one_of(PICTURE_NAMES), "alt": TEXTS, "caption": TEXTS, "credit": TEXT,
                "licence": TEXT,
            },
            "url", "kind", "alt", "credit",
        )
    ),
    "attachments": list_of(
        group(
            {"url": URL, "title": TEXTS, "language": LANGUAGE, "pages": NUMBER, "size": NUMBER},
            "url", "title", "size",
        )
    ),
    "follows": list_of(RECORD_ID),
    "outcomes": list_of(
        {
            "oneOf": [
                group({"record": RECORD_ID}, "record"),
                group({"text": TEXTS, "expected": EDTF}, "text"),
            ]
        }
    ),
    "related": list_of(RECORD_ID),
    "possibly_same_as": list_of(RECORD_ID),
    "sources": list_of(
        group({"title": TEXTS, "publisher": TEXT, "url": URL, "date": EDTF, "archived": URL, "copy": COPY})
    ),
    "date_note": TEXTS,
    "note": TEXTS,
    "published": {"type": "string", "format": "date-time"},
    "changes": list_of(
        group({"date": DAY, "kind": one_of(CHANGE_NAMES), "note": TEXTS}, "date", "kind", "note")
    ),
    "symbol": TEXT,
}  # fmt: skip
"""What a name of the record format holds in a twin. Those that are missing are not in the data."""

ALWAYS = (
    "id", "collection", "pages", "short_url", "original", "title", "summary", "date", "date_precision", "status",
)  # fmt: skip


def record_schema(url: str) -> Schema:
    """The schema of a twin; `url` is the address of the schema itself."""
    described = {
        **{name: {**schema, "description": help_} for name, (schema, help_) in OWN.items()},
        **{
            name: {**KINDS[name], "description": field.help}
            for name, field in RECORD_FIELDS.items()
            if name in KINDS
        },
    }
    return {
        "$schema": DIALECT,
        "$id": url,
        "title": "A record",
        **group(
            described,
            *ALWAYS,
            description="What is not known is left out. Terms are ids of data/terms.csv.",
        ),
    }


def list_schema() -> Schema:
    """The schema of a list."""
    entry = group(
        {
            "id": RECORD_ID, "title": TEXTS, "date": EDTF, "date_role": KINDS["date_role"],
            "duration": KINDS["duration"], "status": one_of(STATUSES), "url": URL,
        },
        "id", "title", "date", "status", "url",
        description="A record. Its data are at `url` with record.json behind it.",
    )  # fmt: skip
    return group(
        {
            "facet": one_of(FACETS), "id": TERM, "name": TEXTS, "pages": PAGES, "count": NUMBER,
            "records": {"type": "array", "items": entry},
        },
        "facet", "id", "name", "pages", "count", "records",
        description="The records of a list, newest first.",
    )  # fmt: skip
