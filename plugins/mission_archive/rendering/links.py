"""Links to terms and records, in words that fit the reader's language and the record's time."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from mission_archive.model.archive import Archive
from mission_archive.model.languages import FIRST_LANGUAGE
from mission_archive.model.records import Mention, Record
from mission_archive.model.terms import Term, in_language
from mission_archive.rendering.addresses import listing_url, record_url


@dataclass(frozen=True, slots=True)
class Link:
    """Words and where they lead, a path from the site's root; None where it has no page.

    `language` is that of the words if it differs from the page's. `today` is the present name of what `text` calls by
    a name of its time; `detail` is a word more, such as a venue.
    """

    text: str
    url: str | None
    language: str | None = None
    today: str | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a page is made: the language of its text, and the language in which lists and labels speak."""

    language: str
    interface: str = FIRST_LANGUAGE


def record_link(record: Record, reader: Reader) -> Link:
    """The title of a record, in the reader's language if it has one."""
    words = record.in_language(reader.language)
    other = words.language if words.language != reader.language else None
    return Link(words.title, record_url(record, reader.language), other)


def term_link(archive: Archive, facet: str, term: Term, reader: Reader) -> Link:
    """The present name of a term."""
    text, language = in_language(term.name, reader.language)
    return Link(
        text, _listing(archive, facet, term, reader), language if language != reader.language else None
    )


def institution_link(archive: Archive, term: Term, day: datetime.date, reader: Reader) -> Link:
    """The name under which a body acted on `day`, with its present one where that differs."""
    then, today = term.name_on(day, reader.language), term.name_in(reader.language)
    url = _listing(archive, "institutions", term, reader)
    return Link(then, url, today=today if then != today else None)


def place_link(archive: Archive, mention: Mention, day: datetime.date, reader: Reader) -> Link:
    """A place in the source's spelling or under its name on `day`, with its present name where that differs."""
    place = archive.vocabularies.places[mention.place]
    today = place.name_in(reader.language)
    then = (
        mention.as_
        if mention.as_ and reader.language == FIRST_LANGUAGE
        else place.name_on(day, reader.language)
    )
    url = _listing(archive, "places", place, reader)
    return Link(then, url, today=today if then != today else None, detail=mention.venue)


def _listing(archive: Archive, facet: str, term: Term, reader: Reader) -> str | None:
    """The term's list, if there is one: the only records of a term may be withdrawn."""
    return listing_url(facet, term.id, reader.interface) if term.id in archive.listing(facet) else None


def day_of(record: Record) -> datetime.date:
    """The day by which names of a record's time are chosen: its first, or its last where the first is open."""
    return record.date.latest if record.date.has_open_start else record.date.earliest
