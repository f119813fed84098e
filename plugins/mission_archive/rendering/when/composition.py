"""Points, intervals and sets put into the words of a language. One way for all of them; what differs is in `words`.

What the next date repeats is said once: "13–17 and 20–24 October 2014", "30 April – 2 May 2012".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from mission_archive.model.dates import DateSet, Interval, Point, Precision, Season
from mission_archive.rendering.when.words import DateWords

Value = Point | Interval | DateSet
Run = tuple[Point, ...]
"""One date, or the two ends of an interval."""

FIRST_YEAR_OF_A_RUNNING_CENTURY = 2000
"""It is worth saying that something is of 1900–1999, and not that it is of 2000–2099."""


def is_unknown(value: Value) -> bool:
    """Whether there is nothing to say except that the date is not known: XXXX, and 20XX."""
    return isinstance(value, Point) and value.precision >= Precision.CENTURY and _is_year_unknown(value)


def date_in_words(value: Value, words: DateWords, *, is_start: bool = False, is_inside: bool = False) -> str:
    """The date; with `is_start` as in "from 27 July 2006", with `is_inside` as it is where more words follow."""
    if is_unknown(value):
        return words.unknown_date
    marks = {point.qualifier for point in value.points}
    qualifier = value.points[0].qualifier if len(marks) == 1 else ""
    phrase = "{}"
    if is_start or (isinstance(value, Interval) and value.end is None):
        is_second = value.points[0].day == 2 and words.since_second_day
        phrase = words.since_second_day if is_second else words.since
    elif isinstance(value, Interval) and value.start is None:
        phrase = words.until
    # one year for all is at the end, so it needs no brackets there
    is_one_year = all(_is_same_year(value.points[0], point) for point in value.points[1:])
    case = _Case(words=words, is_after_preposition=phrase != "{}", is_inside=is_inside or not is_one_year)
    text = case.joined(_runs(value), is_each_qualified=len(marks) > 1)
    if not qualifier:
        return phrase.format(text)
    around = (words.qualifiers_inside if is_inside else words.qualifiers)[qualifier]
    if words.is_qualified_outside:
        return around.format(phrase.format(text))
    return phrase.format(around.format(text))


def _runs(value: Value) -> list[Run]:
    """The runs in the order of time; an interval from a date to itself is that date."""
    match value:
        case Point():
            return [(value,)]
        case Interval(start=Point() as start, end=Point() as end) if _meaning(start) == _meaning(end):
            return [(start,)]
        case Interval():
            return [value.points]
        case DateSet(parts=parts):
            return [run for part in sorted(parts, key=lambda part: part.earliest) for run in _runs(part)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """The words of a language for dates in one position: after a preposition or not, before more words or not."""

    words: DateWords
    is_after_preposition: bool
    is_inside: bool

    def joined(self, runs: Sequence[Run], *, is_each_qualified: bool) -> str:
        """The runs in words."""
        points = [point for run in runs for point in run]
        if (
            len(points) > 1
            and not is_each_qualified
            and all(point.precision is Precision.YEAR for point in points)
        ):
            years = [f"{point.year:04}" for point in points]
            return self.words.years.format(_with_joints(runs, years, self.words))
        chunks = []
        following: list[Point | None] = [*points[1:], None]
        leaders = [run[0] for run in runs for _ in run]
        for point, leader, after in zip(points, leaders, following, strict=True):
            is_alone = is_each_qualified and bool(point.qualifier or (after and after.qualifier))
            is_year_said = is_alone or after is None or not _is_same_year(point, after)
            is_month_said = is_year_said or after is None or not _is_same_month(leader, point, after)
            chunk = self._chunk(point, is_month_said=is_month_said, is_year_said=is_year_said)
            if is_each_qualified and point.qualifier:
                chunk = self.words.qualifiers_inside[point.qualifier].format(chunk)
            chunks.append(chunk)
        return _with_joints(runs, chunks, self.words)

    def _chunk(self, point: Point, *, is_month_said: bool, is_year_said: bool) -> str:
        """One date without what the next repeats."""
        if point.day and not is_month_said:
            return str(point.day)
        if not point.month and not point.season:
            return self._year_alone(point)
        name = self._name(point)
        if is_year_said and point.is_year_known:
            name += self.words.season_ending if point.season else self.words.month_ending
        if point.day:
            name = f"{point.day} {name}"
        return self._with_year(name, point) if is_year_said else name

    def _with_year(self, name: str, point: Point) -> str:
        """A day, month or season with its year, or with what is known of that."""
        words, year = self.words, f"{point.first_year:04}"
        if point.is_year_known and point.season is Season.WINTER:
            after = f"{point.first_year + 1:04}"
            short = after if after.endswith("00") else after[2:]  # "1999–00" would be misread
            return words.with_winter_years.format(name, year, after, short)
        if point.is_year_known:
            return words.with_year.format(name, year)
        if _is_year_unknown(point):
            known = words.unknown_year
        elif point.last_year - point.first_year < 10:
            known = (words.decade_after_month or words.decade).format(point.last_year // 10 * 10)
        else:
            known = words.century.format(point.first_year, point.last_year)
        return f"{name} ({known})" if self.is_inside else f"{name}, {known}"

    def _name(self, point: Point) -> str:
        words = self.words
        if point.season:
            after = self.is_after_preposition and words.seasons_after_preposition
            return (after or words.seasons)[point.season - Season.SPRING]
        after = (
            words.months_after_day
            if point.day
            else self.is_after_preposition and words.months_after_preposition
        )
        return (after or words.months)[(point.month or 1) - 1]

    def _year_alone(self, point: Point) -> str:
        words = self.words
        if point.precision is Precision.YEAR:
            return words.year.format(f"{point.first_year:04}")
        if point.precision is Precision.DECADE:
            after = self.is_after_preposition and words.decade_after_preposition
            return (after or words.decade).format(point.last_year // 10 * 10)
        if _is_year_unknown(point):
            return words.unknown_date
        return words.century.format(point.first_year, point.last_year)


def _with_joints(runs: Sequence[Run], chunks: Sequence[str], words: DateWords) -> str:
    """The chunks with dashes inside runs, and commas and a conjunction between them."""
    texts: list[str] = []
    rest = iter(chunks)
    for run in runs:
        text = next(rest)
        for before, after in pairwise(run):
            is_tight = before.precision == after.precision and " " not in text
            is_tight &= text.isdecimal() or not words.has_wide_dash_between_words
            text += ("–" if is_tight else words.wide_dash) + next(rest)
        texts.append(text)
    if len(texts) == 1:
        return texts[0]
    return f"{', '.join(texts[:-1])} {words.conjunction} {texts[-1]}"


def _meaning(point: Point) -> tuple[object, ...]:
    """The same for `2010` and `2010-XX`."""
    return point.first_year, point.last_year, point.earliest, point.latest, point.qualifier


def _is_year_unknown(point: Point) -> bool:
    return point.last_year - point.first_year >= 98 and point.last_year >= FIRST_YEAR_OF_A_RUNNING_CENTURY


def _is_same_year(point: Point, other: Point) -> bool:
    """Both belong to one year as it is written. A winter has two years and shares neither."""
    if Season.WINTER in (point.season, other.season):
        return False
    if max(point.precision, other.precision) > Precision.SEASON:
        return False
    return (point.first_year, point.last_year) == (other.first_year, other.last_year)


def _is_same_month(leader: Point, point: Point, after: Point) -> bool:
    """Both are days of a month in which their run has begun, so that "2–3 and 5 May" never hides an April."""
    return bool(after.day) and leader.month == point.month == after.month
