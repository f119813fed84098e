"""Which lists of records there are and what is on each page of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from mission_archive.model.addresses import listing_url
from mission_archive.model.archive import Archive
from mission_archive.model.dates import Date
from mission_archive.model.records import UNDATED, Record
from mission_archive.model.terms import Institution, Name, Series, Term, Vocabulary
from mission_archive.rendering.links import Link, ShortText, short_text, term_link
from mission_archive.rendering.lists.extents import Extent, Group, extent_of
from mission_archive.rendering.words.alphabets import sort_key
from mission_archive.rendering.words.labels import COLLECTION_NAMES, UNDATED_NAME
from mission_archive.rendering.words.messages import Messages

NEAR = 3
"""Pages on either side to which a page of a list leads."""


@dataclass(frozen=True, slots=True)
class TermCount:
    """A term with the number of its records, and the terms it contains."""

    link: Link
    count: int
    narrower: list["TermCount"]


@dataclass(frozen=True, slots=True)
class NamesOfTime:
    """The names a term had in one time, in all languages and spellings; both ends None where the time is not known."""

    from_: Date | None
    to: Date | None
    names: list[Name]


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list of records. `pages` are the addresses of all its pages, `number` counts from 1.

    `country` is that of an institution; of a series, `series_before` is the one it carries on, `series_after` those
    that carry it on. `extent` is that of the whole list; `groups` are the page's records by year.
    """

    facet: str
    term_id: str
    title: ShortText
    term: Term
    description: ShortText | None
    country: Link | None
    broader: list[Link]
    narrower: list[TermCount]
    series_before: Link | None
    series_after: list[Link]
    names: list[NamesOfTime]
    records: Sequence[Record]
    extent: Extent
    number: int
    pages: list[str]
    groups: list[Group]

    @property
    def offered_pages(self) -> list[int | None]:
        """The numbers of the pages to which this one leads, with None for a gap: the first, the last, those around it.

        Every page leading to every other would make a list of 10,000 records grow with the square of its pages.
        """
        last = len(self.pages)
        near = {1, last, *range(max(1, self.number - NEAR), min(last, self.number + NEAR) + 1)}
        offered: list[int | None] = [1]
        for before, number in pairwise(sorted(near)):
            if number - before == 2:
                offered.append(number - 1)  # a gap of one page is as wide as the page
            elif number - before > 2:
                offered.append(None)
            offered.append(number)
        return offered


def listings(archive: Archive, facet: str, messages: Messages) -> Iterator[Listing]:
    """Every page of every list of a facet."""
    language = messages.language
    vocabulary, counts = vocabulary_of(archive, facet, messages), term_counts(archive, facet, messages)
    for term_id, records in archive.listing(facet).items():
        term = vocabulary[term_id]
        extent = extent_of(records)
        pages = [listing_url(facet, term_id, language, number) for number, _ in enumerate(extent.groups, 1)]
        before, after = _line_of(term, archive, language) if isinstance(term, Series) else (None, [])
        listing = Listing(
            facet=facet,
            term_id=term_id,
            title=short_text(term.name, language),
            term=term,
            description=short_text(term.description, language),
            broader=[term_link(archive, facet, above, language) for above in vocabulary.broader(term_id)],
            narrower=counts[term_id].narrower,
            country=_country(term, language) if isinstance(term, Institution) else None,
            series_before=before,
            series_after=after,
            names=names_over_time(term, language),
            records=records,
            extent=extent,
            number=0,
            pages=pages,
            groups=[],
        )
        for number, groups in enumerate(extent.groups, 1):
            yield replace(listing, number=number, groups=groups)


def _country(body: Institution, language: str) -> Link | None:
    name = short_text(body.country, language) if body.country else None
    return Link(name.text, None, name.language) if name else None


def _line_of(series: Series, archive: Archive, language: str) -> tuple[Link | None, list[Link]]:
    """The series that this one carries on, and those that carry it on."""
    known = archive.vocabularies.series
    before = known.get(series.succeeds) if series.succeeds else None
    after = [other for other in known.values() if other.succeeds == series.id]
    return (
        term_link(archive, "series", before, language) if before else None,
        [term_link(archive, "series", other, language) for other in after],
    )


def vocabulary_of(archive: Archive, facet: str, messages: Messages) -> Vocabulary[Any]:
    """The terms of a facet. Collections and years have none of their own, and are called as term_title says."""
    known: Vocabulary[Any] | None = getattr(archive.vocabularies, facet, None)
    if known is not None:
        return known
    return Vocabulary(
        Term(id=term_id, name={messages.language: term_title(term_id, messages)})
        for term_id in archive.listing(facet)
    )


def term_title(term_id: str, messages: Messages) -> str:
    """What a term is called that no vocabulary names: a collection or a year."""
    if term_id == UNDATED:
        return messages.gettext(UNDATED_NAME)
    return messages.gettext(COLLECTION_NAMES[term_id]) if term_id in COLLECTION_NAMES else term_id


def names_over_time(term: Term, language: str) -> list[NamesOfTime]:
    """The former and other names of a term by their time: oldest first, spellings of no known time last.

    Names of a time are shown in all languages, other spellings only to those who read the language.
    """
    by_time: dict[tuple[Date | None, Date | None], list[Name]] = {}
    for name in term.names:
        if not name.is_dated and name.language not in (None, language):
            continue
        of_time = by_time.setdefault((name.from_, name.to), [])
        if name.name not in (other.name for other in of_time):
            of_time.append(name)

    def began(time: tuple[Date | None, Date | None]) -> tuple[bool, str, str]:
        from_, to = time
        return (
            from_ is None and to is None,
            str(from_.earliest) if from_ else "",
            str(to.latest) if to else "9",
        )

    return [NamesOfTime(*time, by_time[time]) for time in sorted(by_time, key=began)]


def facet_index(archive: Archive, facet: str, messages: Messages) -> list[TermCount]:
    """All terms of a facet that have records, nested where the vocabulary nests them."""
    counts = term_counts(archive, facet, messages)
    roots = vocabulary_of(archive, facet, messages).roots
    return in_order([counts[term.id] for term in roots if term.id in counts], facet, messages.language)


def term_counts(archive: Archive, facet: str, messages: Messages) -> dict[str, TermCount]:
    """Id → count of every term of a facet that has records."""
    language = messages.language
    by_term = archive.listing(facet)
    vocabulary = vocabulary_of(archive, facet, messages)

    def count(term: Term) -> TermCount:
        narrower = in_order(
            [count(inner) for inner in vocabulary.narrower(term.id) if inner.id in by_term], facet, language
        )
        counts[term.id] = TermCount(
            term_link(archive, facet, term, language), len(by_term[term.id]), narrower
        )
        return counts[term.id]

    counts: dict[str, TermCount] = {}
    for term in vocabulary.roots:
        if term.id in by_term:
            count(term)
    return counts


KEEP_THEIR_ORDER = ("collections", "years", "dimensions")
"""Facets whose own order says something; the terms of others are in alphabetical order."""


def in_order(counts: list[TermCount], facet: str, language: str) -> list[TermCount]:
    """Terms of a facet as an index in `language` lists them."""
    if facet in KEEP_THEIR_ORDER:
        return counts
    return sorted(counts, key=lambda count: sort_key(count.link.text, language))


def year_anchor(year: int) -> str:
    """The id of a year's heading in a list."""
    return f"y{year}"
