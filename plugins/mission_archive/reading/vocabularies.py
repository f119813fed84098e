"""The vocabularies, one YAML file each: from text to terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from mission_archive.model.file_names import VOCABULARIES, name_of, vocabulary_file
from mission_archive.model.problems import Code, Problem, Severity, shorten
from mission_archive.model.terms import (
    PLACE_KINDS,
    VOCABULARY_NAMES,
    Institution,
    Place,
    Series,
    Term,
    Vocabularies,
    Vocabulary,
)
from mission_archive.model.text.slugs import MOST_OF_SLUG, RE_SLUG, is_reserved
from mission_archive.reading.fields.groups import Field, Fields, PerLanguage
from mission_archive.reading.fields.kinds import Choice, Decimal, Parsed, Text
from mission_archive.reading.fields.lists import ListOf
from mission_archive.reading.fields.reader import Reader
from mission_archive.reading.fields.records import Draft
from mission_archive.reading.fields.schema import NAME
from mission_archive.reading.fields.suggestions import Suggestions
from mission_archive.reading.finding.files import ContentFiles
from mission_archive.reading.rules.term_rules import check_terms, is_tree, report_in_term
from mission_archive.reading.term_texts import read_term_texts
from mission_archive.reading.yaml.nodes import Node, Sequence, parse_nodes

FILES = {name: vocabulary_file(name) for name in VOCABULARY_NAMES}
"""Vocabulary → its file, from the content folder."""


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

_TERM_FIELDS = (
    Field("id", TERM_ID, is_required=True, help="What records write; it never changes."),
    Field(
        "name",
        PerLanguage(Text(most=200)),
        is_required=True,
        help="The present name, in one or each language.",
    ),
    Field("description", PerLanguage(Text(most=2000, has_lines=True)), help="A sentence or two for readers."),
    Field("broader", TERM_ID, help="The id of the term that contains this one."),
    Field("names", ListOf(NAME), help="Former names (with from, to) and other spellings (without)."),
)
FIELDS: Mapping[str, tuple[Field, ...]] = {
    "themes": _TERM_FIELDS,
    "dimensions": _TERM_FIELDS,
    "formats": _TERM_FIELDS,
    "institutions": (
        *_TERM_FIELDS,
        Field(
            "kind",
            Text(most=60),
            help="What sort of body it is; 'mission' marks the one whose archive this is.",
        ),
        Field("country", PerLanguage(Text(most=100)), help="The country it belongs to."),
    ),
    "series": (
        *_TERM_FIELDS,
        Field("succeeds", TERM_ID, help="The id of the series that this one carries on."),
    ),
    "places": (
        *_TERM_FIELDS,
        Field("kind", Choice(PLACE_KINDS), is_required=True, help="How large it is."),
        Field("latitude", Decimal(-90, 90), help="Degrees north (WGS 84)."),
        Field("longitude", Decimal(-180, 180), help="Degrees east (WGS 84)."),
    ),
}
"""The fields of a term, by vocabulary."""

_CLASSES: Mapping[str, type[Term]] = {"institutions": Institution, "series": Series, "places": Place}


@dataclass(frozen=True, slots=True)
class ReadVocabularies:
    """The vocabularies, and for each that could be read whole what editors may call its terms."""

    vocabularies: Vocabularies
    callings: Mapping[str, Suggestions]
    problems: list[Problem]
    texts: Mapping[str, Draft]
    """The texts of terms, by file."""


def read_vocabularies(files: ContentFiles) -> ReadVocabularies:
    """All vocabularies of a content folder. An absent file is an empty vocabulary."""
    problems: list[Problem] = []
    terms_of: dict[str, list[Any]] = {}
    callings: dict[str, Suggestions] = {}
    misnamed: set[str | None] = set()
    for uri in files.sizes:
        if uri.startswith(f"{VOCABULARIES}/") and uri.count("/") == 1 and uri not in FILES.values():
            near = Suggestions(FILES).near(name_of(uri).partition(".")[0])
            misnamed.add(near)
            message = "there is no vocabulary with this name; the files are " + ", ".join(
                f"{name}.yml" for name in VOCABULARY_NAMES
            )
            message += f"; did you mean '{near}.yml'?" if near else ""
            problems.append(Problem(files.path(uri), 1, 1, Code.VOCABULARY, "", message))
    for name, uri in FILES.items():
        terms: list[Any] = []
        found: list[Problem] = []
        if uri in files.sizes:
            text, found = files.text(uri)
            if text is not None:
                terms, faults = read_vocabulary(text, name, files.path(uri))
                found += faults
        problems += found
        terms_of[name] = terms
        has_errors = any(problem.severity is Severity.ERROR for problem in found)
        if not has_errors and (uri in files.sizes or name not in misnamed):
            callings[name] = _callings(terms)
    texts = read_term_texts(files, callings)
    vocabularies: dict[str, Vocabulary[Any]] = {
        name: Vocabulary(replace(term, texts=texts.by_term.get((name, term.id), {})) for term in terms)
        for name, terms in terms_of.items()
    }
    return ReadVocabularies(Vocabularies(**vocabularies), callings, problems + texts.problems, texts.drafts)


def _callings(terms: list[Term]) -> Suggestions:
    return Suggestions(
        (term.id for term in terms), {spelling: term.id for term in terms for spelling in term.spellings}
    )


def read_vocabulary(text: str, name: str, path: str) -> tuple[list[Term], list[Problem]]:
    """The terms of one vocabulary file, without those that are wrong, and what is wrong with it."""
    root, problems = parse_nodes(text, path)
    reader = Reader(path, problems=problems, text=text)
    if root is None:
        return [], problems
    if not isinstance(root, Sequence):
        reader.report(root, Code.TYPE, "a vocabulary is a list; begin each term with '- id:'")
        return [], problems
    group = Fields(FIELDS[name], _CLASSES.get(name, Term))
    terms: dict[str, Term] = {}
    nodes: dict[str, Node] = {}
    names: dict[str, list[int]] = {}
    for number, node in enumerate(root.items):
        term = reader.enter(number, node, group)
        if term is None:
            continue
        if term.id in terms:
            message = (
                f"the id '{term.id}' is taken (line {nodes[term.id].line}); give each term an id of its own"
            )
            report_in_term(reader, node, ("id",), Code.DUPLICATE_TERM, message)
            continue
        terms[term.id], nodes[term.id] = term, node
        names[term.id] = reader.kept.get((number, "names"), [])
    check_terms(terms, nodes, names, reader)
    # A tree with a fault would make circles; the problems stop the build, so the faulty terms are not needed.
    return [] if problems and not is_tree(terms) else list(terms.values()), problems
