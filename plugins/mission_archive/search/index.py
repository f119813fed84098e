"""From the postings of all terms to the leaves of the index: sorted terms, cut into pieces of bounded size.

A leaf depends on nothing but its own terms. Where it is cut is decided by digests of the terms themselves, so that a
changed record changes the leaves of its words and no others.
"""

import json
from bisect import bisect
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any
from zlib import crc32

from mission_archive.search.postings import Postings, written_places, written_weights

LEAF = 14_000
"""Characters of a leaf, compressed to some three quarters, unless it is of a single term."""
AT_ONCE = 4096
"""Terms that are written in one go: many, for it is quick, but not all, for memory."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """`start` is what its first term begins with and no term before it. `places` are apart where they are many.
    `sizes` are those of its terms."""

    start: str
    text: str
    places: str
    sizes: Mapping[str, int]


def leaves(
    found: Mapping[str, Postings],
    spellings: Mapping[str, Iterable[str]],
    names: Mapping[str, Sequence[Any]],
    before: Iterable[Leaf] = (),
    touched: Collection[str] = (),
) -> Iterator[Leaf]:
    """The leaves in the order of their terms. `names` are what the words of a leaf begin, see `names.py`.

    Of the leaves of `before` those are kept in which no term is `touched`, its entries, words or names: only the
    others are made anew.
    """
    kept = {tuple(leaf.sizes): leaf for leaf in before}
    known = {term: size for leaf in kept.values() for term, size in leaf.sizes.items() if term not in touched}

    def lines(terms: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
        for some in (terms[at : at + AT_ONCE] for at in range(0, len(terms), AT_ONCE)):
            weights = written_weights([found[term].weights for term in some])
            places = written_places([found[term].places for term in some])
            for term, *numbers in zip(some, weights, places, strict=True):
                called = compact({term: names[term]})[1:-1] if term in names else ""
                yield term, (term, spelt(term, spellings.get(term, ())), *numbers, called)

    terms = sorted(found)
    made = dict(lines([term for term in terms if term not in known]))
    sizes = [known[term] if term in known else sum(map(len, made[term])) for term in terms]
    ranks = [crc32(term.encode()) for term in terms]
    for start, end in sorted(cuts(sizes, ranks)):
        mine = tuple(terms[start:end])
        first = beginning(terms[start], terms[start - 1] if start else "")
        if mine in kept and known.keys() >= set(mine):
            yield replace(kept[mine], start=first)
            continue
        made |= lines([term for term in mine if term not in made])
        its = [made[term] for term in mine]
        is_alone = len(mine) == 1 and len(its[0][3]) > LEAF // 3 and sizes[start] > LEAF
        parts = [part for *own, places, _ in its for part in (*own, "" if is_alone else places)]
        called = ",".join(filter(None, (called for *_, called in its)))
        yield Leaf(
            first,
            f"[{compact(parts)},{{{called}}}]",
            its[0][3] if is_alone else "",
            dict(zip(mine, sizes[start:end], strict=True)),
        )


def cuts(sizes: Sequence[int], ranks: Sequence[int]) -> list[tuple[int, int]]:
    """Ranges of terms that are no larger than a leaf: a larger one is cut before its term of the highest rank, of those
    between its quarters, so that no leaf is very small."""
    sums = [0, *accumulate(sizes)]
    open_ranges = [(0, len(sizes))] if sizes else []
    made = []
    while open_ranges:
        start, end = open_ranges.pop()
        size = sums[end] - sums[start]
        if end - start == 1 or size <= LEAF:
            made.append((start, end))
            continue
        first = bisect(sums, sums[start] + size / 4, start + 1, end)
        last = bisect(sums, sums[end] - size / 4, start + 1, end)
        # A term may be larger than half of the range.
        middle = max(range(max(start + 1, first - 1), min(last + 1, end)), key=ranks.__getitem__)
        open_ranges += [(middle, end), (start, middle)]
    return made


def shared(word: str, other: str) -> int:
    """With how many letters both words begin."""
    pairs = enumerate(zip(word, other, strict=False))
    return next((place for place, (one, two) in pairs if one != two), min(len(word), len(other)))


def beginning(term: str, before: str) -> str:
    """As much of a term as distinguishes it from the one before."""
    return term[: shared(term, before) + 1]


def spelt(term: str, words: Iterable[str]) -> str:
    """The words of a term, each as the number of letters to take off its end (none if all stay) and those to add.

    Of a term without words, which stands in addresses alone, all are taken off.
    """
    changes = []
    for word in sorted(words):
        same = shared(term, word)
        off = len(term) - same
        changes.append((f"{off} " if off else "") + word[same:])
    return f"{len(term)} " if not changes else "" if changes == [""] else ",".join(changes)


compact: Callable[[Any], str] = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""JSON without blanks."""
