"""Controlled terms: themes, dimensions, formats, institutions, series and the gazetteer of places."""

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from mission_archive.model.dates import Date
from mission_archive.model.grouping import grouped
from mission_archive.model.languages import Texts, in_language, preferred

MISSION_KIND = "mission"
"""The `kind` of the institution whose archive this is."""

T = TypeVar("T", bound="Term")

PLACE_KINDS = ("site", "village", "town", "district", "region", "country")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One name of a term, with the time in which it was in use where that is known.

    A name with a beginning or an end was the name of its time; one with neither is another spelling, an acronym or
    a foreign form, by which readers look for the term. No language means: in every language.
    """

    name: str
    language: str | None = None
    from_: Date | None = None
    to: Date | None = None

    @property
    def is_dated(self) -> bool:
        return self.from_ is not None or self.to is not None

    def is_valid_on(self, day: datetime.date) -> bool:
        """Whether the name was in use on `day`. Both ends count as days of use, to the precision given."""
        return (self.from_ is None or self.from_.earliest <= day) and (
            self.to is None or day <= self.to.latest
        )

    def had_ended_by(self, day: datetime.date) -> bool:
        """Whether the name was out of use before `day`."""
        return self.to is not None and self.to.latest < day


@dataclass(frozen=True, slots=True, kw_only=True)
class TermText:
    """The long text about a term, in Markdown. `path` is its file from the project's root."""

    path: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term of a vocabulary.

    `names` are former and other names. `broader` is the id of the term that contains this one. There may be no
    description. `texts` go by their language, and there may be none.
    """

    id: str
    name: Texts
    description: Texts = field(default_factory=dict)
    broader: str | None = None
    names: tuple[Name, ...] = ()
    texts: Mapping[str, TermText] = field(default_factory=dict)

    def name_in(self, language: str) -> str:
        """The present name in the language that suits a reader of `language` best."""
        return in_language(self.name, language)[0]

    def naming_on(self, day: datetime.date, language: str) -> tuple[str, str]:
        """The name in use on `day` and its language: the dated name that began last, or the present name.

        Of several dated names that fit, one in `language` comes first, then one for every language, then one in the
        next best language. Only the first name given for a language and time counts; the others are spellings.
        """
        in_use = [name for name in self.names if name.is_dated and name.is_valid_on(day)]
        for wanted in (language, None, *preferred(language)[1:]) if in_use else ():
            fitting = [name for name in in_use if name.language == wanted]
            if fitting:
                last = max(fitting, key=lambda name: name.from_.earliest if name.from_ else datetime.date.min)
                if last.name in self.name.values():
                    break  # the present name was in use already, and it may be known in `language`
                return last.name, wanted or language
        return in_language(self.name, language)

    @property
    def all_names(self) -> Iterator[tuple[str | None, str]]:
        """Every name of the term, of all times, with its language, if one is given; may repeat."""
        yield from self.name.items()
        yield from ((name.language, name.name) for name in self.names)

    @property
    def spellings(self) -> Iterator[str]:
        """The same without their languages."""
        return (name for _, name in self.all_names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Term):
    """A place of the gazetteer. Coordinates are WGS 84 degrees; `kind` is one of `PLACE_KINDS`."""

    kind: str
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution(Term):
    """A body that organises or supports. `kind` is the vocabulary's own word; `country` may be empty."""

    kind: str | None = None
    country: Texts = field(default_factory=dict)

    @property
    def is_mission(self) -> bool:
        return self.kind == MISSION_KIND


@dataclass(frozen=True, slots=True, kw_only=True)
class Series(Term):
    """A line of events of one kind. `succeeds` is the id of the series that this one carries on."""

    succeeds: str | None = None


class Vocabulary(Mapping[str, T], Generic[T]):
    """The terms of one vocabulary by id, in the order of the file, with the tree that `broader` makes.

    Built only from terms whose `broader` are ids of the vocabulary and make no circle.
    """

    def __init__(self, terms: Iterable[T] = ()) -> None:
        self._terms = {term.id: term for term in terms}
        narrower = grouped((term.broader, term) for term in self._terms.values())
        self._narrower = {above: tuple(below) for above, below in narrower.items()}

    def __getitem__(self, term_id: str) -> T:
        return self._terms[term_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._terms)

    def __len__(self) -> int:
        return len(self._terms)

    def only(self, ids: Collection[str]) -> "Vocabulary[T]":
        """The vocabulary without other terms. `ids` hold, with each term, all that contain it."""
        return Vocabulary(term for term in self._terms.values() if term.id in ids)

    @property
    def roots(self) -> tuple[T, ...]:
        """The terms that no other term contains."""
        return self._narrower.get(None, ())

    def narrower(self, term_id: str) -> tuple[T, ...]:
        """The terms directly contained in `term_id`."""
        return self._narrower.get(term_id, ())

    def broader(self, term_id: str) -> tuple[T, ...]:
        """The terms that contain `term_id`, nearest first."""
        return tuple(self._terms[above] for above in self.lineage(term_id)[1:])

    def lineage(self, term_id: str) -> tuple[str, ...]:
        """The id itself, then those of the terms that contain it, nearest first."""
        lineage = [term_id]
        while (above := self._terms[lineage[-1]].broader) is not None:
            lineage.append(above)
        return tuple(lineage)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabularies:
    """All vocabularies of an archive. The attributes are the names of their files."""

    themes: Vocabulary[Term] = field(default_factory=Vocabulary)
    dimensions: Vocabulary[Term] = field(default_factory=Vocabulary)
    formats: Vocabulary[Term] = field(default_factory=Vocabulary)
    institutions: Vocabulary[Institution] = field(default_factory=Vocabulary)
    series: Vocabulary[Series] = field(default_factory=Vocabulary)
    places: Vocabulary[Place] = field(default_factory=Vocabulary)
    abbreviations: Vocabulary[Term] = field(default_factory=Vocabulary)
    """No record names them: the search takes all names of one for the same."""

    def only(self, ids: Mapping[str, Collection[str]]) -> "Vocabularies":
        """Of each vocabulary the terms whose ids are given under its name (see `Vocabulary.only`)."""
        return replace(self, **{name: getattr(self, name).only(ids[name]) for name in VOCABULARY_NAMES})

    @property
    def mission(self) -> Institution | None:
        """The body whose archive this is, if the institutions name one."""
        return next((body for body in self.institutions.values() if body.is_mission), None)


ABBREVIATIONS = "abbreviations"
VOCABULARY_NAMES = ("themes", "dimensions", "formats", "institutions", "series", "places")
