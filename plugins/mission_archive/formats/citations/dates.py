"""Dates as citations have them, none more certain than in the record: for people in APA and Chicago, for programs in
CSL-JSON, RIS and biblatex (EDTF, levels 0 and 1). What a form cannot say is said in words: `words` are those of the
record's page.
"""

from typing import Any

from mission_archive.formats.certainty import Span, has_unplaced_days, is_own_date
from mission_archive.model.dates import Date, DateRole, DateSet, Interval, Point, Precision
from mission_archive.model.languages import FIRST_LANGUAGE
from mission_archive.model.records import Record
from mission_archive.rendering.when import WORDS

# People


def apa_date(record: Record, words: str, language: str) -> str:
    """The year first: `2010, April 12–16`; in the other languages `2010, 12–16 апреля`."""
    points = _sure_points(record)
    if within := _within_a_year(points, language):
        return f"{within[0]}, {within[1]}"
    is_of_years = points and all(point.precision is Precision.YEAR for point in points)
    return "–".join(dict.fromkeys(_year(point) for point in points)) if is_of_years else words


def chicago_date(record: Record, words: str, language: str) -> str:
    """In English the month before the day, as in all examples of the style: `April 12–16, 2010`. Words otherwise."""
    points = _sure_points(record) if language == FIRST_LANGUAGE else ()
    if not points or not all(point.day for point in points):
        return words
    if within := _within_a_year(points, language):
        return f"{within[1]}, {within[0]}"
    return "–".join(f"{_named(point, str(point.day), language)}, {_year(point)}" for point in points)


def _sure_points(record: Record) -> tuple[Point, ...]:
    """The day, month or year of a record, or the first and the last; none if anything of its date is not sure."""
    value = record.date.value
    if not is_own_date(record) or record.duration or isinstance(value, DateSet):
        return ()
    points = value.points
    has_open_end = isinstance(value, Interval) and len(points) < 2
    is_doubtful = any(point.qualifier or not point.is_year_known for point in points)
    return () if has_open_end or is_doubtful else points


def _year(point: Point) -> str:
    return f"{point.first_year:04}"


def _within_a_year(points: tuple[Point, ...], language: str) -> tuple[str, str] | None:
    """The year of days and months, and the rest in words."""
    if not points or not all(point.month for point in points) or len(set(map(_year, points))) > 1:
        return None
    return _year(points[0]), _without_year(points, language)


def _without_year(points: tuple[Point, ...], language: str) -> str:
    """One date, or the first and the last of a span within one year."""
    first, last = points[0], points[-1]
    if first is last or (first.earliest == last.earliest and first.latest == last.latest):
        return _named(first, str(first.day or ""), language)
    if first.day and last.day and first.month == last.month:
        return _named(first, f"{first.day}–{last.day}", language)
    dash = "–" if language == FIRST_LANGUAGE else WORDS[language]["long"].wide_dash
    return dash.join(_named(point, str(point.day or ""), language) for point in (first, last))


def _named(point: Point, days: str, language: str) -> str:
    """Days of a month, or the month alone."""
    words = WORDS[language]["long"]
    months = (words.months_after_day if days else ()) or words.months
    month = months[(point.month or 1) - 1]
    if not days:
        return month
    return f"{month} {days}" if language == FIRST_LANGUAGE else f"{days} {month}"


# CSL-JSON and RIS


def csl_date(span: Span | None, words: str) -> dict[str, Any]:
    """One or two of year, month and day, or words. `span` is the date itself if it is certain.

    There is no `circa`: many styles leave it out, and the date would be certain. Nor is there a season: Zotero reads
    the season 3 of a year as March.
    """
    if not span:
        return {"literal": words}
    first, last = ([int(part) for part in text.split("-")] for text in span)
    return {"date-parts": [first] if first == last else [first, last]}


def ris_date(record: Record, span: Span) -> str | None:
    """A day, month or year, or what is said beside one: `2010///April 12–16`. None of what is in more than one year."""
    first, last = span
    if first == last:
        year, month, day = (*first.split("-"), "", "")[:3]
        return f"{year}/{month}/{day}/"
    value = record.date.value
    points = value.points if isinstance(value, Interval) else Date.parse(f"{first}/{last}").value.points
    within = _within_a_year(points, record.original)
    return f"{within[0]}///{within[1]}" if within else None


# biblatex


def biblatex_date(record: Record, span: Span | None) -> str | None:
    """The field `date`. None where biblatex has no way to say what is known; a note says it in words then."""
    if span:
        first, last = span
        return first if first == last else f"{first}/{last}"
    value, role = record.date.value, record.date_role
    if any(point.qualifier == "~" for point in value.points):
        return None  # a space in BibTeX, so Zotero reads `1991~` as a year that is certain
    match value:
        case Point() if role in (DateRole.START, DateRole.END):
            text = _point(value) if value.is_year_known and not value.season else None
            return text and (f"{text}/" if role == DateRole.START else f"/{text}")
        case _ if not is_own_date(record) or has_unplaced_days(record):
            return None
        case Point():
            return _point(value)
        case Interval():
            return _interval(value)
        case DateSet():
            return _only_year(record.date)


def _point(point: Point) -> str | None:
    """A date with what is not known of it; of a year that is not known whole only its first digits."""
    if point.precision is Precision.UNKNOWN or (not point.is_year_known and point.first_year < 100):
        return None
    if not point.is_year_known:
        if point.latest.year > point.last_year:
            return None  # the winter of some year, which reaches into the next decade
        digits = 3 if point.last_year - point.first_year < 10 else 2
        return None if point.qualifier else f"{point.first_year:04}"[:digits].ljust(4, "X")
    text = f"{point.first_year:04}"
    if point.season:
        # EDTF, level 1, has no doubt about a season.
        return None if point.qualifier else f"{text}-{point.season:02}"
    if point.month:
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
