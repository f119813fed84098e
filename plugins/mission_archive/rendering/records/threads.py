"""The thread: what led to a record and what came of it, with promises that are open."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from markupsafe import Markup, escape

from mission_archive.model.archive import Archive, Outcomes
from mission_archive.model.records import Outcome, Record
from mission_archive.rendering.anchors import anchor, lang_of, mark_of
from mission_archive.rendering.links import Link, record_link, short_text
from mission_archive.rendering.records.statuses import shown_status
from mission_archive.rendering.when import when
from mission_archive.rendering.words.labels import N_, STATUS_NAMES
from mission_archive.rendering.words.messages import Messages

ANNOUNCED = N_("announced")
NO_OUTCOME = N_("no record of the outcome")


@dataclass(frozen=True, slots=True)
class ThreadStep:
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


@dataclass(frozen=True, slots=True)
class RelatedRecords:
    """The records that the page of a record names."""

    led_here: tuple[Record, ...]
    outcomes: Outcomes
    related: tuple[Record, ...]
    similar: tuple[Record, ...]
    possibly_same: tuple[Record, ...]
    before: Record | None
    """The one before it in its series."""
    after: Record | None


class Threads:
    """The relations of an archive's records and their steps, each made once: a record is a step on some five pages."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._step = cache(lambda id_, language: step(archive.records[id_], archive.now, language))
        # Those of a record are the same in every language, and its pages follow one another.
        self.related = lru_cache(1)(self._related)

    def _related(self, record_id: str) -> RelatedRecords:
        archive, record = self._archive, self._archive.records[record_id]
        return RelatedRecords(
            archive.led_to_by(record), archive.outcomes_of(record), archive.related_to(record),
            archive.similar_to(record), archive.possibly_same_as(record), *archive.neighbours_in_series(record),
        )  # fmt: skip

    def steps(self, records: Iterable[Record], language: str) -> list[ThreadStep]:
        """Records as steps."""
        return [self._step(record.id, language) for record in records]


def steps_html(steps: Iterable[ThreadStep], root: str, messages: Messages) -> Markup:
    """Steps as list items, on a page from which `root` leads to the site's root.

    Written here and not as a macro of a template for the reason that `anchor` gives.
    """
    return Markup("".join(_item(each, root, messages) for each in steps))


def _item(step: ThreadStep, root: str, messages: Messages) -> str:
    text = (
        anchor(step.link, root, messages)
        if step.link
        else f"<span{lang_of(step.language)}>{escape(step.text)}</span>{mark_of(step.language)}"
    )
    date = messages.gettext("expected {when}").format(when=step.when) if step.is_open else step.when
    if step.is_overdue:
        state = f' <strong class="step__state">{escape(messages.gettext(NO_OUTCOME))}</strong>'
    elif step.is_open:
        state = f' <span class="step__state">{escape(messages.gettext(ANNOUNCED))}</span>'
    elif step.status:
        state = f' <strong class="step__state">{escape(messages.gettext(STATUS_NAMES[step.status]))}</strong>'
    else:
        state = ""
    when = f' <span class="step__when">{escape(date)}</span>' if step.when else ""
    return f'\n<li class="step{" step--open" if step.is_open else ""}">{text}{when}{state}</li>'


def promise_step(
    record: Record, outcome: Outcome | None, now: datetime.datetime, language: str
) -> ThreadStep:
    """A promise that is open, or a record, away from the page of the record."""
    return promise(outcome, record, now, language, is_away=True) if outcome else step(record, now, language)


def step(record: Record, now: datetime.datetime, language: str) -> ThreadStep:
    """A record as a step of a thread."""
    link = record_link(record, language)
    is_overdue = record.is_promise and record.date.latest < now.date()
    status = None if record.is_promise else shown_status(record, now)
    date = when(record.date, language, style="short")
    return ThreadStep(link.text, link, date, record.is_promise, is_overdue, status=status)


def promise(
    outcome: Outcome, record: Record, now: datetime.datetime, language: str, *, is_away: bool = False
) -> ThreadStep:
    """An outcome in words. Without an expected date it is something that came; with one it is still open.

    Away from the page of the record that promised it, it leads there.
    """
    expected, words = outcome.expected, short_text(outcome.text, language)
    return ThreadStep(
        words.text if words else "",
        record_link(record, language) if is_away else None,
        when(expected, language, style="short") if expected else "",
        is_open=expected is not None,
        is_overdue=expected is not None and expected.latest < now.date(),
        language=words.language if words else None,
    )
