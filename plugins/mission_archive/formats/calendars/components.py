"""A record as events of a calendar."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from mission_archive.formats.calendars.lines import END, line, text_line
from mission_archive.formats.calendars.occurrences import Occurrence, occurrences
from mission_archive.formats.edition import Edition
from mission_archive.formats.moments import has_moment, published_at, updated_at
from mission_archive.model.addresses import permalink, record_url
from mission_archive.model.records import Record
from mission_archive.rendering.links import place_link
from mission_archive.rendering.records.statuses import BANNERS, SAME, shown_status
from mission_archive.rendering.when import when
from mission_archive.rendering.words.labels import STATUS_NAMES

STATUSES = {"held": "CONFIRMED", "cancelled": "CANCELLED", "postponed": "CANCELLED"}
"""A calendar has no word for what was put off: on these days it was not. All else is TENTATIVE."""


def is_event(record: Record) -> bool:
    """Whether a calendar can say when the record was, and since when that is said."""
    return has_moment(record) and bool(occurrences(record))


def events(edition: Edition, record: Record, language: str) -> bytes:
    """The events of a record for which `is_event` holds, one for each of its certain periods.

    An event has the same UID in every language: it is the same event.
    """
    shared = END.join(_shared(edition, record, language))
    return b"".join(
        END.join((b"BEGIN:VEVENT", *_own(edition, record, occurrence), shared, b"END:VEVENT", b""))
        for occurrence in occurrences(record)
    )


def _own(edition: Edition, record: Record, occurrence: Occurrence) -> Iterator[bytes]:
    code = permalink(record).strip("/").rpartition("/")[2]
    number = f"-{occurrence.number}" if occurrence.number > 1 else ""
    yield line("UID", f"{code}{number}@{urlsplit(edition.url).hostname or 'localhost'}")
    yield line("DTSTART;VALUE=DATE", _day(occurrence.first))
    yield line("DTEND;VALUE=DATE", _day(occurrence.last + datetime.timedelta(days=1)))


def _shared(edition: Edition, record: Record, language: str) -> Iterator[bytes]:
    messages, updated, published = edition.messages[language], updated_at(record), published_at(record)
    assert updated is not None
    words, status = record.in_language(language), shown_status(record, edition.archive.now)
    url = edition.url + record_url(record, language)
    # Without a METHOD the two mean the same (RFC 5545, section 3.8.7.2).
    yield line("DTSTAMP", moment(updated))
    yield line("LAST-MODIFIED", moment(updated))
    if published:
        yield line("CREATED", moment(published))
    yield line("SEQUENCE", str(sum(change.moves_updated for change in record.changes)))
    yield line("STATUS", STATUSES.get(record.status, "TENTATIVE"))
    yield b"TRANSP:TRANSPARENT"
    named = f"{messages.gettext(STATUS_NAMES[status])}: {words.title}" if status else words.title
    yield text_line(f"SUMMARY;LANGUAGE={words.language}", named)
    said = [words.summary]
    if status:
        said.insert(0, messages.gettext(BANNERS[status]))
    if edition.archive.possibly_same_as(record):
        said.append(f"{messages.gettext(STATUS_NAMES[SAME])}.")
    dated = when(record.date, language, role=record.date_role, duration=record.duration)
    yield text_line(f"DESCRIPTION;LANGUAGE={words.language}", "\n".join((*said, dated, url)))
    places = [place_link(edition.archive, place, record, language) for place in record.places]
    if places:
        names = (f"{place.detail}, {place.text}" if place.detail else place.text for place in places)
        yield text_line("LOCATION", "; ".join(names))
    yield line("URL", url)


def last_update(records: Iterable[Record]) -> datetime.datetime:
    """The moment at which some records, one of which has a moment, were last changed."""
    return max(updated for record in records if (updated := updated_at(record)))


def calendar_head(name: str, page: str, source: str, last: datetime.datetime) -> bytes:
    """The lines before the events. `page` is the address of the page that shows them, `source` that of the file."""
    return END.join((
        b"BEGIN:VCALENDAR",
        b"VERSION:2.0",
        b"PRODID:-//mission-archive//calendars//EN",
        b"CALSCALE:GREGORIAN",
        text_line("NAME", name),
        text_line("X-WR-CALNAME", name),
        line("LAST-MODIFIED", moment(last)),
        line("URL", page),
        line("SOURCE;VALUE=URI", source),
        b"REFRESH-INTERVAL;VALUE=DURATION:P1D",
        b"",
    ))  # fmt: skip


CALENDAR_END = b"END:VCALENDAR\r\n"


def moment(utc: datetime.datetime) -> str:
    """A moment in UTC (section 3.3.5)."""
    return f"{utc:%Y%m%dT%H%M%SZ}"


def _day(day: datetime.date) -> str:
    return day.isoformat().replace("-", "")
