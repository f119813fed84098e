"""Slugs: the parts of an address that are made of words."""

import re
import unicodedata

RE_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
RE_NOT_SLUG = re.compile(r"[^a-z0-9]+")

MOST_OF_SLUG = 80
"""Characters."""

RE_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])[ .]*(?:\..*)?", re.IGNORECASE
)
"""Names that Windows keeps for its devices, with any ending: such a file cannot be copied to such a machine."""

# Letters that no Unicode decomposition leads back to ASCII. Cyrillic as used in Russian and Tajik.
LATIN_FOR_LETTER = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ғ": "gh", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z",
    "и": "i", "ӣ": "i", "й": "y", "к": "k", "қ": "q", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ӯ": "u", "ф": "f", "х": "kh", "ҳ": "h", "ц": "ts", "ч": "ch",
    "ҷ": "j", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    "ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "’": "", "'": "",
}  # fmt: skip


def is_reserved(name: str) -> bool:
    """Whether Windows keeps the name of a file or folder for a device."""
    return RE_RESERVED.fullmatch(name) is not None


def latin_slug(text: str) -> str:
    """Small letters a to z and digits, joined by single hyphens; of any length.

    Empty when the text has no letter or digit that can be written so.
    """
    letters = unicodedata.normalize("NFKC", text).lower()
    latin = "".join(LATIN_FOR_LETTER.get(letter, letter) for letter in letters)
    ascii_only = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode("ascii")
    return RE_NOT_SLUG.sub("-", ascii_only).strip("-")
