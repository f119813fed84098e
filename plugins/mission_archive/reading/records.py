"""The files of each record: from text to what they say together (`read_record`), and to the record (`record_of`).

The rules come between the two, see `reading.content`.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mission_archive.model.dates import Date
from mission_archive.model.file_names import name_of
from mission_archive.model.languages import FIRST_LANGUAGE, LANGUAGES
from mission_archive.model.problems import Code, Problem
from mission_archive.model.records import Record, Words, usual_status
from mission_archive.model.text.suggestions import Suggestions
from mission_archive.reading.fields.record_file import (
    OWN_WORDS,
    JoinedRecord,
    RecordFile,
    SyntaxTree,
    parse,
    read_file,
)
from mission_archive.reading.finding.files import ContentFiles
from mission_archive.reading.translations import join


def read_record(
    record_id: str, uris: Mapping[str, str], files: ContentFiles, known: Mapping[str, Suggestions]
) -> JoinedRecord:
    """Decode and parse the files of one record, read their fields, and join what they say."""
    parsed, problems = _parsed(uris, files)
    language = _original_language(uris, parsed)
    if language is None and len(parsed) == len(uris):
        problems.append(_no_original(next(iter(parsed.values())).path))
    read = [
        read_file(file, record_id, code, known, is_translation=code != language)
        for code, file in parsed.items()
    ]
    problems += (problem for file in read for problem in file.problems)
    original = next((file for file in read if file.language == language), None)
    translations = tuple(file for file in read if file.language != language)
    values: Mapping[str, Any] = {}
    if original is not None:
        values, found = join(original, translations)
        problems += found
    return JoinedRecord(record_id, original, translations, values, tuple(problems))


def _parsed(uris: Mapping[str, str], files: ContentFiles) -> tuple[dict[str, SyntaxTree], list[Problem]]:
    """The files that have fields, by language, and what is wrong with the others and with the bytes of all."""
    parsed: dict[str, SyntaxTree] = {}
    problems: list[Problem] = []
    for language in sorted(uris, key=LANGUAGES.index):
        uri = uris[language]
        text, found = files.text(uri)
        problems += found
        if text is None:
            continue
        tree = parse(text, files.path(uri), uri)
        if isinstance(tree, SyntaxTree):
            parsed[language] = tree
        else:
            problems += tree
    return parsed, problems


def _original_language(uris: Mapping[str, str], parsed: Mapping[str, SyntaxTree]) -> str | None:
    """The language of the file that holds the facts: the first language, or the first that gives a date."""
    if FIRST_LANGUAGE in uris:
        return FIRST_LANGUAGE
    return next((language for language, file in parsed.items() if file.has_date), None)


def _no_original(path: str) -> Problem:
    name = name_of(path).partition(".")[0]
    message = (
        f"this file has no date, so it is a translation, and the original '{name}.md' is not beside it; add the "
        "original, or, if the record exists only in this language, write the facts here"
    )
    return Problem.of_file(path, Code.NO_ORIGINAL, message)


def record_of(files: JoinedRecord, original: RecordFile, sizes: Mapping[str, int]) -> Record:
    """The record that its files make. `sizes` gives the bytes of all files by their path from the content folder.

    Of a removed record that says no date any more, the date is the day of the removal.
    """
    facts = {name: value for name, value in files.values.items() if name not in OWN_WORDS}
    if "attachments" in facts:
        facts["attachments"] = tuple(
            replace(document, size=sizes.get(f"{original.folder}/{document.file}", 0))
            for document in facts["attachments"]
        )
    facts.setdefault("status", usual_status(original.record_id))
    if original.is_removed:
        facts.setdefault("date", Date.parse(str(facts["removed"].date)))
    words = {file.language: _words(file) for file in files.all}
    return Record(id=files.record_id, original=original.language, words=words, **facts)


def _words(file: RecordFile) -> Words:
    """What a file says for its own language alone."""
    return Words(
        language=file.language,
        path=file.path,
        title=file.values.get("title", ""),
        summary=file.values.get("summary", ""),
        body=file.body.strip("\n"),
        translation_of_update=file.values.get("translation_of_update"),
    )
