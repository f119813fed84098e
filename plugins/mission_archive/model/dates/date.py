"""Dates as an archive knows them: to the day, the season or the decade, as one span or as several.

The text form is a subset of EDTF, the Extended Date/Time Format of ISO 8601-2:2019:

    2010-04-15   2010-04   2010   2011-21             a day, a month, a year, a season (21 spring … 24 winter)
    2016-12-12/2016-12-16   2010/..   ../2010         an interval; one end may be open
    {2009-04,2009-12}   {2014-10-13..2014-10-17,…}    all of several dates or spans
    201X   20XX   XXXX   2010-XX   20XX-12-04         digits that are not known
    2009?   2010~   2012-09%                          uncertain, approximate, both: after a single date or an end

Every date has exactly one text: ``str(Date.parse(text)) == text`` for each text that is accepted.

Seasons are the meteorological ones of the northern hemisphere. ISO 8601-2 leaves their days to the community, and
libraries differ. Whole months keep them simple; the codes rise from spring to winter, so winter ends the year it is
written with: ``2010-24`` is 1 December 2010 to the last day of February 2011.
"""

import datetime
import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache

from mission_archive.model.dates.mistakes import Mistake, explain
from mission_archive.model.dates.parts import DateSet, Interval, Point, Precision, Season

RE_POINT = re.compile(
    r"([0-9]{4}|[0-9]{3}X|[0-9]{2}XX|XXXX)"  # year
    r"(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?"  # month or season, day
    r"([?~%]?)"  # qualifier
)

LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
LONGEST_TEXT = 1000
"""Characters. Twice what a set of forty days needs; anything longer is not a date."""


class DateRole(StrEnum):
    """What a single known day stands for (the field `date_role`)."""

    HELD = "held"
    START = "start"
    END = "end"
    PUBLISHED = "published"


@dataclass(frozen=True)
class Date:
    """When something was, with what is known and not known about it.

    `value` is a `Point`, an `Interval` or a `DateSet`: `match date.value:` tells them apart. What every list asks for
    is worked out once and kept, for which it needs a `__dict__`.
    """

    value: Point | Interval | DateSet

    @classmethod
    def parse(cls, text: str) -> "Date":
        """Read a date of the record format; a `Mistake` says what an editor should write instead."""
        value = _read(text)
        if value is None:
            raise Mistake(*explain(text, is_date=lambda other: _read(other) is not None))
        return cls(value)

    def __str__(self) -> str:
        return str(self.value)

    @cached_property
    def earliest(self) -> datetime.date:
        """The first day it may mean, inclusive; `date.min` if the start is open. `?` and `~` widen nothing."""
        return self.value.earliest

    @cached_property
    def latest(self) -> datetime.date:
        """The last day it may mean, inclusive; `date.max` if the end is open. `?` and `~` widen nothing."""
        return self.value.latest

    @property
    def has_open_start(self) -> bool:
        """It is written `../…`."""
        return isinstance(self.value, Interval) and self.value.start is None

    @property
    def has_open_end(self) -> bool:
        """It is written `…/..`."""
        return isinstance(self.value, Interval) and self.value.end is None

    @property
    def has_both_ends(self) -> bool:
        """It is written as an interval, neither end of which is open."""
        return isinstance(self.value, Interval) and not self.has_open_start and not self.has_open_end

    @cached_property
    def is_closed(self) -> bool:
        """Its year is known and neither end is open, so that it can be set before or after another."""
        return self.is_year_known and not self.has_open_end

    def is_before(self, other: "Date") -> bool:
        """Whether it had surely ended when `other` began. Of open and unknown dates nothing is sure."""
        return self.is_closed and other.is_closed and self.latest < other.earliest

    @property
    def precision(self) -> Precision:
        """How closely it is known; of an interval or a set, the coarsest of its dates."""
        return max(point.precision for point in self.value.points)

    @property
    def is_year_known(self) -> bool:
        """The year it begins in is known in all its digits; not so with an open start."""
        return self.year is not None

    @property
    def year(self) -> int | None:
        """The year it begins in, if known. A winter begins in the year it is written with."""
        return None if self.has_open_start else self._first.year

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Every calendar year it covers, ascending.

        With an open end those of the known end only; none where the year is not known. A winter touches two years.
        """
        years: set[int] = set()
        for part in self.value.parts if isinstance(self.value, DateSet) else (self.value,):
            known = [point for point in part.points if point.is_year_known]
            for span in (part,) if len(known) == 2 else known:  # between two known ends every year
                years.update(range(span.earliest.year, span.latest.year + 1))
        return tuple(sorted(years))

    @cached_property
    def heading_year(self) -> int | None:
        """The year it is listed under by `order`: the one it begins in, or the end's where the start is open."""
        return self._first.year

    @cached_property
    def order(self) -> tuple[bool, int, int, str]:
        """The key that sorts dates from old to new. It is total: two dates share a key only if their texts are equal.

        1. Dates whose year is not known come before all others.
        2. Then by the first day: that of the start, of a set's first part or, where the start is open, of the end.
        3. From equal first days, the wider date comes first: `2010`, `2010-01`, `2010-01-01`. So a list that shows the
           newest first has what is known only to the year after all that is dated in that year.
        4. Then by the text, so that `2010` comes before `2010?`.

        A date that ends before another begins always comes before it, if the years of both are known.
        """
        first = self._first
        return first.is_year_known, first.earliest.toordinal(), -self.latest.toordinal(), str(self)

    @property
    def _first(self) -> Point:
        """The date it is ordered by."""
        value = self.value
        if isinstance(value, DateSet):
            return min((part.points[0] for part in value.parts), key=lambda point: point.earliest)
        return value.points[0]


def _read(text: str) -> Point | Interval | DateSet | None:
    """The value of a text, or None if it is not a date."""
    if len(text) > LONGEST_TEXT:
        return None
    if text.startswith("{") and text.endswith("}"):
        parts = tuple(_read_part(part) for part in text[1:-1].split(","))
        known = tuple(part for part in parts if part)
        return DateSet(known) if len(known) == len(parts) else None
    if "/" not in text:
        return _read_point(text)
    start, _, end = text.partition("/")
    if start == "..":
        last = _read_point(end)
        return Interval(None, last) if last else None
    if end == "..":
        first = _read_point(start)
        return Interval(first, None) if first else None
    return _read_interval(start, end)


def _read_part(text: str) -> Point | Interval | None:
    """One part of a set."""
    start, dots, end = text.partition("..")
    return _read_interval(start, end) if dots else _read_point(start)


def _read_interval(start_text: str, end_text: str) -> Interval | None:
    start, end = _read_point(start_text), _read_point(end_text)
    if start is None or end is None or start.earliest > end.latest:
        return None
    if _is_backwards_within_month(start, end):
        return None
    return Interval(start, end)


def _is_backwards_within_month(start: Point, end: Point) -> bool:
    """`202X-02-16/202X-02-13`: possible in two different years, but surely a slip."""
    if start.is_year_known or (start.first_year, start.month) != (end.first_year, end.month):
        return False
    return start.last_year == end.last_year and (start.day or 1) > (end.day or 31)


@lru_cache(maxsize=4096)
def _read_point(text: str) -> Point | None:
    match = RE_POINT.fullmatch(text)
    if not match:
        return None
    year, second, third, qualifier = match.groups()
    if "X" in year:
        first_year, last_year = max(1, int(year.replace("X", "0"))), int(year.replace("X", "9"))
    else:
        first_year = last_year = int(year)
    month = season = day = None
    if second and second != "XX":
        number = int(second)
        if 21 <= number <= 24 and not third:
            season = Season(number)
        elif 1 <= number <= 12:
            month = number
        else:
            return None
    if third and third != "XX":
        day = int(third)
        if month is None:
            return None  # a day without its month says nothing
    bounds = _bounds(first_year, last_year, month, day, season)
    return Point(text, first_year, last_year, month, day, season, qualifier, *bounds) if bounds else None


def _bounds(
    first_year: int, last_year: int, month: int | None, day: int | None, season: Season | None
) -> tuple[datetime.date, datetime.date] | None:
    """The first and the last day that may be meant, or None if there is no such day."""
    if last_year < 1:
        return None
    if month and day is not None:
        if not 1 <= day <= LONGEST_MONTHS[month - 1]:
            return None
        # only a 29 February may be missing, from eight years in a row at most
        earliest = next(_days(first_year, last_year, 1, month, day), None)
        latest = next(_days(last_year, first_year, -1, month, day), None)
        return (earliest, latest) if earliest and latest else None
    if season:
        return datetime.date(first_year, season.first_month, 1), season.last_day(last_year)
    last_month = month or 12
    last_day = monthrange(last_year, last_month)[1]
    return datetime.date(first_year, month or 1, 1), datetime.date(last_year, last_month, last_day)


def _days(year: int, last_year: int, step: int, month: int, day: int) -> Iterator[datetime.date]:
    """The same day of a month in one year after another, as often as it exists."""
    for each in range(year, last_year + step, step):
        if day <= monthrange(each, month)[1]:
            yield datetime.date(each, month, day)
