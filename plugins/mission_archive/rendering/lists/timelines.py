"""A list's records over the years: those that belong together joined by a line, and promises that are open.

Records belong together if one led to the other, or if they are of one series. Each such thread has a lane of its own
beside the dates, as far as lanes reach.
"""

import math
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from mission_archive.model.archive import Archive
from mission_archive.model.records import Outcome, Record
from mission_archive.rendering.records.threads import ThreadStep, promise_step

MOST_MOMENTS = 30
"""Lines of a timeline; of a longer one the last are shown, and the list has all records."""

MOST_LANES = 5
"""Threads side by side: more leave no room for words on a phone."""

MOST_CONSIDERED = 4 * MOST_MOMENTS
"""Records, the newest of a list, among which threads are sought, so that a list of thousands takes no longer."""


@dataclass(frozen=True, slots=True)
class Event:
    """A record of a thread, or a promise of it that is open. `year` is the year that it is shown under."""

    record: Record
    promised: Outcome | None

    @property
    def year(self) -> int | None:
        date = self.promised.expected if self.promised else self.record.date
        return date.heading_year if date else None

    @property
    def order(self) -> tuple[object, ...]:
        date = (self.promised.expected if self.promised else None) or self.record.date
        is_known, first_day, *rest = date.order
        # The first meeting of a series does not come after the series as a whole, which began with it.
        number = math.inf if self.record.number is None else self.record.number
        return (is_known, first_day, number, rest, self.record.id, self.promised is not None)


@dataclass(frozen=True, slots=True)
class Moment:
    """A line of a timeline. `year` is None where it is that of the line above; `lanes` are drawn beside the words."""

    year: int | None
    lanes: Markup
    step: ThreadStep


Thread = list[Event]
Line = tuple[Event, Markup]


class Timelines:
    """The timelines of an archive's lists, drawn once for all languages."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._lines = cache(self._drawn)

    def of(self, facet: str, term_id: str, language: str, fewest: int) -> list[Moment]:
        """The timeline of the list of a term, oldest first; nothing if it has fewer than `fewest` moments."""
        lines = self._lines(facet, term_id)
        moments: list[Moment] = []
        shown: int | None = None
        for event, lanes in lines if len(lines) >= fewest else ():
            year = event.year
            step = promise_step(event.record, event.promised, self._archive.now, language)
            moments.append(Moment(year if year != shown else None, lanes, step))
            shown = year
        return moments

    def _drawn(self, facet: str, term_id: str) -> list[Line]:
        records = self._archive.listing(facet).get(term_id, ())
        tied = [record for record in records if record.series or self._is_tied(record)]
        threads = self._threads(tied, has_series=True) if len(tied) <= MOST_CONSIDERED else []
        if not threads or sum(map(len, threads)) > MOST_MOMENTS:
            tied = [record for record in tied if self._is_tied(record)]
            threads = self._threads(tied[:MOST_CONSIDERED], has_series=False)
        last = sorted((event for thread in threads for event in thread), key=lambda event: event.order)
        if not last:
            return []
        first_shown = last[-MOST_MOMENTS:][0].order
        shown = [[event for event in thread if event.order >= first_shown] for thread in threads]
        return list(_lines([thread for thread in shown if thread]))

    def _is_tied(self, record: Record) -> bool:
        """Whether something led to a record, came of it, or is still to come."""
        before, after = self._archive.led_to_by(record), self._archive.outcomes_of(record).records
        return bool(before or after or record.promises)

    def _threads(self, records: Sequence[Record], *, has_series: bool) -> list[Thread]:
        """What belongs together among the records whose year is known, each thread in order of time."""
        records = [record for record in records if record.date.heading_year is not None]
        ids = {record.id for record in records}
        wholes: dict[Hashable, frozenset[Hashable]] = {}
        for record in records:
            after = (other.id for other in self._archive.outcomes_of(record).records if other.id in ids)
            series = [("series", record.series)] if has_series and record.series else []
            parts = (record.id, *after, *series)
            whole = frozenset(parts).union(*(wholes.get(part, ()) for part in parts))
            wholes |= dict.fromkeys(whole, whole)
        by_thread: dict[frozenset[Hashable], Thread] = {}
        for record in records:
            thread = by_thread.setdefault(wholes[record.id], [])
            thread.append(Event(record, None))
            thread.extend(Event(record, promise) for promise in record.promises if promise)
        return [
            sorted(thread, key=lambda event: event.order)
            for thread in by_thread.values()
            if len(thread) > 1 or thread[0].record.is_promise
        ]


def _lines(threads: list[Thread]) -> Iterator[Line]:
    """The events of the threads that find a lane, in order of time, each with what is drawn beside it."""
    lanes = _in_lanes(threads)
    events = sorted(
        ((event, lane) for lane, placed in enumerate(lanes) for thread in placed for event in thread),
        key=lambda pair: pair[0].order,
    )
    for event, own in events:
        yield event, Markup("").join(_cell(event, placed, lane == own) for lane, placed in enumerate(lanes))


def _in_lanes(threads: Iterable[Thread]) -> list[list[Thread]]:
    """Each thread in the first lane that is free in its time, long threads first; those that find none are left out."""
    lanes: list[list[Thread]] = []
    for thread in sorted(threads, key=lambda thread: (-len(thread), thread[0].order)):
        for placed in lanes:
            if all(
                thread[-1].order < other[0].order or other[-1].order < thread[0].order for other in placed
            ):
                placed.append(thread)
                break
        else:
            if len(lanes) < MOST_LANES:
                lanes.append([thread])
    return lanes


def _cell(event: Event, placed: list[Thread], is_own: bool) -> Markup:
    """A lane beside an event: a node on its own lane, and the line of a thread that goes on above or below it."""
    around = next((thread for thread in placed if thread[0].order <= event.order <= thread[-1].order), None)
    kinds = ["lane"]
    if around and around[0].order < event.order:
        kinds.append("lane--up")
    if around and event.order < around[-1].order:
        kinds.append("lane--down")
    if is_own:
        is_open = event.promised is not None or event.record.is_promise
        kinds.append("lane--open" if is_open else "lane--node")
    return Markup('<i class="{}"></i>').format(" ".join(kinds))
