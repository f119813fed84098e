"""Terms of the vocabularies by their names: a query that is a name leads to the page of what it names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from mission_archive.model.searching import Naming, Phrase
from mission_archive.search.entries import MARK, Lexicon
from mission_archive.search.index import Postings
from mission_archive.search.words import fold, tokens


def names_by_word(
    namings: Iterable[Naming], found: Mapping[str, Postings], lexicon: Lexicon
) -> dict[str, Any]:
    """First word of a name → the names that begin with it, as [words, facet, id, number of records, called].

    Under the mark of a term itself: what it is called.
    """
    made: dict[str, Any] = {}
    for naming in namings:
        mark = f"{MARK}{naming.facet}/{naming.term}"
        if mark not in found:
            continue
        made[mark] = naming.called
        count = len(found[mark].records)
        for phrase in sorted({phrase for name in naming.names for phrase in phrases(name, lexicon)}):
            entry = [phrase, naming.facet, naming.term, count, naming.called]
            made.setdefault(phrase.split(" ")[0], []).append(entry)
    return made


def phrases(name: Phrase, lexicon: Lexicon) -> list[str]:
    """The words of a name as the index knows them; in each language where that of the name is not known."""
    language, text = name
    made = []
    for code in (language,) if language else ("ru", "tg"):
        words = [term for token in tokens(fold(text)) for term in lexicon.of(code)[token]]
        if words:
            made.append(" ".join(words))
    return made
