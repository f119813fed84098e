"""The addresses of all files for programs, described as an API without a server (OpenAPI 3.1)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from mission_archive.formats.calendars import calendars
from mission_archive.formats.calendars.components import is_event
from mission_archive.formats.citations import table as citations
from mission_archive.formats.data.schemas import Schema, list_schema, record_schema
from mission_archive.formats.data.tables import TABLES
from mission_archive.formats.data.twins import known
from mission_archive.formats.edition import Edition
from mission_archive.formats.feeds import feeds, written
from mission_archive.formats.moments import has_moment
from mission_archive.model.addresses import (
    CALENDAR_FILE,
    CITATION,
    DATA,
    FEED,
    JSON_FEED,
    LINKSET,
    LIST_DATA,
    RECORD_DATA,
    calendar_url,
    corrections_urls,
    language_root,
)
from mission_archive.model.archive import Archive
from mission_archive.model.facets import FACETS
from mission_archive.model.languages import FIRST_LANGUAGE
from mission_archive.model.records import COLLECTIONS, Record

JSON, JSON_LINES, CSV = "application/json", "application/jsonl", "text/csv"
LINKS = "application/linkset+json"

TEXT: Schema = {"type": "string"}
OBJECT: Schema = {"type": "object"}
LIST: Schema = {"type": "array"}

Paths = Iterator[tuple[str, dict[str, Any]]]
Parameter = dict[str, Any]


class _Beside(NamedTuple):
    """A file that stands beside lists. `home` is that of the archive, `holds` says which records it may have."""

    name: str
    home: str
    says: str
    media_type: str
    facets: Sequence[str]
    holds: Callable[[Record], bool]


BESIDE = (
    _Beside(FEED, FEED, "The latest records, as Atom", written.ATOM, feeds.FACETS_WITH_FEEDS, has_moment),
    _Beside(
        JSON_FEED, JSON_FEED, "The latest records, as JSON Feed",
        written.JSON, feeds.FACETS_WITH_FEEDS, has_moment,
    ),
    _Beside(
        CALENDAR_FILE, f"{calendar_url(FIRST_LANGUAGE)}{CALENDAR_FILE}", "The events whose days are known",
        calendars.MEDIA_TYPE, calendars.FACETS_WITH_CALENDARS, is_event,
    ),
)  # fmt: skip


def api_description(edition: Edition) -> dict[str, Any]:
    """The description, with examples from the archive itself."""
    words = edition.words[FIRST_LANGUAGE]
    return {
        "openapi": "3.1.0",
        "info": known({
            "title": words["name"],
            "description": words["description"],
            "version": "1",
            "license": {"name": edition.licence, "url": edition.licence} if edition.licence else None,
        }),
        "servers": [{"url": edition.url.removesuffix("/")}],
        "paths": dict((*_of_records(edition), *_of_lists(edition), *_beside_lists(edition), *_of_data(edition))),
        "components": {"schemas": {"Record": _inner(record_schema("")), "List": list_schema()}},
    }  # fmt: skip


def _of_records(edition: Edition) -> Paths:
    record = next(iter(edition.archive.listed), None)
    year, slug = record.id.split("/")[1:] if record else (None, None)
    parameters = (
        _parameter("collection", COLLECTIONS, record.collection if record else None),
        _parameter("year", (), year),
        _parameter("name", (), slug),
    )
    folder = "/{collection}/{year}/{name}"
    yield f"{folder}/{RECORD_DATA}", _path("A record.", JSON, _reference("Record"), *parameters)
    for ending, label, media_type, _ in citations.KINDS:
        schema = LIST if ending == "json" else TEXT
        yield (
            f"{folder}/{CITATION}.{ending}",
            _path(f"A record for programs that cite, as {label}.", media_type, schema, *parameters),
        )


def _of_lists(edition: Edition) -> Paths:
    listing = edition.archive.listing
    collection = next(iter(listing("collections")), COLLECTIONS[0])
    facet, term = next(((f, t) for f in FACETS[1:] for t in listing(f)), ("years", ""))
    yield f"/{{collection}}/{LIST_DATA}", _path(
        "The records of a collection.", JSON, _reference("List"),
        _parameter("collection", COLLECTIONS, collection),
    )  # fmt: skip
    yield f"/{{facet}}/{{term}}/{LIST_DATA}", _path(
        "The records of a year, a place, a theme or another term.", JSON, _reference("List"),
        _parameter("facet", FACETS[1:], facet), _parameter("term", (), term),
    )  # fmt: skip


def _beside_lists(edition: Edition) -> Paths:
    """Feeds and calendars of the archive and of its lists, in each language.

    A parameter for the language would make two paths of one form, which OpenAPI forbids.
    """
    for language in edition.messages:
        for address, says, media_type, *parameters in _beside(edition.archive):
            schema = OBJECT if media_type.endswith("json") else TEXT
            said = f"{says}." if language == FIRST_LANGUAGE else f"{says}; language: {language}."
            yield f"/{language_root(language)}{address}", _path(said, media_type, schema, *parameters)


def _beside(archive: Archive) -> Iterator[tuple[Any, ...]]:
    """Of each such file its path, what it is, its media type, and its parameters."""

    def held(facets: Sequence[str], holds: Callable[[Record], bool]) -> Iterator[tuple[str, str]]:
        """The lists that have a file with such records: facet and id of a term."""
        for facet in facets:
            for term, records in archive.listing(facet).items():
                if any(map(holds, records)):
                    yield facet, term

    for name, home, says, media_type, facets, holds in BESIDE:
        if any(map(holds, archive.listed)):
            yield home, says, media_type
        if found := next(held(FACETS[:1], holds), None):
            collection = _parameter("collection", COLLECTIONS, found[1])
            yield f"{{collection}}/{name}", f"{says}, of a collection", media_type, collection
        of_terms = tuple(facet for facet in facets if facet != FACETS[0])
        if found := next(held(of_terms, holds), None):
            parameters = _parameter("facet", of_terms, found[0]), _parameter("term", (), found[1])
            yield f"{{facet}}/{{term}}/{name}", f"{says}, of a term", media_type, *parameters
    if feeds.latest_changes(archive):
        for url, kind in zip(corrections_urls(FIRST_LANGUAGE), (written.ATOM, written.JSON), strict=True):
            yield url, "Corrections and updates of records", kind


def _of_data(edition: Edition) -> Paths:
    yield f"/{DATA}/records.jsonl", _path(
        "All records, each as a line of JSON.", JSON_LINES,
        {"type": "string", "description": "Each line is a Record."},
    )  # fmt: skip
    for table in TABLES:
        yield f"/{DATA}/{table.name}.csv", _path(table.says, CSV, TEXT)
    yield f"/{DATA}/datapackage.json", _path("Describes the tables (Data Package).", JSON, OBJECT)
    yield f"/{DATA}/openapi.json", _path("This description.", JSON, OBJECT)
    yield f"/{DATA}/record.schema.json", _path("Describes a record (JSON Schema).", JSON, OBJECT)
    says = "Describes the files that editors write (JSON Schema)."
    yield f"/{DATA}/source.schema.json", _path(says, JSON, OBJECT)
    yield f"/{LINKSET}", _path("The links of all records (RFC 9264).", LINKS, OBJECT)


def _inner(schema: Mapping[str, Any]) -> Schema:
    """A schema as a part of another document."""
    return {name: value for name, value in schema.items() if name not in ("$schema", "$id")}


def _reference(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _parameter(name: str, words: tuple[str, ...], example: str | None) -> Parameter:
    schema: Schema = {"type": "string", **({"enum": list(words)} if words else {})}
    return known({"name": name, "in": "path", "required": True, "schema": schema, "example": example})


def _path(says: str, media_type: str, schema: Schema, *parameters: Parameter) -> dict[str, Any]:
    answers = {
        "200": {"description": says, "content": {media_type: {"schema": schema}}},
        **({"404": {"description": "There is nothing at this address, or no more."}} if parameters else {}),
    }
    return {"get": known({"summary": says, "parameters": list(parameters), "responses": answers})}
