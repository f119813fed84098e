"""What is a word of a text that is indexed; `overrides/assets/search/words.js` says the same of queries.

Both read one table, words.yml. A test compares the two on every word of the archive and on odd ones.
"""

import re
import unicodedata

import Stemmer

from mission_archive.model.package_data import package_data

RULES = package_data("search/words.yml")
LETTERS, APOSTROPHES, CAPITALS = RULES["letters"], RULES["apostrophes"], RULES["capitals"]

RE_LETTERS = re.compile(f"[{''.join(LETTERS)}]")
RE_FOLDED = re.compile("[\\x00-\\x7fа-я]*")
"""Most words have no other letters."""
RE_SIGNS, RE_DROPPED = (re.compile(f"[{RULES[name]}]") for name in ("signs", "dropped"))
RE_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?"  # U.S.
    rf"|\d{{1,3}}(?:[., {APOSTROPHES}]\d{{3}})+(?!\d)"  # 1,500
    rf"|[^\W_]+(?:[{APOSTROPHES}][^\W_]+)*"
)
RE_SPACED = re.compile(r"(?<!\d)\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)")
RE_MAY_BE_SPACED = re.compile(r"[0-9][ \u00a0\u2009\u202f][0-9]{3}")
"""Much faster to look for, and seldom found."""
RE_COMPOUND = re.compile(
    rf"(?<![^\W_])[^\W_]+(?:[{APOSTROPHES}][^\W_]+)*(?:[‐-][^\W_]+(?:[{APOSTROPHES}][^\W_]+)*)+"
)
RE_APOSTROPHE = re.compile(rf"[{APOSTROPHES}]s$|[{APOSTROPHES}]")
RE_DIGIT = re.compile(r"\d")
RE_SIGN = re.compile(r"\W")
RE_CYRILLIC = re.compile("[\u0400-\u04ff]")

STOP_WORDS = {word: number % 7 for number, word in enumerate(RULES["frequent"].split())}
"""Words that are left out, each with a number, by which a phrase knows what stands before its words."""
RE_CAPITALS = re.compile(rf"(?<![^\W_])(?:{'|'.join(CAPITALS)})(?![^\W_])")
BRITISH = [(re.compile(pattern), rf"\g<1>{ending}") for pattern, ending in RULES["british"]]
RE_FLEETING: re.Pattern[str] = re.compile(RULES["fleeting"])
TAJIK = [re.compile(pattern) for pattern in RULES["tajik"]]

_ENGLISH, _RUSSIAN = Stemmer.Stemmer("english", 0), Stemmer.Stemmer("russian", 0)


def fold(text: str) -> str:
    """The text in small letters, without marks that readers leave out and what they cannot see."""
    if RE_FOLDED.fullmatch(small := text.lower()):
        return small
    plain = unicodedata.normalize("NFKD", RE_SIGNS.sub(" ", text)).lower().replace("и\u0306", "й")
    return RE_LETTERS.sub(lambda found: LETTERS[found[0]], RE_DROPPED.sub("", plain))


def tokens(text: str) -> list[str]:
    """The words of a folded text as they stand in it, one after another: `1,500` is one, `cross-border` two."""
    return [text] if text.isalnum() else RE_TOKEN.findall(text)


def chunks(text: str) -> list[str]:
    """The parts of a text between blanks, in each of which whole words stand: `1 500` is one word."""
    if RE_MAY_BE_SPACED.search(text):
        text = RE_SPACED.sub(lambda found: "’".join(found[0].split()), text)
    return text.split()


def compounds(text: str) -> list[str]:
    """The words of a folded text that are joined by hyphens, each as a whole."""
    if "-" not in text and "‐" not in text:
        return []
    return [whole for whole in RE_COMPOUND.findall(text) if any(map(str.isalpha, whole))]


def spelt(token: str) -> str:
    """A token without what may be left out in it: U.S., 1,500, Ma’ruf, the centre’s."""
    return RE_SIGN.sub("", RE_APOSTROPHE.sub("", token))


def term_of(word: str, language: str) -> str:
    """How the index knows a word of a language as `spelt`; "" if it leaves it out."""
    if word in STOP_WORDS or (len(word) < 2 and not word.isdigit()):
        return ""
    if RE_DIGIT.search(word):
        return word
    if word.isascii() or not RE_CYRILLIC.search(word):
        return english(word)
    return tajik(word) if language == "tg" else russian(word)


def english(word: str) -> str:
    """The stem by Snowball, of the American spelling."""
    for pattern, other in BRITISH:
        word = pattern.sub(other, word)
    return str(_ENGLISH.stemWord(word))


def russian(word: str) -> str:
    """The stem. `й` is `и` to those who leave out marks."""
    return RE_FLEETING.sub(r"\1", _RUSSIAN.stemWord(word).replace("й", "и"))


def tajik(word: str) -> str:
    """The word without its endings."""
    word = word.replace("й", "и")
    for pattern in TAJIK:
        word = pattern.sub(r"\1", word)
    return word
