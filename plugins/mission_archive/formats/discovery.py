"""How programs find their way from a page: FAIR Signposting as links in its head, one set of all links, robots.txt.

The links say what a record's page is about: the address to cite, the data that describe it, the institutions that
stand in the author's place of its citations, its documents, its licence and its kind. All of them are in
`data/linkset.json` too (RFC 9264), to which every such page leads. One file serves a program that takes everything in
one request; one for each record would double the files of the archive and repeat what the head of its page says.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any
from urllib.parse import quote

from mission_archive.formats.edition import Edition, Format, Make, Subject
from mission_archive.formats.structured.records import kind_of
from mission_archive.formats.writing import json_bytes, link
from mission_archive.model.addresses import (
    DATA,
    LINKSET,
    ROBOTS,
    SITEMAP,
    file_path,
    listing_url,
    page_url,
    record_data_url,
    record_url,
)
from mission_archive.model.files import media_type
from mission_archive.model.languages import FIRST_LANGUAGE
from mission_archive.model.records import Record

MEDIA_TYPE = "application/linkset+json"

Links = tuple[tuple[str, str, str | None], ...]
"""What a link is, its full address, and the media type of what is there if that is known."""


def _links(edition: Edition, record: Record) -> Links:
    return (
        ("cite-as", edition.url + edition.archive.permalinks[record.id], None),
        ("describedby", edition.url + record_data_url(record), "application/json"),
        ("type", "https://schema.org/AboutPage", None),
        ("type", f"https://schema.org/{kind_of(edition, record)}", None),
        *(
            ("author", edition.url + listing_url("institutions", each, FIRST_LANGUAGE), None)
            for each in record.organisers
        ),
        *((("license", edition.licence, None),) if edition.licence else ()),
        *(
            ("item", edition.url + quote(file_path(record, each.file)), media_type(each.file))
            for each in record.attachments
        ),
    )


def _head(edition: Edition, subject: Subject) -> Iterator[str]:
    if subject.record:
        yield edition.once(_head_of_record, subject.record.id)
    if subject.record or subject.url == page_url(DATA, subject.language):
        yield link("linkset", edition.url + LINKSET, MEDIA_TYPE)


def _head_of_record(edition: Edition, record_id: str) -> str:
    """The same on the pages of a record in all languages."""
    return "\n".join([link(*each) for each in _links(edition, edition.archive.records[record_id])])


def _linkset(edition: Edition) -> bytes:
    """The links of all records, a record a line."""
    contexts = [json_bytes(_context(edition, record)) for record in edition.archive.listed]
    return b'{"linkset":[\n%s\n]}\n' % b",\n".join(contexts)


def _context(edition: Edition, record: Record) -> dict[str, Any]:
    context: dict[str, Any] = {"anchor": edition.url + record_url(record, FIRST_LANGUAGE)}
    for relation, target, kind in _links(edition, record):
        found = {"href": target, **({"type": kind} if kind else {})}
        context.setdefault(relation, []).append(found)
    return context


def _files(edition: Edition) -> Iterator[tuple[str, Make]]:
    yield LINKSET, partial(_linkset, edition)
    # Search engines read it at the root of a host alone; below a path the sitemap has to be made known to them.
    yield ROBOTS, f"User-agent: *\nAllow: /\nSitemap: {edition.url}{SITEMAP}\n".encode


FORMAT = Format(_files, _head)
