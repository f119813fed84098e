"""Whether an event took place, as far as the archive knows: shown on the page of the record, in rows and citations."""

import datetime
from collections.abc import Mapping

from mission_archive.model.archive import Archive
from mission_archive.model.records import Record, State, Words
from mission_archive.rendering.words.labels import N_, STATUS_NAMES

OVERDUE = "overdue"
SAME = "same"
WITHDRAWN = N_("Withdrawn")

BANNERS: Mapping[str, str] = {
    "planned": N_("Planned: the sources announce it for a day to come."),
    "announced": N_("Only announced: the sources do not say whether it took place."),
    "postponed": N_("Postponed: the sources give no report that it took place later."),
    "cancelled": N_("Cancelled: it did not take place as planned."),
    "under-way": N_("Under way: the sources do not report its end."),
    OVERDUE: N_("Announced; no record of the outcome."),
}
"""What the page of a record says at its top."""
OUTDATED = N_("This translation follows an older state of the original.")

OPEN = ("planned", "under-way")
"""Statuses that a day which has passed leaves without an answer."""


def shown_status(record: Record, now: datetime.datetime) -> str | None:
    """The status worth saying, a key of `STATUS_NAMES`: of what was to have come by now, that it is overdue."""
    if record.status in OPEN and record.date.latest < now.date():
        return OVERDUE
    return record.status if record.status in STATUS_NAMES else None


def shown_statuses(record: Record, archive: Archive) -> tuple[str, ...]:
    """All that a row says: the status, and whether it may be about the same event as another record."""
    status = shown_status(record, archive.now)
    same = (SAME,) if archive.possibly_same_as(record) else ()
    return (*((status,) if status else ()), *same)


def cited_states(record: Record, archive: Archive) -> tuple[str, ...]:
    """All that a citation says of a record, as messages of the catalogues: what its row says, and its withdrawal."""
    withdrawn = (WITHDRAWN,) if record.state(archive.now) is State.WITHDRAWN else ()
    return (*withdrawn, *(STATUS_NAMES[name] for name in shown_statuses(record, archive)))


def is_outdated(record: Record, words: Words) -> bool:
    """Whether a translation follows an older state than the original's last correction or update."""
    if words.language == record.original or record.updated is None:
        return False
    return words.translation_of_update is None or words.translation_of_update < record.updated
