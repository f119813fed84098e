"""Codes of languages (ISO 639), as BCP 47 has them: two letters where there are two, else three."""

import re
from collections.abc import Mapping, Sequence

from mission_archive.model.package_data import by_word, package_data
from mission_archive.model.problems import hint, shorten

RE_CODE = re.compile(r"[a-z]{2,3}")
RE_BETWEEN_SUBTAGS = re.compile(r"[-_]")

_DATA = package_data("reading/fields/language_codes.yml")

TWO_LETTERS = frozenset(_DATA["codes"])
SHORTER = by_word(_DATA["codes"])
"""Code of three letters → that of two for the same language, which is the one to write."""

OTHER_WORDS = by_word(_DATA["names"])
"""What editors write for a language → its code."""

DOUBTFUL: Mapping[str, Sequence[str]] = _DATA["doubtful"]
"""Code → the language it stands for, and the one of a country or a name that looks like it."""


def parse_language(text: str) -> str:
    """The code of a language, or a ValueError that says what to write.

    Of the thousands of codes of three letters only those are known here that have a shorter form.
    """
    if text in TWO_LETTERS or (len(text) == 3 and RE_CODE.fullmatch(text) and text not in SHORTER):
        return text
    if text in SHORTER:
        raise ValueError(f"the language '{text}' has a code of two letters; write '{SHORTER[text]}'")
    what = "not a language" if RE_CODE.fullmatch(text) else "not the code of a language"
    message = (
        f"'{shorten(text)}' is {what}; write two or three small letters (ISO 639): en, ru, tg or another"
    )
    raise ValueError(message + hint(meant_language(text)))


def doubt_of_language(code: str) -> str | None:
    """What to say of a code that is right and seldom meant."""
    if code not in DOUBTFUL:
        return None
    language, other = DOUBTFUL[code]
    return (
        f"'{code}' is the code of {language}; if you mean the language whose name or country it looks like, write "
        f"'{other}'"
    )


def meant_language(text: str) -> str | None:
    """The language of a name, a country, a code in capitals, or a code with a country or script behind it."""
    word = text.casefold()
    first = RE_BETWEEN_SUBTAGS.split(word)[0]
    for part in (word, first):
        if part in OTHER_WORDS:
            return OTHER_WORDS[part]
        if part in TWO_LETTERS or part in SHORTER:
            return SHORTER.get(part, part)
    return None
