"""The order of the records of a series, as far as it is known: by their numbers first, then by their dates."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from mission_archive.model.grouping import grouped
from mission_archive.model.records import Record

Neighbours = tuple[Record | None, Record | None]
"""The record before and the record after."""


def neighbours(records: Iterable[Record]) -> Mapping[str, Neighbours]:
    """Record id → the records next to it in a series, where it is sure that they are.

    The dated records make a line. Where one of them may have been before or after another, both stand in one place of
    the line, and nobody can say which of them comes next; numbers take such a place apart. A record without a certain
    date stands in the line by its number or not at all. Where numbers and dates contradict each other, numbers decide.
    """
    line: list[tuple[Record, ...]] = [(), *_line(list(records)), ()]
    return {
        place[0].id: (_follows(before, place[0]), _follows(after, place[0]))
        for before, place, after in zip(line, line[1:], line[2:], strict=False)
        if len(place) == 1
    }


def _follows(place: tuple[Record, ...], record: Record) -> Record | None:
    """The one record of the place beside that of `record`, if something says that the two follow each other."""
    if len(place) != 1:
        return None
    (other,) = place
    has_numbers = other.number is not None and record.number is not None
    return other if has_numbers or (other.date.is_closed and record.date.is_closed) else None


def _line(records: list[Record]) -> Iterator[tuple[Record, ...]]:
    numbers = Counter(record.number for record in records if record.number is not None)
    places = list(_places_by_date([record for record in records if record.date.is_closed], numbers))
    undated = [
        record for record in records if not record.date.is_closed and numbers.get(record.number or -1) == 1
    ]
    for record in sorted(undated, key=_number):
        position = _position(record, places)
        if position is not None:
            places.insert(position, (record,))
    in_line = [_number(record) for place in places for record in place if record.number is not None]
    if in_line == sorted(in_line):
        return iter(places)
    by_number = grouped((record.number, record) for record in records if record.number is not None)
    return (tuple(by_number[number]) for number in sorted(by_number))


def _places_by_date(records: list[Record], numbers: Mapping[int, int]) -> Iterator[tuple[Record, ...]]:
    """The records cut wherever all before have surely ended when the next one begins."""
    place: list[Record] = []
    ended = datetime.date.min
    for record in sorted(records, key=lambda record: (record.date.order, record.id)):
        if place and ended < record.date.earliest:
            yield from _taken_apart(place, numbers)
            place = []
        place.append(record)
        ended = max(ended, record.date.latest)
    yield from _taken_apart(place, numbers)


def _taken_apart(place: list[Record], numbers: Mapping[int, int]) -> Iterator[tuple[Record, ...]]:
    if all(record.number is not None and numbers[record.number] == 1 for record in place):
        yield from ((record,) for record in sorted(place, key=_number))
    else:
        yield tuple(place)


def _position(record: Record, places: list[tuple[Record, ...]]) -> int | None:
    """Where a record goes that has a number and no certain date: behind the last lower number, or before a higher."""
    numbered = [(at, other) for at, place in enumerate(places) for other in place if other.number is not None]
    lower = [at for at, other in numbered if _number(other) < _number(record)]
    return lower[-1] + 1 if lower else numbered[0][0] if numbered else None


def _number(record: Record) -> int:
    return record.number or 0
