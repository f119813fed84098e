"""Rules about the terms of one vocabulary: they lead to each other without circles, and their parts agree."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from collections.abc import Sequence as Numbers

from mission_archive.model.problems import Code, Severity, shorten
from mission_archive.model.terms import Institution, Place, Series, Term
from mission_archive.reading.fields.reader import Reader, Within
from mission_archive.reading.fields.suggestions import Suggestions
from mission_archive.reading.yaml.nodes import Mapping as MappingNode
from mission_archive.reading.yaml.nodes import Node, Sequence

MOST_LEVELS = 10
"""Of terms within terms."""


def check_terms(
    terms: Mapping[str, Term],
    nodes: Mapping[str, Node],
    names: Mapping[str, Numbers[int]],
    reader: Reader,
) -> None:
    """Every rule about the terms of a vocabulary by id; `nodes` are their places in the file.

    `names` holds which items of the list of names could be read: those are the names of the term.
    """
    near = Suggestions(terms)
    for term in terms.values():
        _check_term(term, nodes[term.id], terms, near, reader)
        _check_names(term, nodes[term.id], names[term.id], reader)
    _check_missions(terms, nodes, reader)
    for field in ("broader", "succeeds"):
        _check_chains(field, terms, nodes, reader)


def _check_term(term: Term, node: Node, terms: Mapping[str, Term], near: Suggestions, reader: Reader) -> None:
    """Rules about one term: the terms it names are there, and its parts agree."""
    if term.broader is not None and term.broader not in terms:
        message = (
            f"there is no term '{term.broader}' in this vocabulary; write the id of the term that contains "
        )
        message += f"'{term.id}'"
        report_in_term(reader, node, ("broader",), Code.TERM, message, guess=near.near(term.broader))
    if isinstance(term, Series) and term.succeeds and term.succeeds not in terms:
        message = f"there is no series '{term.succeeds}'; write the id of the one that '{term.id}' continues"
        report_in_term(reader, node, ("succeeds",), Code.TERM, message, guess=near.near(term.succeeds))
    if isinstance(term, Place) and (term.latitude is None) != (term.longitude is None):
        given = "latitude" if term.longitude is None else "longitude"
        is_written = {key.text for key, _ in node.entries} if isinstance(node, MappingNode) else set()
        if not {"latitude", "longitude"} <= is_written:
            message = f"'{term.id}' has only one of latitude and longitude; write both or neither"
            report_in_term(reader, node, (given,), Code.VOCABULARY, message)


def _check_names(term: Term, node: Node, numbers: Numbers[int], reader: Reader) -> None:
    for number, name in zip(numbers, term.names, strict=True):
        if name.from_ and name.to and name.to.latest < name.from_.earliest:
            message = f"the name '{shorten(name.name)}' ends before it begins; exchange from and to"
            report_in_term(reader, node, ("names", number), Code.VOCABULARY, message)


def _check_missions(terms: Mapping[str, Term], nodes: Mapping[str, Node], reader: Reader) -> None:
    """The archive is of one mission: its names follow each other, and two bodies of this kind did not exist at once."""
    missions = [term for term in terms.values() if isinstance(term, Institution) and term.is_mission]
    for number, mission in enumerate(missions):
        for other in missions[:number]:
            if _begin(mission) <= _end(other) and _begin(other) <= _end(mission):
                message = (
                    f"'{other.id}' is the mission at the same time; write successive names of one body under its "
                    "'names:', with from and to, or give one of the two another kind"
                )
                report_in_term(
                    reader, nodes[mission.id], ("kind",), Code.VOCABULARY, message, severity=Severity.WARNING
                )
                break


def _begin(term: Term) -> datetime.date:
    begins = [name.from_.earliest for name in term.names if name.is_dated and name.from_ is not None]
    has_open = any(name.is_dated and name.from_ is None for name in term.names)
    return datetime.date.min if has_open or not begins else min(begins)


def _end(term: Term) -> datetime.date:
    ends = [name.to.latest for name in term.names if name.is_dated and name.to is not None]
    has_open = any(name.is_dated and name.to is None for name in term.names)
    return datetime.date.max if has_open or not ends else max(ends)


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
            message = f"these terms lead to each other in a circle ({shown}); delete one '{field}'"
            report_in_term(reader, nodes[circle[-2]], (field,), Code.CIRCLE, message)
        level = levels[above] if above in levels and above not in chain else 0
        for term_id in reversed(chain):
            level += 1
            levels[term_id] = level
            if level == MOST_LEVELS + 1 and field == "broader":
                message = (
                    f"terms are nested more than {MOST_LEVELS} deep; choose a higher term for '{term_id}'"
                )
                report_in_term(reader, nodes[term_id], (field,), Code.VOCABULARY, message)


def report_in_term(
    reader: Reader,
    node: Node,
    within: Within,
    code: Code,
    message: str,
    *,
    severity: Severity = Severity.ERROR,
    guess: str | None = None,
) -> None:
    """Note what is wrong at a field of a term, or at an item in it; at the term itself if it has none."""
    place = node
    for part in within:
        if isinstance(place, MappingNode):
            place = next((value for key, value in place.entries if key.text == part), place)
        elif isinstance(place, Sequence) and isinstance(part, int) and part < len(place.items):
            place = place.items[part]
    name = str(within[0])
    reader.report_in(name, place, code, message, severity, guess=guess)


def is_tree(terms: Mapping[str, Term]) -> bool:
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
