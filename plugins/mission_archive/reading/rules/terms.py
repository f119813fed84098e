"""Rules about the terms of one vocabulary: they lead to each other without circles, and their parts agree."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from mission_archive.model.problems import Code, Problem, shorten
from mission_archive.model.terms import Institution, Place, Series, Term
from mission_archive.model.text.suggestions import Suggestions
from mission_archive.reading.fields.record_file import SourceFile

MOST_LEVELS = 10
"""Of terms within terms."""


@dataclass(frozen=True, kw_only=True)
class VocabularyFile(SourceFile):
    """The terms of one vocabulary that could be read, by their numbers in the file."""

    terms: Mapping[int, Term]

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Id of a term → its number in the file; that of the first of two terms with one id."""
        numbers: dict[str, int] = {}
        for number, term in self.terms.items():
            numbers.setdefault(term.id, number)
        return numbers

    @cached_property
    def by_id(self) -> dict[str, Term]:
        return {term_id: self.terms[number] for term_id, number in self.numbers.items()}


def check_terms(file: VocabularyFile) -> Iterator[Problem]:
    """Every rule about the terms of a vocabulary."""
    near = Suggestions(file.by_id)
    for number, term in file.terms.items():
        first = file.numbers[term.id]
        if number != first:
            line, _ = file.place((first,))
            message = f"the id '{term.id}' is taken (line {line}); give each term an id of its own"
            yield file.problem((number, "id"), Code.DUPLICATE_TERM, message)
        else:
            yield from _check_term(number, term, file, near)
    yield from _check_missions(file)
    for field in ("broader", "succeeds"):
        yield from _check_chains(field, file)


def _check_term(number: int, term: Term, file: VocabularyFile, near: Suggestions) -> Iterator[Problem]:
    """Rules about one term: the terms it names are there, and its parts agree."""
    if term.broader is not None and term.broader not in file.by_id:
        message = (
            f"there is no term '{term.broader}' in this vocabulary; write the id of the term that contains "
            f"'{term.id}'"
        )
        yield file.problem((number, "broader"), Code.TERM, message, guess=near.near(term.broader))
    if isinstance(term, Series) and term.succeeds and term.succeeds not in file.by_id:
        message = f"there is no series '{term.succeeds}'; write the id of the one that '{term.id}' continues"
        yield file.problem((number, "succeeds"), Code.TERM, message, guess=near.near(term.succeeds))
    if isinstance(term, Place):
        written = [name for name in ("latitude", "longitude") if (number, name) in file.places]
        if len(written) == 1 and getattr(term, written[0]) is not None:
            message = f"'{term.id}' has only one of latitude and longitude; write both or neither"
            yield file.problem((number, written[0]), Code.VOCABULARY, message)
    for at, name in zip(file.item_numbers.get((number, "names"), ()), term.names, strict=True):
        if name.from_ and name.to and name.to.latest < name.from_.earliest:
            message = f"the name '{shorten(name.name)}' ends before it begins; exchange from and to"
            yield file.problem((number, "names", at), Code.VOCABULARY, message)


def _check_missions(file: VocabularyFile) -> Iterator[Problem]:
    """The archive is of one mission: its names follow each other, and two bodies of this kind did not exist at once."""
    missions = [term for term in file.by_id.values() if isinstance(term, Institution) and term.is_mission]
    for number, mission in enumerate(missions):
        first, last = _time(mission)
        for other in missions[:number]:
            others_first, others_last = _time(other)
            if first <= others_last and others_first <= last:
                message = (
                    f"'{other.id}' is the mission at the same time; write successive names of one body under its "
                    "'names:', with from and to, or give one of the two another kind"
                )
                yield file.warning((file.numbers[mission.id], "kind"), Code.VOCABULARY, message)
                break


def _time(term: Term) -> tuple[datetime.date, datetime.date]:
    """The first and the last day for which a body has a name."""
    names = [name for name in term.names if name.is_dated]
    begins = [name.from_.earliest if name.from_ else datetime.date.min for name in names]
    ends = [name.to.latest if name.to else datetime.date.max for name in names]
    return min(begins, default=datetime.date.min), max(ends, default=datetime.date.max)


def _check_chains(field: str, file: VocabularyFile) -> Iterator[Problem]:
    """No term leads back to itself, and none to more others than a reader could follow."""
    levels: dict[str, int] = {}
    for start in file.by_id:
        chain: list[str] = []
        above: str | None = start
        while above is not None and above in file.by_id and above not in levels:
            levels[above] = -1  # on the way
            chain.append(above)
            above = getattr(file.by_id[above], field, None)
        if above in chain:
            circle = [*chain[chain.index(above) :], above]
            shown = " → ".join(circle if len(circle) <= MOST_LEVELS else [*circle[:5], "…", above])
            message = f"these terms lead to each other in a circle ({shown}); delete one '{field}'"
            yield file.problem((file.numbers[circle[-2]], field), Code.CIRCLE, message)
        level = levels[above] if above in levels and above not in chain else 0
        for term_id in reversed(chain):
            level += 1
            levels[term_id] = level
            if level == MOST_LEVELS + 1 and field == "broader":
                message = (
                    f"terms are nested more than {MOST_LEVELS} deep; choose a higher term for '{term_id}'"
                )
                yield file.problem((file.numbers[term_id], field), Code.VOCABULARY, message)
