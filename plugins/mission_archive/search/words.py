"""The one rule for what is a word: of a text that is indexed here, of a query in `overrides/assets/search/words.js`.

A test runs both over every word of the archive and over odd ones. What changes here changes there.
"""

import re
import unicodedata

import Stemmer

LETTERS = {
    **{"ғ": "г", "қ": "к", "ҳ": "х", "ҷ": "ч"},  # what is typed for letters that a Russian keyboard lacks
    **{"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe"},
}
RE_LETTERS = re.compile(f"[{''.join(LETTERS)}]")
RE_FOLDED = re.compile("[\\x00-\\x7fа-я]*")
"""Most words have no other letters."""
RE_SIGNS = re.compile("[№™℠]")
"""Signs that Unicode would take apart into letters."""

RE_DROPPED = re.compile(
    "[\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1-\u05c7\u0610-\u061a\u061c\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u115f\u1160\u17b4\u17b5\u180b-\u180f\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20ff\u2800\u3099\u309a\u3164"
    "\ufe00-\ufe0f\ufe20-\ufe2f\ufeff\uffa0\U000e0000-\U000e01ff]"
)
"""Marks above and below letters, of Arabic, Hebrew and Japanese ones too, and characters that cannot be seen."""

APOSTROPHES = "'’ʼʻ‘`′"
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
RE_LETTER = re.compile(r"[^\W\d_]")
RE_DIGIT = re.compile(r"\d")
RE_SIGN = re.compile(r"\W")
RE_CYRILLIC = re.compile("[\u0400-\u04ff]")

MOST_FREQUENT = """
    the of and in to for on at by with from a an are as be been but had has have into is it its or that their they this
    was were which will
    в и на с по о для без был была были было во до его за из или их к как ко не от под при со также то у что это
    дар аз ба ва бо бар ин ки он ро а
"""
STOP_WORDS = {word: number % 7 for number, word in enumerate(MOST_FREQUENT.split())}
"""Words so common that nothing is gained by searching for them. They are neither indexed nor searched for, but their
numbers say what stands before a word of a phrase."""

CAPITALS = ("IT", "WHO", "ПО")
"""Words that nobody searches for, but for those written in capitals."""
RE_CAPITALS = re.compile(rf"(?<![^\W_])(?:{'|'.join(CAPITALS)})(?![^\W_])")

BRITISH = (
    (re.compile(r"^(.{4,}[iy])s(?=(?:e[drs]?|ers|es|ing|ations?|ational|able)$)"), r"\1z"),
    (re.compile(r"^(.{3,})our(?=(?:s|ed|ing|al|able)?$)"), r"\1or"),
    (re.compile(r"^(.{3,})tre(?=s?$)"), r"\1ter"),
    (re.compile(r"^(.{3,}m)me(?=s?$)"), r"\1"),
    (re.compile(r"^(def|off|lic)ence"), r"\1ense"),
)
"""Two spellings of one language: organisation, labour, centre, programme, defence."""
RE_MAY_BE_BRITISH = re.compile("[iy]s[aei]|our|tre|mme|ence")

TAJIK = (
    re.compile("(?<=...)ро$"),
    re.compile("(?<=...)(?:[аяо]?(?:шон|тон|мон)|аш|я[шмт])$"),
    re.compile("(?<=....)у$|(?<=...)и+$"),
    re.compile("(?<=..)хо$"),
    re.compile("(?<=...)(?:гон|вон|он|(?<=[уи])ен)$"),
    re.compile("(?<=....)у$"),
)
"""Endings, as they are folded, in the order in which they are cut: object, possessor, conjunction or izofat, plurals;
then the `ӯ` of a word, which cannot be told from the conjunction."""

RE_FLEETING = re.compile("(?<=..[бвгджзклмнпрстфхцчшщ])[ое]?к$")
"""The vowel that comes and goes: *рынка*, *рынок*."""

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
    return [whole for whole in RE_COMPOUND.findall(text) if RE_LETTER.search(whole)]


def spelt(token: str) -> str:
    """A token without what may be left out in it: U.S., 1,500, Ma’ruf, the centre’s."""
    return RE_SIGN.sub("", RE_APOSTROPHE.sub("", token))


def capitals(text: str) -> list[str]:
    """The words of a text that are words in capitals alone."""
    return RE_CAPITALS.findall(text)


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
    if RE_MAY_BE_BRITISH.search(word):
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
