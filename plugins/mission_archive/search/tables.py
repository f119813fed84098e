"""What the search page loads besides the index, cut so that a search loads little more of it than it uses.

The archive tells all terms and all spellings at once, and a record in all its languages. The panel of facets wants the
first as they are; a search that is narrowed by an address wants its few chosen terms, one with a slip in it the words
that begin like the one that may be meant, and a reader a record in one language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mission_archive.model.languages import FIRST_LANGUAGE, best_language, preferred
from mission_archive.search.postings import common_beginning

SPELLINGS = "spellings.json"
NAMES, RECORDS = "facets.", "facets/"
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

DRAWERS = 64
"""Files for spellings, by the code of their first letter when folded: Latin and Russian ones share few of them.

How many, `overrides/assets/search/help.js` says too; a test compares the two.
"""
COMMON = 500
"""Spellings, the most frequent, that are tried where the first letter may be the slip."""


def cut(tables: Mapping[str, Any]) -> dict[str, Any]:
    """The files to write, by name, of the tables that the archive tells.

    `facets.<language>.json`, for each facet its terms as [id, name, id of the broader term or ""], stays as it is.
    `facets/<facet>.json`, for each term the positions of its records, is written in their distances. Both together
    give one file a term besides. `spellings.json`, pairs of a word as it is folded and as it is spelt, the most
    frequent first, is replaced by its parts.
    """
    made: dict[str, Any] = {}
    names = {
        name.removeprefix(NAMES).removesuffix(".json"): table
        for name, table in tables.items()
        if name.startswith(NAMES)
    }
    for name, table in tables.items():
        if name == SPELLINGS:
            made.update(_drawers(table))
        elif name.startswith(RECORDS):
            facet = name.removeprefix(RECORDS).removesuffix(".json")
            made[name] = {term_id: distances(found) for term_id, found in table.items()}
            made.update(_terms(facet, table, {code: facets[facet] for code, facets in names.items()}))
        else:
            made[name] = table
    return made


def cut_row(row: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """What is shown of a record, by the ending of the file's name: a dot and a language in which it is told, other than
    the first; nothing for the first language or what comes nearest to it. Each reader has one that suits best."""
    words = row["words"]
    files = {
        "": best_language(words, FIRST_LANGUAGE),
        **{f".{code}": code for code in words if code != FIRST_LANGUAGE},
    }
    readers = {reader: _ending(words, reader) for reader in row["dates"]}
    return {
        ending: _row(row, language, [reader for reader, own in readers.items() if own == ending])
        for ending, language in files.items()
    }


def _ending(words: Mapping[str, Any], reader: str) -> str:
    """The ending of the file that the search page of a language asks for (engine.js)."""
    for code in preferred(reader):
        if code == FIRST_LANGUAGE:
            break
        if code in words:
            return f".{code}"
    return ""


def _row(row: Mapping[str, Any], language: str, readers: Sequence[str]) -> dict[str, Any]:
    """The words in one language; dates and places as readers of some languages are told them."""
    return {
        **row,
        "language": language,
        "languages": list(row["words"]),
        "words": row["words"][language],
        "dates": {code: row["dates"][code] for code in readers},
        "places": {code: row["places"][code] for code in readers},
    }


def front_coded(words: Sequence[str]) -> str:
    """Sorted words as one text, each as the number of letters shared with the one before, in base 36, and the rest."""
    coded = []
    before = ""
    for word in words:
        shared = min(len(common_beginning(before, word)), 35)
        coded.append(DIGITS[shared] + word[shared:])
        before = word
    return " ".join(coded)


def _drawers(spellings: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    drawers: list[list[str]] = [[] for _ in range(DRAWERS)]
    for folded, word in spellings:
        drawers[ord(folded[0]) % DRAWERS].append(word)
    named = {f"spellings/{number}.json": words for number, words in enumerate(drawers)}
    return {**named, "spellings/common.json": [word for _, word in spellings[:COMMON]]}


def _terms(
    facet: str, records: Mapping[str, Sequence[int]], names: Mapping[str, Sequence[Sequence[str]]]
) -> dict[str, Any]:
    """A file for each term: its names by language, and the records of it and of all narrower terms."""
    any_names = next(iter(names.values()), ())
    broader = {term_id: above for term_id, _, above in any_names}
    held: dict[str, set[int]] = {term_id: set() for term_id in broader}
    for term_id, found in records.items():
        above = term_id
        while above:
            held.setdefault(above, set()).update(found)
            above = broader.get(above, "")
    called: dict[str, dict[str, str]] = {}
    for code, terms in names.items():
        for term_id, name, _ in terms:
            called.setdefault(term_id, {})[code] = name
    return {
        f"facets/{facet}/{term_id}.json": [called.get(term_id, {}), distances(sorted(all_found))]
        for term_id, all_found in held.items()
    }


def distances(positions: Sequence[int]) -> str:
    """Ascending positions, each as the distance from the one before, in base 36 and parted by blanks."""
    before = [0, *positions]
    return " ".join(_base36(position - before[i]) for i, position in enumerate(positions))


def _base36(number: int) -> str:
    """A number as JavaScript's `toString(36)` writes it."""
    text = ""
    while number >= 36:
        number, rest = divmod(number, 36)
        text = DIGITS[rest] + text
    return DIGITS[number] + text
