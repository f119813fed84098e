"""The words of an archive, each with the number by which the index knows it, however it is written."""

import unicodedata
from array import array
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from mission_archive.model.searching import ADDRESS
from mission_archive.search.chunks import chunks
from mission_archive.search.coding import Numbers
from mission_archive.search.words import (
    CAPITALS,
    STOP_WORDS,
    capitals,
    compounds,
    fold,
    spelt,
    term_of,
    tokens,
)

END, LEFT_OUT, FIRST_TERM = 0, 1, 8
"""Codes: of the end of a text; of a word that is left out, to which its number is added; of the first term."""
BREAK = "\ud800"
"""Stands after each text, as a word of its own. It is half of a letter, which no file can hold."""
UNKNOWN, TAJIK = "ru", "tg"
"""Texts of an unknown language are read as Russian."""
READINGS = (UNKNOWN, TAJIK, ADDRESS)
"""Languages in which a word may be another one. All others are read as an unknown one."""

SIGNS = '.,:;!?()«»“”„"…'
"""Stand beside many words, and are no part of a word that has no other sign."""


class Terms(dict[str, int]):
    """Term → its number, and `terms` by their numbers. The first ones are codes of what is not a term."""

    def __init__(self) -> None:
        super().__init__()
        self.terms = [""] * FIRST_TERM

    def __missing__(self, term: str) -> int:
        self[term] = len(self.terms)
        self.terms.append(term)
        return self[term]


class Lexicon:
    """The words met so far. What they are known by is kept, since most stand in many records."""

    def __init__(self) -> None:
        self.numbers = Terms()
        self.terms: Sequence[str] = self.numbers.terms
        self.spellings: defaultdict[str, set[str]] = defaultdict(set)
        """Term → the words that it stands for, with their hyphens."""
        self.letters: dict[str, str] = {}
        """Such a word → the same with the letters and marks that a text has, where they are others."""
        self._keys, self._numbers = np.empty(0, np.uint64), np.empty(0, np.int64)
        """The keys of what stands between two blanks, sorted, and the number of each, in the order of meeting."""
        self._codes, self._ends = array("q"), array("q", [0])
        """The codes of all that is known, one after another, and where those of each number end."""
        self._tokens: dict[str, dict[str, int]] = {reading: {} for reading in READINGS}
        self._words: dict[str, dict[str, Sequence[int]]] = {reading: {} for reading in READINGS}

    def codes(self, texts: Sequence[tuple[str, str]]) -> Numbers:
        """The words of texts, each with its language before it, as numbers, with `END` after each text.

        A word is the number of its term. If it has no place of its own, as `cross-border` beside its two words, the
        number is negative. A word that is left out is a number from 1 to 7, so that a phrase knows which one it has.
        """
        readings = np.array([READINGS.index(code) if code in READINGS else 0 for code, _ in texts], np.uint64)
        whole = "".join(f"{text} {BREAK} " for _, text in texts)
        starts, ends, keys = chunks(whole)
        is_break = keys == ord(BREAK)  # the key of one letter is its number
        reading = readings[np.cumsum(is_break) - is_break]
        different, first, same = np.unique(keys + (reading << 62), return_index=True, return_inverse=True)
        places = np.searchsorted(self._keys, different)
        is_new = np.append(self._keys, np.uint64(0))[places] != different
        new = first[is_new]
        for at in np.sort(new).tolist():
            self._codes.extend(self._read(whole[starts[at] : ends[at]], READINGS[reading[at]]))
            self._ends.append(len(self._codes))
        self._keys = np.insert(self._keys, places[is_new], different[is_new])
        ranks = len(self._numbers) + np.argsort(np.argsort(new))
        self._numbers = np.insert(self._numbers, places[is_new], ranks)
        numbers = self._numbers[np.searchsorted(self._keys, different)][same]
        stops = np.frombuffer(self._ends, np.int64)
        lengths = np.diff(stops)[numbers]
        before = np.cumsum(lengths) - lengths
        places = np.repeat(stops[numbers] - before, lengths) + np.arange(lengths.sum())
        return np.frombuffer(self._codes, np.int64)[places]

    def codes_of_each(self, texts: Sequence[tuple[str, str]]) -> list[list[int]]:
        """The codes of each of some texts."""
        codes = self.codes(texts)
        return [part.tolist() for part in np.split(codes, np.flatnonzero(codes == END))[:-1]]

    def words_of_each(self, texts: Sequence[tuple[str, str]]) -> list[list[str]]:
        """The terms of the words of each of some texts, one after another."""
        every = self.codes_of_each(texts)
        return [[self.terms[code] for code in codes if code >= FIRST_TERM] for codes in every]

    def _read(self, chunk: str, reading: str) -> Sequence[int]:
        """The codes of what stands between two blanks."""
        if chunk == BREAK:
            return [END]
        bare = chunk.strip(SIGNS)
        small = bare.lower()
        if not bare.isalnum() or bare in CAPITALS:
            return self._apart("’".join(chunk.split()), reading)
        known = self._words[reading]
        if small not in known:
            known[small] = self._apart(small, reading)
        return known[small]

    def _apart(self, chunk: str, reading: str) -> Sequence[int]:
        folded, small = fold(chunk), chunk.lower()
        plain = tokens(folded)
        if folded != small:
            written = tokens(unicodedata.normalize("NFC", small))
            if len(plain) == len(written):
                self.letters.update(zip(map(spelt, plain), map(spelt, written), strict=True))
        codes = [self._code(token, reading) for token in plain]
        wholes = {self._code(whole, reading) for whole in compounds(folded)}
        wholes |= {*map(self.numbers.__getitem__, capitals(chunk))}
        return [*codes, *(-code for code in wholes if code >= FIRST_TERM)]

    def _code(self, token: str, reading: str) -> int:
        known = self._tokens[reading]
        if token not in known:
            word = spelt(token)
            term = term_of(word, reading)
            if term and reading != ADDRESS:
                self.spellings[term].add(token if "-" in token else word)
            known[token] = self.numbers[term] if term else LEFT_OUT + STOP_WORDS.get(token, 0)
        return known[token]
