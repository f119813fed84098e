"""A whole content folder: every record and vocabulary, or every problem."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mission_archive.model.dates import Date
from mission_archive.model.file_names import folder_of
from mission_archive.model.languages import FIRST_LANGUAGE, LANGUAGES
from mission_archive.model.problems import Code, Problem, Severity, limited
from mission_archive.model.records import Record, usual_status
from mission_archive.model.terms import Vocabularies
from mission_archive.reading.fields.records import Draft, Written, facts_of, parse, read_draft, words_of
from mission_archive.reading.finding.files import ContentFiles, Inspector, NoInspector
from mission_archive.reading.finding.layout import Layout, lay_out
from mission_archive.reading.rules import checks, doubts, links, record_files, relations, removals, text_rules
from mission_archive.reading.rules.consent import Withdrawn
from mission_archive.reading.rules.former_urls import check_former_urls, former_ids
from mission_archive.reading.rules.guesses import secret_ids, without_secrets
from mission_archive.reading.rules.numbers import check_numbers
from mission_archive.reading.rules.repeats import without_wrong_guesses
from mission_archive.reading.translations import join
from mission_archive.reading.vocabularies import ReadVocabularies, read_vocabularies

Progress = Callable[[int, int], None]
"""Called now and then with the number of records read so far, and of all records."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a content folder holds. The records are those without errors; `problems` are sorted by place."""

    records: list[Record]
    vocabularies: Vocabularies
    problems: list[Problem]
    faulty: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Record id → the languages of its files, of the records with errors."""
    withdrawn: frozenset[str] = frozenset()
    """The files of photos whose consent was withdrawn, and of the same pictures elsewhere, from the project's root."""

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity is Severity.ERROR]


def read_content(
    root: Path,
    name: str = "content",
    progress: Progress | None = None,
    now: datetime.datetime | None = None,
    *,
    inspector: Inspector | None = None,
) -> Content:
    """Read all records below `root`; `name` is how problems call that folder, its path from the project's root.

    `inspector` looks into photos and documents; without it nobody does.
    `now` (with a time zone) is the moment with which dates and embargoes are compared; without it they are not.
    """
    if fault := _fault_of_folder(root):
        return Content([], Vocabularies(), [Problem(name, 1, 1, Code.UNREADABLE, "", fault)])
    files = ContentFiles.scan(root, name, inspector or NoInspector())
    layout = lay_out(files)
    vocabularies = read_vocabularies(files)
    problems = [*files.problems, *layout.problems, *vocabularies.problems]

    originals: dict[str, Draft] = {}
    drafts: dict[str, Draft] = {}
    records: list[Record] = []
    for count, (record_id, uris) in enumerate(layout.records.items()):
        original, translations, values, found = _read_record(record_id, uris, files, vocabularies, now)
        problems += found
        drafts |= {uris[draft.language]: draft for draft in translations}
        if original is not None:
            originals[record_id] = original
            folder = folder_of(uris[original.language])
            drafts[uris[original.language]] = original
            if not any(problem.severity is Severity.ERROR for problem in found):
                records.append(_record(original, translations, values, folder, files))
        if progress and count % 50 == 0:
            progress(count, len(layout.records))
    if progress:
        progress(len(layout.records), len(layout.records))

    hidden = links.hidden_files(originals, layout, now)
    hidden_paths = {files.path(uri) for uri in hidden}
    former = former_ids(originals, hidden_paths)
    problems += [
        *relations.check_relations(originals, layout.records, former),
        *relations.check_series_numbers(originals),
        *record_files.check_total(originals.values(), files),
    ]
    listed: set[str] = set()
    folded_ids = {record_id.casefold(): record_id for record_id in layout.records}
    for uri, draft in drafts.items():
        folder = folder_of(uri)
        listed |= links.listed_files(draft, folder)
        problems += record_files.check_file_places(draft, folder, folded_ids)
    texts = {**drafts, **vocabularies.texts}
    removed = removals.removed_folders(originals, layout)
    withheld = links.withheld_files(originals, layout, hidden, removed)
    withdrawn = Withdrawn.of(originals, layout, files)
    problems += [
        *withdrawn.check(originals, layout),
        *check_former_urls(originals, layout.records, sorted(listed)),
    ]
    for record_id, draft in originals.items():
        folder = folder_of(layout.records[record_id][draft.language])
        problems += record_files.check_missing_files(draft, folder, files, withheld)
    reachable = links.Reachable(layout, listed, texts, hidden, withheld, removed, former)
    problems += [problem for draft in vocabularies.texts.values() for problem in doubts.check_script(draft)]
    for uri, draft in texts.items():
        problems += text_rules.check_text(draft)
        if not text_rules.is_too_long(draft):
            problems += links.check_links(draft, uri, reachable)
    broken = {problem.path for problem in problems if problem.severity is Severity.ERROR}
    broken_folders = {path.removeprefix(f"{name}/").rpartition("/")[0] for path in broken}
    problems += links.check_unused_files(listed, broken_folders, files, layout, removed)
    sound = [record for record in records if not any(words.path in broken for words in record.words.values())]
    secret = secret_ids(originals, hidden_paths, vocabularies.vocabularies)
    shown = limited(without_secrets(without_wrong_guesses(problems), secret, hidden_paths))
    return Content(sound, vocabularies.vocabularies, shown, _faulty(layout, sound), withdrawn.paths)


def _fault_of_folder(root: Path) -> str | None:
    if not root.is_dir():
        return (
            "there is no such folder; run the command in the project's folder, or create it with a folder for each "
            "collection"
        )
    return "this is a link to another folder; put the folder itself here" if root.is_symlink() else None


def _faulty(layout: Layout, sound: Iterable[Record]) -> dict[str, tuple[str, ...]]:
    whole = {record.id for record in sound}
    return {record_id: tuple(uris) for record_id, uris in layout.records.items() if record_id not in whole}


def _read_record(
    record_id: str,
    uris: dict[str, str],
    files: ContentFiles,
    vocabularies: ReadVocabularies,
    now: datetime.datetime | None,
) -> tuple[Draft | None, list[Draft], Mapping[str, Any], list[Problem]]:
    """The original and the translations of one record, as far as they can be read, what they say together, and all
    problems of its files."""
    problems: list[Problem] = []
    written: dict[str, Written] = {}
    for language in LANGUAGES:
        if language in uris:
            text, found = files.text(uris[language])
            problems += found
            if text is not None:
                file, found = parse(text, files.path(uris[language]))
                if file is None:
                    problems += found
                else:
                    written[language] = file
    original_language = _original_language(uris, written)
    if original_language is None and len(written) == len(uris):
        first = files.path(uris[next(iter(written))])
        message = (
            "this file has no date, so it is a translation, and the original "
            f"'{first.rpartition('/')[2].partition('.')[0]}.md' is not beside it; "
            "add the original, or, if the record exists only in this language, write the facts here"
        )
        problems.append(Problem(first, 1, 1, Code.NO_ORIGINAL, "", message))
    original: Draft | None = None
    translations: list[Draft] = []
    for language, file in written.items():
        is_translation = language != original_language
        draft = read_draft(file, record_id, language, vocabularies.callings, is_translation=is_translation)
        problems += file.problems
        if is_translation:
            translations.append(draft)
        else:
            original = draft
            folder = folder_of(uris[language])
            problems += record_files.check_files(draft, folder, files, vocabularies.vocabularies)
            problems += checks.check_translation_field(draft)
            problems += checks.check_original(draft, vocabularies.vocabularies.places)
            problems += doubts.check_script(draft)
            problems += doubts.check_doubts(draft, vocabularies.vocabularies.places, now)
    if original is None:
        return None, translations, {}, problems
    joined = join(original, translations)
    problems += joined.problems
    problems += check_numbers(original, translations, joined.values.get("participants"))
    if "removed" not in original.values:
        for draft in translations:
            problems += doubts.check_script(draft)
    return original, translations, joined.values, problems


def _original_language(uris: dict[str, str], written: dict[str, Written]) -> str | None:
    """The language of the file that holds the facts: the first language, or the first that gives a date."""
    if FIRST_LANGUAGE in uris:
        return FIRST_LANGUAGE
    return next((language for language, file in written.items() if file.has_date), None)


def _record(
    original: Draft, translations: list[Draft], values: Mapping[str, Any], folder: str, files: ContentFiles
) -> Record:
    sizes = {
        attachment.file: files.sizes.get(f"{folder}/{attachment.file}", 0)
        for attachment in values.get("attachments", ())
    }
    facts = facts_of(values, sizes)
    facts.setdefault("status", usual_status(original.record_id))
    if "removed" in facts:
        facts.setdefault("date", Date.parse(str(facts["removed"].date)))
    words = {draft.language: words_of(draft) for draft in (original, *translations)}
    return Record(id=original.record_id, original=original.language, words=words, **facts)
