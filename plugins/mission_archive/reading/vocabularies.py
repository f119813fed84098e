"""The vocabularies, one YAML file each: from text to terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mission_archive.model.languages import FIRST_LANGUAGE, LANGUAGES
from mission_archive.model.problems import Code, Problem
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
from mission_archive.reading.fields import RE_SLUG, Choice, Decimal, Kind, Parsed, Reader, Text, shorten
from mission_archive.reading.files import ContentFiles
from mission_archive.reading.groups import Field, Fields, ListOf
from mission_archive.reading.nodes import Mapping as MappingNode
from mission_archive.reading.nodes import Node, Scalar, Sequence, parse_nodes
from mission_archive.reading.schema import NAME
from mission_archive.reading.suggestions import did_you_mean

FOLDER = "vocabularies"


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
    if not RE_SLUG.fullmatch(text):
        raise ValueError(
            f"'{shorten(text)}' is no id; write small letters a to z, digits and single hyphens, "
            "such as border-management"
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
    """The vocabularies, and for each that could be read whole what editors may call its terms → the id to write."""

    vocabularies: Vocabularies
    callings: Mapping[str, Mapping[str, str]]
    problems: list[Problem]


def read_vocabularies(files: ContentFiles) -> ReadVocabularies:
    """All vocabularies of a content folder. An absent file is an empty vocabulary."""
    problems: list[Problem] = []
    vocabularies: dict[str, Vocabulary[Any]] = {}
    callings: dict[str, Mapping[str, str]] = {}
    for name in VOCABULARY_NAMES:
        uri = f"{FOLDER}/{name}.yml"
        terms: list[Term] = []
        found: list[Problem] = []
        if uri in files.sizes:
            text, found = files.text(uri)
            if text is not None:
                terms, found = read_vocabulary(text, name, files.path(uri))
        problems += found
        vocabularies[name] = Vocabulary(terms)
        if not found:
            callings[name] = _callings(terms)
    for uri in files.sizes:
        folder, _, file = uri.rpartition("/")
        if folder == FOLDER and file not in {f"{name}.yml" for name in VOCABULARY_NAMES}:
            hint = did_you_mean(file, [f"{name}.yml" for name in VOCABULARY_NAMES])
            problems.append(
                Problem(
                    files.path(uri),
                    1,
                    1,
                    Code.VOCABULARY,
                    "",
                    "there is no vocabulary of this name; "
                    "the files are " + ", ".join(f"{name}.yml" for name in VOCABULARY_NAMES) + hint,
                )
            )
    return ReadVocabularies(Vocabularies(**vocabularies), callings, problems)


def _callings(terms: list[Term]) -> dict[str, str]:
    callings = {spelling: term.id for term in terms for spelling in term.spellings}
    callings.update((term.id, term.id) for term in terms)
    return callings


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
            reader.report(
                _place_of(node, "id"),
                Code.DUPLICATE_TERM,
                f"the id '{term.id}' is taken (line {nodes[term.id].line}); give each term an id of its own",
            )
            continue
        terms[term.id], nodes[term.id] = term, node
    for term in list(terms.values()):
        _check_tree(term, terms, _place_of(nodes[term.id], "broader"), reader)
        if isinstance(term, Series) and term.succeeds and term.succeeds not in terms:
            reader.report(
                _place_of(nodes[term.id], "succeeds"),
                Code.TERM,
                f"there is no series '{term.succeeds}'{did_you_mean(term.succeeds, terms)}",
            )
        if isinstance(term, Place) and (term.latitude is None) != (term.longitude is None):
            reader.report(
                nodes[term.id],
                Code.VOCABULARY,
                f"'{term.id}' has only one of latitude and longitude; write both or none",
            )
        for number, dated in enumerate(term.names):
            if dated.from_ and dated.to and dated.to.latest < dated.from_.earliest:
                reader.report(
                    _place_of(nodes[term.id], "names", number),
                    Code.VOCABULARY,
                    f"the name '{dated.name}' ends before it begins; exchange from and to",
                )
    # A tree with a fault would make circles; the problems stop the build, so the faulty terms are not needed.
    faulty = {problem.line for problem in problems}
    sound = [term for term in terms.values() if not faulty or _is_rooted(term, terms)]
    return sound, problems


def _place_of(node: Node, key: str, number: int | None = None) -> Node:
    """The node of a field of a term, or of an item in it; the term itself if it has none."""
    if isinstance(node, MappingNode):
        for name, value in node.entries:
            if name.text == key:
                if number is not None and isinstance(value, Sequence) and number < len(value.items):
                    return value.items[number]
                return value
    return node


def _is_rooted(term: Term, terms: Mapping[str, Term]) -> bool:
    seen = set()
    while term.broader is not None:
        if term.id in seen or term.broader not in terms:
            return False
        seen.add(term.id)
        term = terms[term.broader]
    return True


def _check_tree(term: Term, terms: Mapping[str, Term], node: Node, reader: Reader) -> None:
    if term.broader is None:
        return
    if term.broader not in terms:
        reader.report(
            node,
            Code.TERM,
            f"there is no term '{term.broader}' in this vocabulary; write the id of the term "
            f"that contains '{term.id}'{did_you_mean(term.broader, terms)}",
        )
        return
    chain = [term.id]
    above: str | None = term.broader
    while above is not None and above in terms and above not in chain:
        chain.append(above)
        above = terms[above].broader
    if above == term.id:
        reader.report(
            node,
            Code.CIRCLE,
            "the terms contain each other in a circle ("
            + " → ".join([*chain, term.id])
            + "); take one 'broader' away",
        )


__all__ = ["FIELDS", "FOLDER", "Kind", "ReadVocabularies", "read_vocabularies", "read_vocabulary"]
