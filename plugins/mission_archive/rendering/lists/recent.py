"""What has changed lately: corrections, updates and newly published records, as the home page lists them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from mission_archive.model.archive import Archive
from mission_archive.model.dates import Date
from mission_archive.model.records import MINOR, Record
from mission_archive.rendering.links import Link, record_link
from mission_archive.rendering.records.provenance import corrections_of
from mission_archive.rendering.when import when
from mission_archive.rendering.words.labels import CHANGE_NAMES, N_
from mission_archive.rendering.words.messages import Messages

MOST = 6
"""Changes that the home page lists."""

NEW_RECORD = N_("New record")


@dataclass(frozen=True, slots=True)
class RecentChange:
    """The last change of a record. `day` is ISO 8601, `when` the same in words; `language` is that of the note if it
    differs from the page's.
    """

    day: str
    when: str
    kind: str
    link: Link
    note: str
    language: str | None


def recent_changes(archive: Archive, messages: Messages, most: int = MOST) -> list[RecentChange]:
    """The records that were corrected, updated or published last, most recent first, each with its last change."""
    dated = [(day, record) for record in archive.listed if (day := _last_change(record))]
    dated.sort(key=lambda change: change[1].id)
    dated.sort(key=lambda change: change[0], reverse=True)
    return [_told(day, record, messages) for day, record in dated[:most]]


def _last_change(record: Record) -> datetime.date | None:
    days = [record.updated, record.published.date() if record.published else None]
    return max((day for day in days if day), default=None)


def _told(day: datetime.date, record: Record, messages: Messages) -> RecentChange:
    language = messages.language
    note, written, kind = "", None, NEW_RECORD
    for correction in corrections_of(record, language):
        if correction.day == day.isoformat() and correction.kind != MINOR:
            note, written = correction.note, correction.language
            kind = CHANGE_NAMES[correction.kind]
            break
    return RecentChange(
        day.isoformat(),
        when(Date.parse(day.isoformat()), language, style="short"),
        messages.gettext(kind),
        record_link(record, language),
        note,
        written if written != language else None,
    )
