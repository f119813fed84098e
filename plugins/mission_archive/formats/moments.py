"""When a record was published and changed, as programs ask for it: to the second, and never made up.

A change has a day and no time. Programs learn of a change only by a later moment, so the moments of one day are counted
by seconds: from midnight UTC, or from the publication on that day. A small change moves nothing.
"""

import datetime
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mission_archive.model.records import Change, Record


class Moved(NamedTuple):
    """A correction or update, with its moment. `number` is its place among those of its day, from 1."""

    moment: datetime.datetime
    number: int
    change: Change


def moves_of(record: Record) -> Iterator[Moved]:
    """The corrections and updates of a record, in the order in which they are written."""
    of_day: dict[datetime.date, int] = {}
    published = published_at(record)
    for change in record.changes:
        if change.moves_updated:
            number = of_day[change.date] = of_day.get(change.date, 0) + 1
            begun = datetime.datetime.combine(change.date, datetime.time(), datetime.UTC)
            begun = max(begun, published) if published else begun
            yield Moved(begun + datetime.timedelta(seconds=number), number, change)


def published_at(record: Record) -> datetime.datetime | None:
    """The moment of publication in UTC, if the record says it."""
    return record.published.astimezone(datetime.UTC) if record.published else None


def updated_at(record: Record) -> datetime.datetime | None:
    """The moment of the last correction or update, else that of publication. None where neither is known: then no
    program can be given a moment, and the record is in no feed and no calendar."""
    last = max((moved.moment for moved in moves_of(record)), default=None) if record.changes else None
    return last or published_at(record)


def has_moment(record: Record) -> bool:
    """Whether `updated_at` is known."""
    return record.published is not None or record.updated is not None


def without_moment(records: Iterable[Record]) -> list[Record]:
    """The records that no feed or calendar can have, though they are public or will be."""
    return [one for one in records if not (has_moment(one) or one.draft or one.withdrawn or one.removed)]


def rfc3339(moment: datetime.datetime) -> str:
    """A moment in UTC as feeds write it."""
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
