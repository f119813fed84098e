"""The calendar: every year by its months, and each month by its days."""

import calendar
import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from mission_archive.model.archive import Archive
from mission_archive.model.dates import Date, DateSet, Precision
from mission_archive.model.records import Record
from mission_archive.rendering.links import Link, record_link
from mission_archive.rendering.when import when

LONGEST = 40
"""Days. What lasted longer would fill a calendar without naming a day; it is listed under its first month alone."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month, with the number of records that were held on it, and a link to it if there is just one."""

    number: int
    count: int
    link: Link | None


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
class CalendarRow:
    """A year in the table of all: its number of records, and those of its twelve months, each with its share of the
    busiest month from 1 to 4.
    """

    year: int
    count: int
    months: list[tuple[int, int]]


class Calendar:
    """The records of an archive by year, month and day, from which the pages of every language are made."""

    def __init__(self, archive: Archive) -> None:
        by_year = archive.listing("years")
        self._records = {int(year): list(reversed(by_year[year])) for year in by_year if year.isdigit()}
        self.years = sorted(self._records)
        """The years that have records, oldest first."""
        self._months: dict[int, dict[int, list[Record]]] = {year: {} for year in self.years}
        self._held: dict[datetime.date, list[Record]] = {}
        for year, records in self._records.items():
            for record in records:
                for month in _months(record.date, year):
                    self._months[year].setdefault(month, []).append(record)
        for record in reversed(archive.listed):
            for day in days(record.date):
                self._held.setdefault(day, []).append(record)

    @property
    def rows(self) -> list[CalendarRow]:
        """Every year with the numbers of its months, newest first."""
        most = max((len(found) for months in self._months.values() for found in months.values()), default=1)
        rows = []
        for year in reversed(self.years):
            counts = [len(self._months[year].get(month, ())) for month in range(1, 13)]
            shares = [(count, -(-4 * count // most)) for count in counts]
            rows.append(CalendarRow(year, len(self._records[year]), shares))
        return rows

    def year(self, year: int, language: str) -> CalendarYear:
        """The calendar of one year."""
        at = self.years.index(year)
        return CalendarYear(
            year,
            [self._month(year, month, language) for month in sorted(self._months[year])],
            [record for record in self._records[year] if not _months(record.date, year)],
            self.years[at - 1] if at > 0 else None,
            self.years[at + 1] if at + 1 < len(self.years) else None,
        )

    def _month(self, year: int, month: int, language: str) -> Month:
        records = self._months[year][month]
        # What lasts long is listed under its first month, and its days in the later ones lead nowhere.
        shown = {record.id for record in records}

        def day(number: int) -> Day:
            on_it = self._held.get(datetime.date(year, month, number), ())
            held = [record for record in on_it if record.id in shown]
            return Day(number, len(held), record_link(held[0], language) if len(held) == 1 else None)

        weeks = [
            [day(number) if number else None for number in week]
            for week in calendar.Calendar().monthdayscalendar(year, month)
        ]
        name = when(Date.parse(f"{year:04}-{month:02}"), language)
        return Month(name[:1].upper() + name[1:], month_anchor(month), weeks, records)


def month_anchor(month: int) -> str:
    """The id of a month on the page of its year."""
    return f"month-{month}"


def days(date: Date) -> Iterator[datetime.date]:
    """The days of a date that is known to the day; none of what lasted longer than `LONGEST`."""
    for first, last in _spans(date, Precision.DAY):
        length = (last - first).days + 1
        if length <= LONGEST:
            yield from (first + datetime.timedelta(days=day) for day in range(length))


def _months(date: Date, year: int) -> list[int]:
    """The months of `year` under which a date is listed; none if it is not known so closely."""
    found: dict[int, None] = {}
    for first, end in _spans(date, Precision.MONTH):
        last = first if (end - first).days >= LONGEST else end
        begins, ends = (first.year, first.month), (last.year, last.month)
        found |= dict.fromkeys(month for month in range(1, 13) if begins <= (year, month) <= ends)
    return list(found)


def _spans(date: Date, precision: Precision) -> Iterator[tuple[datetime.date, datetime.date]]:
    """The first and last day of each part of a date that is known so closely; of an open one the end that is known."""
    for part in date.value.parts if isinstance(date.value, DateSet) else (date.value,):
        first, *others = part.points
        if any(point.precision > precision or not point.is_year_known for point in part.points):
            continue
        yield first.earliest, part.latest if others else first.latest
