"""Characters that a text may not hold: those that nobody sees, and those that stand for several letters at once.

Both hide a word from search, and come with text that was copied from a PDF or a word processor. Which they are follows
from the properties that Unicode gives to each character; the classes here are made from them, and a test compares the
two. To ask Unicode at each start would take longer than to check a hundred records.
"""

import re
import unicodedata

JOINERS = "\u200c\u200d"
"""Between Arabic letters they are a part of the spelling, as in Persian and Dari."""

ARABIC = r"\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc"

INVISIBLE = (
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2028-\u202e"
    r"\u2060-\u2064\u2066-\u206f\u2800\u3164\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Controls, breaks that only some programs see, fillers, selectors, and what turns the direction or has no width.

The marks U+200E, U+200F and U+061C are not among them: texts of two directions need them.
"""

RE_INVISIBLE = re.compile(rf"[{INVISIBLE}]|(?<![{ARABIC}])[{JOINERS}]+(?![{ARABIC}])")

RE_JOINED = re.compile(
    r"[\ufb00-\ufb06\ufb13-\ufb17\ufb20-\ufb28\ufb4f-\ufbb1\ufbd3-\ufd3d\ufd50-\ufd8f\ufd92-\ufdc7\ufdf0-\ufdfb"
    r"\ufe70-\ufe72\ufe74\ufe76-\ufefc]"
)
"""Letters among the presentation forms: joined ones such as U+FB03, and the shapes that a letter has within a word."""

RE_MAY_BE_INVISIBLE = re.compile(f"[{INVISIBLE}{JOINERS}]")
"""Much faster to look for, and seldom found."""
INVISIBLE_ASCII = bytes(code for code in range(0x80) if RE_INVISIBLE.match(chr(code)))


def invisible_in(text: str) -> re.Match[str] | None:
    """The first invisible character of a text. Plain ASCII, as many texts are, is looked through in no time."""
    if text.isascii() and len(text.encode().translate(None, INVISIBLE_ASCII)) == len(text):
        return None
    return RE_INVISIBLE.search(text) if RE_MAY_BE_INVISIBLE.search(text) else None


def without_joined(text: str) -> str:
    """The text with the letters themselves in place of joined ones."""
    return RE_JOINED.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)


MOST_MARKS = 8
"""Accents and other marks on one letter; the most that any writing needs are some four."""

MOST_TURNS = 4_000
"""Changes of the direction of writing in one paragraph, each of which a browser lays out anew."""

RE_PERHAPS_PILED = re.compile(r"[^\w\s\x00-\x7f]{9,}+")
_LEFTWARD = r"\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
RE_LEFTWARD = re.compile(rf"[{_LEFTWARD}]")
RE_TURN = re.compile(rf"[{_LEFTWARD}][\W_]*+(?![{_LEFTWARD}])\w")


def piled_marks(text: str) -> int | None:
    """Where more than `MOST_MARKS` marks begin to stand on one letter. Browsers need the square of their number."""
    for found in () if text.isascii() else RE_PERHAPS_PILED.finditer(text):
        count = 0
        for at, character in enumerate(found[0], found.start()):
            count = count + 1 if unicodedata.category(character).startswith("M") else 0
            if count > MOST_MARKS:
                return at - MOST_MARKS
    return None


def turns_too_often(text: str) -> int | None:
    """Where the direction of writing begins to change more than `MOST_TURNS` times in one paragraph."""
    at = 0
    for paragraph in text.split("\n\n") if RE_LEFTWARD.search(text) else ():
        if 2 * sum(1 for _ in RE_TURN.finditer(paragraph)) > MOST_TURNS:
            first = RE_LEFTWARD.search(paragraph)
            return at + (first.start() if first else 0)
        at += len(paragraph) + 2
    return None
