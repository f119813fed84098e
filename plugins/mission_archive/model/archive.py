"""All records of an archive with their vocabularies: listed by every facet, with both ways of every relation."""

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from mission_archive.model.addresses import permalink
from mission_archive.model.facets import FACETS, terms_of
from mission_archive.model.file_names import lies_in
from mission_archive.model.grouping import grouped
from mission_archive.model.order import Neighbours, neighbours
from mission_archive.model.records import COLLECTIONS, UNDATED, Outcome, Record, State
from mission_archive.model.relations import Relations
from mission_archive.model.similarity import Similarity
from mission_archive.model.terms import VOCABULARY_NAMES, Vocabularies


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What came of a record: records in order of time, and promises in words that no record answers yet."""

    records: tuple[Record, ...]
    texts: tuple[Outcome, ...]


@dataclass(frozen=True, init=False, eq=False)
class Archive:
    """Records by id. Relations to records that the archive does not hold are as if not written.

    `now` is the moment for which the archive is seen: it decides which records are still under embargo. No record shows
    a file of `without_consent`, nor one of which any record says that the consent was withdrawn; paths are from the
    project's root. An archive never changes; what is worked out of it is kept, for which it needs a `__dict__`.
    """

    records: Mapping[str, Record]
    vocabularies: Vocabularies
    now: datetime.datetime
    hidden: frozenset[str]
    """Files kept from the public, from the project's root: links to them are left out without a word."""
    without_consent: frozenset[str]

    def __init__(
        self,
        records: Iterable[Record],
        vocabularies: Vocabularies,
        now: datetime.datetime,
        hidden: frozenset[str] = frozenset(),
        without_consent: frozenset[str] = frozenset(),
    ) -> None:
        records = sorted(records, key=lambda record: record.id)
        without_consent = without_consent.union(*(record.files_without_consent for record in records))
        self.__dict__.update(
            records=MappingProxyType(
                {record.id: record.without_photos(without_consent) for record in records}
            ),
            vocabularies=vocabularies,
            now=now,
            hidden=hidden | without_consent,
            without_consent=without_consent,
        )

    def visible(self, *, has_drafts: bool = False) -> "Archive":
        """The archive without what the public must not see: drafts and embargoed records, which a preview shows.

        Nor does it have the terms that must not be seen (`seen_terms`), so that nothing made of it can name them.
        """
        hidden = set() if has_drafts else {State.DRAFT, State.EMBARGOED}
        shown: list[Record] = []
        left_out: list[Record] = []
        for record in self.records.values():
            (left_out if record.state(self.now) in hidden else shown).append(record)
        files = frozenset(path for record in left_out for path in record.files)
        seen = Archive(shown, self.vocabularies, self.now).seen_terms
        return Archive(
            shown, self.vocabularies.only(seen), self.now, self.hidden | files, self.without_consent
        )

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
        return self._in_time(self.records)[::-1]

    @cached_property
    def permalinks(self) -> Mapping[str, str]:
        """Id of a record → the short address that its page shows: some ten files of formats say it."""
        return {record.id: permalink(record) for record in self.records.values()}

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

    def terms_within(self, record: Record, facet: str) -> tuple[str, ...]:
        """The ids of the terms under which `record` is listed: those it names and all that contain them, each once."""
        named = terms_of(record, facet)
        if facet not in VOCABULARY_NAMES:
            return named
        lineage = getattr(self.vocabularies, facet).lineage
        return tuple(dict.fromkeys(term_id for name in named for term_id in lineage(name)))

    @cached_property
    def _listings(self) -> Mapping[str, Mapping[str, Sequence[Record]]]:
        return {facet: self._listing(facet) for facet in FACETS}

    def _listing(self, facet: str) -> Mapping[str, Sequence[Record]]:
        by_term = grouped(
            (term, record) for record in self.listed for term in self.terms_within(record, facet)
        )
        if facet == "collections":
            order: Iterable[str] = COLLECTIONS
        elif facet == "years":
            order = sorted(by_term, key=lambda year: (year != UNDATED, year), reverse=True)
        else:
            order = getattr(self.vocabularies, facet)
        return MappingProxyType({term: tuple(by_term[term]) for term in order if term in by_term})

    def listing(self, facet: str) -> Mapping[str, Sequence[Record]]:
        """The listed records of each term of a facet, newest first; a term holds the records of its narrower ones.

        Only terms with records. Collections come in their own order, years newest first with the undated last,
        vocabularies in their own order.
        """
        return self._listings[facet]

    # Relations, each read from both ends

    @cached_property
    def _relations(self) -> Relations:
        return Relations.of(self.records)

    def led_to_by(self, record: Record) -> tuple[Record, ...]:
        """What led to `record`, oldest first, whichever of the two records says so.

        Only what had surely ended before `record` began; the rest of what is said to have led to it is related to it.
        """
        return self._in_time(self._relations.led_from.get(record.id, ()))

    def outcomes_of(self, record: Record) -> Outcomes:
        """What came of `record`, oldest first, whichever of the two records says so (see `led_to_by`)."""
        return Outcomes(
            self._in_time(self._relations.led_to.get(record.id, ())),
            tuple(outcome for outcome in record.outcomes if outcome.text),
        )

    def related_to(self, record: Record) -> tuple[Record, ...]:
        """Loosely related records, oldest first, whichever of the two says so, without those of the thread."""
        related = self._relations.related.get(record.id)
        return self._in_time(related - self._thread(record) - {record.id}) if related else ()

    def possibly_same_as(self, record: Record) -> tuple[Record, ...]:
        """The records that may be about the same event, oldest first, whichever of the two says so."""
        return self._in_time(self._relations.possibly_same.get(record.id, ()))

    def _thread(self, record: Record) -> Set[str]:
        """The ids of what led to a record and of what came of it."""
        relations = self._relations
        return relations.led_from.get(record.id, set()) | relations.led_to.get(record.id, set())

    def _in_time(self, ids: Collection[str]) -> tuple[Record, ...]:
        """Those of some records that lists show, oldest first."""
        records = (self.records[record_id] for record_id in ids if record_id in self.records)
        ended = (State.WITHDRAWN, State.REMOVED)
        shown = (record for record in records if record.state(self.now) not in ended)
        return tuple(sorted(shown, key=lambda record: (record.date.order, record.id)))

    # Neighbours

    @cached_property
    def _neighbours(self) -> Mapping[str, Neighbours]:
        series = grouped((record.series, record) for record in self.listed if record.series)
        return {record_id: found for line in series.values() for record_id, found in neighbours(line).items()}

    def neighbours_in_series(self, record: Record) -> Neighbours:
        """The instances before and after `record` in its series, where it is sure which they are (`model.order`)."""
        return self._neighbours.get(record.id, (None, None))

    @cached_property
    def _similarity(self) -> Similarity:
        return Similarity(self.listed[::-1], self.vocabularies)

    def similar_to(self, record: Record) -> tuple[Record, ...]:
        """A few records like `record` (see `model.similarity`), but for those that its page names anyway."""
        before, after = self.neighbours_in_series(record)
        return self._similarity.to(
            record,
            {
                *self._thread(record),
                *self._relations.related.get(record.id, ()),
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
        return tuple((record, promise) for record in reversed(self.listed) for promise in record.promises)
