"""Values with a form of their own, such as days and addresses: from text, or a `ValueError` that says what to write."""

import datetime
import re

from mission_archive.model.dates import Date, Duration, Point
from mission_archive.model.dates.mistakes import explain
from mission_archive.model.problems import Code, shorten
from mission_archive.model.records import RE_RECORD_ID
from mission_archive.model.text.placeholders import FORMER_PATH
from mission_archive.reading.fields.addresses import parse_former_url, parse_url
from mission_archive.reading.fields.kinds import Parsed
from mission_archive.reading.fields.language_codes import doubt_of_language, parse_language

RE_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
RE_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
RE_RECORD_ID_INSIDE = re.compile(rf"(?:^|/)({RE_RECORD_ID.pattern})(?:[/.#?]|$)")

FIRST_YEAR, LAST_YEAR = 1900, 2999
"""Of a publication; others are slips, and the calendar's own ends have no neighbours in other time zones."""


DAY_FORM = "the day as YYYY-MM-DD"
MOMENT_FORM = "the day as YYYY-MM-DD, or the day and time as YYYY-MM-DDThh:mm+05:00"


def _is_day(text: str) -> bool:
    try:
        return bool(RE_DAY.fullmatch(text) and datetime.date.fromisoformat(text))
    except ValueError:
        return False


def _why_no_day(text: str, what: str, forms: str) -> str:
    """What is wrong with a text that is not a day, and what to write: the writer's own day if it can be read."""
    if RE_MONTH.fullmatch(text):
        forms = f"{text}-DD with the day of the month"
    return "; ".join(explain(text, is_date=_is_day, what=what, forms=forms))


def _parse_day(text: str) -> datetime.date:
    if not _is_day(text):
        raise ValueError(_why_no_day(text, "a day", DAY_FORM))
    return datetime.date.fromisoformat(text)


def _parse_moment(text: str) -> datetime.datetime:
    written = f"{text}T00:00+00:00" if _is_day(text) else text
    try:
        moment = datetime.datetime.fromisoformat(written)
    except ValueError:
        day = RE_DAY.match(text)
        if day and _is_day(day[0]) and text[day.end()] in "T ":
            raise ValueError(
                f"'{shorten(text)}' is not a day or a moment: the time after the day cannot be read; write "
                f"{day[0]}Thh:mm+05:00, with the hour from 00 to 23, the minute and the difference from UTC"
            ) from None
        raise ValueError(_why_no_day(text, "a day or a moment", MOMENT_FORM)) from None
    if not RE_DAY.match(written):
        raise ValueError(_why_no_day(text, "a day or a moment", MOMENT_FORM))
    if moment.tzinfo is None:
        raise ValueError(
            f"'{text}' has no time zone; write it with the difference from UTC, for example "
            f"{moment.isoformat(timespec='minutes')}+05:00"
        )
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(f"{moment.year:04} cannot be the year of publication; write the right year")
    return moment


def _parse_end(text: str) -> Date:
    date = Date.parse(text)
    if isinstance(date.value, Point):
        return date
    raise ValueError(
        f"'{shorten(text)}' is not one date; write one day, month or year, with which the time begins or ends"
    )


def _parse_record_id(text: str) -> str:
    if RE_RECORD_ID.fullmatch(text):
        return text
    form = "the path of its file below content/ without the ending, collection/year/name"
    inside = RE_RECORD_ID_INSIDE.search(text)
    write = f"'{inside[1]}'" if inside else form
    raise ValueError(f"'{shorten(text)}' is not the id of a record; write {write}")


def _parse_outcome(text: str) -> str:
    try:
        return _parse_record_id(text)
    except ValueError as error:
        raise ValueError(f"{error}; an outcome without a record has the field 'text'") from None


EDTF = Parsed(
    "a date as YYYY-MM-DD, YYYY-MM or YYYY, or its first and last day with a slash between them",
    Date.parse,
    Code.DATE,
)
END = Parsed("a day, month or year as YYYY-MM-DD, YYYY-MM or YYYY", _parse_end, Code.DATE)
"""The beginning or the end of a time, which is written as one interval."""
DAY = Parsed(DAY_FORM, _parse_day, Code.DATE)
MOMENT = Parsed(MOMENT_FORM, _parse_moment, Code.MOMENT)
DURATION = Parsed(
    "a duration: P and a number with D (days), W (weeks), M (months) or Y (years)",
    Duration.parse,
    Code.DURATION,
)
URL = Parsed("an address that begins with https://", parse_url, Code.URL)
LANGUAGE = Parsed(
    "the code of a language: en, ru, tg or another", parse_language, Code.LANGUAGE, doubt_of_language
)
RECORD_ID = Parsed("the id of a record: collection/year/name", _parse_record_id, Code.RECORD_ID)
OUTCOME_ID = Parsed("the id of a record: collection/year/name", _parse_outcome, Code.RECORD_ID)
FORMER_URL = Parsed(f"a former path of this record: {FORMER_PATH}", parse_former_url, Code.FORMER_URL)
