"""A date as data: its EDTF text, and beside it only what is sure.

A program that filters by time reads no EDTF. For it there are bounds, which are left out where they would claim more
than is known: at an open end, of an unknown year, where a date is uncertain or approximate, and where a day is only the
beginning, the end, one of several days, or that of a report on an event.
"""

from __future__ import annotations

import datetime
from typing import Any

from mission_archive.model.dates import Date, DateRole, DateSet, Duration, Interval, Point, Precision, span

UNCERTAIN, APPROXIMATE = "?%", "~%"
"""The qualifiers that say so."""

PRECISIONS = tuple(precision.name.lower() for precision in Precision)

LONGEST_UNITS = {"years": 366, "months": 31, "weeks": 7, "days": 1}

Bound = datetime.date | None


def date_facts(
    date: Date, role: str, duration: Duration | None, *, is_publication: bool = False
) -> dict[str, Any]:
    """What there is to say of a record's date, by the names of the data; what is not known is left out.

    An event that is known by the day of a report on it alone was on that day, before it or after it.
    """
    is_of_report_on_it = role == DateRole.PUBLISHED and not is_publication
    earliest, latest = (None, None) if is_of_report_on_it else bounds(date, role, duration)
    qualifiers = {point.qualifier for point in date.value.points if point.qualifier}
    facts = {
        "date": str(date),
        "date_role": role if role != DateRole.HELD else None,
        "duration": str(duration) if duration else None,
        "date_earliest": earliest.isoformat() if earliest else None,
        "date_latest": latest.isoformat() if latest else None,
        "date_precision": precision_of(date),
        "date_is_uncertain": any(each in UNCERTAIN for each in qualifiers) or None,
        "date_is_approximate": any(each in APPROXIMATE for each in qualifiers) or None,
    }
    return {name: value for name, value in facts.items() if value is not None}


def precision_of(date: Date) -> str:
    """How closely it is known, by the coarsest thing said: a day of an unknown year is known to that extent alone."""
    return PRECISIONS[max(_precision(point) for point in date.value.points) - 1]


def _precision(point: Point) -> Precision:
    if point.is_year_known:
        return point.precision
    return {9: Precision.DECADE, 8: Precision.DECADE, 99: Precision.CENTURY, 98: Precision.CENTURY}.get(
        point.last_year - point.first_year, Precision.UNKNOWN
    )


def bounds(date: Date, role: str, duration: Duration | None) -> tuple[Bound, Bound]:
    """The first and the last day between which it was, both inclusive; None where that is not sure."""
    match date.value:
        case Point() as point:
            return _bounds_of_point(point, date, role, duration)
        case Interval(start=start, end=end):
            first = start.earliest if start and _is_sure(start) else None
            return first, end.latest if end and _is_sure(end) else None
        case DateSet(points=points):
            # One doubtful day of a set may be before or after all others.
            return (date.earliest, date.latest) if all(map(_is_sure, points)) else (None, None)


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
    if duration and not _is_inside(duration, point):
        return None, None
    return earliest, latest


def _is_inside(duration: Duration, point: Point) -> bool:
    """Whether what took as long may lie within a month, season or year: of five days a single one is a part."""
    longest: int = sum(getattr(duration, unit) * days for unit, days in LONGEST_UNITS.items())
    return longest <= (point.latest - point.earliest).days + 1


def _is_sure(point: Point) -> bool:
    return not point.qualifier and _precision(point) is not Precision.UNKNOWN
