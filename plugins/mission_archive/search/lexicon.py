"""The words of an archive, each with the number by which the index knows it, however it is written."""

import unicodedata
from array import array
from collections import defaultdict
from collections.abc import Sequence

from mission_archive.model.searching import ADDRESS
from mission_archive.search.words import (
    CAPITALS,
    RE_CAPITALS,
    STOP_WORDS,
    chunks,
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
"""Texts of an unknown language are read as Russian, and so are those in English, whose words have other letters."""
SIGNS = '.,:;!?()«»“”„"…'
"""Stand beside many words, and are no part of a word that has no other sign."""


class Numbers(dict[str, int]):
    """Term → its number, and `terms` by their numbers. The first ones are codes of what is not a term."""

    def __init__(self) -> None:
        super().__init__()
        self.terms = [""] * FIRST_TERM

    def __missing__(self, term: str) -> int:
        self[term] = len(self.terms)
        self.terms.append(term)
        return self[term]


class Known(dict[str, bytes]):
    """What stands between two blanks of a text of a language → the codes of its words (`Lexicon.codes`).

    Most of it is a word that is known already in small letters and without a sign beside it.
    """

    def __init__(self, language: str, lexicon: "Lexicon") -> None:
        super().__init__({BREAK: _bytes([END])})
        self._language, self._lexicon = language, lexicon

    def __missing__(self, chunk: str) -> bytes:
        bare = chunk.strip(SIGNS)
        if bare.isalnum() and bare not in CAPITALS and (word := bare.lower()) != chunk:
            codes = self[word]
        elif (words := tokens(folded := fold(chunk))) == [chunk]:
            codes = _bytes([self._code(chunk)])
        else:
            self._lexicon.keep_letters(words, chunk.lower())
            capital = map(self._lexicon.numbers.__getitem__, RE_CAPITALS.findall(chunk))
            wholes = {*capital, *map(self._code, compounds(folded))}
            codes = b"".join(map(self.__getitem__, words))
            codes += _bytes([-code for code in wholes if code >= FIRST_TERM])
        self[chunk] = codes
        return codes

    def _code(self, token: str) -> int:
        word = spelt(token)
        if not (term := term_of(word, self._language)):
            return LEFT_OUT + STOP_WORDS.get(token, 0)
        if self._language != ADDRESS:
            self._lexicon.spellings[term].add(token if "-" in token else word)
        return self._lexicon.numbers[term]


def _bytes(codes: Sequence[int]) -> bytes:
    return array("i", codes).tobytes()


class Lexicon:
    """The words met so far. What they are known by is kept, since most stand in many records."""

    def __init__(self) -> None:
        self.numbers = Numbers()
        self.terms: Sequence[str] = self.numbers.terms
        self.spellings: defaultdict[str, set[str]] = defaultdict(set)
        """Term → the words that it stands for, with their hyphens."""
        self.letters: dict[str, str] = {}
        """Such a word → the same with the letters and marks that a text has, where they are others."""
        self._known: dict[str, Known] = {}

    def keep_letters(self, words: Sequence[str], text: str) -> None:
        """Keep how the folded words of a text are written, where that is otherwise."""
        written = tokens(unicodedata.normalize("NFC", text))
        if len(words) == len(written):
            pairs = zip(map(spelt, words), map(spelt, written), strict=True)
            self.letters |= {word: other for word, other in pairs if word != other}

    def codes(self, language: str, *texts: str) -> Sequence[int]:
        """The words of texts as numbers, with `END` after each text.

        A word is the number of its term. If it has no place of its own, as `cross-border` beside its two words, the
        number is negative. A word that is left out is a number from 1 to 7, so that a phrase knows which one it has.
        """
        language = language if language in (TAJIK, ADDRESS) else UNKNOWN
        if language not in self._known:
            self._known[language] = Known(language, self)
        whole = f" {BREAK} ".join((*texts, ""))
        return array("i", b"".join(map(self._known[language].__getitem__, chunks(whole))))

    def codes_of_name(self, language: str, name: str) -> Sequence[int]:
        """The same of a name, which may be a word in capitals: WHO is not who."""
        return [self.numbers[name]] if name in CAPITALS else self.codes(language, name)

    def words(self, language: str, name: str) -> list[str]:
        """The terms of the words of a name, one after another."""
        return [self.terms[code] for code in self.codes_of_name(language, name) if code >= FIRST_TERM]
