"""The languages of the archive: the order in which a reader is offered them, and what they call themselves."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

LANGUAGES: tuple[str, ...] = ("en", "ru", "tg")
"""ISO 639-1 codes of the site's languages. The first is that of files without a language suffix."""

FIRST_LANGUAGE = LANGUAGES[0]

ENDONYMS = {"en": "English", "ru": "Русский", "tg": "Тоҷикӣ"}

LOCALES = {"en": "en_GB", "ru": "ru_RU", "tg": "tg_TJ"}
"""As Open Graph names them: with a country."""

PREFERENCES: Mapping[str, tuple[str, ...]] = {
    "en": ("en", "ru", "tg"),
    "ru": ("ru", "en", "tg"),
    "tg": ("tg", "ru", "en"),
}
"""Language of a reader → the languages in which to offer what there is, the best first."""

Texts = Mapping[str, str]
"""A text in one or more languages: language → words. Never empty."""


def preferred(language: str) -> tuple[str, ...]:
    """The languages in which to offer a reader of `language` what there is, the best first."""
    return PREFERENCES.get(language, (language, *LANGUAGES))


def best_language(available: Collection[str], language: str) -> str:
    """Of the languages that there are (at least one), the one that suits a reader of `language` best."""
    wanted = (code for code in (language, *preferred(language)) if code in available)
    return next(wanted, next(iter(available)))


def in_language(texts: Texts, language: str) -> tuple[str, str]:
    """The words that suit a reader of `language` best, and the language they are in."""
    code = best_language(texts, language)
    return texts[code], code


def facts_in(value: Any) -> Any:
    """What a value of the model says whatever the language: each text in it counts as being there, and no more."""
    if isinstance(value, Mapping):
        return True
    return tuple(map(facts_in, _parts(value))) if _has_parts(value) else value


def texts_in(value: Any) -> Iterator[Texts]:
    """The texts in a value of the model, in their order."""
    if isinstance(value, Mapping):
        yield value
    elif _has_parts(value):
        for part in _parts(value):
            yield from texts_in(part)


def _has_parts(value: Any) -> bool:
    return isinstance(value, tuple) or (is_dataclass(value) and not isinstance(value, type))


def _parts(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else tuple(getattr(value, part.name) for part in fields(value))
