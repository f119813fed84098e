"""The one rule for what is a word: of a text that is indexed here, of a query in `overrides/assets/search/words.js`.

A test runs both over every word of the archive and over odd ones. What changes here changes there.
"""

from __future__ import annotations

import re
import unicodedata

import Stemmer

LETTERS = (
    *zip("ғқҳҷ", "гкхч", strict=True),  # what is typed for letters that a Russian keyboard lacks
    *zip("øłđðıþßæœ", ("o", "l", "d", "d", "i", "th", "ss", "ae", "oe"), strict=True),
)
SIGNS = "№™℠"
"""Signs that Unicode would take apart into letters."""

RE_DROPPED = re.compile(
    "[\u00ad\u0300-\u036f\u0483-\u0489\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u20d0-\u20ff\u2800\u3164\ufe00-\ufe0f\ufe20-\ufe2f\ufeff\uffa0\U000e0000-\U000e01ff]"
)
"""Marks above and below letters, and characters that cannot be seen."""

APOSTROPHES = "'’ʼʻ‘`′"
RE_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?"  # U.S.
    rf"|\d{{1,3}}(?:[., {APOSTROPHES}]\d{{3}})+(?!\d)"  # 1,500
    rf"|[^\W_]+(?:[{APOSTROPHES}][^\W_]+)*"
)
RE_COMPOUND = re.compile(
    rf"(?<![^\W_])[^\W_]+(?:[{APOSTROPHES}][^\W_]+)*(?:[‐-][^\W_]+(?:[{APOSTROPHES}][^\W_]+)*)+"
)
RE_APOSTROPHE = re.compile(rf"[{APOSTROPHES}]s$|[{APOSTROPHES}]")
RE_LETTER = re.compile(r"[^\W\d_]")
RE_DIGIT = re.compile(r"\d")
RE_SIGN = re.compile(r"\W")
RE_CYRILLIC = re.compile("[\u0400-\u04ff]")

STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
    a an and are as at be been but by for from had has have in into is it its of on or that the their they this to was
    were which will with
    а без был была были было в во для до его за и из или их к как ко на не о об от по под при с со также то у что это
    аз ба бар бо ва дар ин ки он ро
        """,
    )
)
"""Words so common that nothing is gained by searching for them. They are neither indexed nor searched for."""

BRITISH = (
    (re.compile(r"^(.{4,}[iy])s(?=(?:e[drs]?|ers|es|ing|ations?|ational|able)$)"), r"\1z"),
    (re.compile(r"^(.{3,})our(?=(?:s|ed|ing|al|able)?$)"), r"\1or"),
    (re.compile(r"^(.{3,})tre(?=s?$)"), r"\1ter"),
    (re.compile(r"^(.{3,}m)me(?=s?$)"), r"\1"),
    (re.compile(r"^(def|off|lic)ence"), r"\1ense"),
)
"""Two spellings of one language: organisation, labour, centre, programme, defence."""

TAJIK = (
    re.compile("(?<=...)ро$"),
    re.compile("(?<=...)(?:[аяо]?(?:шон|тон|мон)|аш|я[шмт])$"),
    re.compile("(?<=...)и+$"),
    re.compile("(?<=..)хо$|(?<=...)(?:гон|вон|он|(?<=[уи])ен)$"),
)
"""Endings, as they are folded, in the order in which they are cut: object, possessor, izofat, plural."""

RE_FLEETING = re.compile("(?<=..[бвгджзклмнпрстфхцчшщ])[ое]?к$")
"""The vowel that comes and goes: *рынка*, *рынок*."""

_ENGLISH, _RUSSIAN = Stemmer.Stemmer("english", 0), Stemmer.Stemmer("russian", 0)


def fold(text: str) -> str:
    """The text in small letters, without marks that readers leave out and what they cannot see."""
    if text.isascii():
        return text.lower()
    for sign in SIGNS:
        text = text.replace(sign, " ")
    plain = unicodedata.normalize("NFKD", text).lower().replace("и\u0306", "й")
    plain = RE_DROPPED.sub("", plain)
    for letter, other in LETTERS:
        plain = plain.replace(letter, other)
    return plain


def tokens(text: str) -> list[str]:
    """The words of a folded text as they stand in it, one after another: `1,500` is one, `cross-border` two."""
    return RE_TOKEN.findall(text)


def compounds(text: str) -> list[str]:
    """The words of a folded text that are joined by hyphens, each as a whole."""
    if "-" not in text and "‐" not in text:
        return []
    # To look for them in all of the text would take longer than everything else.
    near = " ".join(part for part in text.split() if "-" in part or "‐" in part)
    return [whole for whole in RE_COMPOUND.findall(near) if RE_LETTER.search(whole)]


def spelt(token: str) -> str:
    """A token without what may be left out in it: U.S., 1,500, Ma’ruf, the centre’s."""
    return RE_SIGN.sub("", RE_APOSTROPHE.sub("", token))


def terms(word: str, language: str | None) -> tuple[str, ...]:
    """How the index knows a word of a language as `spelt`; of a Cyrillic one of an unknown language, in both."""
    if word in STOP_WORDS or (len(word) < 2 and not word.isdigit()):
        return ()
    if RE_DIGIT.search(word):
        return (word,)
    if not RE_CYRILLIC.search(word):
        return (english(word),)
    if language == "tg":
        return (tajik(word),)
    return (russian(word),) if language else tuple(sorted({russian(word), tajik(word)}))


def english(word: str) -> str:
    """The stem by Snowball, of the American spelling."""
    for pattern, other in BRITISH:
        word = pattern.sub(other, word)
    return str(_ENGLISH.stemWord(word))


def russian(word: str) -> str:
    """The stem. `й` is `и` to those who leave out marks."""
    return RE_FLEETING.sub("", _RUSSIAN.stemWord(word).replace("й", "и"))


def tajik(word: str) -> str:
    """The word without its endings."""
    word = word.replace("й", "и")
    for pattern in TAJIK:
        word = pattern.sub("", word)
    return word
