"""Which records are like another one: a few that share its series, themes, institutions or places."""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence

from mission_archive.model.facets import terms_of
from mission_archive.model.grouping import grouped
from mission_archive.model.records import Record
from mission_archive.model.terms import Vocabularies

WEIGHTS: Mapping[str, int] = {"series": 4, "themes": 2, "institutions": 2, "places": 1}
"""What each shared term counts. The mission itself and countries, which nearly all records share, count nothing."""

LEAST = 2
"""What two records must share at least: to have been in one town is not enough."""

MOST = 4
"""So many records are named."""

WINDOW = 6
"""So many records before and as many after are looked at in the list of each term: an archive of 10,000 has terms with
thousands of records, and what is far away in time is seldom alike."""

TermKey = tuple[str, str]
"""A facet and the id of a term, by which records are listed."""


class Similarity:
    """`records` are those that may be named, oldest first."""

    def __init__(self, records: Sequence[Record], vocabularies: Vocabularies) -> None:
        self._records = records
        self._without = {mission.id} if (mission := vocabularies.mission) else set()
        self._without |= {place.id for place in vocabularies.places.values() if place.kind == "country"}
        self._position = {record.id: position for position, record in enumerate(records)}
        self._terms = [frozenset(self._terms_of(record)) for record in records]
        self._lists = grouped(
            (term, position) for position, terms in enumerate(self._terms) for term in terms
        )

    def to(self, record: Record, without: Collection[str]) -> tuple[Record, ...]:
        """The records most like `record`, best first, but for those whose ids are in `without`.

        Each shared term counts by `WEIGHTS`. Of records that share as much, the nearer in time comes first, and of two
        equally near the earlier.
        """
        position = self._position.get(record.id)
        if position is None:
            return ()
        own, day = self._terms[position], record.date.order[1]
        near: set[int] = set()
        for term in own:
            others = self._lists[term]
            place = bisect_left(others, position)
            near.update(others[max(0, place - WINDOW) : place + WINDOW + 1])
        near.discard(position)
        found: list[tuple[int, int, int]] = []
        for other in near:
            shared = sum([WEIGHTS[facet] for facet, _ in own & self._terms[other]])
            if shared >= LEAST and self._records[other].id not in without:
                found.append((-shared, abs(self._records[other].date.order[1] - day), other))
        return tuple(self._records[other] for *_, other in sorted(found)[:MOST])

    def _terms_of(self, record: Record) -> Iterator[TermKey]:
        return (
            (facet, term)
            for facet in WEIGHTS
            for term in terms_of(record, facet)
            if term not in self._without
        )
