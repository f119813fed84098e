"""The vocabularies, one YAML file each, and the texts of their terms: from text to terms.

`vocabularies/themes/elections.md` is the long text about the theme `elections`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from mission_archive.model.file_names import FENCE, MARKDOWN, VOCABULARIES, YAML, name_of, vocabulary_file
from mission_archive.model.languages import FIRST_LANGUAGE
from mission_archive.model.problems import Code, Problem, Severity, shorten
from mission_archive.model.terms import (
    ABBREVIATIONS,
    PLACE_KINDS,
    VOCABULARY_NAMES,
    Institution,
    Place,
    Series,
    Term,
    TermText,
    Vocabularies,
    Vocabulary,
)
from mission_archive.model.text.slugs import MOST_OF_SLUG, RE_SLUG, is_reserved
from mission_archive.model.text.suggestions import Suggestions
from mission_archive.reading.fields.groups import Field, Fields, PerLanguage
from mission_archive.reading.fields.kinds import Parsed, Text, choice, degrees
from mission_archive.reading.fields.lists import ListOf
from mission_archive.reading.fields.reader import Reader
from mission_archive.reading.fields.record_file import RecordFile
from mission_archive.reading.fields.schema import NAME
from mission_archive.reading.finding.files import ContentFiles
from mission_archive.reading.finding.layout import language_at_end, suffix_fault
from mission_archive.reading.rules.terms import VocabularyFile, check_terms
from mission_archive.reading.yaml.nodes import SequenceNode, parse_nodes

FILES = {name: vocabulary_file(name) for name in (*VOCABULARY_NAMES, ABBREVIATIONS)}
"""Vocabulary → its file, from the content folder."""
NO_VOCABULARY = (
    f"there is no vocabulary with this name; the files are {', '.join(map(name_of, FILES.values()))}"
)


def _parse_term_id(text: str) -> str:
    if not RE_SLUG.fullmatch(text) or len(text) > MOST_OF_SLUG:
        raise ValueError(
            f"'{shorten(text)}' is not an id; write at most {MOST_OF_SLUG} small letters a to z, digits and single "
            "hyphens"
        )
    if is_reserved(text):
        raise ValueError(
            f"Windows keeps the name '{text}' for a device, so no page can be kept there; write another id"
        )
    return text


TERM_ID = Parsed("an id of small letters, digits and hyphens", _parse_term_id, Code.SLUG)

NAME_HELP = "The present name, in one or each language."
KIND_HELP = "What sort of body it is; 'mission' marks the one whose archive this is."
_TERM_FIELDS = (
    Field("id", TERM_ID, is_required=True, help="What records write; it never changes."),
    Field("name", PerLanguage(Text(most=200)), is_required=True, help=NAME_HELP),
    Field("description", PerLanguage(Text(most=2000, has_lines=True)), help="A sentence or two for readers."),
    Field("broader", TERM_ID, help="The id of the term that contains this one."),
    Field("names", ListOf(NAME), help="Former names (with from, to) and other spellings (without)."),
)
_OWN_FIELDS: Mapping[str, tuple[Field, ...]] = {
    "institutions": (
        Field("kind", Text(most=60), help=KIND_HELP),
        Field("country", PerLanguage(Text(most=100)), help="The country it belongs to."),
    ),
    "series": (Field("succeeds", TERM_ID, help="The id of the series that this one carries on."),),
    "places": (
        Field("kind", choice(PLACE_KINDS), is_required=True, help="How large it is."),
        Field("latitude", degrees(-90, 90), help="Degrees north (WGS 84)."),
        Field("longitude", degrees(-180, 180), help="Degrees east (WGS 84)."),
    ),
}
FIELDS = {
    **{name: (*_TERM_FIELDS, *_OWN_FIELDS.get(name, ())) for name in VOCABULARY_NAMES},
    ABBREVIATIONS: tuple(field for field in _TERM_FIELDS if field.name in ("id", "name", "names")),
}
"""The fields of a term, by vocabulary."""

_CLASSES: Mapping[str, type[Term]] = {"institutions": Institution, "series": Series, "places": Place}


@dataclass(frozen=True, slots=True)
class ReadVocabularies:
    """The vocabularies, and for each that could be read whole its known terms: what editors may call them."""

    vocabularies: Vocabularies
    known: Mapping[str, Suggestions]
    texts: Mapping[str, RecordFile]
    """The texts of terms, by file."""
    problems: tuple[Problem, ...]


def read_vocabularies(files: ContentFiles) -> ReadVocabularies:
    """All vocabularies of a content folder. An absent file is an empty vocabulary."""
    meant = _misnamed(files)
    problems = [
        Problem.of_file(files.path(uri), Code.VOCABULARY, NO_VOCABULARY, guess=near and f"{near}{YAML}")
        for uri, near in meant.items()
    ]
    terms: dict[str, list[Any]] = {}
    known: dict[str, Suggestions] = {}
    for name, uri in FILES.items():
        terms[name], found = _read_file(name, uri, files)
        problems += found
        has_errors = any(problem.severity is Severity.ERROR for problem in found)
        if not has_errors and (uri in files.sizes or name not in meant.values()):
            spellings = {spelling: term.id for term in terms[name] for spelling in term.spellings}
            known[name] = Suggestions((term.id for term in terms[name]), spellings)
    texts, found = read_term_texts(files, known)
    by_term: dict[str, dict[str, TermText]] = {}
    for file in texts.values():
        text = TermText(path=file.path, body=file.body.strip("\n"))
        by_term.setdefault(file.record_id, {})[file.language] = text
    vocabularies: dict[str, Vocabulary[Any]] = {
        name: Vocabulary(
            replace(term, texts=by_term.get(f"{VOCABULARIES}/{name}/{term.id}", {})) for term in terms[name]
        )
        for name in terms
    }
    return ReadVocabularies(Vocabularies(**vocabularies), known, texts, (*problems, *found))


def _misnamed(files: ContentFiles) -> dict[str, str | None]:
    """The files among the vocabularies that are none, each with the vocabulary that is probably meant."""
    return {
        uri: Suggestions(FILES).near(name_of(uri).partition(".")[0])
        for uri in files.sizes
        if uri.startswith(f"{VOCABULARIES}/") and uri.count("/") == 1 and uri not in FILES.values()
    }


def _read_file(name: str, uri: str, files: ContentFiles) -> tuple[list[Term], list[Problem]]:
    if uri not in files.sizes:
        return [], []
    text, problems = files.text(uri)
    if text is None:
        return [], problems
    terms, found = read_vocabulary(text, name, files.path(uri))
    return terms, problems + found


def read_vocabulary(text: str, name: str, path: str) -> tuple[list[Term], list[Problem]]:
    """The terms of one vocabulary file, without those that are wrong, and what is wrong with it."""
    root, problems = parse_nodes(text, path)
    reader = Reader(path, problems=problems, text=text)
    if root is None:
        return [], problems
    if not isinstance(root, SequenceNode):
        reader.report(root, Code.TYPE, "a vocabulary is a list; begin each term with '- id:'")
        return [], problems
    group = Fields(FIELDS[name], _CLASSES.get(name, Term))
    read = {number: reader.enter(number, node, group) for number, node in enumerate(root.items)}
    terms = {number: term for number, term in read.items() if term is not None}
    file = VocabularyFile(path=path, terms=terms, places=reader.places, item_numbers=reader.item_numbers)
    problems += check_terms(file)
    # No tree can be made of terms with a circle, or with one above that is not there. The build stops anyway.
    is_tree = not any(
        fault.field == "broader" and fault.code in (Code.TERM, Code.CIRCLE) for fault in problems
    )
    return list(file.by_id.values()) if is_tree else [], problems


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
        bare, meant = language_at_end(name)
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
