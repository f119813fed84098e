"""The language in a file's name: `roads.ru.md` is in Russian, `roads.md` in the first language."""

from __future__ import annotations

import re

from mission_archive.model.languages import FIRST_LANGUAGE, LANGUAGES
from mission_archive.model.problems import shorten
from mission_archive.reading.fields.suggestions import Suggestions

OTHER_CODES = {"rus": "ru", "tgk": "tg", "taj": "tg", "tj": "tg"}
"""What editors write for a language → its code; tj is a country, and for a language a common slip."""

RE_LANGUAGE_WITHOUT_DOT = re.compile(r"(.+)[-_ ]([a-z]{2,3})", re.IGNORECASE)
"""`roads_ru`, `index-tg`: what may be meant for the name of a translation."""

OTHER_LANGUAGES = ", ".join(f".{code}" for code in LANGUAGES[1:])


def without_language(name: str) -> tuple[str, str | None]:
    """A name without the language at its end, after a hyphen or an underscore, and that language."""
    found = RE_LANGUAGE_WITHOUT_DOT.fullmatch(name)
    language = OTHER_CODES.get(found[2].lower(), found[2].lower()) if found else ""
    return (found[1], language) if found and language in LANGUAGES[1:] else (name, None)


def suffix_fault(name: str, language: str, ending: str) -> str | None:
    """What is wrong with the language in the file name `name.language.ending`."""
    if language == FIRST_LANGUAGE:
        return (
            f"'.{FIRST_LANGUAGE}' is not needed, because it is the first language; rename the file to "
            f"'{name}.{ending}'"
        )
    if language in LANGUAGES:
        return None
    near = Suggestions(LANGUAGES[1:], OTHER_CODES).near(language)
    message = (
        f"'.{shorten(language)}' is not a language of this archive; use one of {OTHER_LANGUAGES}, or no dot "
    )
    return message + (f"in the name; did you mean '{name}.{near}.{ending}'?" if near else "in the name")
