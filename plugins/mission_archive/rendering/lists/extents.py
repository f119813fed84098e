"""What a list of records covers, whatever the language: its years, and what is on each of its pages."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from mission_archive.model.records import Record

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class YearRange:
    """The first and last known year of some records; `last` is None if there is just one."""

    first: int | None
    last: int | None

    def __str__(self) -> str:
        """As 2003–2023, or one year, or nothing."""
        return "–".join(str(year) for year in (self.first, self.last) if year is not None)


Group = tuple[int | None, Sequence[Record]]
"""Records next to each other under one heading, the year in which they begin; None if it is not known."""


@dataclass(frozen=True, slots=True)
class Extent:
    """What a list covers. `groups` are those of each page; `counts` are the records that begin in each known year,
    newest first, and `pages` the numbers from 0 of the pages on which those years begin.
    """

    span: YearRange
    groups: list[list[Group]]
    counts: Mapping[int, int]
    pages: Mapping[int, int]


def extent_of(records: Sequence[Record]) -> Extent:
    """The extent of a list of records in their order, newest first."""
    groups: list[list[Group]] = [
        [
            (year, tuple(group))
            for year, group in groupby(records[start : start + PER_PAGE], attrgetter("date.heading_year"))
        ]
        for start in range(0, len(records), PER_PAGE)
    ]
    counts: Counter[int] = Counter()
    pages: dict[int, int] = {}
    for number, page in enumerate(groups):
        for year, group in page:
            if year is not None:
                counts[year] += len(group)
                pages.setdefault(year, number)
    return Extent(year_range(records), groups, counts, pages)


def year_range(records: Iterable[Record]) -> YearRange:
    """The years that some records cover, as far as known."""
    known = [years for years in map(attrgetter("date.years"), records) if years]
    if not known:
        return YearRange(None, None)
    first, last = min(years[0] for years in known), max(years[-1] for years in known)
    return YearRange(first, last if last != first else None)
