"""The records, their relations and the terms as tables (CSV, RFC 4180), for spreadsheets and for statistics.

The files begin with a byte order mark: without it Excel reads Cyrillic as the letters of another alphabet. No cell can
be a formula: a text that would begin one gets an apostrophe before it. Numbers are the archive's own and stay numbers.
"""

import codecs
import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from mission_archive.formats.data.twins import Json
from mission_archive.formats.edition import Edition
from mission_archive.model.addresses import listing_url
from mission_archive.model.languages import FIRST_LANGUAGE, LANGUAGES
from mission_archive.model.terms import VOCABULARY_NAMES, Place, Series, Term

RE_FORMULA = re.compile(r"(^|[;\t\r\n])(?=\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r])")
"""Where a spreadsheet may see the beginning of a formula: at the beginning of a cell, or behind a sign that some take
for the end of one."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `type` and `format` are those of Table Schema, `says` a sentence for readers of the data."""

    name: str
    says: str
    type: str = "string"
    is_required: bool = False

    @property
    def field(self) -> Json:
        constraints = {"constraints": {"required": True}} if self.is_required else {}
        return {"name": self.name, "type": self.type, "description": self.says, **constraints}


@dataclass(frozen=True)
class Table:
    """A table. `refers` leads from a column to the table and its column whose values it has."""

    name: str
    title: str
    says: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    refers: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @cached_property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]

    def cells(self, row: Mapping[str, Any]) -> list[Any]:
        """What a row says under the names of the columns."""
        return [row.get(name) for name in self.names]


def head(table: Table) -> bytes:
    """The beginning of a table as CSV."""
    return codecs.BOM_UTF8 + lines([table.names])


def lines(rows: Iterable[Iterable[Any]]) -> bytes:
    """Some rows as CSV, each in the order of the columns of its table."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def safe(words: str | None) -> str | None:
    """Words as a cell that no spreadsheet takes for a formula. Most begin with a letter and have no such sign in them,
    which is seen at once."""
    if not words or (words[0].isalnum() and ";" not in words and words.isprintable()):
        return words
    return RE_FORMULA.sub(r"\1'", words)


def _in_languages(name: str, says: str) -> tuple[Column, ...]:
    return tuple(Column(f"{name}_{code}", f"{says} Language: {code}.") for code in LANGUAGES)


def _texts(name: str, texts: Mapping[str, str]) -> Row:
    return {f"{name}_{code}": safe(text) for code, text in texts.items()}


LISTS = ("themes", "dimensions", "organisers", "partners", "languages", "outdated_translations")
TRUTHS = ("date_is_uncertain", "date_is_approximate")


def record_row(twin: Json) -> list[Any]:
    """What the twin has under the name of a column, but for what no cell can hold."""
    row = {
        **twin,
        **{name: "true" for name in TRUTHS if twin.get(name)},
        **_texts("title", twin["title"]),
        **_texts("summary", twin["summary"]),
        **{name: " ".join(twin.get(name, ())) for name in LISTS},
        "places": " ".join(mention["place"] for mention in twin.get("places", ())),
        "symbol": safe(twin.get("symbol")),
        "participants_number": twin.get("participants", {}).get("number"),
        "url": twin["pages"][FIRST_LANGUAGE],
    }
    return RECORDS.cells(row)


RECORDS = Table(
    "records",
    "Records",
    "A row a record, newest first.",
    (
        Column("id", "Collection, year and name of the record.", is_required=True),
        Column("collection", "The collection that the record is in.", is_required=True),
        *_in_languages("title", "What it was, in one line."),
        *_in_languages("summary", "The main facts."),
        Column("original", "The language that the record was written in first.", is_required=True),
        Column("date", "The date in EDTF (ISO 8601-2:2019).", is_required=True),
        Column("date_role", "What a single known day stands for: start, end or published."),
        Column("duration", "How long it took (ISO 8601), where the source says so."),
        Column(
            "date_earliest",
            "The first day that it can have been on, or was to be on (see status), where that is sure.",
            "date",
        ),
        Column(
            "date_latest",
            "The last day that it can have been on, or was to be on (see status), where that is sure.",
            "date",
        ),
        Column("date_precision", "How closely the date is known.", is_required=True),
        Column("date_is_uncertain", "true if the source of the date may be wrong.", "boolean"),
        Column("date_is_approximate", "true if the true date is near this one.", "boolean"),
        Column("status", "Whether it has happened.", is_required=True),
        Column("format", "The kind of event or document: an id of terms.csv."),
        Column("mode", "online or hybrid, where the record says so."),
        Column("places", "Where it was: ids of terms.csv with spaces between them."),
        Column("themes", "What it was about: ids of terms.csv with spaces between them."),
        Column("dimensions", "The dimensions of security: ids of terms.csv with spaces between them."),
        Column("organisers", "Who held it: ids of terms.csv with spaces between them."),
        Column("partners", "Who supported it: ids of terms.csv with spaces between them."),
        Column("series", "The series that it is part of: an id of terms.csv."),
        Column("number", "Its number in the series.", "integer"),
        Column("participants_number", "How many took part.", "integer"),
        Column("languages", "The languages spoken there or of the document: codes with spaces between them."),
        Column("symbol", "An official document number."),
        Column("published", "When the record became public.", "datetime"),
        Column("url", "The page of the record in the first language of the site.", is_required=True),
        Column("short_url", "The short address, which stays when the record is renamed.", is_required=True),
        Column(
            "outdated_translations",
            "Codes, with spaces between them, of the languages whose words follow an older state of the record.",
        ),
    ),
    ("id",),
)

TERM_FIELDS = {
    "format": "formats", "series": "series", "themes": "themes", "dimensions": "dimensions", "places": "places",
    "organisers": "institutions", "partners": "institutions",
}  # fmt: skip
"""Field of a record → the vocabulary of its terms."""
RECORD_FIELDS = ("follows", "outcomes", "related", "possibly_same_as")


def relation_rows(twin: Json) -> Iterator[tuple[str, str, str]]:
    for name in (*TERM_FIELDS, *RECORD_FIELDS):
        if said := twin.get(name):
            # The same place twice, in two halls, is one relation.
            targets = dict.fromkeys(map(_target, [said] if isinstance(said, str) else said))
            for target in filter(None, targets):
                yield twin["id"], name, target


def _target(value: Any) -> str | None:
    """The id that a relation leads to; none for a promise in words."""
    found: str | None = value if isinstance(value, str) else value.get("place") or value.get("record")
    return found


RELATIONS = Table(
    "relations",
    "Relations",
    "What each record is related to: a row a relation.",
    (
        Column("record", "The id of the record.", is_required=True),
        Column("field", "The field that says so, such as places, organisers or follows.", is_required=True),
        Column("target", "The id of a term of terms.csv, or of a record.", is_required=True),
    ),
    ("record", "field", "target"),
    {"record": ("records", "id")},
)


def term_rows(edition: Edition) -> Iterator[list[Any]]:
    """The terms of listed records, and the mission with what contains it: others only a withdrawn record names."""
    vocabularies = edition.archive.vocabularies
    always = vocabularies.institutions.lineage(vocabularies.mission.id) if vocabularies.mission else ()
    for vocabulary in VOCABULARY_NAMES:
        listed = edition.archive.listing(vocabulary)
        all_terms = getattr(vocabularies, vocabulary)
        terms = all_terms.only({*listed, *(always if vocabulary == "institutions" else ())})
        for term in terms.values():
            address = edition.url + listing_url(vocabulary, term.id, FIRST_LANGUAGE)
            yield TERMS.cells({
                "vocabulary": vocabulary,
                "id": term.id,
                **_texts("name", term.name),
                **_texts("description", term.description),
                "broader": term.broader,
                **_own_facts(term, terms),
                "url": address if term.id in listed else None,
            })  # fmt: skip


def _own_facts(term: Term, seen: Collection[str]) -> Row:
    """`seen` are the ids that may be named: a series can continue one that only hidden records name."""
    if isinstance(term, Place):
        return {"kind": safe(term.kind), "latitude": term.latitude, "longitude": term.longitude}
    return {
        "kind": safe(getattr(term, "kind", None)),
        "succeeds": term.succeeds if isinstance(term, Series) and term.succeeds in seen else None,
    }


TERMS = Table(
    "terms",
    "Terms",
    "The places, themes, institutions and other terms that records name.",
    (
        Column("vocabulary", "What kind of term it is, such as places or themes.", is_required=True),
        Column("id", "What records name it by.", is_required=True),
        *_in_languages("name", "The present name."),
        *_in_languages("description", "A sentence or two about it."),
        Column("broader", "The id of the term that contains this one."),
        Column("kind", "The kind of place or institution."),
        Column(
            "latitude",
            "Degrees north (WGS 84); of a district, region or country those of its centre.",
            "number",
        ),
        Column(
            "longitude",
            "Degrees east (WGS 84); of a district, region or country those of its centre.",
            "number",
        ),
        Column("succeeds", "The id of the series that this one continues."),
        Column("url", "The page of its records."),
    ),
    ("vocabulary", "id"),
)

TABLES = (RECORDS, RELATIONS, TERMS)
