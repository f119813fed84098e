"""Rules about one record: fields that must agree with each other, with the folder and the places, and with what is
likely at the moment at which it is read.
"""

import datetime
from collections.abc import Iterator

from mission_archive.model.dates import Date, DateRole, Point
from mission_archive.model.fields import RECORD_FIELDS
from mission_archive.model.file_names import name_of
from mission_archive.model.languages import ENDONYMS, FIRST_LANGUAGE, LANGUAGES
from mission_archive.model.problems import Code, Problem, Severity, enumerated, shorten
from mission_archive.model.records import UNDATED, Mention, usual_status
from mission_archive.model.terms import Place
from mission_archive.model.text.scripts import likely_language
from mission_archive.reading.fields.reader import Within
from mission_archive.reading.fields.record_file import RecordFile
from mission_archive.reading.fields.schema import EVENT_STATUSES, REPORT_STATUSES
from mission_archive.reading.finding.layout import language_at_end
from mission_archive.reading.rules.corpus import Corpus
from mission_archive.reading.yaml.proposals import YamlSource

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Between which records are likely to be."""

CONTENT = tuple(field.name for field in RECORD_FIELDS.values() if field.is_content)
"""The fields that say something about what was removed."""


def check_date(file: RecordFile) -> Iterator[Problem]:
    """A year far away is most often a slip of the finger."""
    date = file.values.get("date")
    years = date.years if date is not None else ()
    for year in (*years[:1], *years[-1:]):
        if not FIRST_YEAR <= year <= LAST_YEAR:
            message = f"the year {year:04} is unlikely; correct the date if it is a mistake"
            yield file.warning(("date",), Code.DATE, message)
            return


def check_date_role(file: RecordFile) -> Iterator[Problem]:
    """A role is for a single date; a duration is for a date of which one end is known."""
    date = file.values.get("date")
    if date is None:
        return
    if file.values.get("date_role") in (DateRole.START, DateRole.END) and not isinstance(date.value, Point):
        message = f"the date '{date}' already says when it began and ended; delete date_role"
        yield file.problem(("date_role",), Code.DATE_ROLE, message)
    if date.has_both_ends and "duration" in file.values:
        message = f"the date '{date}' already has both ends; delete duration"
        yield file.problem(("duration",), Code.DATE_ROLE, message)


def check_status(file: RecordFile) -> Iterator[Problem]:
    """Events are held and reports are published."""
    status = file.values.get("status")
    what, right = ("a report", REPORT_STATUSES) if file.is_report else ("an event", EVENT_STATUSES)
    if status is not None and status not in right:
        words = enumerated(right, "or")
        yield file.problem(("status",), Code.STATUS, f"'{status}' is not a status of {what}; write {words}")


def check_series(file: RecordFile) -> Iterator[Problem]:
    """A number counts the instances of a series."""
    if "number" in file.values and ("series",) not in file.places:
        message = "a number counts the events of a series; add the series, or delete the number"
        yield file.problem(("number",), Code.SERIES, message)


def check_life(file: RecordFile) -> Iterator[Problem]:
    """What ends a record and what changes it comes after its publication."""
    if "withdrawn" in file.values and file.is_removed:
        message = "the record is also removed; keep only removed"
        yield file.problem(("withdrawn",), Code.LIFE, message)
    published = file.values.get("published")
    for number, change in file.items("changes"):
        if published and change.date < published.date():
            message = (
                f"the change of {change.date} comes before the publication on {published:%Y-%m-%d}; correct one of the "
                "two dates"
            )
            yield file.problem(("changes", number), Code.LIFE, message)


def check_removed(file: RecordFile) -> Iterator[Problem]:
    """The file of a removed record holds no more than that."""
    if file.is_removed and (rest := _content(file)):
        where = "removed" if rest[0] == "the text" else rest[0]
        them = "them" if rest[1:] else "it"
        message = (
            f"the site shows nothing of a removed record, but this file still has {enumerated(rest)}; delete {them} "
            "here too if the repository is public"
        )
        yield file.warning((where,), Code.LIFE, message)


def check_removed_translation(file: RecordFile, corpus: Corpus) -> Iterator[Problem]:
    """The same for a translation of a removed record, which may not say so itself."""
    original = corpus.originals.get(file.record_id)
    if original and original is not file and original.is_removed and (rest := _content(file)):
        message = (
            "the original is removed, so the site shows nothing of this translation, but the file still has "
            f"{enumerated(rest)}; keep only 'removed:' in it, as in the original, so that its address says that the "
            "record is removed"
        )
        yield Problem.of_file(file.path, Code.LIFE, message, Severity.WARNING)


def _content(file: RecordFile) -> list[str]:
    """What a file says about the thing itself."""
    return [name for name in CONTENT if name in file.values] + ["the text"] * bool(file.body.strip())


def check_year_folder(file: RecordFile) -> Iterator[Problem]:
    """The folder is the year of the date, unless the date was corrected later."""
    date, folder = file.values.get("date"), file.record_id.split("/")[1]
    if date is None or any(change.kind == "correction" for change in file.values.get("changes", ())):
        return
    if folder == UNDATED:
        fits, right = not date.is_year_known, f"{date.year or 0:04}"
    else:
        is_known = date.is_year_known or date.has_open_start
        fits = is_known and date.earliest.year <= int(folder) <= date.latest.year
        right = f"{date.year:04}" if date.is_year_known else UNDATED
    if not fits:
        wrong = f"the date '{date}' does not fit the folder '{folder}'"
        message = f"{wrong}; move the file to '{right}', or correct the date"
        yield file.warning(("date",), Code.YEAR_FOLDER, message)


def check_translation_field(file: RecordFile) -> Iterator[Problem]:
    """Only a translation follows a state of the original."""
    if "translation_of_update" in file.values:
        message = "this is the original, not a translation; delete the field"
        yield file.problem(("translation_of_update",), Code.TRANSLATION, message)


def check_update(file: RecordFile, corpus: Corpus) -> Iterator[Problem]:
    """A translation follows a change that its original names."""
    followed, original = file.values.get("translation_of_update"), corpus.originals.get(file.record_id)
    if followed is None or original is None or original is file:
        return
    if original.is_removed or original.is_faulty("changes"):
        return
    changes = original.values.get("changes", ())
    if any(change.date == followed for change in changes):
        return
    write = "delete the field"
    if changes:
        last = max(change.date for change in changes)
        write = (
            f"write {last}, the day of its last change, if the translation includes it, or delete the field"
        )
    message = f"the original ({original.path}) has no change of {followed}; {write}"
    yield file.problem(("translation_of_update",), Code.TRANSLATION, message)


def check_places(file: RecordFile, corpus: Corpus) -> Iterator[Problem]:
    """A place is listed once, unless with two venues, and has neither the name of another nor one of another time."""
    date, places = file.values.get("date"), corpus.vocabularies.places
    first: dict[str, Mention] = {}
    for number, mention in file.items("places"):
        other = first.setdefault(mention.place, mention)
        if other is not mention and (
            mention.venue == other.venue or mention.venue is None or other.venue is None
        ):
            message = f"'{mention.place}' is in this list twice; keep one, with all the information"
            yield file.warning(("places", number), Code.DUPLICATE_ITEM, message)
        if mention.as_ is None or mention.place not in places:
            continue
        within, place = ("places", number, "as"), places[mention.place]
        if mention.as_ in place.spellings:
            if date is not None and (fault := _fault_of_name(place, mention.as_, date)):
                message = f"{fault}; delete 'as', or correct the date"
                yield file.problem(within, Code.NAME_OF_ANOTHER_TIME, message)
            continue
        owner = next((other.id for other in places.values() if mention.as_ in other.spellings), None)
        if owner is not None:
            message = (
                f"'{shorten(mention.as_)}' is a name of '{owner}' and not of '{place.id}'; write 'place: {owner}', or "
                "correct 'as'"
            )
            yield file.warning(within, Code.NAME_OF_ANOTHER_TIME, message)


def _fault_of_name(place: Place, written: str, date: Date) -> str | None:
    """What speaks against a place's being called so at a date: a name that is known to be of another time."""
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
    for name in place.names:
        if name.to and name.language in (None, *languages) and _is_within(date, name.from_, name.to):
            return f"'{written}' was not the name on {date}; it was '{name.name}' until {name.to}"
    return None


def _is_within(date: Date, first: Date | None, last: Date) -> bool:
    """Whether all of a date is in a time, whatever is meant by its ends."""
    return (first is None or first.latest <= date.earliest) and date.latest < last.earliest


def check_status_in_time(file: RecordFile, corpus: Corpus) -> Iterator[Problem]:
    """What is planned is still to come, and what was held is not.

    A report that was due and is not known to have come stays a promise; nothing is said of it.
    """
    date, published = file.values.get("date"), file.values.get("published")
    if corpus.now is None or date is None or not date.is_year_known:
        return
    today = corpus.now.date()
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


def check_life_in_time(file: RecordFile, corpus: Corpus) -> Iterator[Problem]:
    """What has been changed, withdrawn or removed was so by tomorrow, which somewhere has begun."""
    if corpus.now is None:
        return
    tomorrow = corpus.now.date() + datetime.timedelta(days=1)
    ends = (name for name in ("withdrawn", "removed") if name in file.values)
    days: list[tuple[Within, datetime.date]] = [((name, "date"), file.values[name].date) for name in ends]
    days += [(("changes", number, "date"), change.date) for number, change in file.items("changes")]
    for within, day in days:
        if day > tomorrow:
            message = (
                f"{day} is in the future, but this takes effect at once; write the day on which it was done"
            )
            yield file.problem(within, Code.LIFE, message)


def check_script(file: RecordFile, corpus: Corpus) -> Iterator[Problem]:
    """The words are in the letters of the language that the file's name gives; of a term's text, all of it."""
    values = file.values
    original = corpus.originals.get(file.record_id, file)
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
        stem, ending = language_at_end(name.partition(".")[0])[0], name.rpartition(".")[2]
        right = " or ".join(f"'{stem}.{code}.{ending}'" for code in LANGUAGES[1:])
        first = ENDONYMS[FIRST_LANGUAGE]
        message = f"{what} in Cyrillic letters, and a name without a language says {first}; rename the file to {right}"
    yield file.warning(("title",) if values else (), Code.LANGUAGE_SUFFIX, message)


def check_source_titles(file: RecordFile) -> Iterator[Problem]:
    """The title of a source, which most often is copied from it, is marked with its language if that is another."""
    for number, source in file.items("sources"):
        title = (source.title or {}).get(file.language)
        found = _other_script(title, file.language) if title and len(source.title) == 1 else None
        if not found:
            continue
        within = ("sources", number, "title")
        lines = YamlSource(file.text, file.path).with_value(file.place(within), {found: str(title)})
        letters = "Latin" if found == FIRST_LANGUAGE else "Cyrillic"
        wrong = (
            f"this title is in {letters} letters, and without a language it says {ENDONYMS[file.language]}"
        )
        write = f"write it as '{found}:' on a line of its own below 'title:', indented"
        problem = file.problem(within, Code.LANGUAGE_SUFFIX, wrong, Severity.WARNING, write=write)
        yield problem.proposing(lines)


def _other_script(text: str, language: str) -> str | None:
    """A language of the other script, if a text is in that script."""
    found = likely_language(text)
    return None if not found or (found == FIRST_LANGUAGE) == (language == FIRST_LANGUAGE) else found
