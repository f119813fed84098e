"""Dates as biblatex reads them: levels 0 and 1 of EDTF, which are a part of what the archive's own dates can say."""

from __future__ import annotations

from mission_archive.formats.certainty import certain_span, has_unplaced_days, is_own_date
from mission_archive.model.dates import Date, DateRole, DateSet, Interval, Point, Precision
from mission_archive.model.records import Record


def biblatex_date(record: Record) -> str | None:
    """The field `date`. None where biblatex has no way to say what is known; a note says it in words then."""
    if span := certain_span(record):
        first, last = span
        return first if first == last else f"{first}/{last}"
    value, role = record.date.value, record.date_role
    if any(point.qualifier == "~" for point in value.points):
        return None  # a space in BibTeX, so Zotero reads `1991~` as a year that is certain
    match value:
        case Point() if role in (DateRole.START, DateRole.END):
            text = _point(value) if value.is_year_known and not value.season else None
            return text and (f"{text}/" if role == DateRole.START else f"/{text}")
        case Point():
            return _point(value) if is_own_date(record) and not has_unplaced_days(record) else None
        case Interval():
            return _interval(value)
        case DateSet():
            return _only_year(record.date)


def _point(point: Point) -> str | None:
    """A date with what is not known of it; of a year that is not known whole only its first digits."""
    if point.precision is Precision.UNKNOWN or (not point.is_year_known and point.first_year < 100):
        return None
    if not point.is_year_known:
        digits = 3 if point.last_year - point.first_year < 10 else 2
        return None if point.qualifier else f"{point.first_year:04}"[:digits].ljust(4, "X")
    text = f"{point.first_year:04}"
    if point.season:
        text += f"-{point.season:02}"
    elif point.month:
        text += f"-{point.month:02}" + (f"-{point.day:02}" if point.day else "")
    return text + point.qualifier


def _interval(value: Interval) -> str | None:
    """From one date to another, whose years must be known, not from season to season; `..` is an open end."""
    if any(not point.is_year_known or point.season for point in value.points):
        return None
    first, last = (_point(end) if end else ".." for end in (value.start, value.end))
    return f"{first}/{last}"


def _only_year(date: Date) -> str | None:
    """The year of all parts of a set, if there is one and it is sure."""
    sure = all(not point.qualifier and point.is_year_known for point in date.value.points)
    return f"{date.years[0]:04}" if sure and len(date.years) == 1 else None
