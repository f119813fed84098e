"""When something was, in the words of a reader's language, as precise as it is known and no more.

A new language is a file of names and phrases, `locale/<code>/dates.yml`.
"""

import datetime
from collections.abc import Mapping
from functools import lru_cache

from mission_archive.model.dates import Date, DateRole, Duration, Interval, Point, Precision, span
from mission_archive.model.languages import LANGUAGES
from mission_archive.rendering.when.composition import date_in_words, is_unknown
from mission_archive.rendering.when.words import DateWords, Style, load

WORDS: Mapping[str, Mapping[Style, DateWords]] = {language: load(language) for language in LANGUAGES}


@lru_cache(maxsize=64)  # the page of a record, its head, its citations and its files say the same
def when(
    date: Date,
    language: str,
    *,
    role: str = DateRole.HELD,
    duration: Duration | None = None,
    style: Style = "long",
) -> str:
    """The date in words, beginning in lower case: "15 April 2010", "from 27 July 2006, ten days".

    `role` is what a single date is the date of; on spans and sets only `published` means anything. The `duration` is
    said as it is stated, and left out where the date itself says it. The short style, for lists, abbreviates
    months and leaves the duration out.
    """
    words = WORDS[language][style]
    if duration and (style == "short" or _is_said_by(date, duration)):
        if duration.exact_days == 1 and role in (DateRole.START, DateRole.END):
            role = DateRole.HELD  # what began and ended on one day was held on it
        duration = None
    return _with_role(date, DateRole(role), duration, words)


def day_in_words(day: datetime.date, language: str, *, style: Style = "long") -> str:
    """A day in words."""
    return when(Date.parse(day.isoformat()), language, style=style)


def _with_role(date: Date, role: DateRole, duration: Duration | None, words: DateWords) -> str:
    value = date.value
    if is_unknown(value) or (role is not DateRole.PUBLISHED and not isinstance(value, Point)):
        role = DateRole.HELD
    length = _duration(duration, words) if duration else ""
    if role is DateRole.HELD or (role is DateRole.START and length):
        text = date_in_words(value, words, is_start=role is DateRole.START, is_inside=bool(length))
        return f"{text}, {length}" if length else text
    has_day = (
        date.precision is Precision.DAY or not isinstance(value, Point) or date.precision > Precision.DECADE
    )
    phrase = ((not has_day and words.roles_without_day) or words.roles)[role]
    text = phrase.format(date_in_words(value, words))
    return f"{length}, {text}" if length else text


def _is_said_by(date: Date, duration: Duration) -> bool:
    """Whether the date, known to the day, is just as long as the duration says."""
    if date.precision is not Precision.DAY or date.has_open_start or date.has_open_end:
        return False
    match date.value:
        case Point():
            return duration.exact_days == 1
        case Interval() if date.is_year_known:
            return duration.exact_days == (date.latest - date.earliest).days + 1
    return False


def _duration(duration: Duration, words: DateWords) -> str:
    """The length as it is stated: "five days", "one month and 15 days". Numbers above ten are in digits."""
    counted = words.durations
    parts = []
    for unit, forms in counted.units.items():
        number: int = getattr(duration, unit)
        if not number:
            continue
        numeral = str(number)
        if number < len(counted.numerals):
            numeral = counted.numerals_by_unit.get(unit, {}).get(number, counted.numerals[number])
        parts.append(f"{numeral} {forms[counted.plural(number)]}")
    if len(parts) == 1:
        return parts[0]
    return f"{', '.join(parts[:-1])} {words.conjunction} {parts[-1]}"


def machine_dates(
    date: Date, *, role: str = DateRole.HELD, duration: Duration | None = None
) -> tuple[str | None, str | None]:
    """The beginning and the end as HTML's `<time datetime>`, Atom and schema.org read them: `2010`, `2010-04`,
    `2010-04-15`.

    Both are the same for a single date. A season, which those standards lack, has its first and last day. None
    is an open end, and a date whose year is not known. `?` and `~` are left out. Where a duration in
    days or weeks implies the other end (see `span`), that is given.
    """
    points = date.value.points
    earliest, latest = span(date, role, duration)
    first = None if date.has_open_start else min(points, key=lambda point: point.earliest)
    last = None if date.has_open_end else max(points, key=lambda point: point.latest)
    return _machine_date(first, earliest), _machine_date(last, latest)


def _machine_date(point: Point | None, bound: datetime.date) -> str | None:
    if point is None or not point.is_year_known:
        return None
    match point.precision:
        case Precision.DAY | Precision.SEASON:
            return bound.isoformat()
        case Precision.MONTH:
            return f"{point.first_year:04}-{point.month:02}"
    return f"{point.first_year:04}"
