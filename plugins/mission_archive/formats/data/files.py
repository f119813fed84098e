"""The files of the data, and what pages say of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from mission_archive.formats.data.lists import entry_of, list_bytes, lists_of
from mission_archive.formats.data.openapi import api_description
from mission_archive.formats.data.package import data_package
from mission_archive.formats.data.schemas import record_schema
from mission_archive.formats.data.tables import (
    RECORDS,
    RELATIONS,
    ROWS_OF_RECORD,
    TERMS,
    Table,
    head,
    lines,
    term_rows,
)
from mission_archive.formats.data.twins import line, record_twin
from mission_archive.formats.edition import Edition, Format, Make, Offer, Subject
from mission_archive.formats.writing import link
from mission_archive.model.addresses import DATA, list_data_url, record_data_url, root_of
from mission_archive.model.records import Record

MEDIA_TYPE = "application/json"


@dataclass(frozen=True, slots=True)
class Exported:
    """What there is of a record: its twin, its entry in lists, and its lines in each table."""

    twin: bytes
    entry: bytes
    lines: Mapping[str, bytes]


def _exported(edition: Edition, record: Record) -> Exported:
    twin = record_twin(edition, record)
    rows = {table.name: lines(table, ROWS_OF_RECORD[table.name](twin)) for table in (RECORDS, RELATIONS)}
    return Exported(line(twin), line(entry_of(twin)).rstrip(), rows)


def _files(edition: Edition) -> Iterator[tuple[str, Make]]:
    listed = edition.archive.listed

    @cache
    def exported(record_id: str) -> Exported:
        """Made once, for a record is in some twenty files."""
        return _exported(edition, edition.archive.records[record_id])

    def lines_of(table: Table) -> bytes:
        return head(table) + b"".join(exported(record.id).lines[table.name] for record in listed)

    def list_of(facet: str, term: str) -> bytes:
        return list_bytes(edition, lambda record: exported(record.id).entry, facet, term)

    for record in listed:
        yield record_data_url(record), partial(lambda record_id: exported(record_id).twin, record.id)
    yield f"{DATA}/records.jsonl", lambda: b"".join(exported(record.id).twin for record in listed)
    for table in (RECORDS, RELATIONS):
        yield f"{DATA}/{table.name}.csv", partial(lines_of, table)
    yield f"{DATA}/{TERMS.name}.csv", lambda: head(TERMS) + lines(TERMS, term_rows(edition))
    url = f"{edition.url}{DATA}/"
    descriptions: dict[str, Callable[[], Mapping[str, Any]]] = {
        "datapackage.json": partial(data_package, edition),
        "openapi.json": partial(api_description, edition),
        "record.schema.json": partial(record_schema, f"{url}record.schema.json"),
    }
    if edition.source_schema:
        source = {"$id": f"{url}source.schema.json", **edition.source_schema}
        descriptions["source.schema.json"] = lambda: source
    for name, make in descriptions.items():
        yield f"{DATA}/{name}", partial(_description, make)
    for facet, term in lists_of(edition):
        yield list_data_url(facet, term), partial(list_of, facet, term)


def _description(make: Callable[[], Mapping[str, Any]]) -> bytes:
    """A description as people read it, too."""
    return json.dumps(make(), ensure_ascii=False, indent=1).encode() + b"\n"


def _url(subject: Subject) -> str | None:
    """The twin of a page; those of pages in all languages are one file."""
    if subject.record:
        return record_data_url(subject.record)
    return list_data_url(*subject.listed) if subject.listed else None


def _head(edition: Edition, subject: Subject) -> Iterator[str]:
    if url := _url(subject):
        yield link("alternate", root_of(subject.url) + url, MEDIA_TYPE)


def _data(edition: Edition, subject: Subject) -> Iterator[Offer]:
    if url := _url(subject):
        yield Offer("JSON", url, MEDIA_TYPE)


FORMAT = Format(_files, _head, data=_data)
