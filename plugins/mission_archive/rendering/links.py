"""Links to terms and records, in words that fit the reader's language and the record's time."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple, overload

from mission_archive.model.addresses import listing_url, record_url
from mission_archive.model.archive import Archive
from mission_archive.model.languages import Texts, in_language
from mission_archive.model.records import Mention, Record
from mission_archive.model.terms import Term


@dataclass(frozen=True, slots=True)
class Link:
    """Words and where they lead, a path from the site's root; None where it has no page.

    `language` is that of the words if it differs from the page's. `today` is the present name of what `text` calls by
    a name of its time; `detail` is a word more, such as a venue,
    in `detail_language` if that is not the page's.
    """

    text: str
    url: str | None
    language: str | None = None
    today: str | None = None
    detail: str | None = None
    detail_language: str | None = None


class ShortText(NamedTuple):
    """A short text, and the language it is in if that is not the page's."""

    text: str
    language: str | None = None

    def __str__(self) -> str:
        return self.text


@overload
def short_text(texts: Texts, language: str) -> ShortText: ...
@overload
def short_text(texts: Texts | None, language: str) -> ShortText | None: ...
def short_text(texts: Texts | None, language: str) -> ShortText | None:
    """A short text in the words that suit a reader of `language` best; nothing of none."""
    if not texts:
        return None
    text, written = in_language(texts, language)
    return ShortText(text, foreign(written, language))


def record_link(record: Record, language: str) -> Link:
    """The title of a record, in the reader's language if it has one."""
    words = record.in_language(language)
    return Link(words.title, record_url(record, language), foreign(words.language, language))


def term_link(archive: Archive, facet: str, term: Term, language: str) -> Link:
    """The present name of a term."""
    name = short_text(term.name, language)
    return Link(name.text, _listing(archive, facet, term, language), name.language)


def institution_link(archive: Archive, term: Term, day: datetime.date | None, language: str) -> Link:
    """The name under which a body acted on `day`, with its present one where that differs."""
    return _link_then(archive, "institutions", term, name_on(term, day, language), language)


def place_link(archive: Archive, mention: Mention, record: Record, language: str) -> Link:
    """A place in the source's spelling or under its name on `day`, with its present name where that differs.

    The source's spelling is for readers of the record's own language; others read the name of the time in theirs.
    """
    place = archive.vocabularies.places[mention.place]
    then = place_then(place, mention, record, day_of(record), language)
    link = _link_then(archive, "places", place, then, language)
    venue = short_text(mention.venue, language)
    return replace(link, detail=venue.text, detail_language=venue.language) if venue else link


def place_then(
    place: Term, mention: Mention, record: Record, day: datetime.date | None, language: str
) -> tuple[str, str]:
    """The name by which a record calls a place that it mentions, and the language it is written in."""
    return source_name(mention, record, language) or name_on(place, day, language)


def source_name(mention: Mention, record: Record, language: str) -> tuple[str, str] | None:
    """The source's own name of a place and its language, for readers of that language."""
    return (mention.as_, language) if mention.as_ and language == record.original else None


def name_on(term: Term, day: datetime.date | None, language: str) -> tuple[str, str]:
    """The name of a term on a day, and the language it is written in."""
    return term.naming_on(day, language) if day else in_language(term.name, language)


def names_on(
    term: Term, day: datetime.date | None, languages: Collection[str]
) -> Mapping[str, tuple[str, str]]:
    """The same in several languages."""
    return {language: name_on(term, day, language) for language in languages}


def _link_then(archive: Archive, facet: str, term: Term, then: tuple[str, str], language: str) -> Link:
    """A term under a name of its time, with its present name where that differs."""
    (text, written), today = then, term.name_in(language)
    url = _listing(archive, facet, term, language)
    return Link(text, url, foreign(written, language), today if text != today else None)


def foreign(written: str, language: str) -> str | None:
    """The language in which words are written, if a page in `language` must mark it."""
    return written if written != language else None


def _listing(archive: Archive, facet: str, term: Term, language: str) -> str | None:
    """The term's list, if there is one: the only records of a term may be withdrawn."""
    return listing_url(facet, term.id, language) if term.id in archive.listing(facet) else None


def day_of(record: Record) -> datetime.date | None:
    """The day by which names of a record's time are chosen: its first, or its last where the first is open.

    None where the year is not known: no name of a time can then be said, and the present one is.
    """
    if not record.date.is_year_known and not record.date.has_open_start:
        return None
    return record.date.latest if record.date.has_open_start else record.date.earliest
