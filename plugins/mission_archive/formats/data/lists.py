"""The JSON twin of a list: which records it holds, newest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mission_archive.formats.data.twins import Json, line
from mission_archive.formats.edition import Edition
from mission_archive.formats.lists import names_of_list
from mission_archive.model.addresses import listing_url
from mission_archive.model.facets import FACETS
from mission_archive.model.languages import FIRST_LANGUAGE
from mission_archive.model.records import Record

EntryOf = Callable[[Record], bytes]


def lists_of(edition: Edition) -> Iterator[tuple[str, str]]:
    """The lists of the archive: facet and term."""
    for facet in FACETS:
        for term in edition.archive.listing(facet):
            yield facet, term


def list_bytes(edition: Edition, entry: EntryOf, facet: str, term: str) -> bytes:
    """A list as JSON, an entry a line. `entry` gives that of a record, which many lists have."""
    records = edition.archive.listing(facet)[term]
    head = {
        "facet": facet,
        "id": term,
        "name": names_of_list(edition, facet, term),
        "pages": {code: edition.url + listing_url(facet, term, code) for code in edition.messages},
        "count": len(records),
    }
    opened = line(head).removesuffix(b"}\n")
    return b'%s,"records":[\n%s\n]}\n' % (opened, b",\n".join(map(entry, records)))


def entry_of(twin: Json) -> Json:
    """A record as lists have it, from its twin, which is at `url` with `record.json` behind it."""
    return {
        **{name: twin[name] for name in ("id", "title", "date", "status")},
        "url": twin["pages"][FIRST_LANGUAGE],
    }
