"""Which calendars there are, and which pages lead to them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from urllib.parse import urlsplit

from mission_archive.formats.calendars.components import (
    CALENDAR_END,
    calendar_head,
    events,
    frames,
    is_event,
    last_update,
)
from mission_archive.formats.edition import Edition, Format, Make, Offer, Subject
from mission_archive.formats.lists import name_of_list
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

Made = Callable[[str, str], bytes]
"""The events of a record, by its id, in a language."""


@dataclass(frozen=True, slots=True)
class _Calendar:
    """The events of a list (facet and id of a term) or of the archive, oldest first, and when one was last changed."""

    listed: tuple[str, str] | None
    records: Sequence[Record]
    last: datetime.datetime


def _files(edition: Edition) -> Iterator[tuple[str, Make]]:
    host = urlsplit(edition.url).hostname or ""
    framed = {record.id: found for record in edition.archive.listed if (found := frames(record, host))}
    calendars = list(_calendars(edition.archive, framed))
    made = cache(partial(events, edition, framed))  # an event is in some seven calendars
    for language in edition.messages:
        for each in calendars:
            make = partial(_calendar, edition, each, made, language)
            yield f"{_page(each.listed, language)}{CALENDAR_FILE}", make


def _calendars(archive: Archive, shown: Collection[str]) -> Iterator[_Calendar]:
    """The calendars that hold an event, of records by their ids: one without would be none (RFC 5545, section 3.6)."""
    lists: list[tuple[tuple[str, str] | None, Sequence[Record]]] = [(None, archive.listed)]
    for facet in FACETS_WITH_CALENDARS:
        lists += [((facet, term), records) for term, records in archive.listing(facet).items()]
    for listed, records in lists:
        found = [record for record in reversed(records) if record.id in shown]
        if found:
            is_year = listed is not None and listed[0] == "years"
            last = found if is_year else found[-MOST:]
            yield _Calendar(listed, last, last_update(last))


def _page(listed: tuple[str, str] | None, language: str) -> str:
    return listing_url(*listed, language) if listed else calendar_url(language)


def _calendar(edition: Edition, calendar: _Calendar, made: Made, language: str) -> bytes:
    name = edition.words[language]["name"]
    if calendar.listed:
        name = f"{name_of_list(edition, *calendar.listed, language)} – {name}"
    page = edition.url + _page(calendar.listed, language)
    head = calendar_head(name, page, f"{page}{CALENDAR_FILE}", calendar.last)
    return b"".join((head, *(made(record.id, language) for record in calendar.records), CALENDAR_END))


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
