"""The order of the letters in the languages of the site, and the letter under which an index lists a name."""

import unicodedata
from collections.abc import Mapping

from mission_archive.model.languages import FIRST_LANGUAGE
from mission_archive.model.text.scripts import RE_CYRILLIC

LAST = "\uffff"
"""Sorts after every letter: a Tajik letter follows all words that begin with the letter it comes from."""

AFTER = {"ё": "е", "ғ": "г", "ӣ": "и", "қ": "к", "ӯ": "у", "ҳ": "х", "ҷ": "ч"}
TAJIK = str.maketrans({letter: before + LAST for letter, before in AFTER.items()})
RUSSIAN = str.maketrans({"ё": "е"})
ORDERS: Mapping[str, dict[int, str]] = {"ru": {**TAJIK, **RUSSIAN}, "tg": TAJIK}
"""Unicode puts these letters after я. Russian lists ё with е, Tajik lists it as a letter of its own."""

DIGITS = "0–9"
"""The heading of names that begin with a digit."""


def sort_key(name: str, language: str) -> tuple[bool, str]:
    """The place of a name in a list: names in the script of the language come first, marks around them do not count."""
    plain = _bare(name).casefold()
    is_foreign = bool(plain) and (RE_CYRILLIC.match(plain) is None) is not (language == FIRST_LANGUAGE)
    return is_foreign, _latin(plain).translate(ORDERS.get(language, TAJIK))


def initial(name: str, language: str) -> str:
    """The capital letter under which an index in `language` lists a name."""
    plain = _bare(name)
    if not plain:
        return ""
    if plain[0].isdigit():
        return DIGITS
    letter = _latin(plain[0]).upper()[0]
    return "Е" if language == "ru" and letter == "Ё" else letter


def _bare(name: str) -> str:
    """The name from its first letter or digit on: quotation marks and brackets have no place in an alphabet."""
    return name[next((at for at, sign in enumerate(name) if sign.isalnum()), len(name)) :]


def _latin(text: str) -> str:
    """Latin letters without their marks. Cyrillic ones keep theirs, for they make them other letters."""
    return "".join(
        letter if RE_CYRILLIC.match(letter) else unicodedata.normalize("NFD", letter)[0] for letter in text
    )
