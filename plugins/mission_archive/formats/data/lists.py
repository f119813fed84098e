"""The JSON twin of a list: which records it holds, newest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mission_archive.formats.data.twins import Json, line
from mission_archive.formats.edition import Edition
from mission_archive.model.addresses import listing_url
from mission_archive.model.facets import FACETS
from mission_archive.model.languages import FIRST_LANGUAGE, Texts
from mission_archive.model.records import UNDATED, Record
from mission_archive.model.terms import VOCABULARY_NAMES
from mission_archive.rendering.words.labels import COLLECTION_NAMES, UNDATED_NAME

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
        "name": name_of_list(edition, facet, term),
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


def name_of_list(edition: Edition, facet: str, term: str) -> Texts:
    """What a list is called, in each language that has a name for it."""
    if facet in VOCABULARY_NAMES:
        name: Texts = getattr(edition.archive.vocabularies, facet)[term].name
        return name
    if facet == "collections":
        return {code: words.gettext(COLLECTION_NAMES[term]) for code, words in edition.messages.items()}
    if term == UNDATED:
        return {code: words.gettext(UNDATED_NAME) for code, words in edition.messages.items()}
    return dict.fromkeys(edition.messages, term)
