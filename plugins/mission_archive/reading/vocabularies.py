"""The vocabularies, one YAML file each: from text to terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mission_archive.model.languages import FIRST_LANGUAGE, LANGUAGES
from mission_archive.model.problems import Code, Problem, Severity
from mission_archive.model.slugs import MOST_OF_SLUG, RE_SLUG
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
from mission_archive.reading.files import ContentFiles
from mission_archive.reading.groups import Field, Fields, ListOf
from mission_archive.reading.kinds import Choice, Decimal, Parsed, Text
from mission_archive.reading.nodes import Mapping as MappingNode
from mission_archive.reading.nodes import Node, Scalar, Sequence, parse_nodes
from mission_archive.reading.reader import Reader, Within
from mission_archive.reading.schema import NAME
from mission_archive.reading.suggestions import Suggestions
from mission_archive.reading.words import shorten

FOLDER = "vocabularies"
FILES = {name: f"{FOLDER}/{name}.yml" for name in VOCABULARY_NAMES}
"""Vocabulary → its file, from the content folder."""

MOST_LEVELS = 10
"""Of terms within terms."""


@dataclass(frozen=True, slots=True)
class PerLanguage:
    """One text for every language, or a group with a text for each: a mapping from language to text.

    A single text counts as written in the first language.
    """

    text: Text

    @property
    def wanted(self) -> str:
        return f"{self.text.wanted}, or one for each language: {{{', '.join(f'{code}: …' for code in LANGUAGES)}}}"

    def read(self, node: Node, reader: Reader) -> Mapping[str, str] | None:
        if isinstance(node, Scalar):
            text = self.text.read(node, reader)
            return None if text is None else {FIRST_LANGUAGE: text}
        group = Fields(tuple(Field(code, self.text) for code in LANGUAGES))
        texts = group.read(node, reader)
        if texts == {} and not reader.problems:
            reader.report(node, Code.EMPTY, f"nothing is written here; write {self.wanted}")
        return texts or None


def _parse_term_id(text: str) -> str:
    if not RE_SLUG.fullmatch(text) or len(text) > MOST_OF_SLUG:
        raise ValueError(
            f"'{shorten(text)}' is no id; write at most {MOST_OF_SLUG} small letters a to z, digits and single "
            "hyphens, such as border-management"
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
_KIND = Field("kind", Text(most=60))
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


def read_vocabularies(files: ContentFiles) -> ReadVocabularies:
    """All vocabularies of a content folder. An absent file is an empty vocabulary."""
    problems: list[Problem] = []
    vocabularies: dict[str, Vocabulary[Any]] = {}
    callings: dict[str, Suggestions] = {}
    misnamed: set[str | None] = set()
    for uri in files.sizes:
        if uri.startswith(f"{FOLDER}/") and uri not in FILES.values():
            near = Suggestions(FILES).near(uri.rpartition("/")[2].partition(".")[0])
            misnamed.add(near)
            message = "there is no vocabulary of this name; the files are " + ", ".join(
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
        vocabularies[name] = Vocabulary(terms)
        has_errors = any(problem.severity is Severity.ERROR for problem in found)
        if not has_errors and (uri in files.sizes or name not in misnamed):
            callings[name] = _callings(terms)
    return ReadVocabularies(Vocabularies(**vocabularies), callings, problems)


def _callings(terms: list[Term]) -> Suggestions:
    return Suggestions(
        (term.id for term in terms), {spelling: term.id for term in terms for spelling in term.spellings}
    )


def read_vocabulary(text: str, name: str, path: str) -> tuple[list[Term], list[Problem]]:
    """The terms of one vocabulary file, without those that are wrong, and what is wrong with it."""
    root, problems = parse_nodes(text, path)
    reader = Reader(path, problems=problems)
    if root is None:
        return [], problems
    if not isinstance(root, Sequence):
        reader.report(root, Code.TYPE, "a vocabulary is a list; begin each term with '- id:'")
        return [], problems
    group = Fields(FIELDS[name], _CLASSES.get(name, Term))
    terms: dict[str, Term] = {}
    nodes: dict[str, Node] = {}
    for number, node in enumerate(root.items):
        term = reader.enter(number, node, group)
        if term is None:
            continue
        if term.id in terms:
            message = (
                f"the id '{term.id}' is taken (line {nodes[term.id].line}); give each term an id of its own"
            )
            _report(reader, node, ("id",), Code.DUPLICATE_TERM, message)
            continue
        terms[term.id], nodes[term.id] = term, node
    near = Suggestions(terms)
    for term in terms.values():
        _check_term(term, nodes[term.id], terms, near, reader)
    for field in ("broader", "succeeds"):
        _check_chains(field, terms, nodes, reader)
    # A tree with a fault would make circles; the problems stop the build, so the faulty terms are not needed.
    return [] if problems and not _is_sound(terms) else list(terms.values()), problems


def _check_term(term: Term, node: Node, terms: Mapping[str, Term], near: Suggestions, reader: Reader) -> None:
    """Rules about one term: the terms it names are there, and its parts agree."""
    if term.broader is not None and term.broader not in terms:
        message = (
            f"there is no term '{term.broader}' in this vocabulary; write the id of the term that contains "
        )
        message += f"'{term.id}'{near.hint(term.broader)}"
        _report(reader, node, ("broader",), Code.TERM, message)
    if isinstance(term, Series) and term.succeeds and term.succeeds not in terms:
        message = f"there is no series '{term.succeeds}'; write the id of the one that '{term.id}' carries on"
        _report(reader, node, ("succeeds",), Code.TERM, message + near.hint(term.succeeds))
    if isinstance(term, Place) and (term.latitude is None) != (term.longitude is None):
        given = "latitude" if term.longitude is None else "longitude"
        is_written = {key.text for key, _ in node.entries} if isinstance(node, MappingNode) else set()
        if not {"latitude", "longitude"} <= is_written:
            message = f"'{term.id}' has only one of latitude and longitude; write both or none"
            _report(reader, node, (given,), Code.VOCABULARY, message)
    for number, name in enumerate(term.names):
        if name.from_ and name.to and name.to.latest < name.from_.earliest:
            message = f"the name '{shorten(name.name)}' ends before it begins; exchange from and to"
            _report(reader, node, ("names", number), Code.VOCABULARY, message)


def _check_chains(field: str, terms: Mapping[str, Term], nodes: Mapping[str, Node], reader: Reader) -> None:
    """No term leads back to itself, and none to more others than a reader could follow."""
    levels: dict[str, int] = {}
    for start in terms:
        chain: list[str] = []
        above: str | None = start
        while above is not None and above in terms and above not in levels:
            levels[above] = -1  # on the way
            chain.append(above)
            above = getattr(terms[above], field, None)
        if above in chain:
            circle = [*chain[chain.index(above) :], above]
            shown = " → ".join(circle if len(circle) <= MOST_LEVELS else [*circle[:5], "…", above])
            message = f"these terms lead to each other in a circle ({shown}); take one '{field}' away"
            _report(reader, nodes[circle[-2]], (field,), Code.CIRCLE, message)
        level = levels[above] if above in levels and above not in chain else 0
        for term_id in reversed(chain):
            level += 1
            levels[term_id] = level
            if level == MOST_LEVELS + 1 and field == "broader":
                message = (
                    f"terms are nested more than {MOST_LEVELS} deep; give '{term_id}' one nearer to the top"
                )
                _report(reader, nodes[term_id], (field,), Code.VOCABULARY, message)


def _report(reader: Reader, node: Node, within: Within, code: Code, message: str) -> None:
    """Note what is wrong at a field of a term, or at an item in it; at the term itself if it has none."""
    place = node
    for part in within:
        if isinstance(place, MappingNode):
            place = next((value for key, value in place.entries if key.text == part), place)
        elif isinstance(place, Sequence) and isinstance(part, int) and part < len(place.items):
            place = place.items[part]
    name = str(within[0])
    reader.report_in(name, place, code, message)


def _is_sound(terms: Mapping[str, Term]) -> bool:
    """Whether `broader` makes a tree."""
    rooted: set[str] = set()
    for start in terms:
        chain: list[str] = []
        above: str | None = start
        seen: set[str] = set()
        while above is not None and above not in rooted:
            if above not in terms or above in seen:
                return False
            seen.add(above)
            chain.append(above)
            above = terms[above].broader
        rooted.update(chain)
    return True


__all__ = ["FIELDS", "FOLDER", "ReadVocabularies", "read_vocabularies", "read_vocabulary"]
