"""In which language of the archive some words probably are, by their letters alone."""

import re

RE_CYRILLIC = re.compile(r"[Ѐ-ԯ]")
RE_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
RE_TAJIK = re.compile(r"[ғӣқӯҳҷҒӢҚӮҲҶ]")

FEWEST_LETTERS = 10
"""Of which the language of a text can be guessed."""

RE_ENOUGH_LATIN = re.compile(rf"(?:[^A-Za-zÀ-ɏ]*+[A-Za-zÀ-ɏ]){{{FEWEST_LETTERS}}}")


def likely_language(words: str) -> str | None:
    """`ru` or `tg` for words mostly in Cyrillic letters, `en` for those in Latin ones; None if there are too few.

    Letters that Russian does not have make a text Tajik. A guess: it serves for advice and for what a person looks at.
    """
    if words.isascii() or not RE_CYRILLIC.search(words):
        return "en" if RE_ENOUGH_LATIN.match(words) else None
    cyrillic = len(RE_CYRILLIC.findall(words))
    latin = len(RE_LATIN.findall(words))
    if cyrillic + latin < FEWEST_LETTERS:
        return None
    if latin >= cyrillic:
        return "en"
    return "tg" if RE_TAJIK.search(words) else "ru"
