"""The texts of terms: `vocabularies/themes/elections.md` is the long text about the theme `elections`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mission_archive.model.file_names import FENCE, VOCABULARIES, vocabulary_file
from mission_archive.model.languages import FIRST_LANGUAGE
from mission_archive.model.problems import Code, Problem, hint, shorten
from mission_archive.model.terms import VOCABULARY_NAMES, TermText
from mission_archive.reading.fields.record_file import RecordFile
from mission_archive.reading.fields.suggestions import Suggestions
from mission_archive.reading.finding.files import ContentFiles
from mission_archive.reading.finding.language_suffixes import suffix_fault, without_language

ENDING = "md"


@dataclass(frozen=True, slots=True)
class TermTexts:
    """The texts of terms as files without fields, by path, and by term and language; and what is wrong with them."""

    files: Mapping[str, RecordFile]
    by_term: Mapping[tuple[str, str], Mapping[str, TermText]]
    problems: tuple[Problem, ...]


def read_term_texts(files: ContentFiles, known: Mapping[str, Suggestions]) -> TermTexts:
    """All texts of terms. `known` holds the terms of each vocabulary that could be read."""
    read: dict[str, RecordFile] = {}
    by_term: dict[tuple[str, str], dict[str, TermText]] = {}
    problems: list[Problem] = []
    for uri in files.sizes:
        if not uri.startswith(f"{VOCABULARIES}/") or uri.count("/") < 2:
            continue
        path, found = files.path(uri), _language(uri, known)
        if not isinstance(found, str):
            code, message, guess = found
            problems.append(Problem(path, 1, 1, code, "", message + hint(guess), guess=guess))
            continue
        text, faults = files.text(uri)
        problems += faults
        if text is not None:
            _, vocabulary, name = uri.split("/")
            term_id = name.partition(".")[0]
            problems += _fields(text, path)
            own = f"{VOCABULARIES}/{vocabulary}/{term_id}"
            read[uri] = RecordFile(record_id=own, language=found, path=path, uri=uri, text=text, body=text)
            by_term.setdefault((vocabulary, term_id), {})[found] = TermText(path=path, body=text.strip("\n"))
    return TermTexts(read, by_term, tuple(problems))


def _language(uri: str, known: Mapping[str, Suggestions]) -> str | tuple[Code, str, str | None]:
    """The language of a term's text by its path, or what is wrong with the path, with a guess at what was meant."""
    _, vocabulary, *rest = uri.split("/")
    if vocabulary not in VOCABULARY_NAMES:
        names = ", ".join(VOCABULARY_NAMES)
        message = (
            f"'{shorten(vocabulary)}' is not a vocabulary; a folder here holds texts of terms and has the name of "
            f"their vocabulary: {names}"
        )
        return Code.VOCABULARY, message, Suggestions(VOCABULARY_NAMES).near(vocabulary)
    name, dot, language = rest[-1].rpartition(".")[0].partition(".")
    terms = known.get(vocabulary)
    if len(rest) > 1 or not rest[-1].endswith(f".{ENDING}") or not name:
        own = rest[-1].partition(".")[0]
        right = own if terms and own in terms.right else "…"
        message = (
            "this is not the text of a term; name the file after the id of the term, directly in the folder of its "
            f"vocabulary: '{VOCABULARIES}/{vocabulary}/{right}.{ENDING}'"
        )
        return Code.VOCABULARY, message, None
    if terms and name not in terms.right:
        bare, meant = without_language(name)
        if meant and bare in terms.right:
            right = f"{bare}.{meant}.{ENDING}"
            message = f"the language comes after a dot; rename the file to '{right}'"
            return Code.LANGUAGE_SUFFIX, message, None
        message = (
            f"there is no '{shorten(name)}' in {vocabulary_file(vocabulary)}; name the file after the id of a "
            "term, or add the term there"
        )
        return Code.TERM, message, terms.near(name)
    if dot and (fault := suffix_fault(name, language, ENDING)):
        return Code.LANGUAGE_SUFFIX, fault, None
    return language or FIRST_LANGUAGE


def _fields(text: str, path: str) -> list[Problem]:
    """A text of a term has no fields: what readers know about the term besides is in the vocabulary."""
    lines = text.split("\n")
    first = next(number for number, line in enumerate(lines) if line.strip())
    if lines[first].rstrip() != FENCE:
        return []
    message = f"the text of a term has no fields; delete the lines from this '{FENCE}' to the next"
    return [Problem(path, first + 1, 1, Code.FRONT_MATTER, "", message)]
