"""Slugs: the last part of a record's address, made from an id or a title of the source."""

import re
import unicodedata

RE_NOT_SLUG = re.compile(r"[^a-z0-9]+")
RE_TRAILING_YEAR = re.compile(r"-(?:19|20)\d\d$")
RE_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

# Letters that no Unicode decomposition leads back to ASCII. Cyrillic as used in Russian and Tajik.
LATIN_FOR_LETTER = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ғ": "gh", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z",
    "и": "i", "ӣ": "i", "й": "y", "к": "k", "қ": "q", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ӯ": "u", "ф": "f", "х": "kh", "ҳ": "h", "ц": "ts", "ч": "ch",
    "ҷ": "j", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    "ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "’": "", "'": "",
}  # fmt: skip


def slug_of(text: str) -> str:
    """Lower-case ASCII letters and digits, joined by single hyphens; a year at the very end is dropped.

    The year already stands in the record's folder. A text that is nothing but a year keeps it. The result is empty when
    the text has no letter or digit that can be written in ASCII.
    """
    letters = unicodedata.normalize("NFKC", text).lower()
    latin = "".join(LATIN_FOR_LETTER.get(letter, letter) for letter in letters)
    ascii_only = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode("ascii")
    slug = RE_NOT_SLUG.sub("-", ascii_only).strip("-")
    return RE_TRAILING_YEAR.sub("", slug)


def is_slug(text: str) -> bool:
    """Whether the text can stand as the last part of a record's address."""
    return RE_SLUG.fullmatch(text) is not None
