"""All records of an archive with their vocabularies: listed by every facet, with both ways of every relation."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from mission_archive.model.facets import terms_of
from mission_archive.model.file_names import lies_in
from mission_archive.model.order import Neighbours, neighbours
from mission_archive.model.records import COLLECTIONS, UNDATED, Outcome, Record, State
from mission_archive.model.relations import Links, both_ways, turned_round
from mission_archive.model.similarity import Similarity
from mission_archive.model.terms import VOCABULARY_NAMES, Vocabularies

FACETS = ("collections", "years", "places", "themes", "dimensions", "institutions", "series", "formats")
"""What records are listed by. All but collections and years are vocabularies of the same name."""


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What came of a record: records in order of time, and promises in words that no record answers yet."""

    records: tuple[Record, ...]
    texts: tuple[Outcome, ...]


class Archive:
    """Records by id. Relations to records that the archive does not hold are as if not written.

    `now` is the moment for which the archive is seen: it decides which records are withdrawn. No record shows a file of
    `withdrawn`, nor one of which any record says that the consent was withdrawn; paths are from the project's root.
    """

    def __init__(
        self,
        records: Iterable[Record],
        vocabularies: Vocabularies,
        now: datetime.datetime,
        hidden: frozenset[str] = frozenset(),
        withdrawn: frozenset[str] = frozenset(),
    ) -> None:
        self.vocabularies = vocabularies
        self.now = now
        self._within: dict[tuple[str, str], dict[str, None]] = {}
        records = sorted(records, key=lambda record: record.id)
        self._withdrawn = withdrawn.union(*(record.withdrawn_files for record in records))
        self.records: Mapping[str, Record] = {
            record.id: record.without_photos(self._withdrawn) if self._withdrawn else record
            for record in records
        }
        self.hidden = hidden | self._withdrawn
        """Files kept from the public, from the project's root: links to them are left out without a word."""

    def visible(self, *, has_drafts: bool = False) -> Archive:
        """The archive without what the public must not see: embargoed records and, but for a preview, drafts.

        Nor does it have the terms that must not be seen (`seen_terms`), so that nothing made of it can name them.
        """
        hidden = set() if has_drafts else {State.DRAFT, State.EMBARGOED}
        shown: list[Record] = []
        left_out: list[Record] = []
        for record in self.records.values():
            (left_out if record.state(self.now) in hidden else shown).append(record)
        files = frozenset(path for record in left_out for path in record.files)
        seen = Archive(shown, self.vocabularies, self.now).seen_terms
        return Archive(shown, self.vocabularies.only(seen), self.now, self.hidden | files, self._withdrawn)

    @cached_property
    def seen_terms(self) -> Mapping[str, frozenset[str]]:
        """Vocabulary → the ids of its terms that may be seen: a record names them, or what they contain.

        What a removed record named is as if not written. The mission, whose archive this is, is always seen.
        """
        public = [record for record in self.records.values() if not record.removed]
        seen = {name: {t for r in public for t in self.terms_within(r, name)} for name in VOCABULARY_NAMES}
        institutions, mission = self.vocabularies.institutions, self.vocabularies.mission
        if mission:
            seen["institutions"].update(t.id for t in (mission, *institutions.broader(mission.id)))
        return {name: frozenset(ids) for name, ids in seen.items()}

    @cached_property
    def listed(self) -> tuple[Record, ...]:
        """The records that lists show, newest first: not those withdrawn or removed."""
        unlisted = (State.WITHDRAWN, State.REMOVED)
        records = [record for record in self.records.values() if record.state(self.now) not in unlisted]
        return tuple(sorted(records, key=lambda record: (record.date.order, record.id), reverse=True))

    # Files

    @cached_property
    def _pages(self) -> dict[str, tuple[Record, str | None]]:
        return {
            words.path: (record, None if words.language == record.original else words.language)
            for record in self.records.values()
            for words in record.words.values()
        }

    def page_of(self, path: str) -> tuple[Record, str | None] | None:
        """The record of the file at `path` (from the project's root), and the language if it is a translation."""
        return self._pages.get(path)

    @cached_property
    def published_files(self) -> frozenset[str]:
        """The photos and attachments that the public may see, as paths from the project's root."""
        return frozenset(
            f"{record.folder}/{name}"
            for record in self.records.values()
            if not record.removed
            for name in (
                *(photo.file for photo in record.shown_photos),
                *(attachment.file for attachment in record.attachments),
            )
        )

    @cached_property
    def _removed_folders(self) -> frozenset[str]:
        return frozenset(record.folder for record in self.records.values() if record.removed)

    def may_be_removed(self, path: str) -> bool:
        """Whether the file at `path`, which is not published, may have been one of a removed record."""
        return lies_in(path, self._removed_folders)

    # Facets

    def terms(self, record: Record, facet: str) -> tuple[str, ...]:
        """The ids of the terms that `record` itself names, each once, in its own order. Years are four digits."""
        return terms_of(record, facet)

    @cached_property
    def _listings(self) -> dict[str, Mapping[str, list[Record]]]:
        return {facet: self._ordered(facet, self._by_term(facet)) for facet in FACETS}

    def _by_term(self, facet: str) -> dict[str, list[Record]]:
        by_term: dict[str, list[Record]] = {}
        for record in self.listed:
            for term_id in self.terms_within(record, facet):
                by_term.setdefault(term_id, []).append(record)
        return by_term

    def terms_within(self, record: Record, facet: str) -> Iterable[str]:
        """The ids of the terms under which `record` is listed: those it names and all that contain them, each once."""
        found: dict[str, None] = {}
        for term_id in self.terms(record, facet):
            if (facet, term_id) not in self._within:
                nested = getattr(self.vocabularies, facet, None)
                broader = nested.broader(term_id) if nested is not None else ()
                self._within[facet, term_id] = dict.fromkeys((term_id, *(term.id for term in broader)))
            found.update(self._within[facet, term_id])
        return found

    def _ordered(self, facet: str, by_term: dict[str, list[Record]]) -> dict[str, list[Record]]:
        if facet == "collections":
            order: Iterable[str] = COLLECTIONS
        elif facet == "years":
            order = sorted(by_term, key=lambda year: (year != UNDATED, year), reverse=True)
        else:
            order = getattr(self.vocabularies, facet)
        return {term_id: by_term[term_id] for term_id in order if term_id in by_term}

    def listing(self, facet: str) -> Mapping[str, list[Record]]:
        """The listed records of each term of a facet, newest first; a term holds the records of its narrower ones.

        Only terms with records. Collections come in their own order, years newest first with the undated last,
        vocabularies in their own order.
        """
        return self._listings[facet]

    # Relations, each read from both ends

    def _known(self, ids: Iterable[str]) -> list[Record]:
        return [self.records[record_id] for record_id in ids if record_id in self.records]

    @cached_property
    def _thread(self) -> tuple[Links, Links]:
        """Record id → ids of what came of it, and the pairs of which it is said that cannot be: as told by either end.

        Nothing can come of what had not ended before it began. Such records are related, without an order.
        """
        led_to: Links = {}
        unordered: Links = {}
        for before, after in self._told_pairs():
            first, second = self.records.get(before), self.records.get(after)
            is_sure = first is None or second is None or first.date.is_before(second.date)
            (led_to if is_sure else unordered).setdefault(before, {})[after] = None
        return led_to, unordered

    def _told_pairs(self) -> Iterator[tuple[str, str]]:
        for record in self.records.values():
            yield from ((record.id, outcome.record) for outcome in record.outcomes if outcome.record)
            yield from ((before, record.id) for before in record.follows)

    @cached_property
    def _led_to(self) -> Links:
        return self._thread[0]

    @cached_property
    def _led_from(self) -> Links:
        return turned_round(self._led_to)

    @cached_property
    def _related(self) -> Links:
        links = {record.id: dict.fromkeys(record.related) for record in self.records.values()}
        return both_ways(links, self._thread[1])

    @cached_property
    def _possibly_same(self) -> Links:
        return both_ways(
            {record.id: dict.fromkeys(record.possibly_same_as) for record in self.records.values()}
        )

    def led_to_by(self, record: Record) -> tuple[Record, ...]:
        """What led to `record`, oldest first, whichever of the two records says so.

        Only what had surely ended before `record` began; the rest of what is said to have led to it is related to it.
        """
        return self._in_time(self._known(self._led_from.get(record.id, ())))

    def outcomes_of(self, record: Record) -> Outcomes:
        """What came of `record`, oldest first, whichever of the two records says so (see `led_to_by`)."""
        return Outcomes(
            self._in_time(self._known(self._led_to.get(record.id, ()))),
            tuple(outcome for outcome in record.outcomes if outcome.text),
        )

    def related_to(self, record: Record) -> tuple[Record, ...]:
        """Loosely related records, oldest first, whichever of the two says so, without those of the thread."""
        thread = {*self._led_from.get(record.id, ()), *self._led_to.get(record.id, ()), record.id}
        return self._in_time(self._known(i for i in self._related.get(record.id, ()) if i not in thread))

    def possibly_same_as(self, record: Record) -> tuple[Record, ...]:
        """The records that may be about the same event, oldest first, whichever of the two says so."""
        return self._in_time(self._known(self._possibly_same.get(record.id, ())))

    def _in_time(self, records: Iterable[Record]) -> tuple[Record, ...]:
        shown = (
            record for record in records if record.state(self.now) not in (State.WITHDRAWN, State.REMOVED)
        )
        return tuple(sorted(shown, key=lambda record: (record.date.order, record.id)))

    # Neighbours

    @cached_property
    def _neighbours(self) -> Mapping[str, Neighbours]:
        series: dict[str, list[Record]] = {}
        for record in self.listed:
            if record.series:
                series.setdefault(record.series, []).append(record)
        return {record_id: found for line in series.values() for record_id, found in neighbours(line).items()}

    def neighbours_in_series(self, record: Record) -> Neighbours:
        """The instances before and after `record` in its series, where it is sure which they are (`model.order`)."""
        return self._neighbours.get(record.id, (None, None))

    @cached_property
    def _oldest_first(self) -> list[Record]:
        return list(reversed(self.listed))

    @cached_property
    def _similarity(self) -> Similarity:
        return Similarity(self._oldest_first, self.vocabularies)

    def similar_to(self, record: Record) -> tuple[Record, ...]:
        """A few records like `record` (see `model.similarity`), but for those that its page names anyway."""
        before, after = self.neighbours_in_series(record)
        return self._similarity.to(
            record,
            {
                *self._led_from.get(record.id, ()),
                *self._led_to.get(record.id, ()),
                *self._related.get(record.id, ()),
                *(other.id for other in (before, after) if other),
                *(other.id for other in self.possibly_same_as(record)),
            },
        )

    # Promises

    @cached_property
    def open_promises(self) -> tuple[tuple[Record, Outcome | None], ...]:
        """What was announced and, as far as the archive knows, has not come: oldest first.

        Either a record that is itself a promise (with None), or a record with one of its outcomes in words.
        """
        promises: list[tuple[Record, Outcome | None]] = []
        for record in self._oldest_first:
            if record.is_promise:
                promises.append((record, None))
            promises.extend(
                (record, outcome) for outcome in record.outcomes if outcome.text and outcome.expected
            )
        return tuple(promises)
