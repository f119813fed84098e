"""What a record says of its time without doubt: the same for every format that has no words for doubt."""

from __future__ import annotations

from mission_archive.model.dates import DateRole, DateSet, Interval, Point, Precision, span
from mission_archive.model.records import Record

PRECISIONS = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}
"""What formats without seasons, decades and centuries can say, and the length of its text."""


def certain_span(record: Record) -> tuple[str, str] | None:
    """The first and the last day, month or year of what the record is of (`2010-04-15`, `2010-04`, `2010`).

    None if there is any doubt, a gap, an open end, something coarser or finer than these, or only a date of something
    else: of an event on which nobody knows more than that it was reported on a day, or that it began on one.
    """
    role, value = record.date_role, record.date.value
    if role in (DateRole.START, DateRole.END):
        return _counted_span(record)
    if not is_own_date(record) or has_unplaced_days(record):
        return None
    return None if isinstance(value, DateSet) else _certain_part(value)


def _certain_part(part: Point | Interval) -> tuple[str, str] | None:
    match part:
        case Point():
            text = certain_point(part)
            return (text, text) if text else None
        case Interval(start=Point() as start, end=Point() as end):
            first, last = certain_point(start), certain_point(end)
            return (first, last) if first and last else None
    return None


def certain_days(record: Record) -> tuple[tuple[str, str], ...]:
    """The first and the last day of each part of what took place, in order; nothing if one of them is in doubt."""
    value = record.date.value
    if isinstance(value, DateSet):
        parts = sorted(value.parts, key=lambda part: part.earliest)
        found = [_certain_part(part) for part in parts] if is_own_date(record) else []
    else:
        found = [certain_span(record)]
    spans = tuple(
        span for span in found if span and len(span[0]) == len(span[1]) == PRECISIONS[Precision.DAY]
    )
    return spans if len(spans) == len(found) else ()


def certain_point(point: Point) -> str | None:
    """A day, month or year that is sure, in ISO 8601."""
    if point.qualifier or not point.is_year_known or point.precision not in PRECISIONS:
        return None
    return point.earliest.isoformat()[: PRECISIONS[point.precision]]


def is_publication(record: Record) -> bool:
    """Whether the record's date is that of its publication, as that of every report is."""
    return record.status == "published"


def is_own_date(record: Record) -> bool:
    """Whether the date is of the whole of what the record is about, and not of one end of it or of a report on it."""
    return record.date_role == DateRole.HELD or (
        record.date_role == DateRole.PUBLISHED and is_publication(record)
    )


def has_unplaced_days(record: Record) -> bool:
    """Whether it took longer than the one date says on which it was held: nobody knows which of its days that is."""
    value, duration = record.date.value, record.duration
    if duration is None or not isinstance(value, Point):
        return False
    days = duration.exact_days
    return days is None or days > (value.latest - value.earliest).days + 1


def _counted_span(record: Record) -> tuple[str, str] | None:
    """The days that follow from one end, known to the day, and a duration in days or weeks."""
    point, duration = record.date.value, record.duration
    if not isinstance(point, Point) or point.precision is not Precision.DAY or not certain_point(point):
        return None
    if duration is None or not duration.exact_days:
        return None
    first, last = span(record.date, record.date_role, duration)
    return first.isoformat(), last.isoformat()
