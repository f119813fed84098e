"""Characters that nobody sees or that stand for several letters, by the properties that Unicode gives to them."""

import sys
import unicodedata

import pytest

from mission_archive.model.text.characters import (
    MOST_MARKS,
    RE_INVISIBLE,
    RE_JOINED,
    invisible_in,
    piled_marks,
    without_joined,
)
from mission_archive.model.text.headings import heading_id

NEEDED = set("\t\n\r\u200c\u200d\u200e\u200f\u061c")
"""White space of every text, joiners, and marks of direction."""

SEEN = ("ARABIC", "SYRIAC", "KAITHI", "EGYPTIAN")
"""Scripts whose characters of the category Cf, such as signs of numbers and verses, are seen."""


def is_invisible(character):
    category, name = unicodedata.category(character), unicodedata.name(character, "")
    if character in NEEDED or category == "Cs":
        return False
    return (
        category in ("Cc", "Zl", "Zp")
        or (category == "Cf" and not name.startswith(SEEN))
        or "VARIATION SELECTOR" in name
        or name.endswith("HANGUL FILLER")
        or name in ("HANGUL CHOSEONG FILLER", "HANGUL JUNGSEONG FILLER", "BRAILLE PATTERN BLANK")
        or name in ("COMBINING GRAPHEME JOINER", "KHMER VOWEL INHERENT AQ", "KHMER VOWEL INHERENT AA")
        or 0xFDD0 <= ord(character) < 0xFDF0
        or ord(character) in (0xFFFE, 0xFFFF)
    )


def is_joined(character):
    is_letter = unicodedata.category(character).startswith("L")
    return (
        0xFB00 <= ord(character) < 0xFF00
        and is_letter
        and unicodedata.decomposition(character).startswith("<")
    )


def test_every_character_that_nobody_sees_is_found_and_no_other():
    spared = range(0xE0000, 0xE1000)  # kept by Unicode for more of this kind
    for code in range(sys.maxunicode + 1):
        if code not in spared and chr(code) not in NEEDED:
            assert bool(RE_INVISIBLE.fullmatch(chr(code))) == is_invisible(chr(code)), hex(code)
    assert all(RE_INVISIBLE.match(chr(code)) for code in spared)


def test_every_joined_letter_is_found_and_no_other():
    for code in range(0xF000, 0x11000):
        assert bool(RE_JOINED.match(chr(code))) == is_joined(chr(code)), hex(code)


def test_plain_text_is_looked_through_for_controls_too():
    assert invisible_in("plain\ttext\n") is None
    found = invisible_in("a\x07b")
    assert found
    assert found.start() == 1


@pytest.mark.parametrize(
    "text", ["می\u200cخواهم", "می\u200dخواهم", "(OSCE)\u200f", "ТОҶИКИСТОН", "é\u0301", "№ 5", "😀"]
)
def test_what_a_spelling_needs_stays(text):
    assert invisible_in(text) is None
    assert without_joined(text) == text


@pytest.mark.parametrize(
    ("before", "joiner", "after"),
    [
        ("round", "\u200d", "table"),
        ("стол", "\u200c", ""),
        ("round", "\u2060", "table"),
        ("energy", "\u00ad", "saving"),
    ],
)
def test_a_joiner_among_other_letters_is_found_where_it_stands(before, joiner, after):
    found = invisible_in(before + joiner + after)
    assert found
    assert (found.start(), found.group()) == (len(before), joiner)


def test_joined_letters_become_the_letters_they_stand_for():
    assert without_joined("O\ufb03ce with \ufb01reworks \ufefb") == "Office with fireworks لا"


def test_a_heading_has_the_id_of_the_whole_word():
    assert heading_id("Энерге\u00adтика") == "энергетика"
    assert heading_id("O\ufb03ce") == "office"


def test_marks_on_one_letter_are_too_many_from_the_one_after_the_most():
    letters = "before a"
    assert piled_marks(letters + "\u0301" * MOST_MARKS) is None
    assert piled_marks(letters + "\u0301" * (MOST_MARKS + 1)) == len(letters)
    assert piled_marks(letters + "\u0301" * MOST_MARKS + "…" + "\u0301" * MOST_MARKS) is None
