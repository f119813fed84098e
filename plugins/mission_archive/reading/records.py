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
    record_file_of,
)
from mission_archive.reading.finding.files import ContentFiles
from mission_archive.reading.translations import join


def read_record(
    record_id: str, uris: Mapping[str, str], files: ContentFiles, known: Mapping[str, Suggestions]
) -> JoinedRecord:
    """Decode and parse the files of one record, read their fields, and join what they say."""
    trees, problems = _syntax_trees(uris, files)
    language = _original_language(uris, trees)
    if language is None and len(trees) == len(uris):
        problems.append(_no_original(next(iter(trees.values())).path))
    read = [
        record_file_of(file, record_id, code, known, is_translation=code != language)
        for code, file in trees.items()
    ]
    problems += (problem for file in read for problem in file.problems)
    original = next((file for file in read if file.language == language), None)
    translations = tuple(file for file in read if file.language != language)
    values: Mapping[str, Any] = {}
    if original is not None:
        values, found = join(original, translations)
        problems += found
    return JoinedRecord(record_id, original, translations, values, tuple(problems))


def _syntax_trees(
    uris: Mapping[str, str], files: ContentFiles
) -> tuple[dict[str, SyntaxTree], list[Problem]]:
    """The files that have fields, by language, and what is wrong with the others and with the bytes of all."""
    trees: dict[str, SyntaxTree] = {}
    problems: list[Problem] = []
    for language in sorted(uris, key=LANGUAGES.index):
        uri = uris[language]
        text, found = files.text(uri)
        problems += found
        if text is None:
            continue
        tree = parse(text, files.path(uri), uri)
        if isinstance(tree, SyntaxTree):
            trees[language] = tree
        else:
            problems += tree
    return trees, problems


def _original_language(uris: Mapping[str, str], trees: Mapping[str, SyntaxTree]) -> str | None:
    """The language of the file that holds the facts: the first language, or the first that gives a date."""
    if FIRST_LANGUAGE in uris:
        return FIRST_LANGUAGE
    return next((language for language, file in trees.items() if file.has_date), None)


def _no_original(path: str) -> Problem:
    name = name_of(path).partition(".")[0]
    message = (
        f"this file has no date, so it is a translation, and the original '{name}.md' is not beside it; add the "
        "original, or, if the record exists only in this language, write the facts here"
    )
    return Problem.of_file(path, Code.NO_ORIGINAL, message)


def record_of(joined: JoinedRecord, original: RecordFile, sizes: Mapping[str, int]) -> Record:
    """The record that its files make. `sizes` gives the bytes of all files by their path from the content folder.

    Of a removed record that says no date any more, the date is the day of the removal.
    """
    facts = {name: value for name, value in joined.values.items() if name not in OWN_WORDS}
    if "attachments" in facts:
        facts["attachments"] = tuple(
            replace(document, size=sizes.get(f"{original.folder}/{document.file}", 0))
            for document in facts["attachments"]
        )
    facts.setdefault("status", usual_status(original.record_id))
    if original.is_removed:
        facts.setdefault("date", Date.parse(str(facts["removed"].date)))
    words = {file.language: _words(file) for file in joined.all}
    return Record(id=joined.record_id, original=original.language, words=words, **facts)


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
