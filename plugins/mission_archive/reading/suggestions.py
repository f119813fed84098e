"""«Did you mean …?»: the nearest of the words that would have been right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches


def did_you_mean(wrong: str, right: Iterable[str] | Mapping[str, str]) -> str:
    """A closing half-sentence such as `; did you mean 'khujand'?`, or nothing if nothing is near.

    `right` are the words that may be written; a mapping leads from a word an editor may have had in mind (a name)
    to the one to write (an id).
    """
    to_write = right if isinstance(right, Mapping) else {word: word for word in right}
    folded = {word.casefold(): written for word, written in to_write.items()}
    near = get_close_matches(wrong.casefold()[:100], folded, n=1, cutoff=0.6)
    return f"; did you mean '{folded[near[0]]}'?" if near else ""
