"""Relations from records to records, as they are read from either end."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from mission_archive.model.records import Record

OtherIds = Mapping[str, Set[str]]
"""Record id → ids of other records."""


@dataclass(frozen=True, slots=True)
class Relations:
    """What the records of an archive say of each other. Records that it does not hold are as if not named."""

    led_to: OtherIds
    """What came of a record."""
    led_from: OtherIds
    related: OtherIds
    possibly_same: OtherIds

    @classmethod
    def of(cls, records: Mapping[str, Record]) -> "Relations":
        """The relations of records by id.

        Nothing can come of what had not ended before it began. Such records are related, without an order.
        """
        led_to, led_from, related, same = (defaultdict[str, set[str]](set) for _ in range(4))
        for record in records.values():
            for other in record.related:
                _join(related, record.id, other)
            for other in record.possibly_same_as:
                _join(same, record.id, other)
        for before, after in _thread(records):
            if records[before].date.is_before(records[after].date):
                led_to[before].add(after)
                led_from[after].add(before)
            else:
                _join(related, before, after)
        return cls(led_to, led_from, related, same)


def _join(links: Mapping[str, set[str]], one: str, other: str) -> None:
    links[one].add(other)
    links[other].add(one)


def _thread(records: Mapping[str, Record]) -> Iterator[tuple[str, str]]:
    """What came before and what came of it, as either record says."""
    for record in records.values():
        named = [(record.id, outcome.record) for outcome in record.outcomes if outcome.record]
        named += [(before, record.id) for before in record.follows]
        yield from (pair for pair in named if records.keys() >= {*pair})
