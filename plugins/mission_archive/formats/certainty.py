"""What a record says of its time without doubt: the same for every format.

Formats without words for doubt (citations, calendars, JSON-LD) ask for the time itself, which there is only if all of
it is sure. A program that filters by time asks for bounds: the days between which it was. A bound is left out where it
would claim more than is known: at an open end, of an unknown year, where a date is uncertain or approximate, and where
a day is only the beginning, the end, one of several days, or that of a report on an event.
"""

import datetime
from collections.abc import Iterable

from mission_archive.model.dates import Date, DateRole, DateSet, Duration, Interval, Point, Precision, span
from mission_archive.model.dates.parts import PRECISIONS
from mission_archive.model.records import Record
from mission_archive.model.terms import Place, Vocabulary

LENGTHS = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}
"""What formats without seasons, decades and centuries can say, and the length of its text."""

POINTS = ("site", "village", "town")
"""The kinds of places that are known as closely as a town: a district, a region or a country is an area."""

LONGEST_UNITS = {"years": 366, "months": 31, "weeks": 7, "days": 1}

Bound = datetime.date | None
Span = tuple[str, str]
"""The first and the last day, month or year (`2010-04-15`, `2010-04`, `2010`)."""


def certain_span(record: Record) -> Span | None:
    """The time of what the record is of.

    None if there is any doubt, a gap, an open end, something coarser or finer than a day, month or year, or only a date
    of something else: of an event of which nobody knows more than that it was reported on a day, or began on one.
    """
    role, value = record.date_role, record.date.value
    if isinstance(value, DateSet):
        return None
    if role in (DateRole.START, DateRole.END):
        first, last = bounds(record.date, role, record.duration) if _is_day(value) else (None, None)
        return (first.isoformat(), last.isoformat()) if first and last else None
    return _certain_part(value) if is_own_date(record) and not has_unplaced_days(record) else None


def certain_periods(record: Record) -> tuple[Span | None, ...]:
    """The days of each part of what took place, in order; None for a part that is not known to the day."""
    value = record.date.value
    if not isinstance(value, DateSet):
        found = [certain_span(record)]
    elif is_own_date(record) and not has_unplaced_days(record):
        found = [_certain_part(part) for part in sorted(value.parts, key=lambda part: part.earliest)]
    else:
        found = [None]
    return tuple(
        each if each and len(each[0]) == len(each[1]) == LENGTHS[Precision.DAY] else None for each in found
    )


def _certain_part(part: Point | Interval) -> Span | None:
    points = (part,) if isinstance(part, Point) else (part.start, part.end)
    found = [certain_point(point) if point else None for point in points]
    return (found[0], found[-1]) if found[0] and found[-1] else None


def certain_point(point: Point) -> str | None:
    """A day, month or year that is sure, in ISO 8601."""
    if point.qualifier or not point.is_year_known or point.precision not in LENGTHS:
        return None
    return point.earliest.isoformat()[: LENGTHS[point.precision]]


def _is_day(value: Point | Interval) -> bool:
    """Whether a date is a single day that is sure."""
    return isinstance(value, Point) and value.precision is Precision.DAY and certain_point(value) is not None


def certain_places(place_ids: Iterable[str], places: Vocabulary[Place]) -> list[Place]:
    """The places of a record if each is known as closely as a town; none if one is not, or nothing is said of any."""
    found = [places[place_id] for place_id in place_ids]
    return found if all(place.kind in POINTS for place in found) else []


def is_publication(record: Record) -> bool:
    """Whether the record's date is that of its publication, as that of every report is."""
    return record.status == "published"


def is_own_date(record: Record) -> bool:
    """Whether the date is of the whole of what the record is about, and not of one end of it or of a report on it."""
    return record.date_role == DateRole.HELD or (
        record.date_role == DateRole.PUBLISHED and is_publication(record)
    )


def has_unplaced_days(record: Record) -> bool:
    """Whether it took longer than the dates say on which it was held: nobody knows which of its days those are."""
    value, duration = record.date.value, record.duration
    if duration is None or isinstance(value, Interval):
        return False
    days = duration.exact_days
    return days is None or days > _days_within(value)


def _days_within(value: Point | DateSet) -> int:
    """How many days there are at most in a date, or in all parts of a set together."""
    parts = value.parts if isinstance(value, DateSet) else (value,)
    most = (value.latest - value.earliest).days + 1  # parts of a set may have days in common
    return min(most, sum([(part.latest - part.earliest).days + 1 for part in parts]))


def known_precision(date: Date) -> Precision:
    """How closely it is known, by the coarsest thing said: a day of an unknown year is known to that extent alone."""
    return max(map(_known_precision, date.value.points))


def _known_precision(point: Point) -> Precision:
    if point.is_year_known:
        return point.precision
    return PRECISIONS.get(point.last_year - point.first_year, Precision.UNKNOWN)


def _is_sure(point: Point) -> bool:
    return not point.qualifier and _known_precision(point) is not Precision.UNKNOWN


def bounds_of(record: Record) -> tuple[Bound, Bound]:
    """The days between which a record's event was or its report came out.

    An event that is known by the day of a report on it alone was on that day, before it or after it.
    """
    if record.date_role == DateRole.PUBLISHED and not is_publication(record):
        return None, None
    return bounds(record.date, record.date_role, record.duration)


def bounds(date: Date, role: str, duration: Duration | None) -> tuple[Bound, Bound]:
    """The first and the last day between which it was, both inclusive; None where that is not sure."""
    match date.value:
        case Point() as point:
            return _bounds_of_point(point, date, role, duration)
        case Interval(start=start, end=end):
            first = start.earliest if start and _is_sure(start) else None
            return first, end.latest if end and _is_sure(end) else None
        case DateSet(points=points):
            # One doubtful day of a set may be before or after all others, and so may a day that the set does not name.
            is_whole = duration is None or _longest(duration) <= _days_within(date.value)
            return (date.earliest, date.latest) if is_whole and all(map(_is_sure, points)) else (None, None)


def _bounds_of_point(point: Point, date: Date, role: str, duration: Duration | None) -> tuple[Bound, Bound]:
    if not _is_sure(point):
        return None, None
    earliest, latest = span(date, role, duration)
    if (earliest, latest) != (date.earliest, date.latest) or (duration and duration.exact_days == 1):
        return earliest, latest
    match role:
        case DateRole.START:
            return earliest, None
        case DateRole.END:
            return None, latest
    if duration and _longest(duration) > _days_within(point):  # of five days a single one is a part
        return None, None
    return earliest, latest


def _longest(duration: Duration) -> int:
    """The most days that a duration can have."""
    return sum(getattr(duration, unit) * days for unit, days in LONGEST_UNITS.items())
