"""From the postings of all terms to the leaves of the index: sorted terms, cut into pieces of bounded size.

A leaf depends on nothing but its own terms. Where it is cut is decided by digests of the terms themselves, so that a
changed record changes the leaves of its words and no others.
"""

from bisect import bisect
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, NamedTuple
from zlib import crc32

from mission_archive.search.postings import Postings, written_places, written_weights

LEAF = 14_000
"""Characters of a leaf, compressed to some three quarters, unless it is of a single term."""
SIZE_OF_NAME = 120
"""Characters of a name in a leaf, more or less."""
AT_ONCE = 4096
"""Terms that are written in one go: many, for it is quick, but not all, for memory."""


class Written(NamedTuple):
    """What a leaf says of a term; `names` are those that it begins."""

    words: str
    weights: str
    places: str
    names: Sequence[Any] = ()


@dataclass(frozen=True, slots=True)
class Leaf:
    """`start` is what its first term begins with and no term before it."""

    start: str
    terms: Mapping[str, Written]

    @property
    def files(self) -> Mapping[str, Any]:
        """What its file holds, a list for each term and the names; where there are very many places, they have a file
        of their own, `p`."""
        (term, its), *others = self.terms.items()
        names = {term: its.names for term, its in self.terms.items() if its.names}
        if not others and len(its.places) > LEAF // 3 and size(its) > LEAF:
            return {"": ([(term, its.words, its.weights, None)], names), "p": its.places}
        return {"": ([(term, *its[:3]) for term, its in self.terms.items()], names)}


def leaves(
    found: Mapping[str, Postings],
    spellings: Mapping[str, Iterable[str]],
    names: Mapping[str, Sequence[Any]],
    before: Iterable[Leaf] = (),
    touched: Collection[str] = (),
) -> Iterator[Leaf]:
    """The leaves in the order of their terms. `names` are what the words of a leaf begin, see `names.py`.

    A term that stands in leaves of `before` is not written anew, unless it is `touched`: its entries, words or names.
    """
    made = {term: its for leaf in before for term, its in leaf.terms.items() if term not in touched}
    terms = sorted(found)
    missing = [term for term in terms if term not in made]  # in this order frequent ones are among others
    for some in (missing[at : at + AT_ONCE] for at in range(0, len(missing), AT_ONCE)):
        weights = written_weights([found[term].weights for term in some])
        places = written_places([found[term].places for term in some])
        for term, its_weights, its_places in zip(some, weights, places, strict=True):
            words = ",".join(sorted(spellings.get(term, ())))
            made[term] = Written(words, its_weights, its_places, names.get(term, ()))
    sums = [0, *accumulate(len(term) + size(made[term]) for term in terms)]
    for start, end in cuts(sums, [crc32(term.encode()) for term in terms], 0, len(terms)):
        before_it = terms[start - 1] if start else ""
        first = next(begun for begun in accumulate(terms[start]) if not before_it.startswith(begun))
        yield Leaf(first, {term: made[term] for term in terms[start:end]})


def size(written: Written) -> int:
    """In characters, as near as leaves need it."""
    return sum(map(len, written[:3])) + SIZE_OF_NAME * len(written.names)


def cuts(sums: Sequence[int], ranks: Sequence[int], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Parts of a range of terms that are no larger than a leaf: a larger one is cut before its term of the highest
    rank, of those between its quarters, so that no leaf is very small. `sums` are the sizes of all terms up to each."""
    total = sums[end] - sums[start]
    if end - start > 1 and total > LEAF:
        first = bisect(sums, sums[start] + total / 4, start + 1, end)
        last = bisect(sums, sums[end] - total / 4, start + 1, end)
        # A term may be larger than half of the range.
        middle = max(range(max(start + 1, first - 1), min(last + 1, end)), key=ranks.__getitem__)
        yield from cuts(sums, ranks, start, middle)
        yield from cuts(sums, ranks, middle, end)
    elif start < end:
        yield start, end
