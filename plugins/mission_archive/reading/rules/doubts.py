"""Rules about one record that compare it with what is likely: the moment at which it is read, and the letters of a
language."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from mission_archive.model.file_names import name_of
from mission_archive.model.languages import ENDONYMS, FIRST_LANGUAGE, LANGUAGES
from mission_archive.model.problems import Code, Problem, Severity
from mission_archive.model.records import Source, usual_status
from mission_archive.model.text.scripts import likely_language
from mission_archive.reading.fields.reader import Within
from mission_archive.reading.fields.record_file import RecordFile
from mission_archive.reading.finding.layout import without_language
from mission_archive.reading.rules.facts import LAST_YEAR
from mission_archive.reading.rules.holdings import Holdings
from mission_archive.reading.yaml.proposals import YamlSource


def check_status_in_time(file: RecordFile, holdings: Holdings) -> Iterator[Problem]:
    """What is planned is still to come, and what was held is not.

    A report that was due and is not known to have come stays a promise; nothing is said of it.
    """
    date, published = file.values.get("date"), file.values.get("published")
    if holdings.now is None or date is None or not date.is_year_known:
        return
    today = holdings.now.date()
    status = file.values.get("status", usual_status(file.record_id))
    if status == "planned" and not file.is_report and date.latest < today:
        message = (
            f"the date '{date}' is over; write whether it was held, postponed or cancelled ('announced' if no source "
            "says so), or the new date"
        )
        yield file.warning(("status",), Code.STATUS, message)
    is_awaited = published is not None and published.date() >= date.earliest
    is_to_come = date.earliest > today and date.earliest.year <= LAST_YEAR  # later ones are in `check_date`
    if status in ("held", "published") and is_to_come and not is_awaited:
        written = f"'{status}'" if "status" in file.values else f"'{status}' because nothing else is written"
        message = (
            f"the date '{date}' is in the future, and the status is {written}; write 'status: planned', or correct "
            "the date"
        )
        yield file.warning(("date",), Code.STATUS, message)


def check_life_in_time(file: RecordFile, holdings: Holdings) -> Iterator[Problem]:
    """What has been changed, withdrawn or removed was so by tomorrow, which somewhere has begun."""
    if holdings.now is None:
        return
    tomorrow = holdings.now.date() + datetime.timedelta(days=1)
    ends = (name for name in ("withdrawn", "removed") if name in file.values)
    days: list[tuple[Within, datetime.date]] = [((name, "date"), file.values[name].date) for name in ends]
    days += [(("changes", number, "date"), change.date) for number, change in file.items("changes")]
    for within, day in days:
        if day > tomorrow:
            message = (
                f"{day} is in the future, but this takes effect at once; write the day on which it was done"
            )
            yield file.problem(within, Code.LIFE, message)


def check_script(file: RecordFile, holdings: Holdings) -> Iterator[Problem]:
    """The words are in the letters of the language that the file's name gives; of a term's text, all of it."""
    values = file.values
    original = holdings.originals.get(file.record_id, file)
    text = f"{values.get('title', '')} {values.get('summary', '')}" if values else file.body
    found = None if file.is_removed or original.is_removed else _other_script(text, file.language)
    if found is None:
        return
    name = name_of(file.path)
    what, them = ("title and summary are", "them") if values else ("the text is", "it")
    if found == FIRST_LANGUAGE:
        message = (
            f"{what} in Latin letters, and the file's name says {ENDONYMS[file.language]}; translate {them}, or "
            "correct the name"
        )
    else:
        stem, ending = without_language(name.partition(".")[0])[0], name.rpartition(".")[2]
        right = " or ".join(f"'{stem}.{code}.{ending}'" for code in LANGUAGES[1:])
        first = ENDONYMS[FIRST_LANGUAGE]
        message = f"{what} in Cyrillic letters, and a name without a language says {first}; rename the file to {right}"
    place, field = file.place(("title",)), "title" if values else ""
    yield Problem(file.path, *place, Code.LANGUAGE_SUFFIX, field, message, Severity.WARNING)


def check_source_titles(file: RecordFile) -> Iterator[Problem]:
    """The title of a source, which most often is copied from it, is marked with its language if that is another."""
    for number, source in file.items("sources"):
        title = (source.title or {}).get(file.language) if isinstance(source, Source) else None
        found = _other_script(title, file.language) if title and len(source.title) == 1 else None
        if not title or not found:
            continue
        within = ("sources", number, "title")
        lines = YamlSource(file.text, file.path).with_value(file.place(within), {found: title})
        letters = "Latin" if found == FIRST_LANGUAGE else "Cyrillic"
        how = lines and lines.how(file.path)
        message = (
            f"this title is in {letters} letters, and without a language it says {ENDONYMS[file.language]}; "
            + (how or f"write it as '{found}:' on a line of its own below 'title:', indented")
        )
        yield file.problem(within, Code.LANGUAGE_SUFFIX, message, Severity.WARNING, proposal=lines)


def _other_script(text: str, language: str) -> str | None:
    """A language of the other script, if a text is in that script."""
    found = likely_language(text)
    return None if not found or (found == FIRST_LANGUAGE) == (language == FIRST_LANGUAGE) else found
