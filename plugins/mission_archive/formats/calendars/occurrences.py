"""The days of a record that are certain enough for a calendar, which can say nothing of doubt."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from mission_archive.model.dates import DateRole, DateSet, Interval, Point, span
from mission_archive.model.records import Record, is_report


@dataclass(frozen=True, slots=True)
class Occurrence:
    """From the day `first` to the day `last`, inclusive. `number` is its place among the periods of the date, from 1,
    whether the others are certain or not."""

    number: int
    first: datetime.date
    last: datetime.date


def occurrences(record: Record) -> tuple[Occurrence, ...]:
    """The periods of a record's date whose first and last day are both known and not in doubt.

    None of a report, and none of the day on which something was published. Of a day that is only the beginning or the
    end, and of one that is somewhere in a longer time, the other days are not known, unless a duration gives them.
    """
    if is_report(record.id) or record.date_role == DateRole.PUBLISHED:
        return ()
    value = record.date.value
    if isinstance(value, Point):
        return tuple(_of_single_day(record, value))
    parts = sorted(value.parts, key=lambda part: part.earliest) if isinstance(value, DateSet) else [value]
    return tuple(
        Occurrence(number, part.earliest, part.latest)
        for number, part in enumerate(parts, 1)
        if _is_certain(part)
    )


def _of_single_day(record: Record, day: Point) -> Iterator[Occurrence]:
    if not _is_certain(day):
        return
    length = record.duration.exact_days if record.duration else None
    if length or (record.date_role == DateRole.HELD and record.duration is None):
        first, last = span(record.date, record.date_role, record.duration)
        if length in (None, (last - first).days + 1):
            yield Occurrence(1, first, last)


def _is_certain(part: Point | Interval) -> bool:
    ends = (part,) if isinstance(part, Point) else (part.start, part.end)
    is_exact = all(end and end.day and end.is_year_known and not end.qualifier for end in ends)
    # The end is written as the day after, and there is none after the last that a calendar has.
    return is_exact and part.latest < datetime.date.max
