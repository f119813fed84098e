"""The files of the data, and what pages say of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial

from markupsafe import Markup

from mission_archive.formats.data.lists import entry_bytes, list_bytes, lists_of
from mission_archive.formats.data.twins import twin_bytes
from mission_archive.formats.edition import Edition, Format, Make, Offer, Subject
from mission_archive.model.addresses import list_data_url, record_data_url, root_of
from mission_archive.model.records import Record

MEDIA_TYPE = "application/json"


def _files(edition: Edition) -> Iterator[tuple[str, Make]]:
    @cache
    def twin(record_id: str) -> bytes:
        return twin_bytes(edition, edition.archive.records[record_id])

    @cache
    def entry(record_id: str) -> bytes:
        return entry_bytes(edition, edition.archive.records[record_id])

    def entry_of(record: Record) -> bytes:
        return entry(record.id)

    for record in edition.archive.listed:
        yield record_data_url(record), partial(twin, record.id)
    for facet, term in lists_of(edition):
        yield list_data_url(facet, term), partial(list_bytes, edition, entry_of, facet, term)


def _url(subject: Subject) -> str | None:
    """The twin of a page; those of pages in all languages are one file."""
    if subject.record:
        return record_data_url(subject.record)
    return list_data_url(*subject.listed) if subject.listed else None


def _head(edition: Edition, subject: Subject) -> Iterator[Markup]:
    if url := _url(subject):
        yield Markup('<link rel="alternate" type="{}" href="{}">').format(
            MEDIA_TYPE, root_of(subject.url) + url
        )


def _data(edition: Edition, subject: Subject) -> Iterator[Offer]:
    if url := _url(subject):
        yield Offer("JSON", url, MEDIA_TYPE)


FORMAT = Format(_files, _head, data=_data)
