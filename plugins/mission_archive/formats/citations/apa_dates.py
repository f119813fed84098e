"""Dates as APA writes them, the year first: `2010, April 12–16`; in the other languages `2010, 12–16 апреля`."""

from __future__ import annotations

from mission_archive.formats.certainty import is_own_date
from mission_archive.model.dates import Interval, Point, Precision
from mission_archive.model.languages import FIRST_LANGUAGE
from mission_archive.model.records import Record
from mission_archive.rendering.when import WORDS


def apa_date(record: Record, words: str, language: str) -> str:
    """The date of a record; `words` is what its page says, which stands wherever this form would hide something."""
    value = record.date.value
    is_whole = is_own_date(record) and not record.duration and isinstance(value, Point | Interval)
    points = value.points if is_whole else ()
    is_closed = not record.date.has_open_start and not record.date.has_open_end
    if not points or not is_closed or any(p.qualifier or not p.is_year_known for p in points):
        return words
    years = [f"{year:04}" for year in dict.fromkeys(point.first_year for point in points)]
    precisions = {point.precision for point in points}
    if precisions == {Precision.YEAR}:
        return "–".join(years)
    if len(years) > 1 or not precisions <= {Precision.DAY, Precision.MONTH}:
        return words
    return f"{years[0]}, {_without_year(points, language)}"


def _without_year(points: tuple[Point, ...], language: str) -> str:
    """One date, or the first and the last of a span within one year."""
    first, last = points[0], points[-1]
    if first.earliest == last.earliest and first.latest == last.latest:
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
