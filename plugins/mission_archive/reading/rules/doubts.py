"""Rules about one record that only warn: what may be right and most often is a slip."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace

from mission_archive.model.file_names import name_of
from mission_archive.model.languages import ENDONYMS, FIRST_LANGUAGE, LANGUAGES
from mission_archive.model.problems import Code, Problem, Severity, shorten
from mission_archive.model.records import Mention, Source, is_report, usual_status
from mission_archive.model.terms import Place, Vocabulary
from mission_archive.model.text.scripts import likely_language
from mission_archive.reading.fields.records import Draft
from mission_archive.reading.finding.language_suffixes import without_language
from mission_archive.reading.rules.checks import LAST_YEAR
from mission_archive.reading.yaml.proposals import with_value


def check_doubts(
    draft: Draft, places: Vocabulary[Place], now: datetime.datetime | None = None
) -> Iterator[Problem]:
    """Every such rule about the facts of an original. `now` is the moment for which the records are read."""
    if now is not None:
        yield from _warnings(check_status_in_time(draft, now.date()))
        yield from check_life_in_time(draft, now.date())
    yield from _warnings(check_places(draft, places))
    yield from check_source_titles(draft)


def check_status_in_time(draft: Draft, today: datetime.date) -> Iterator[Problem]:
    """What is planned is still to come, and what was held is not.

    A report that was due and is not known to have come stays a promise; nothing is said of it.
    """
    date, published = draft.values.get("date"), draft.values.get("published")
    if date is None or not date.is_year_known:
        return
    status = draft.values.get("status", usual_status(draft.record_id))
    if status == "planned" and not is_report(draft.record_id) and date.latest < today:
        message = (
            f"the date '{date}' is over; write whether it was held, postponed or cancelled ('announced' if no source "
            "says so), or the new date"
        )
        yield draft.problem(("status",), Code.STATUS, message)
    is_awaited = published is not None and published.date() >= date.earliest
    is_to_come = (
        date.earliest > today and date.earliest.year <= LAST_YEAR
    )  # of later ones another rule speaks
    if status in ("held", "published") and is_to_come and not is_awaited:
        written = f"'{status}'" if "status" in draft.values else f"'{status}' because nothing else is written"
        message = (
            f"the date '{date}' is in the future, and the status is {written}; write 'status: planned', or correct "
            "the date"
        )
        yield draft.problem(("date",), Code.STATUS, message)


def check_places(draft: Draft, places: Vocabulary[Place]) -> Iterator[Problem]:
    """A place is listed once, unless with two venues, and does not have the name of another."""
    first: dict[str, Mention] = {}
    for number, mention in draft.items("places"):
        other = first.setdefault(mention.place, mention)
        if other is not mention and (
            mention.venue == other.venue or mention.venue is None or other.venue is None
        ):
            message = f"'{mention.place}' is in this list twice; keep one, with all the information"
            yield draft.problem(("places", number), Code.DUPLICATE_ITEM, message)
        if mention.as_ is None or mention.place not in places:
            continue
        if mention.as_ in places[mention.place].spellings:
            continue
        owner = next((place.id for place in places.values() if mention.as_ in place.spellings), None)
        if owner is not None:
            message = (
                f"'{shorten(mention.as_)}' is a name of '{owner}' and not of '{mention.place}'; write "
                f"'place: {owner}', or correct 'as'"
            )
            yield draft.problem(("places", number, "as"), Code.NAME_OF_ANOTHER_TIME, message)


def check_script(draft: Draft) -> Iterator[Problem]:
    """The words are in the letters of the language that the file's name gives; of a term's text, all of it."""
    values = draft.values
    if "removed" in values:
        return
    text = f"{values.get('title', '')} {values.get('summary', '')}" if values else draft.body
    found = likely_language(text)
    if found is None or (found == FIRST_LANGUAGE) == (draft.language == FIRST_LANGUAGE):
        return
    name = name_of(draft.path)
    what = "title and summary are" if values else "the text is"
    if found == FIRST_LANGUAGE:
        message = (
            f"{what} in Latin letters, and the file's name says {ENDONYMS[draft.language]}; translate "
            f"{'them' if values else 'it'}, or correct the name"
        )
    else:
        stem, ending = without_language(name.partition(".")[0])[0], name.rpartition(".")[2]
        right = " or ".join(f"'{stem}.{code}.{ending}'" for code in LANGUAGES[1:])
        first = ENDONYMS[FIRST_LANGUAGE]
        message = (
            f"{what} in Cyrillic letters, and a name without a language says {first}; rename the file "
            f"to {right}"
        )
    place = draft.place("title")
    field = "title" if values else ""
    yield Problem(draft.path, *place, Code.LANGUAGE_SUFFIX, field, message, Severity.WARNING)


def check_source_titles(draft: Draft) -> Iterator[Problem]:
    """The title of a source, which most often is copied from it, is marked with its language if that is another."""
    for number, source in draft.items("sources"):
        title = (source.title or {}).get(draft.language) if isinstance(source, Source) else None
        found = likely_language(title) if title and len(source.title) == 1 else None
        if not title or not found or (found == FIRST_LANGUAGE) == (draft.language == FIRST_LANGUAGE):
            continue
        letters = "Latin" if found == FIRST_LANGUAGE else "Cyrillic"
        message = (
            f"this title is in {letters} letters, and without a language it says {ENDONYMS[draft.language]}; write it "
            f"as '{found}:' on a line of its own below 'title:', indented"
        )
        place = draft.place("sources", number, "title")
        lines = with_value(draft.reader.lines, place, {found: title}, draft.path)
        if lines is not None:
            message = f"{message.partition('; ')[0]}; {lines.how(draft.path)}"
        yield Problem(
            draft.path, *place, Code.LANGUAGE_SUFFIX, "sources.title", message, Severity.WARNING, lines
        )


def check_life_in_time(draft: Draft, today: datetime.date) -> Iterator[Problem]:
    """What has been changed, withdrawn or removed was so by tomorrow, which somewhere has begun."""
    values = draft.values
    days: list[tuple[tuple[str | int, ...], datetime.date]]
    days = [((name, "date"), values[name].date) for name in ("withdrawn", "removed") if name in values]
    days += [(("changes", number, "date"), item.date) for number, item in draft.items("changes")]
    for place, day in days:
        if day > today + datetime.timedelta(days=1):
            message = (
                f"{day} is in the future, but this takes effect at once; write the day on which it was done"
            )
            yield draft.problem(place, Code.LIFE, message)


def _warnings(problems: Iterator[Problem]) -> Iterator[Problem]:
    return (replace(problem, severity=Severity.WARNING) for problem in problems)
