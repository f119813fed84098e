"""«Did you mean …?»: the nearest of the words that would have been right."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cached_property

from mission_archive.model.grouping import grouped
from mission_archive.model.problems import hint

FEW = 100
"""So many words are all compared; of more, only those that share something rare with the wrong one."""

CANDIDATES = 40
LIKE, SIMILAR = 0.82, 0.6
"""How much two words have in common, of 1: what is surely meant, and what is perhaps."""

SHORTEST_PART = 3
"""Characters of a word that is looked for in others."""

MOST_ANSWERS = 500
"""Different wrong words for which one list makes suggestions; with more mistakes than that, it is the wrong list."""

NO_OTHERS: Mapping[str, str] = {}
RE_BETWEEN_WORDS = re.compile(r"[\W_]+")


class Suggestions:
    """What may be written in one place, and how near a wrong word comes to it.

    `right` are the words themselves; `others` leads from words that an editor may have in mind (names) to the ones to
    write (ids). The work for a mistake does not grow with the lists.
    """

    def __init__(self, right: Iterable[str], others: Mapping[str, str] = NO_OTHERS) -> None:
        self.right = frozenset(right)
        """The words that may be written."""
        self._others = others
        self._answers: dict[str, str | None] = {}

    def near(self, wrong: str) -> str | None:
        """The word that was probably meant, or None if none is near."""
        folded = _fold(wrong[:100])
        if folded not in self._answers:
            if len(self._answers) >= MOST_ANSWERS:
                return None
            self._answers[folded] = self._nearest(folded)
        return self._answers[folded]

    @cached_property
    def _folded(self) -> dict[str, str]:
        folded = {_fold(word): written for word, written in self._others.items()}
        folded.update((_fold(word), word) for word in sorted(self.right))
        return folded

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._folded)

    @cached_property
    def _by_triple(self) -> dict[str, list[str]]:
        return grouped((triple, word) for word in self._folded for triple in _triples(word))

    @cached_property
    def _by_part(self) -> dict[str, list[str]]:
        return grouped((part, word) for word in self._folded for part in set(word.split("-")))

    def _nearest(self, folded: str) -> str | None:
        if folded in self._folded:
            return self._folded[folded]
        words = self._candidates(folded)
        found = (
            get_close_matches(folded, words, n=1, cutoff=LIKE)
            or self._containing(folded)
            or get_close_matches(folded, words, n=1, cutoff=SIMILAR)
        )
        return self._folded[found[0]] if found else None

    def _containing(self, folded: str) -> list[str]:
        """The shortest of the words that begin with the wrong one, or else have it as one of their parts."""
        if len(folded) < SHORTEST_PART:
            return []
        first = bisect_left(self._sorted, folded)
        begun = [word for word in self._sorted[first : first + CANDIDATES] if word.startswith(folded)]
        return sorted(begun or self._by_part.get(folded, []), key=lambda word: (len(word), word))[:1]

    def _candidates(self, folded: str) -> Iterable[str]:
        """The words to compare: of many, those that have the rarest letters in common with the wrong one."""
        if len(self._folded) <= FEW:
            return self._folded
        lists = sorted((self._by_triple.get(triple, ()) for triple in _triples(folded)), key=len)
        candidates: dict[str, None] = {}
        for words in lists:
            if len(candidates) + len(words) > CANDIDATES and candidates:
                break
            candidates.update(dict.fromkeys(words[:CANDIDATES]))
        return candidates


def did_you_mean(wrong: str, right: Iterable[str]) -> str:
    """The end of a message that asks whether one of a few words was meant; nothing if none is near."""
    return hint(Suggestions(right).near(wrong))


def _fold(word: str) -> str:
    """So that case, spaces and hyphens make no difference."""
    return RE_BETWEEN_WORDS.sub("-", word.casefold()).strip("-")


def _triples(word: str) -> list[str]:
    padded = f" {word} "
    return list(dict.fromkeys(padded[at : at + 3] for at in range(len(padded) - 2)))
