"""Characters that a text may not hold: those that nobody sees, and those that stand for several letters at once.

Both hide a word from search, and come with text that was copied from a PDF or a word processor. Which they are follows
from the properties that Unicode gives to each character; the classes here are made from them, and a test compares the
two. To ask Unicode at each start would take longer than to check a hundred records.
"""

from __future__ import annotations

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

INVISIBLE_ASCII = bytes(code for code in range(0x80) if RE_INVISIBLE.match(chr(code)))


def invisible_in(text: str) -> re.Match[str] | None:
    """The first invisible character of a text. Plain ASCII, as many texts are, is looked through in no time."""
    if text.isascii() and len(text.encode().translate(None, INVISIBLE_ASCII)) == len(text):
        return None
    return RE_INVISIBLE.search(text)


def without_joined(text: str) -> str:
    """The text with the letters themselves in place of joined ones."""
    return RE_JOINED.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
