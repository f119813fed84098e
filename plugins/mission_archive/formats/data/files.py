"""The files of the data, and what pages say of them."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from typing import Any, NamedTuple

from mission_archive.formats.data.api import api_description
from mission_archive.formats.data.descriptions import data_package
from mission_archive.formats.data.schemas import record_schema
from mission_archive.formats.data.tables import (
    RECORDS,
    RELATIONS,
    TERMS,
    head,
    lines,
    record_row,
    relation_rows,
    term_rows,
)
from mission_archive.formats.data.twins import record_twin
from mission_archive.formats.edition import Edition, Format, Make, Offer, Subject
from mission_archive.formats.lists import names_of_list
from mission_archive.formats.writing import json_bytes, link
from mission_archive.model.addresses import DATA, list_data_url, listing_url, record_data_url, root_of
from mission_archive.model.facets import FACETS
from mission_archive.model.languages import FIRST_LANGUAGE

MEDIA_TYPE = "application/json"


IN_LISTS = ("id", "title", "date", "date_role", "duration", "status")
"""What a list says of a record: with a date also what it is the date of."""


class Exported(NamedTuple):
    """What there is of a record: its twin, its entry in lists, and its lines in the tables."""

    twin: bytes
    entry: bytes
    record: bytes
    relations: bytes


def _exported(edition: Edition, record_id: str) -> Exported:
    twin = record_twin(edition, edition.archive.records[record_id])
    # A program finds the twin at `url` with `record.json` behind it.
    entry = {name: twin[name] for name in IN_LISTS if name in twin}
    return Exported(
        json_bytes(twin) + b"\n",
        json_bytes({**entry, "url": twin["pages"][FIRST_LANGUAGE]}),
        lines([record_row(twin)]),
        lines(relation_rows(twin)),
    )


def _files(edition: Edition) -> Iterator[tuple[str, Make]]:
    listed, url = edition.archive.listed, f"{edition.url}{DATA}/"
    exported = cache(partial(_exported, edition))  # a record is in some twenty files

    def all_of(before: bytes, part: Callable[[Exported], bytes]) -> bytes:
        return before + b"".join([part(exported(record.id)) for record in listed])

    def list_of(facet: str, term: str) -> bytes:
        """The records of a list, newest first, an entry a line."""
        records = edition.archive.listing(facet)[term]
        about = {
            "facet": facet,
            "id": term,
            "name": names_of_list(edition, facet, term),
            "pages": {code: edition.url + listing_url(facet, term, code) for code in edition.messages},
            "count": len(records),
        }
        entries = b",\n".join([exported(record.id).entry for record in records])
        return b'%s,"records":[\n%s\n]}\n' % (json_bytes(about)[:-1], entries)

    for record in listed:
        yield record_data_url(record), partial(lambda record_id: exported(record_id).twin, record.id)
    yield f"{DATA}/records.jsonl", partial(all_of, b"", lambda one: one.twin)
    yield f"{DATA}/{RECORDS.name}.csv", partial(all_of, head(RECORDS), lambda one: one.record)
    yield f"{DATA}/{RELATIONS.name}.csv", partial(all_of, head(RELATIONS), lambda one: one.relations)
    yield f"{DATA}/{TERMS.name}.csv", lambda: head(TERMS) + lines(term_rows(edition))
    descriptions: dict[str, Callable[[], Mapping[str, Any]]] = {
        "datapackage.json": partial(data_package, edition),
        "openapi.json": partial(api_description, edition),
        "record.schema.json": partial(record_schema, f"{url}record.schema.json"),
        "source.schema.json": lambda: {"$id": f"{url}source.schema.json", **edition.source_schema},
    }
    for name, make in descriptions.items():
        yield f"{DATA}/{name}", partial(_description, make)
    for facet in FACETS:
        for term in edition.archive.listing(facet):
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
