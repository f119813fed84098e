"""The texts of terms: `vocabularies/themes/elections.md` is the long text about the theme `elections`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from mission_archive.model.file_names import FENCE, VOCABULARIES, name_of, vocabulary_file
from mission_archive.model.languages import FIRST_LANGUAGE
from mission_archive.model.problems import Code, Problem, hint, shorten
from mission_archive.model.terms import VOCABULARY_NAMES, TermText
from mission_archive.reading.fields.reader import Reader
from mission_archive.reading.fields.records import Draft
from mission_archive.reading.fields.suggestions import Suggestions
from mission_archive.reading.finding.files import ContentFiles
from mission_archive.reading.finding.language_suffixes import suffix_fault, without_language

ENDING = "md"


@dataclass
class TermTexts:
    """The texts of terms as drafts without fields, by file, and by term and language; and what is wrong with them."""

    drafts: dict[str, Draft] = field(default_factory=dict)
    by_term: dict[tuple[str, str], dict[str, TermText]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_term_texts(files: ContentFiles, callings: Mapping[str, Suggestions]) -> TermTexts:
    """All texts of terms. `callings` holds what the terms of each vocabulary are called that could be read."""
    found = TermTexts()
    for uri in files.sizes:
        if uri.startswith(f"{VOCABULARIES}/") and uri.count("/") > 1:
            place = _place(uri, callings)
            if isinstance(place, tuple):
                code, message, guess = place
                problem = Problem(files.path(uri), 1, 1, code, "", message + hint(guess), guess=guess)
                found.problems.append(problem)
                continue
            text, problems = files.text(uri)
            found.problems += problems
            if text is not None:
                _, vocabulary, name = uri.split("/")
                path, term_id = files.path(uri), name.partition(".")[0]
                found.problems += _fields(text, path)
                own = f"{VOCABULARIES}/{vocabulary}/{term_id}"
                found.drafts[uri] = Draft(own, place, path, {}, Reader(path), text, 1, 0)
                words = TermText(path=path, body=text.strip("\n"))
                found.by_term.setdefault((vocabulary, term_id), {})[place] = words
    return found


def _place(uri: str, callings: Mapping[str, Suggestions]) -> str | tuple[Code, str, str | None]:
    """The language of a term's text by its path, or what is wrong with the path, with a guess at what was meant."""
    _, vocabulary, *rest = uri.split("/")
    if vocabulary not in VOCABULARY_NAMES:
        return (
            Code.VOCABULARY,
            (
                f"'{shorten(vocabulary)}' is not a vocabulary; a folder here holds texts of terms and has the name of "
                f"their vocabulary: {', '.join(VOCABULARY_NAMES)}"
            ),
            Suggestions(VOCABULARY_NAMES).near(vocabulary),
        )
    name, dot, language = rest[-1].rpartition(".")[0].partition(".")
    known = callings.get(vocabulary)
    if len(rest) > 1 or not rest[-1].endswith(f".{ENDING}") or not name:
        own = name_of(uri).partition(".")[0]
        right = own if known and own in known.right else "…"
        return (
            Code.VOCABULARY,
            (
                "this is not the text of a term; name the file after the id of the term, directly in the folder of its "
                f"vocabulary: '{VOCABULARIES}/{vocabulary}/{right}.{ENDING}'"
            ),
            None,
        )
    bare, meant = without_language(name)
    if known and name not in known.right and meant and bare in known.right:
        right = f"{bare}.{meant}.{ENDING}"
        return Code.LANGUAGE_SUFFIX, f"the language comes after a dot; rename the file to '{right}'", None
    if known and name not in known.right:
        return (
            Code.TERM,
            (
                f"there is no '{shorten(name)}' in {vocabulary_file(vocabulary)}; name the file after the id of a "
                "term, or add the term there"
            ),
            known.near(name),
        )
    if dot and (fault := suffix_fault(name, language, ENDING)):
        return Code.LANGUAGE_SUFFIX, fault, None
    return language or FIRST_LANGUAGE


def _fields(text: str, path: str) -> Iterator[Problem]:
    """A text of a term has no fields: what readers know about the term besides is in the vocabulary."""
    lines = text.split("\n")
    first = next(number for number, line in enumerate(lines) if line.strip())
    if lines[first].rstrip() == FENCE:
        message = f"the text of a term has no fields; delete the lines from this '{FENCE}' to the next"
        yield Problem(path, first + 1, 1, Code.FRONT_MATTER, "", message)
