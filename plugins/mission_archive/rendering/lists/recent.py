"""What has changed lately: corrections, updates and newly published records, as the home page lists them."""

import datetime
from dataclasses import dataclass

from mission_archive.model.archive import Archive
from mission_archive.model.records import Record
from mission_archive.rendering.links import Link, ShortText, record_link
from mission_archive.rendering.records.provenance import corrections_of
from mission_archive.rendering.when import day_in_words
from mission_archive.rendering.words.labels import CHANGE_NAMES, N_
from mission_archive.rendering.words.messages import Messages

MOST = 6
"""Changes that the home page lists."""

NEW_RECORD = N_("New record")


@dataclass(frozen=True, slots=True)
class RecentChange:
    """The last change of a record. `day` is ISO 8601, `when` the same in words."""

    day: str
    when: str
    kind: str
    link: Link
    note: ShortText | None


def recent_changes(archive: Archive, messages: Messages, most: int = MOST) -> list[RecentChange]:
    """The records that were corrected, updated or published last, most recent first, each with its last change."""
    dated = [(day, record) for record in archive.listed if (day := _last_change(record))]
    dated.sort(key=lambda change: (-change[0].toordinal(), change[1].id))
    return [_change(day, record, messages) for day, record in dated[:most]]


def _last_change(record: Record) -> datetime.date | None:
    days = [record.updated, record.published.date() if record.published else None]
    return max((day for day in days if day), default=None)


def _change(day: datetime.date, record: Record, messages: Messages) -> RecentChange:
    language = messages.language
    of_day = (change for change in corrections_of(record, language) if change.day == day.isoformat())
    change = next((change for change in of_day if change.kind != "minor"), None)
    return RecentChange(
        day.isoformat(),
        day_in_words(day, language, style="short"),
        messages.gettext(CHANGE_NAMES[change.kind] if change else NEW_RECORD),
        record_link(record, language),
        change.note if change else None,
    )
