"""«Did you mean …?»: the nearest of the words that would have been right."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cached_property
from itertools import islice, takewhile

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

    def hint(self, wrong: str) -> str:
        """A closing half-sentence such as `; did you mean 'water'?`, or nothing."""
        near = self.near(wrong)
        return f"; did you mean '{near}'?" if near else ""

    @cached_property
    def _folded(self) -> dict[str, str]:
        folded = {_fold(word): written for word, written in self._others.items()}
        folded.update((_fold(word), word) for word in sorted(self.right))
        return folded

    @cached_property
    def _by_triple(self) -> dict[str, list[str]]:
        by_triple: dict[str, list[str]] = {}
        for word in self._folded:
            for triple in _triples(word):
                by_triple.setdefault(triple, []).append(word)
        return by_triple

    def _nearest(self, folded: str) -> str | None:
        if folded in self._folded:
            return self._folded[folded]
        found = get_close_matches(folded, self._candidates(folded), n=1, cutoff=LIKE)
        best = found[0] if found else self._containing(folded)
        if best is None:
            found = get_close_matches(folded, self._candidates(folded), n=1, cutoff=SIMILAR)
            best = found[0] if found else None
        return None if best is None else self._folded[best]

    def _containing(self, folded: str) -> str | None:
        """The shortest word that begins with the wrong one, or else has it as one of its parts."""
        if len(folded) < SHORTEST_PART:
            return None
        words = self._sorted
        first = bisect_left(words, folded)
        begun = list(
            takewhile(lambda word: word.startswith(folded), islice(words, first, first + CANDIDATES))
        )
        return min(begun or self._by_part.get(folded, []), key=lambda word: (len(word), word), default=None)

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._folded)

    @cached_property
    def _by_part(self) -> dict[str, list[str]]:
        by_part: dict[str, list[str]] = {}
        for word in self._folded:
            for part in set(word.split("-")):
                by_part.setdefault(part, []).append(word)
        return by_part

    def _candidates(self, folded: str) -> Iterable[str]:
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
    """The hint of `Suggestions` for a few words that are asked once."""
    return Suggestions(right).hint(wrong)


def _fold(word: str) -> str:
    """So that case, spaces and hyphens make no difference."""
    return RE_BETWEEN_WORDS.sub("-", word.casefold()).strip("-")


def _triples(word: str) -> list[str]:
    padded = f" {word} "
    return list(dict.fromkeys(padded[at : at + 3] for at in range(len(padded) - 2)))
