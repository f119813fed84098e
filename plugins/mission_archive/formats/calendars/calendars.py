"""Which calendars there are, and which pages lead to them."""

import datetime
from collections.abc import Collection, Iterator, Sequence
from functools import cache, partial
from urllib.parse import urlsplit

from mission_archive.formats.calendars.components import (
    CALENDAR_END,
    calendar_head,
    events,
    frames,
    is_event,
)
from mission_archive.formats.edition import Edition, Format, Make, Offer, Subject
from mission_archive.formats.lists import Listed, title_of_list
from mission_archive.formats.moments import updated_at
from mission_archive.model.addresses import CALENDAR_FILE, calendar_url, language_root, listing_url
from mission_archive.model.archive import Archive
from mission_archive.model.records import Record
from mission_archive.rendering.words.labels import N_

FACETS_WITH_CALENDARS = ("collections", "themes", "places", "series", "years")
MOST = 200
"""Events of a calendar, the last ones. That of a year has all of its year, so that none is lost; a calendar of
thousands is more than programs take, and they ask for the whole of it every day."""

MEDIA_TYPE = "text/calendar"
LABEL = N_("Calendar (iCalendar)")


def _files(edition: Edition) -> Iterator[tuple[str, Make]]:
    archive, host = edition.archive, urlsplit(edition.url).hostname or ""
    updated = {record.id: moment for record in archive.listed if (moment := updated_at(record))}
    framed = {
        record_id: found
        for record_id, moment in updated.items()
        if (found := frames(archive.records[record_id], moment, archive.permalinks[record_id], host))
    }
    calendars = [
        (listed, records, max(updated[record.id] for record in records))
        for listed, records in _calendars(archive, framed)
    ]
    made = cache(partial(events, edition, framed))  # an event is in some seven calendars

    def calendar(listed: Listed, records: Sequence[Record], last: datetime.datetime, language: str) -> bytes:
        name = title_of_list(edition, listed, language)
        page = edition.url + _page(listed, language)
        head = calendar_head(name, page, f"{page}{CALENDAR_FILE}", last)
        return b"".join((head, *(made(record.id, language) for record in records), CALENDAR_END))

    for language in edition.messages:
        for each in calendars:
            yield f"{_page(each[0], language)}{CALENDAR_FILE}", partial(calendar, *each, language)


def _calendars(archive: Archive, shown: Collection[str]) -> Iterator[tuple[Listed, Sequence[Record]]]:
    """The calendars that hold an event, of records by their ids, and their records, oldest first: one without would be
    none (RFC 5545, section 3.6)."""
    lists: list[tuple[Listed, Sequence[Record]]] = [(None, archive.listed)]
    for facet in FACETS_WITH_CALENDARS:
        lists += [((facet, term), records) for term, records in archive.listing(facet).items()]
    for listed, records in lists:
        if found := [record for record in reversed(records) if record.id in shown]:
            yield listed, found if listed and listed[0] == "years" else found[-MOST:]


def _page(listed: Listed, language: str) -> str:
    return listing_url(*listed, language) if listed else calendar_url(language)


def _follow(edition: Edition, subject: Subject) -> Iterator[Offer]:
    """The home page and that of the calendar have the calendar of all, a list and the page of a year have their own."""
    language, archive, listed = subject.language, edition.archive, subject.listed
    if subject.record or (listed and listed[0] not in FACETS_WITH_CALENDARS):
        return
    if not listed and subject.url not in (language_root(language), calendar_url(language)):
        listed = "years", subject.url.removeprefix(calendar_url(language)).removesuffix("/")
    records = archive.listing(listed[0]).get(listed[1], ()) if listed else archive.listed
    if any(map(is_event, records)):
        label = edition.messages[language].gettext(LABEL)
        yield Offer(label, f"{_page(listed, language)}{CALENDAR_FILE}", MEDIA_TYPE)


FORMAT = Format(_files, follow=_follow)
