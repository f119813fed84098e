"""The data described for programs: the tables as a Data Package (datapackage.org, version 2), the addresses as an API
without a server (OpenAPI 3.1).
"""

from collections.abc import Mapping
from typing import Any

from mission_archive.formats.data.schemas import Schema, list_schema, record_schema
from mission_archive.formats.data.tables import TABLES, Table
from mission_archive.formats.data.twins import known
from mission_archive.formats.edition import Edition
from mission_archive.model.addresses import DATA, LIST_DATA, RECORD_DATA
from mission_archive.model.facets import FACETS
from mission_archive.model.languages import FIRST_LANGUAGE
from mission_archive.model.records import COLLECTIONS

JSON, JSON_LINES, CSV = "application/json", "application/jsonl", "text/csv"
PROFILE = "https://datapackage.org/profiles/2.0"


def data_package(edition: Edition) -> dict[str, Any]:
    """The description of the package of all tables."""
    words = edition.words[FIRST_LANGUAGE]
    return known(
        {
            "$schema": f"{PROFILE}/datapackage.json",
            "name": "records",
            "id": f"{edition.url}{DATA}/datapackage.json",
            "title": words["name"],
            "description": words["description"],
            "homepage": f"{edition.url}{DATA}/",
            "licenses": [{"path": edition.licence}] if edition.licence else None,
            "resources": [_resource(table) for table in TABLES],
        }
    )


def _resource(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "type": "table",
        "title": table.title,
        "description": table.says,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": known({
            "$schema": f"{PROFILE}/tableschema.json",
            "fields": [column.field for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"fields": [column], "reference": {"resource": other, "fields": [its]}}
                for column, (other, its) in table.refers.items()
            ],
        }),
    }  # fmt: skip


def api_description(edition: Edition) -> dict[str, Any]:
    """The description, with examples from the archive itself."""
    archive, words = edition.archive, edition.words[FIRST_LANGUAGE]
    record = next(iter(archive.listed), None)
    facet, term = next(((f, t) for f in FACETS[1:] for t in archive.listing(f)), ("years", ""))
    collection = next(iter(archive.listing("collections")), COLLECTIONS[0])
    collections = _parameter("collection", COLLECTIONS, record.collection if record else None)
    year, slug = record.id.split("/")[1:] if record else (None, None)
    tables = {f"/{DATA}/{table.name}.csv": _path(table.says, CSV, {"type": "string"}) for table in TABLES}
    return {
        "openapi": "3.1.0",
        "info": known({
            "title": words["name"],
            "description": words["description"],
            "version": "1",
            "license": {"name": edition.licence, "url": edition.licence} if edition.licence else None,
        }),
        "servers": [{"url": edition.url.removesuffix("/")}],
        "paths": {
            f"/{{collection}}/{{year}}/{{name}}/{RECORD_DATA}": _path(
                "A record.", JSON, _reference("Record"), collections,
                _parameter("year", (), year), _parameter("name", (), slug),
            ),
            f"/{{collection}}/{LIST_DATA}": _path(
                "The records of a collection.", JSON, _reference("List"),
                _parameter("collection", COLLECTIONS, collection),
            ),
            f"/{{facet}}/{{term}}/{LIST_DATA}": _path(
                "The records of a year, a place, a theme or another term.", JSON, _reference("List"),
                _parameter("facet", FACETS[1:], facet), _parameter("term", (), term),
            ),
            f"/{DATA}/records.jsonl": _path(
                "All records, each as a line of JSON.", JSON_LINES,
                {"type": "string", "description": "Each line is a Record."},
            ),
            **tables,
        },
        "components": {"schemas": {"Record": _inner(record_schema("")), "List": list_schema()}},
    }  # fmt: skip


def _inner(schema: Mapping[str, Any]) -> Schema:
    """A schema as a part of another document."""
    return {name: value for name, value in schema.items() if name not in ("$schema", "$id")}


def _reference(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _parameter(name: str, words: tuple[str, ...], example: str | None) -> dict[str, Any]:
    schema: Schema = {"type": "string", **({"enum": list(words)} if words else {})}
    return known({"name": name, "in": "path", "required": True, "schema": schema, "example": example})


def _path(says: str, media_type: str, schema: Schema, *parameters: dict[str, Any]) -> dict[str, Any]:
    answers = {
        "200": {"description": says, "content": {media_type: {"schema": schema}}},
        **({"404": {"description": "There is nothing at this address, or no more."}} if parameters else {}),
    }
    return {"get": known({"summary": says, "parameters": list(parameters), "responses": answers})}
