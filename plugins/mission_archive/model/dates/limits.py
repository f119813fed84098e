"""Why a text in the form of a date is not a date: there is no such month, day, season or order."""

import re
from calendar import monthrange
from collections.abc import Callable

__all__ = ["FORMS", "IsDate", "quoted", "why_impossible", "why_part"]

IsDate = Callable[[str], bool]

QUOTED_LENGTH = 60
"""Characters of an editor's text that a message repeats."""

FORMS = "YYYY-MM-DD, YYYY-MM, YYYY or YYYY-21 (spring)"
"""How dates are written, for one who has to look the date up: no date is made up for a message."""

SEASONS = "21 spring, 22 summer, 23 autumn, 24 winter"
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
RE_SHAPE = re.compile(r"([0-9X]{4})(?:-([0-9X]{2})(?:-([0-9X]{2}))?)?[?~%]?")
RE_YEAR = re.compile(r"[0-9]{4}|[0-9]{3}X|[0-9]{2}XX|XXXX")
RE_SHORT_YEAR = re.compile(r"[0-9]{1,2}([./-])[0-9]{1,2}(?:\1[0-9]{2})?|'?[0-9]{2}")
RE_WEEK_OR_ORDINAL = re.compile(r"[0-9]{4}-?(?:[Ww][0-9]{2}(?:-?[0-9])?|[0-9]{3})")
RE_LONG_YEAR = re.compile(r"[-+Yy]?[0-9]{5,}.*|-[0-9]{4}.*|[Yy].*[0-9]")


def quoted(text: str) -> str:
    """The text as a message shows it: between marks, its beginning only, nothing in it invisible."""
    return repr(text if len(text) <= QUOTED_LENGTH else f"{text[:QUOTED_LENGTH]}…")


def why_impossible(text: str, is_date: IsDate) -> tuple[str, str] | None:
    """Why a text of the right form is not a date: what is wrong, and what to write."""
    if text.startswith("{") and text.endswith("}"):
        if text == "{}":
            return "the set is empty", "a single date, or dates with commas between them in { }"
        for part in text[1:-1].split(","):
            if not is_date(part):
                return _why_interval(part, "..", is_date) if ".." in part else why_part(part)
    if "/" in text:
        return _why_interval(text, "/", is_date)
    return why_part(text)


def _why_interval(text: str, separator: str, is_date: IsDate) -> tuple[str, str] | None:
    ends = text.split(separator)
    if len(ends) != 2:
        return None
    if separator == ".." and not all(ends):
        return "a span in a set has two ends", "the first and the last date, with .. between them"
    if all(end in ("", "..") for end in ends):
        return (
            "at least one end must be a date",
            "a date before /.. or after ../",
        )
    for end in ends:
        if end != ".." and not is_date(end):
            why = why_part(end)
            return (f"in {quoted(end)}, {why[0]}", why[1]) if why else None
    if is_date("/".join(ends)):
        return None
    return "it ends before it begins", f"{ends[1]}{separator}{ends[0]} if the two are exchanged"


def why_part(text: str) -> tuple[str, str] | None:
    """Why a text is not a single date."""
    shape = RE_SHAPE.fullmatch(text)
    if not shape:
        if RE_SHORT_YEAR.fullmatch(text):
            return "the year has four digits and comes first", FORMS
        if RE_LONG_YEAR.fullmatch(text):
            return "a year has four digits", FORMS
        if RE_WEEK_OR_ORDINAL.fullmatch(text):
            return "weeks and days of the year are not used here", FORMS
        return None
    year, month, day = shape.groups()
    if not RE_YEAR.fullmatch(year):
        return "only the last digits of a year may be unknown", f"{year.partition('X')[0]:X<4}"
    if year == "0000":
        return "there is no year 0000", f"{FORMS}, or XXXX if the year is not known"
    forms = f"{year}, or {year}-MM with a month from 01 to 12"
    if month == "XX":
        return "a day can only be known together with its month", f"{year}, or {year}-MM-{day} with the month"
    if "X" in (month or ""):
        return "a month is known in full or not at all", f"{year}-XX or {year}"
    if "X" in (day or "").replace("XX", ""):
        return "a day is known in full or not at all", f"{year}-{month}-XX or {year}-{month}"
    number = int(month or 0)
    if not 1 <= number <= 12:
        return _why_month(year, number, day) or (
            f"there is no month {month}",
            _with_exchanged(year, month, day) or forms,
        )
    return _why_day(year, number, day) if day else None


def _why_month(year: str, number: int, day: str | None) -> tuple[str, str] | None:
    """Why a code above 20 in the place of the month is none that the archive uses."""
    if 21 <= number <= 24:
        return "a season has no days", f"{year}-{number} for the season, or {year}-MM-{day} with the month"
    if 25 <= number <= 32:
        return (
            f"{number} is a season of one half of the world, and the seasons here are {SEASONS}",
            f"{year}-{21 + (number - 25) % 4}",
        )
    if 33 <= number <= 41:
        span, first = {33: (3, 33), 37: (4, 37), 40: (6, 40)}[
            33 if number < 37 else 37 if number < 40 else 40
        ]
        begin = (number - first) * span + 1
        name = {3: "quarter", 4: "third", 6: "half"}[span]
        return (
            f"{number} is a {name} of the year, and only seasons are used here: {SEASONS}",
            f"the months, {year}-{begin:02}/{year}-{begin + span - 1:02}",
        )
    return None


def _with_exchanged(year: str, month: str | None, day: str | None) -> str | None:
    """`2010-15-04` may be 15 April."""
    if day and month and "01" <= day <= "12" and "13" <= month <= "31":
        return f"{year}-{day}-{month} if month and day are exchanged"
    return None


def _why_day(year: str, month: int, day: str) -> tuple[str, str]:
    longest = monthrange(int(year) if year.isdecimal() else 2000, month)[1]
    name = MONTHS[month - 1]
    if int(day) > longest:
        which = f"{name} {year}" if year.isdecimal() else name
        return f"{which} has {longest} days", f"the right day, or {year}-{month:02} if the day is not known"
    return f"there is no day {day}", f"{year}-{month:02} if the day is not known"
