"""The calendar: every year by its months, and each month by its days."""

from __future__ import annotations

import calendar
import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from mission_archive.model.archive import Archive
from mission_archive.model.dates import Date, DateSet, Interval, Point, Precision
from mission_archive.model.records import Record
from mission_archive.rendering.addresses import language_root
from mission_archive.rendering.links import Link, record_link
from mission_archive.rendering.when import when

LONGEST = 40
"""Days. What lasted longer fills a calendar without telling a day; it is listed under its first month alone."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month, with the records that were held on it."""

    number: int
    links: list[Link]


@dataclass(frozen=True, slots=True)
class Month:
    """A month: its name with the year, its weeks from Monday to Sunday (None outside the month), its records in time.

    `anchor` is the id of the month on the page of its year.
    """

    name: str
    anchor: str
    weeks: list[list[Day | None]]
    records: list[Record]


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """A year: its months with records, and the records whose month is not known."""

    year: int
    months: list[Month]
    rest: list[Record]
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class CalendarCell:
    """A month in the table of all: its number of records and where they are told, None where there are none.

    `level` is the share of the busiest month, from 1 to 4.
    """

    count: int
    url: str | None
    level: int


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """A year in the table of all, with its twelve months."""

    year: int
    url: str
    months: list[CalendarCell]
    count: int


def calendar_url(language: str, year: int | None = None) -> str:
    """`calendar/`, or `calendar/2010/`."""
    return f"{language_root(language)}calendar/" + (f"{year:04}/" if year else "")


def calendar_years(archive: Archive) -> list[int]:
    """The years that have records, oldest first."""
    return sorted(int(year) for year in archive.listing("years") if year.isdigit())


def calendar_rows(archive: Archive, language: str) -> list[CalendarRow]:
    """Every year with the numbers of its months, newest first."""
    listing = archive.listing("years")
    counts = {
        year: Counter(month for record in listing[f"{year:04}"] for month in _months(record.date, year))
        for year in reversed(calendar_years(archive))
    }
    most = max((count for months in counts.values() for count in months.values()), default=1)

    def cell(year: int, month: int) -> CalendarCell:
        count = counts[year][month]
        url = f"{calendar_url(language, year)}#{_anchor(month)}" if count else None
        return CalendarCell(count, url, -(-4 * count // most))

    return [
        CalendarRow(
            year,
            calendar_url(language, year),
            [cell(year, month) for month in range(1, 13)],
            len(listing[f"{year:04}"]),
        )
        for year in counts
    ]


def calendar_year(archive: Archive, year: int, language: str) -> CalendarYear:
    """The calendar of one year."""
    records = list(reversed(archive.listing("years")[f"{year:04}"]))
    by_month: dict[int, list[Record]] = {}
    rest = []
    for record in records:
        months = _months(record.date, year)
        if not months:
            rest.append(record)
        for month in months:
            by_month.setdefault(month, []).append(record)
    years = calendar_years(archive)
    at = years.index(year)
    return CalendarYear(
        year,
        [_month(year, month, by_month[month], language) for month in sorted(by_month)],
        rest,
        years[at - 1] if at > 0 else None,
        years[at + 1] if at + 1 < len(years) else None,
    )


def _anchor(month: int) -> str:
    return f"month-{month}"


def _month(year: int, month: int, records: list[Record], language: str) -> Month:
    held: dict[int, list[Link]] = {}
    for record in records:
        for day in days(record.date):
            if (day.year, day.month) == (year, month):
                held.setdefault(day.day, []).append(record_link(record, language))
    weeks = [
        [Day(number, held.get(number, [])) if number else None for number in week]
        for week in calendar.Calendar().monthdayscalendar(year, month)
    ]
    return Month(when(Date.parse(f"{year:04}-{month:02}"), language), _anchor(month), weeks, records)


def days(date: Date) -> Iterator[datetime.date]:
    """The days of a date that is known to the day; none of what lasted longer than `LONGEST`."""
    parts = date.value.parts if isinstance(date.value, DateSet) else (date.value,)
    for part in parts:
        if any(point.precision is not Precision.DAY or not point.is_year_known for point in part.points):
            continue
        if isinstance(part, Interval) and (part.start is None or part.end is None):
            known = part.start or part.end
            if known is not None:
                yield known.earliest
            continue
        length = (part.latest - part.earliest).days + 1
        if length <= LONGEST:
            yield from (part.earliest + datetime.timedelta(days=day) for day in range(length))


def _months(date: Date, year: int) -> list[int]:
    """The months of `year` under which a date is told; none if it is not known so closely."""
    found: dict[int, None] = {}
    parts = date.value.parts if isinstance(date.value, DateSet) else (date.value,)
    for part in parts:
        points: tuple[Point, ...] = part.points
        if any(point.precision > Precision.MONTH or not point.is_year_known for point in points):
            continue
        is_open = isinstance(part, Interval) and (part.start is None or part.end is None)
        first = points[0].earliest
        last = points[0].latest if is_open else part.latest
        if (last - first).days >= LONGEST:
            last = first
        found.update(
            dict.fromkeys(
                month
                for month in range(1, 13)
                if (first.year, first.month) <= (year, month) <= (last.year, last.month)
            )
        )
    return list(found)
