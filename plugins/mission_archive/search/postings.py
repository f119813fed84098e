"""From the entries of all records to the postings of each term: which records say it, how much it counts, and where.

A posting is one number, so that millions are quickly sorted: its term from bit 43 on, its record from bit 23 on, and
below them a weight or a place.
"""

from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from mission_archive.search.coding import Numbers, coded
from mission_archive.search.entries import BESIDE, IN_SUMMARY, IN_TITLE, MARKED, Entries
from mission_archive.search.lexicon import END, FIRST_TERM, Lexicon

TERM_BITS, RECORD_BITS = 43, 23
AT_ONCE = 500
"""Records whose entries are numbered in one go: many, for it is quick, but not all, for memory."""
WEIGHTS = 8
PLACE = 8
"""A place is the number of its word times this, and from 1 to 7 for the words left out before it, if there are any."""
GAP = 8
"""Numbers of words left out between two texts, so that nothing is near that is not in one text."""
UNPLACED, PLACED, OFTEN = 16, 32, 64
"""How a term stands in a record, besides the kinds of texts in which it has a place."""


class Postings(NamedTuple):
    """What is known of a term: each record with its weight there, and with each of its places, as one number."""

    weights: Numbers
    places: Numbers

    @property
    def records(self) -> Numbers:
        """The numbers of its records, in their order."""
        return self.weights >> RECORD_BITS


NONE = Postings(np.empty(0, np.int64), np.empty(0, np.int64))


def weight(flags: int) -> int:
    """How much a term counts in a record, by how it stands there. `WEIGHT_WORTH` in engine.js says what each is worth.

    0 once in a text, 1 more often or beside the text; 2 without a place, as in the name of a term, 3 if the text says
    it too; 4 in a summary, 5 if elsewhere too; 6 in a title, 7 if elsewhere too.
    """
    if flags & MARKED:
        return 0
    if not flags & PLACED:
        return 2
    if flags & IN_TITLE:
        return 7 if flags & (OFTEN | UNPLACED) else 6
    if flags & IN_SUMMARY:
        return 5 if flags & (BESIDE | UNPLACED) else 4
    if flags & UNPLACED:
        return 3
    return 1 if flags & (OFTEN | BESIDE) else 0


WEIGHT = np.array([*map(weight, range(2 * OFTEN))], np.int64)


def postings(found: Sequence[Entries], lexicon: Lexicon) -> dict[str, Postings]:
    """The postings of all terms, from the entries of the records in their order."""
    parts = (numbers(found[at : at + AT_ONCE], at) for at in range(0, len(found), AT_ONCE))
    none = (NONE.weights, NONE.places)
    weights, places = map(np.concatenate, zip(none, *parts, strict=True))
    weights.sort(kind="stable")  # merges what is sorted already
    places.sort(kind="stable")
    starts = np.flatnonzero(np.diff(weights >> TERM_BITS, prepend=-1))
    terms = weights[starts] >> TERM_BITS
    cuts = (weights, starts), (places, np.searchsorted(places, terms << TERM_BITS))
    by_term = (_cut(these & (1 << TERM_BITS) - 1, at.tolist()) for these, at in cuts)
    return dict(zip(map(lexicon.terms.__getitem__, terms.tolist()), map(Postings, *by_term), strict=True))


def _cut(numbers: Numbers, starts: Sequence[int]) -> list[Numbers]:
    return [numbers[start:end] for start, end in pairwise((*starts, len(numbers)))]


def numbers(found: Sequence[Entries], first: int) -> tuple[Numbers, Numbers]:
    """The postings of some records, the first of which has this number: with weights, and with places."""
    codes = np.concatenate([each.codes for each in found]).astype(np.int64)
    kinds = np.frombuffer(b"".join(each.kinds for each in found), np.uint8).astype(np.int64)
    kinds = np.repeat(kinds, np.diff(np.flatnonzero(codes == END), prepend=-1))
    lengths = [len(each.codes) for each in found]
    records = np.repeat(np.arange(first, first + len(found)), lengths) << RECORD_BITS
    return _weighted(codes, kinds, records), _placed(codes, records, lengths)


def _weighted(codes: Numbers, kinds: Numbers, records: Numbers) -> Numbers:
    is_word = codes >= FIRST_TERM
    flags = np.where(is_word, kinds | PLACED, kinds & MARKED | UNPLACED)
    each = np.sort((np.abs(codes) << TERM_BITS | records | flags)[is_word | (codes < 0)])
    starts = np.flatnonzero(np.diff(each >> RECORD_BITS, prepend=-1))
    is_often = np.add.reduceat(each & PLACED, starts) > PLACED
    flags = np.bitwise_or.reduceat(each & (1 << RECORD_BITS) - 1, starts) | OFTEN * is_often
    weights: Numbers = each[starts] >> RECORD_BITS << RECORD_BITS | WEIGHT[flags]
    return weights


def _placed(codes: Numbers, records: Numbers, lengths: Sequence[int]) -> Numbers:
    is_word, is_left_out = codes >= FIRST_TERM, (codes > END) & (codes < FIRST_TERM)
    steps = is_word + GAP * (codes == END)
    words: Numbers = np.cumsum(steps) - steps
    words -= np.repeat(words[np.cumsum(lengths) - lengths], lengths)
    stops = np.flatnonzero(steps)  # words and ends of texts
    before = np.diff(np.cumsum(codes * is_left_out)[stops], prepend=0)
    before = np.where(before, (before - 1) % (PLACE - 1) + 1, 0)[is_word[stops]]
    places: Numbers = (codes << TERM_BITS | records | words * PLACE)[is_word] | before
    return places


def exchanged(
    found: Mapping[str, Postings], number: int, before: Entries, after: Entries, lexicon: Lexicon
) -> dict[str, Postings]:
    """The postings of the terms which a changed record, the one of this number, says in another way: those in `found`
    without what it said before, and with what it says now. They cost what these terms cost, whatever the archive holds
    besides. Where no record is left they are empty.
    """
    pairs = [*zip(numbers([before], number), numbers([after], number), strict=True)]
    touched = np.unique(np.concatenate([np.setxor1d(old, new) for old, new in pairs]) >> TERM_BITS)
    made = {}
    for term in touched.tolist():
        name = lexicon.terms[term]
        its = zip(found.get(name, NONE), pairs, strict=True)
        made[name] = Postings(*(_exchanged(own, term, *pair) for own, pair in its))
    return made


def _exchanged(own: Numbers, term: int, *pair: Numbers) -> Numbers:
    old, new = (these[these >> TERM_BITS == term] & (1 << TERM_BITS) - 1 for these in pair)
    kept = np.delete(own, np.searchsorted(own, old))
    return np.insert(kept, np.searchsorted(kept, new), new)


def written_weights(parts: Sequence[Numbers]) -> list[str]:
    """Of each record of a term its distance from the one before, times 8, and its weight; of several terms."""
    numbers, ends, is_first = _joined(parts)
    records = numbers >> RECORD_BITS
    steps = np.where(is_first, records, np.diff(records, prepend=0) - 1)
    return coded(steps * WEIGHTS + numbers % WEIGHTS, ends)


def written_places(parts: Sequence[Numbers]) -> list[str]:
    """The places of terms: in each record the distance from the one before, twice, and 1 less but for the first."""
    numbers, ends, is_first = _joined(parts)
    is_first |= np.diff(numbers >> RECORD_BITS, prepend=-1) != 0
    places = numbers & (1 << RECORD_BITS) - 1
    return coded(np.where(is_first, places * 2, np.diff(places, prepend=0) * 2 - 1), ends)


def _joined(parts: Sequence[Numbers]) -> tuple[Numbers, list[int], npt.NDArray[np.bool_]]:
    """Parts one after another, where each ends, and of which numbers a part begins."""
    lengths = [*map(len, parts)]
    is_first = np.diff(np.repeat(np.arange(len(parts)), lengths), prepend=-1) != 0
    return np.concatenate(parts), [*accumulate(lengths)], is_first
