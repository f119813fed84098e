"""The thread: what led to a record and what came of it, with promises that are open."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from mission_archive.model.records import Outcome, Record
from mission_archive.rendering.links import Link, record_link, said
from mission_archive.rendering.statuses import standing
from mission_archive.rendering.when import when


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the thread: a record or a promise, with its date in words. `is_overdue`: it should have come by now.

    `language` is that of the text if it is not the page's; `status` is that of a record that is not an open promise.
    """

    text: str
    link: Link | None
    when: str
    is_open: bool = False
    is_overdue: bool = False
    language: str | None = None
    status: str | None = None


def step(record: Record, now: datetime.datetime, language: str) -> Step:
    """A record as a step of a thread."""
    link = record_link(record, language)
    is_overdue = record.is_promise and record.date.latest < now.date()
    status = None if record.is_promise else standing(record, now)
    date = when(record.date, language, style="short")
    return Step(link.text, link, date, record.is_promise, is_overdue, status=status)


def promise(
    outcome: Outcome, record: Record, now: datetime.datetime, language: str, *, is_away: bool = False
) -> Step:
    """An outcome in words. Without an expected date it is something that came; with one it is still open.

    Away from the page of the record that promised it, it leads there.
    """
    expected, told = outcome.expected, said(outcome.text, language)
    return Step(
        told.text if told else "",
        record_link(record, language) if is_away else None,
        when(expected, language, style="short") if expected else "",
        is_open=expected is not None,
        is_overdue=expected is not None and expected.latest < now.date(),
        language=told.language if told else None,
    )
