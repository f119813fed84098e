"""What the search is given of an archive: made by `rendering`, read by `search`, which do not know each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

LANGUAGES_FACET = "languages"
"""The languages in which a record can be read; a facet of the search alone."""

ADDRESS = "url"
"""Stands for the language of the words of an address, which are not to be taken for words that are spelt right."""

Phrase = tuple[str | None, str]
"""A language, if it is known, and words in it."""


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """A record for the search.

    `texts` are the language, title, summary and text of each language. `facts` are what stands beside them.
    `terms` are the ids of all terms under which it is listed, as `places/alder`; `days` the months and days of
    its date. `addresses` lead to it when they are searched for. `rows` are what lists show of it (HTML), by the
    language of the reader; `excerpted` are the texts of which a part is shown where its row has no word that is
    sought, by their languages, and what stands beside them, under no language.
    """

    id: str
    texts: tuple[tuple[str, str, str, str], ...] = ()
    facts: tuple[Phrase, ...] = ()
    terms: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    rows: Mapping[str, str] = field(default_factory=dict)
    excerpted: Mapping[str, str] = field(default_factory=dict)


class Naming(NamedTuple):
    """A term: its facet and id, all its names with their languages, what it is called in each language of the site, and
    the id of the term that contains it."""

    facet: str
    term: str
    names: Sequence[Phrase]
    called: Mapping[str, str]
    broader: str = ""

    @property
    def key(self) -> str:
        """As it stands in `SearchDocument.terms`."""
        return f"{self.facet}/{self.term}"
