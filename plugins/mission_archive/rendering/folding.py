"""One spelling for what readers type in several: Tajik letters by their Russian neighbours, Latin ones bare.

The same rules stand in `overrides/assets/search/words.js` for what a reader types; a test compares the two.
"""

from __future__ import annotations

import re
import unicodedata

TAJIK = {"ғ": "г", "қ": "к", "ҳ": "х", "ҷ": "ч", "ӣ": "и", "ӯ": "у"}
"""Letters that a Russian keyboard lacks, and what is typed for them."""

LATIN = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}
"""Letters that Unicode does not decompose into a bare one and its mark."""

FOLDED = str.maketrans({**TAJIK, **LATIN, "ё": "е", "'": "", "’": "", "ʼ": "", "ʻ": ""})
RE_WORD = re.compile(r"[^\W_]+(?:['’ʼʻ][^\W_]+)*")

STOP_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "by",
        "for",
        "from",
        "has",
        "have",
        "in",
        "into",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "that",
        "the",
        "their",
        "this",
        "to",
        "was",
        "were",
        "which",
        "with",
        "а",
        "без",
        "был",
        "была",
        "были",
        "было",
        "в",
        "во",
        "для",
        "до",
        "его",
        "за",
        "и",
        "из",
        "или",
        "их",
        "к",
        "как",
        "ко",
        "на",
        "не",
        "о",
        "об",
        "от",
        "по",
        "под",
        "при",
        "с",
        "со",
        "также",
        "у",
        "что",
        "это",
        "аз",
        "ба",
        "бар",
        "бо",
        "ва",
        "дар",
        "ин",
        "ки",
        "он",
        "ро",
        "то",
    ]
)
"""Words so common that to search by them would tell nothing. They are neither indexed nor searched for."""


def fold(text: str) -> str:
    """The text in small letters, bare of the marks that readers leave out and the search engine takes for variants."""
    plain = unicodedata.normalize("NFC", text).lower().translate(FOLDED)
    if plain.isascii():
        return plain
    return "".join(
        letter for letter in unicodedata.normalize("NFD", plain) if not unicodedata.combining(letter)
    )


def words(text: str) -> list[str]:
    """The words of a text as they stand in it, parted at everything but letters, digits and apostrophes."""
    return RE_WORD.findall(text)


def searchable(text: str) -> str:
    """The folded words of a text that are worth searching by, in their order."""
    return " ".join(word for word in words(fold(text)) if len(word) > 2 and word not in STOP_WORDS)


def each_once(texts: list[str]) -> str:
    """Every folded word of some names once; two letters may be an acronym, so they count."""
    found = dict.fromkeys(words(fold(" ".join(texts))))
    return " ".join(word for word in found if len(word) > 1 and word not in STOP_WORDS)
