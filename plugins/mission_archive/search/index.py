"""From the entries of all records to the leaves of the index: sorted terms, cut into pieces of bounded size.

A leaf depends on nothing but its own terms. Where it is cut is decided by digests of the terms themselves, so that a
changed record changes the leaves of its words and no others.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import accumulate, chain
from typing import Any
from zlib import crc32

from mission_archive.search.coding import coded
from mission_archive.search.entries import Entries

LEAF = 14_000
"""Characters of a leaf, compressed to some three quarters, unless it is of a single term."""
WEIGHTS = 8


@dataclass(slots=True)
class Postings:
    """What is known of a term: each record's number and weight as one number, and its places in those that have any."""

    records: array[int] = field(default_factory=lambda: array("I"))
    places: bytearray = field(default_factory=bytearray)

    @property
    def steps(self) -> list[int]:
        """Of each record its distance from the one before, and its weight."""
        most = WEIGHTS - 1
        before = chain((-1,), self.records)
        return [entry - (last | most) - 1 for last, entry in zip(before, self.records, strict=False)]


@dataclass(frozen=True, slots=True)
class Leaf:
    """`start` is what its first term begins with and no term before it. `places` are apart where they are many.
    `sizes` are those of its terms."""

    start: str
    text: str
    places: str
    sizes: Mapping[str, int]


def add(found: defaultdict[str, Postings], number: int, entries: Entries) -> None:
    """Add the entries of the next record to the postings of all terms."""
    weights, places = entries.weights, entries.places
    first = number * WEIGHTS
    for posting, weight in zip(map(found.__getitem__, weights), weights.values(), strict=True):
        posting.records.append(first + weight)
    for posting, where in zip(map(found.__getitem__, places), places.values(), strict=True):
        posting.places += where


def changed(before: Entries, after: Entries) -> set[str]:
    """The terms that a changed record says in another way, or of which only one of both has any."""
    said = [
        {(term, weight, one.places.get(term)) for term, weight in one.weights.items()}
        for one in (before, after)
    ]
    return {term for term, _, _ in said[0] ^ said[1]}


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

    @cache
    def line(term: str) -> tuple[str, str, str, str, str]:
        own = found[term]
        called = compact({term: names[term]})[1:-1] if term in names else ""
        words = spelt(term, spellings.get(term, ()))
        return term, words, coded(own.steps).decode(), own.places.decode(), called

    terms = sorted(found)
    sizes = [known[term] if term in known else sum(map(len, line(term))) for term in terms]
    ranks = [crc32(term.encode()) for term in terms]
    for start, end in sorted(cuts(sizes, ranks)):
        mine = tuple(terms[start:end])
        first = beginning(terms[start], terms[start - 1] if start else "")
        if mine in kept and known.keys() >= set(mine):
            yield replace(kept[mine], start=first)
            continue
        lines = [line(term) for term in mine]
        is_alone = len(mine) == 1 and len(lines[0][3]) > LEAF // 3 and sizes[start] > LEAF
        parts = [part for *own, places, _ in lines for part in (*own, "" if is_alone else places)]
        called = ",".join(filter(None, (called for *_, called in lines)))
        yield Leaf(
            first,
            f"[{compact(parts)},{{{called}}}]",
            lines[0][3] if is_alone else "",
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


def beginning(term: str, before: str) -> str:
    """As much of a term as distinguishes it from the one before."""
    shared = 0
    while term[: shared + 1] == before[: shared + 1]:
        shared += 1
    return term[: shared + 1]


def spelt(term: str, words: Iterable[str]) -> str:
    """The words of a term, each as the number of letters to take off its end (none if all stay) and those to add.

    Of a term without words, which stands in addresses alone, all are taken off.
    """
    changes = []
    for word in sorted(words):
        shared = len(term)
        while not word.startswith(term[:shared]):
            shared -= 1
        off = len(term) - shared
        changes.append((f"{off} " if off else "") + word[shared:])
    return f"{len(term)} " if not changes else "" if changes == [""] else ",".join(changes)


compact: Callable[[Any], str] = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""JSON without blanks."""
