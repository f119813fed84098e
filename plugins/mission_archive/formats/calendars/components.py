"""A record as events of a calendar."""

import datetime
from collections.abc import Iterator, Mapping

from mission_archive.formats.calendars.lines import END, line, text_line
from mission_archive.formats.certainty import certain_periods
from mission_archive.formats.edition import Edition
from mission_archive.formats.moments import has_moment, published_at
from mission_archive.formats.titles import title_alone
from mission_archive.model.addresses import record_url
from mission_archive.model.dates import DateRole, DateSet
from mission_archive.model.languages import in_language
from mission_archive.model.records import Record, is_report
from mission_archive.rendering.links import day_of, place_then
from mission_archive.rendering.records.statuses import BANNERS, OUTDATED, SAME, is_outdated, shown_status
from mission_archive.rendering.when import when
from mission_archive.rendering.words.labels import MODE_NAMES, STATUS_NAMES

STATUSES = {"held": "CONFIRMED", "cancelled": "CANCELLED", "postponed": "CANCELLED"}
"""A calendar has no word for what was put off: on these days it was not. All else is TENTATIVE."""


def occurrences(record: Record) -> Mapping[int, tuple[datetime.date, datetime.date]]:
    """The first and the last day of each period that is certain, for a calendar can say nothing of doubt. Its key is
    its place among the periods of the date, from 1, whether the others are certain or not.

    None of a report, and none of the day on which something was published.
    """
    if is_report(record.id) or record.date_role == DateRole.PUBLISHED:
        return {}
    periods = enumerate(certain_periods(record), 1)
    days = {number: tuple(map(datetime.date.fromisoformat, period)) for number, period in periods if period}
    # The end is written as the day after, and there is none after the last that a calendar has.
    return {number: (first, last) for number, (first, last) in days.items() if last < datetime.date.max}


def is_event(record: Record) -> bool:
    """Whether a calendar can say when the record was, and since when that is said."""
    return has_moment(record) and bool(occurrences(record))


def frames(record: Record, updated: datetime.datetime, short: str, host: str) -> tuple[bytes, ...]:
    """The beginnings of a record's events, one for each of its certain periods: what is the same in every language.

    The UID is too, for it is the same event. It is made of the `short` address, which outlives renaming.
    """
    days = occurrences(record)
    if not days:
        return ()
    published, code = published_at(record), short.strip("/").rpartition("/")[2]
    # Without a METHOD these two mean the same (RFC 5545, section 3.8.7.2). No line but that of the UID can be too long.
    changed = moment(updated)
    created = f"CREATED:{changed if published == updated else moment(published)}\r\n" if published else ""
    known = (
        f"DTSTAMP:{changed}\r\n"
        f"LAST-MODIFIED:{changed}\r\n"
        f"{created}"
        f"SEQUENCE:{sum([change.moves_updated for change in record.changes])}\r\n"
        f"STATUS:{STATUSES.get(record.status, 'TENTATIVE')}\r\n"
        "TRANSP:TRANSPARENT\r\n"
    )
    return tuple(
        END.join((
            b"BEGIN:VEVENT",
            line("UID", f"{code}{f'-{number}' if number > 1 else ''}@{host}"),
            f"DTSTART;VALUE=DATE:{_day(first)}\r\n"
            f"DTEND;VALUE=DATE:{_day(last + datetime.timedelta(days=1))}\r\n"
            f"{known}".encode(),
        ))
        for number, (first, last) in days.items()
    )  # fmt: skip


def events(edition: Edition, framed: Mapping[str, tuple[bytes, ...]], record_id: str, language: str) -> bytes:
    """The events of a record that is in `framed`, which maps ids of records to their `frames`."""
    said = END.join((*_said(edition, edition.archive.records[record_id], language), b"END:VEVENT", b""))
    return b"".join(part for frame in framed[record_id] for part in (frame, said))


def _said(edition: Edition, record: Record, language: str) -> Iterator[bytes]:
    """The lines of an event that differ between languages."""
    messages, words = edition.messages[language], record.in_language(language)
    status = shown_status(record, edition.archive.now)
    url = edition.url + record_url(record, language)
    title = title_alone(edition, record, language)
    yield text_line(f"SUMMARY{_in(title.language)}", title.text)
    said = [words.summary]
    if status:
        said.insert(0, messages.gettext(BANNERS[status]))
    if is_outdated(record, words):
        said.append(messages.gettext(OUTDATED))
    if edition.archive.possibly_same_as(record):
        said.append(f"{messages.gettext(STATUS_NAMES[SAME])}.")
    if isinstance(record.date.value, DateSet):  # each of its events is a part alone
        said.append(when(record.date, language))
    if record.date_note:
        about = messages.gettext("About the date")
        said.append(f"{about}: {in_language(record.date_note, language)[0]}")
    is_in_one = words.language == language or len(said) == 1
    yield text_line(f"DESCRIPTION{_in(words.language if is_in_one else None)}", "\n".join((*said, url)))
    mode = MODE_NAMES.get(record.mode)
    if record.places or mode:
        places, day = edition.archive.vocabularies.places, day_of(record)
        names = [messages.gettext(mode)] if mode else []  # nobody goes to the place of what is online
        names += [
            ", ".join((
                *([in_language(at.venue, language)[0]] if at.venue else []),
                place_then(places[at.place], at, record, day, language)[0],
            ))
            for at in record.places
        ]  # fmt: skip
        yield text_line("LOCATION", "; ".join(names))
    yield line("URL", url)


def _in(language: str | None) -> str:
    """The parameter that says in which language a text is; nothing of one in two."""
    return f";LANGUAGE={language}" if language else ""


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
    return f"{utc.isoformat()[:19].replace('-', '').replace(':', '')}Z"


def _day(day: datetime.date) -> str:
    return day.isoformat().replace("-", "")
