"""Rules about one record: fields that must agree with each other, its files, and its translations.

Each rule is a function that yields problems.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from mission_archive.model.dates import Interval, Point
from mission_archive.model.problems import Code, Problem, Severity
from mission_archive.model.records import UNDATED
from mission_archive.model.terms import Place, Vocabulary
from mission_archive.reading.records import Draft
from mission_archive.reading.schema import EVENT_STATUSES, RECORD_FIELDS, REPORT_STATUSES
from mission_archive.reading.suggestions import did_you_mean

WORDS = {field.name for field in RECORD_FIELDS if field.is_words} | {"translation_of_update", "body"}


def check_original(draft: Draft, places: Vocabulary[Place]) -> Iterator[Problem]:
    """Every rule about the facts of one record."""
    for check in (check_date_role, check_status, check_series, check_life, check_year_folder):
        yield from check(draft)
    yield from check_place_names(draft, places)


def check_date_role(draft: Draft) -> Iterator[Problem]:
    """A role is for a single date; a duration is for a date of which one end is known."""
    date, role = draft.values.get("date"), draft.values.get("date_role", "held")
    if date is None:
        return
    if role in ("start", "end") and not isinstance(date.value, Point):
        yield draft.problem(
            ("date_role",),
            Code.DATE_ROLE,
            f"the date '{date}' already says when it began and ended; leave date_role out",
        )
    is_closed = isinstance(date.value, Interval) and not date.has_open_start and not date.has_open_end
    if is_closed and "duration" in draft.values:
        yield draft.problem(
            ("duration",), Code.DATE_ROLE, f"the date '{date}' already has both ends; leave duration out"
        )


def check_status(draft: Draft) -> Iterator[Problem]:
    """Events are held and reports are published."""
    status = draft.values.get("status")
    is_report = draft.record_id.startswith("reports/")
    right = REPORT_STATUSES if is_report else EVENT_STATUSES
    if status is not None and status not in right:
        what = "a report" if is_report else "an event"
        yield draft.problem(
            ("status",), Code.STATUS, f"'{status}' cannot be said of {what}; write {', '.join(right)}"
        )


def check_series(draft: Draft) -> Iterator[Problem]:
    """A number counts the instances of a series."""
    if "number" in draft.values and ("series",) not in draft.reader.places:
        yield draft.problem(
            ("number",),
            Code.SERIES,
            "a number says which instance of a series this is; write the series too, or leave the number out",
        )


def check_life(draft: Draft) -> Iterator[Problem]:
    """What ends a record and what changes it comes after its publication."""
    values = draft.values
    if "withdrawn" in values and "removed" in values:
        yield draft.problem(
            ("withdrawn",), Code.LIFE, "the record is also removed, which says more; keep only removed"
        )
    if "removed" in values:
        kept = [name for name in ("title", "summary", "people", "photos", "participants") if name in values]
        if kept or draft.body.strip():
            where = (kept[0],) if kept else ("removed",)
            what = ", ".join([*kept, *(["the text"] if draft.body.strip() else [])])
            yield _warning(
                draft.problem(
                    where,
                    Code.LIFE,
                    f"the site shows nothing of a removed record, but this file still "
                    f"holds {what}; delete them here too if the repository is public",
                )
            )
    published = values.get("published")
    if published is None:
        return
    for number, change in enumerate(values.get("changes", ())):
        if change["date"] < published.date():
            yield draft.problem(
                ("changes", number),
                Code.LIFE,
                f"the change of {change['date']} comes before the "
                f"publication on {published:%Y-%m-%d}; correct one of the two dates",
            )


def check_year_folder(draft: Draft) -> Iterator[Problem]:
    """The folder is the year of the date, unless the date was corrected later."""
    date = draft.values.get("date")
    folder = draft.record_id.split("/")[1]
    if date is None or any(change["kind"] == "correction" for change in draft.values.get("changes", ())):
        return
    if folder == UNDATED:
        fits = not date.is_year_known
        right = str(date.year)
    else:
        fits = date.earliest.year <= int(folder) <= date.latest.year
        right = str(date.year) if date.is_year_known else UNDATED
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
    """A spelling that was the name of another time does not stand with this date."""
    date = draft.values.get("date")
    if date is None:
        return
    for number, mention in enumerate(draft.values.get("places", ())):
        if mention.as_ is None or mention.place not in places:
            continue
        place = places[mention.place]
        same = [name for name in place.names if name.name == mention.as_]
        if not same or mention.as_ in place.name.values():
            continue
        if all(name.had_ended_by(date.earliest) for name in same):
            ends = max(str(name.to) for name in same)
            yield draft.problem(
                ("places", number, "as"),
                Code.NAME_OF_ANOTHER_TIME,
                f"'{mention.as_}' was a name until "
                f"{ends} and the record is of {date}; leave 'as' out, or correct the date",
            )
        elif all(name.from_ is not None and name.from_.earliest > date.latest for name in same):
            begins = min(str(name.from_) for name in same)
            yield draft.problem(
                ("places", number, "as"),
                Code.NAME_OF_ANOTHER_TIME,
                f"'{mention.as_}' is a name since "
                f"{begins} and the record is of {date}; leave 'as' out, or correct the date",
            )


def check_files(draft: Draft, folder: str, sizes: Mapping[str, int]) -> Iterator[Problem]:
    """Every photo and attachment is there. `folder` and the keys of `sizes` are paths from the content folder."""
    for field in ("photos", "attachments"):
        for number, item in enumerate(draft.values.get(field, ())):
            if f"{folder}/{item['file']}" in sizes:
                continue
            beside = [uri.removeprefix(folder + "/") for uri in sizes if uri.startswith(folder + "/")]
            hint = did_you_mean(item["file"], beside)
            yield draft.problem(
                (field, number, "file"),
                Code.MISSING_FILE,
                f"there is no file '{item['file']}' beside the "
                f"record; add it to {folder}/, or correct the name{hint}",
            )


def check_translation(draft: Draft, original: Draft) -> Iterator[Problem]:
    """A translation says nothing about facts that the original does not say, and has no list items of its own."""
    for name, value in draft.values.items():
        if name not in WORDS:
            yield from _compare(draft, (name,), value, original.values.get(name), original.path)


def _compare(
    draft: Draft, within: tuple[str | int, ...], value: Any, fact: Any, path: str
) -> Iterator[Problem]:
    name = within[-1]
    if name in ("alt", "caption", "note", "description", "title") and len(within) > 1:
        return
    if isinstance(value, dict) and isinstance(fact, dict):
        for key, inner in value.items():
            yield from _compare(draft, (*within, key), inner, fact.get(key), path)
    elif isinstance(value, tuple) and value and isinstance(value[0], dict):
        key = "file" if "file" in value[0] else "date"
        facts = {item[key]: item for item in fact or ()}
        for number, item in enumerate(value):
            if item[key] in facts:
                yield from _compare(draft, (*within, number), item, facts[item[key]], path)
            else:
                yield draft.problem(
                    (*within, number, key),
                    Code.TRANSLATION,
                    f"the original ({path}) has no '{item[key]}' "
                    f"in its {within[0]}; correct it here, or add it there first",
                )
    elif value != fact:
        said = "says nothing of it" if fact is None else f"says {_said(fact)}"
        yield draft.problem(
            within,
            Code.TRANSLATION_FACT,
            f"a translation takes the facts from the original, and {path} "
            f"{said}; delete the field here, or correct the original",
        )


def _said(fact: Any) -> str:
    if isinstance(fact, tuple):
        return "[" + ", ".join(_said(item) for item in fact[:3]) + (", …]" if len(fact) > 3 else "]")
    text = fact if isinstance(fact, str) else str(fact)
    return (
        f"'{text[:60]}'"
        if not text.startswith(("Mention(", "Outcome(", "Source(", "Person("))
        else "something else"
    )


def check_translation_field(original: Draft) -> Iterator[Problem]:
    """Only a translation follows a state of the original."""
    if "translation_of_update" in original.values:
        yield original.problem(
            ("translation_of_update",),
            Code.TRANSLATION,
            "this is the original, not a translation; leave the field out",
        )


def _warning(problem: Problem) -> Problem:
    return replace(problem, severity=Severity.WARNING)
