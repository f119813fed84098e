"""The texts of terms: `vocabularies/themes/elections.md` is the long text about the theme `elections`."""

from __future__ import annotations

from collections.abc import Mapping

from mission_archive.model.file_names import FENCE, MARKDOWN, VOCABULARIES, vocabulary_file
from mission_archive.model.languages import FIRST_LANGUAGE
from mission_archive.model.problems import Code, Problem, shorten
from mission_archive.model.terms import VOCABULARY_NAMES
from mission_archive.model.text.suggestions import Suggestions
from mission_archive.reading.fields.record_file import RecordFile
from mission_archive.reading.finding.files import ContentFiles
from mission_archive.reading.finding.layout import suffix_fault, without_language


def read_term_texts(
    files: ContentFiles, known: Mapping[str, Suggestions]
) -> tuple[dict[str, RecordFile], list[Problem]]:
    """All texts of terms by file, as files without fields whose `record_id` is `vocabularies/themes/elections`.

    `known` holds the terms of each vocabulary that could be read.
    """
    read: dict[str, RecordFile] = {}
    problems: list[Problem] = []
    for uri in files.sizes:
        if not uri.startswith(f"{VOCABULARIES}/") or uri.count("/") < 2:
            continue
        path = files.path(uri)
        language = _language(uri, path, known)
        if isinstance(language, Problem):
            problems.append(language)
            continue
        text, faults = files.text(uri)
        problems += faults
        if text is not None:
            problems += _fields(text, path)
            own = uri.partition(".")[0]
            read[uri] = RecordFile(record_id=own, language=language, path=path, uri=uri, text=text, body=text)
    return read, problems


def _language(uri: str, path: str, known: Mapping[str, Suggestions]) -> str | Problem:
    """The language of a term's text by its path, or what is wrong with the path."""
    _, vocabulary, *rest = uri.split("/")
    if vocabulary not in VOCABULARY_NAMES:
        message = (
            f"'{shorten(vocabulary)}' is not a vocabulary; a folder here holds texts of terms and has the name of "
            f"their vocabulary: {', '.join(VOCABULARY_NAMES)}"
        )
        guess = Suggestions(VOCABULARY_NAMES).near(vocabulary)
        return Problem.of_file(path, Code.VOCABULARY, message, guess=guess)
    name, dot, language = rest[-1].rpartition(".")[0].partition(".")
    terms = known.get(vocabulary)
    if len(rest) > 1 or not rest[-1].endswith(MARKDOWN) or not name:
        own = rest[-1].partition(".")[0]
        right = own if terms and own in terms.right else "…"
        message = (
            "this is not the text of a term; name the file after the id of the term, directly in the folder of its "
            f"vocabulary: '{VOCABULARIES}/{vocabulary}/{right}{MARKDOWN}'"
        )
        return Problem.of_file(path, Code.VOCABULARY, message)
    if terms and name not in terms.right:
        bare, meant = without_language(name)
        if meant and bare in terms.right:
            message = f"the language comes after a dot; rename the file to '{bare}.{meant}{MARKDOWN}'"
            return Problem.of_file(path, Code.LANGUAGE_SUFFIX, message)
        message = (
            f"there is no '{shorten(name)}' in {vocabulary_file(vocabulary)}; name the file after the id of a term, or "
            "add the term there"
        )
        return Problem.of_file(path, Code.TERM, message, guess=terms.near(name))
    if dot and (fault := suffix_fault(name, language, MARKDOWN)):
        return Problem.of_file(path, Code.LANGUAGE_SUFFIX, fault)
    return language or FIRST_LANGUAGE


def _fields(text: str, path: str) -> list[Problem]:
    """A text of a term has no fields: what readers know about the term besides is in the vocabulary."""
    lines = text.split("\n")
    first = next(number for number, line in enumerate(lines) if line.strip())
    if lines[first].rstrip() != FENCE:
        return []
    message = f"the text of a term has no fields; delete the lines from this '{FENCE}' to the next"
    return [Problem(path, first + 1, 1, Code.FRONT_MATTER, "", message)]
