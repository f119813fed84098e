"""Values with a form of their own, such as days and addresses: from text, or a `ValueError` that says what to write."""

from __future__ import annotations

import datetime
import re

from mission_archive.model.dates import Date, Point
from mission_archive.model.durations import Duration
from mission_archive.model.problems import Code
from mission_archive.model.slugs import RE_SLUG
from mission_archive.reading.addresses import parse_former_url, parse_url
from mission_archive.reading.kinds import Parsed
from mission_archive.reading.language_codes import doubt_of_language, parse_language
from mission_archive.reading.words import shorten

RE_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
RE_RECORD_ID = re.compile(rf"[a-z]+/(?:[0-9]{{4}}|undated)/{RE_SLUG.pattern}")
RE_RECORD_ID_INSIDE = re.compile(rf"(?:^|/)({RE_RECORD_ID.pattern})(?:[/.#?]|$)")

FIRST_YEAR, LAST_YEAR = 1900, 2999
"""Of a publication; others are slips, and the calendar's own ends have no neighbours in other time zones."""


def _parse_day(text: str) -> datetime.date:
    if RE_DAY.fullmatch(text):
        try:
            return datetime.date.fromisoformat(text)
        except ValueError:
            raise ValueError(
                f"there is no day '{text}'; write a day of the calendar such as 2010-12-14"
            ) from None
    raise ValueError(f"'{shorten(text)}' is no day; write it as 2010-12-14")


def _parse_moment(text: str) -> datetime.datetime:
    if RE_DAY.fullmatch(text):
        text = f"{_parse_day(text)}T00:00+00:00"
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(
            f"'{shorten(text)}' is no day or moment; write 2012-03-01, or with the time and its distance "
            "from UTC 2012-03-01T10:00+05:00"
        ) from None
    if moment.tzinfo is None:
        raise ValueError(
            f"'{text}' does not say in which time zone; write it with the distance from UTC, "
            f"such as {moment.isoformat(timespec='minutes')}+05:00"
        )
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(f"nothing is published in {moment.year:04}; write the year of the publication")
    return moment


def _parse_end(text: str) -> Date:
    date = Date.parse(text)
    if isinstance(date.value, Point):
        return date
    raise ValueError(
        f"'{shorten(text)}' is not one date; write the day, month or year with which the time begins or ends, "
        "such as 2008-06"
    )


def _parse_record_id(text: str) -> str:
    if RE_RECORD_ID.fullmatch(text):
        return text
    inside = RE_RECORD_ID_INSIDE.search(text)
    hint = f"'{inside[1]}'" if inside else "such as 'workshops/2010/preventing-extremism'"
    raise ValueError(f"'{shorten(text)}' is no record's id; write collection/year/slug {hint}")


def _parse_outcome(text: str) -> str:
    try:
        return _parse_record_id(text)
    except ValueError as error:
        raise ValueError(f"{error}, or '- text: …' for what has no record") from None


EDTF = Parsed("a date such as 2010-04-15, 2010-12, 2009 or 2010-04-15/2010-04-17", Date.parse, Code.DATE)
END = Parsed("a day, month or year such as 2008-06", _parse_end, Code.DATE)
"""The beginning or the end of a time, which is told as one interval."""
DAY = Parsed("a day such as 2010-12-14", _parse_day, Code.DATE)
MOMENT = Parsed(
    "a day such as 2012-03-01 or a moment such as 2012-03-01T10:00+05:00", _parse_moment, Code.MOMENT
)
DURATION = Parsed("a duration such as P5D (five days), P2W or P4M", Duration.parse, Code.DURATION)
URL = Parsed("an address that begins with https://", parse_url, Code.URL)
LANGUAGE = Parsed("a language code such as en, ru or tg", parse_language, Code.LANGUAGE, doubt_of_language)
RECORD_ID = Parsed("a record's id: collection/year/slug", _parse_record_id, Code.RECORD_ID)
OUTCOME_ID = Parsed("a record's id: collection/year/slug", _parse_outcome, Code.RECORD_ID)
FORMER_URL = Parsed(
    "a former path of this record, such as /events/2010/old-name/", parse_former_url, Code.FORMER_URL
)
