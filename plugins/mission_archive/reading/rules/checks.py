"""Rules about one record: fields that must agree with each other.

Each rule is a function that yields problems.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mission_archive.model.dates import Date, DateRole, Interval, Point
from mission_archive.model.fields import RECORD_FIELDS
from mission_archive.model.problems import Code, Problem, Severity
from mission_archive.model.records import UNDATED, is_report
from mission_archive.model.terms import Place, Vocabulary
from mission_archive.reading.fields.records import Draft
from mission_archive.reading.fields.schema import EVENT_STATUSES, REPORT_STATUSES

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Between which records are likely to be."""

TELLING = tuple(field.name for field in RECORD_FIELDS.values() if field.is_content)
"""The fields that say something about what was removed."""


def check_original(draft: Draft, places: Vocabulary[Place]) -> Iterator[Problem]:
    """Every rule about the facts of one record."""
    for check in (check_date, check_date_role, check_status, check_series, check_life, check_year_folder):
        yield from check(draft)
    yield from check_place_names(draft, places)


def check_date(draft: Draft) -> Iterator[Problem]:
    """A year far away is most often a slip of the finger."""
    date = draft.values.get("date")
    years = date.years if date is not None else ()
    unlikely = [year for year in (*years[:1], *years[-1:]) if not FIRST_YEAR <= year <= LAST_YEAR]
    if unlikely:
        message = f"the year {unlikely[0]:04} is unlikely; correct the date if it is a mistake"
        yield _warning(draft.problem(("date",), Code.DATE, message))


def check_date_role(draft: Draft) -> Iterator[Problem]:
    """A role is for a single date; a duration is for a date of which one end is known."""
    date, role = draft.values.get("date"), draft.values.get("date_role", DateRole.HELD)
    if date is None:
        return
    if role in ("start", "end") and not isinstance(date.value, Point):
        yield draft.problem(
            ("date_role",),
            Code.DATE_ROLE,
            f"the date '{date}' already says when it began and ended; delete date_role",
        )
    is_closed = isinstance(date.value, Interval) and not date.has_open_start and not date.has_open_end
    if is_closed and "duration" in draft.values:
        yield draft.problem(
            ("duration",), Code.DATE_ROLE, f"the date '{date}' already has both ends; delete duration"
        )


def check_status(draft: Draft) -> Iterator[Problem]:
    """Events are held and reports are published."""
    status = draft.values.get("status")
    right = REPORT_STATUSES if is_report(draft.record_id) else EVENT_STATUSES
    if status is not None and status not in right:
        what = "a report" if is_report(draft.record_id) else "an event"
        yield draft.problem(
            ("status",),
            Code.STATUS,
            f"'{status}' is not a status of {what}; write {', '.join(right[:-1])} or {right[-1]}",
        )


def check_series(draft: Draft) -> Iterator[Problem]:
    """A number counts the instances of a series."""
    if "number" in draft.values and ("series",) not in draft.reader.places:
        yield draft.problem(
            ("number",),
            Code.SERIES,
            "a number counts the events of a series; add the series, or delete the number",
        )


def check_life(draft: Draft) -> Iterator[Problem]:
    """What ends a record and what changes it comes after its publication."""
    values = draft.values
    if "withdrawn" in values and "removed" in values:
        yield draft.problem(("withdrawn",), Code.LIFE, "the record is also removed; keep only removed")
    if "removed" in values:
        kept = [name for name in TELLING if name in values]
        if kept or draft.body.strip():
            where = (kept[0],) if kept else ("removed",)
            parts = [*kept, *(["the text"] if draft.body.strip() else [])]
            what = " and ".join([", ".join(parts[:-1]), parts[-1]] if parts[1:] else parts)
            yield _warning(
                draft.problem(
                    where,
                    Code.LIFE,
                    f"the site shows nothing of a removed record, but this file still "
                    f"has {what}; delete {'them' if parts[1:] else 'it'} here too if the repository is public",
                )
            )
    published = values.get("published")
    if published is None:
        return
    for number, change in draft.items("changes"):
        if change.date < published.date():
            yield draft.problem(
                ("changes", number),
                Code.LIFE,
                f"the change of {change.date} comes before the "
                f"publication on {published:%Y-%m-%d}; correct one of the two dates",
            )


def check_year_folder(draft: Draft) -> Iterator[Problem]:
    """The folder is the year of the date, unless the date was corrected later."""
    date = draft.values.get("date")
    folder = draft.record_id.split("/")[1]
    if date is None or any(change.kind == "correction" for change in draft.values.get("changes", ())):
        return
    if folder == UNDATED:
        fits = not date.is_year_known
        right = f"{date.year or 0:04}"
    else:
        is_known = date.is_year_known or date.has_open_start
        fits = is_known and date.earliest.year <= int(folder) <= date.latest.year
        right = f"{date.year:04}" if date.is_year_known else UNDATED
    if not fits:
        yield _warning(
            draft.problem(
                ("date",),
                Code.YEAR_FOLDER,
                f"the date '{date}' does not fit the folder '{folder}'; "
                f"move the file to '{right}', or correct the date",
            )
        )


def check_place_names(draft: Draft, places: Vocabulary[Place]) -> Iterator[Problem]:
    """A name that is known to be of another time, a former or the present one, does not fit this date."""
    date = draft.values.get("date")
    if date is None:
        return
    for number, mention in draft.items("places"):
        if mention.as_ is not None and mention.place in places:
            fault = _fault_of_name(places[mention.place], mention.as_, date)
            if fault:
                message = f"{fault}; delete 'as', or correct the date"
                yield draft.problem(("places", number, "as"), Code.NAME_OF_ANOTHER_TIME, message)


def _fault_of_name(place: Place, written: str, date: Date) -> str | None:
    """What speaks against a place's being called so at a date."""
    same = [name for name in place.names if name.name == written]
    languages = {code for code, name in place.name.items() if name == written}
    if same and all(name.had_ended_by(date.earliest) for name in same) and not languages:
        ends = max(str(name.to) for name in same)
        return f"'{written}' was the name until {ends} and the date of the record is {date}"
    if same and all(name.from_ is not None and name.from_.earliest > date.latest for name in same):
        begins = min(str(name.from_) for name in same)
        return f"'{written}' has been the name since {begins} and the date of the record is {date}"
    if same or not languages:
        return None
    # Nothing says since when the present name is in use, but another may be known to have been the name of the time.
    others = [name for name in place.names if name.to and name.language in (None, *languages)]
    then = next((name for name in others if name.to and _is_within(date, name.from_, name.to)), None)
    if then is None:
        return None
    return f"'{written}' was not the name on {date}; it was '{then.name}' until {then.to}"


def _is_within(date: Date, first: Date | None, last: Date) -> bool:
    """Whether all of a date is in a time, whatever is meant by its ends."""
    return (first is None or first.latest <= date.earliest) and date.latest < last.earliest


def check_translation_field(original: Draft) -> Iterator[Problem]:
    """Only a translation follows a state of the original."""
    if "translation_of_update" in original.values:
        yield original.problem(
            ("translation_of_update",),
            Code.TRANSLATION,
            "this is the original, not a translation; delete the field",
        )


def _warning(problem: Problem) -> Problem:
    return replace(problem, severity=Severity.WARNING)
