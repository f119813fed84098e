"""What a date is made of: single dates, intervals and sets of them. They are read and named in `model.dates`."""

import datetime
from dataclasses import dataclass
from enum import IntEnum


class Precision(IntEnum):
    """How closely a date is known; a greater value is coarser."""

    DAY = 1
    MONTH = 2
    SEASON = 3
    YEAR = 4
    DECADE = 5
    CENTURY = 6
    UNKNOWN = 7


PRECISIONS = {
    0: Precision.YEAR,
    8: Precision.DECADE,  # the decade 000X has no year 0
    9: Precision.DECADE,
    98: Precision.CENTURY,
    99: Precision.CENTURY,
}
"""By the years between the first and the last that may be meant."""


class Season(IntEnum):
    """The four seasons with their codes of ISO 8601-2."""

    SPRING = 21
    SUMMER = 22
    AUTUMN = 23
    WINTER = 24

    @property
    def first_month(self) -> int:
        """3, 6, 9 or 12: the month the season begins with."""
        return (self - Season.SPRING) * 3 + 3

    def last_day(self, year: int) -> datetime.date:
        """The last day of the season written with `year`; a winter's is in the next year."""
        match self:
            case Season.WINTER if year == datetime.MAXYEAR:
                return datetime.date.max
            case Season.WINTER:
                return datetime.date(year + 1, 3, 1) - datetime.timedelta(days=1)
        return datetime.date(year, self.first_month + 3, 1) - datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Point:
    """One date, as precise as it is known. `Date.parse` makes it, so its fields agree with each other.

    The year lies between `first_year` and `last_year`, both inclusive; they are equal where it is known.
    At most one of `month` and `season` is given, and a `day` only with its month.
    """

    text: str
    first_year: int
    last_year: int
    month: int | None
    day: int | None
    season: Season | None
    qualifier: str
    """Nothing, `?` (uncertain), `~` (approximate) or `%` (both)."""
    earliest: datetime.date
    latest: datetime.date

    def __str__(self) -> str:
        return self.text

    @property
    def year(self) -> int | None:
        """The year where all its digits are known."""
        return self.first_year if self.first_year == self.last_year else None

    @property
    def is_year_known(self) -> bool:
        return self.first_year == self.last_year

    @property
    def precision(self) -> Precision:
        """The finest thing that is known; `20XX-12-04` is known to the day although its year is not."""
        if self.day:
            return Precision.DAY
        if self.month:
            return Precision.MONTH
        if self.season:
            return Precision.SEASON
        return PRECISIONS.get(self.last_year - self.first_year, Precision.UNKNOWN)

    @property
    def points(self) -> tuple["Point", ...]:
        """Itself, as the intervals and sets have it."""
        return (self,)


@dataclass(frozen=True, slots=True)
class Interval:
    """From one date to another, both inclusive; `None` is an open end. One end at least is given."""

    start: Point | None
    end: Point | None

    def __str__(self) -> str:
        return f"{self.start or '..'}/{self.end or '..'}"

    @property
    def earliest(self) -> datetime.date:
        """The first day it may have; `date.min` if the start is open."""
        return self.start.earliest if self.start else datetime.date.min

    @property
    def latest(self) -> datetime.date:
        """The last day it may have; `date.max` if the end is open."""
        return self.end.latest if self.end else datetime.date.max

    @property
    def points(self) -> tuple[Point, ...]:
        return tuple(end for end in (self.start, self.end) if end)


@dataclass(frozen=True, slots=True)
class DateSet:
    """All of several dates and spans, in the order they are written. Its intervals have no open end."""

    parts: tuple[Point | Interval, ...]

    def __str__(self) -> str:
        return "{" + ",".join(str(part).replace("/", "..") for part in self.parts) + "}"

    @property
    def earliest(self) -> datetime.date:
        return min(part.earliest for part in self.parts)

    @property
    def latest(self) -> datetime.date:
        return max(part.latest for part in self.parts)

    @property
    def points(self) -> tuple[Point, ...]:
        return tuple(point for part in self.parts for point in part.points)
