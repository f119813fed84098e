"""Share pictures: what other sites show beside a link, in the letters of all three languages."""

import io
import re
from itertools import pairwise

import pytest
from PIL import Image, ImageFont

from mission_archive.formats.edition import Subject
from mission_archive.formats.share.drawing import (
    FACT,
    INK,
    MARGIN,
    PAPER,
    TEXT_WIDTH,
    TITLES,
    Card,
    _font,
    _wrapped,
    png,
)
from mission_archive.formats.share.table import FORMAT, card_of
from mission_archive.media.store import Store
from mission_archive.model.addresses import record_url
from mission_archive.model.languages import LANGUAGES
from tests.formats.awkward import CANARIES, awkward_archive
from tests.formats.editions import URL, edition_of

EDITION = edition_of(awkward_archive())
FILES = dict(FORMAT.files(EDITION))
LONG = "Форуми якуми минтақавӣ оид ба иштироки занон дар ҳаёти сиёсӣ " * 6
CARD = Card("Workshop", "Short", ("15 April 2010", "Khujand"), "Archive")


def rows_with_ink(data):
    """The rows of a picture below its band in which something is written."""
    image = Image.open(io.BytesIO(data)).convert("L")
    pixels, width = image.tobytes(), image.width
    return {y for y in range(20, image.height) if min(pixels[y * width : (y + 1) * width]) < 200}


@pytest.mark.parametrize(
    "card",
    [
        CARD,
        Card("Конференция [Отменено]", LONG, (LONG, LONG), LONG),
        Card("", "x" * 500, (), ""),
        Card("", "", ("",), ""),
    ],
)
def test_a_picture_has_the_size_that_other_sites_ask_for_and_few_bytes(card):
    data = png(card)
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        assert (image.format, image.size, image.mode) == ("PNG", (1200, 630), "P")
    assert len(data) <= 60_000
    assert data == png(card)


def test_a_picture_goes_from_paper_to_ink():
    with Image.open(io.BytesIO(png(CARD))) as image:
        colours = {colour for _, colour in image.convert("RGB").getcolors() or ()}
    assert {PAPER, INK} <= colours
    assert (min(colours), max(colours)) == (INK, PAPER)


def test_letters_that_the_font_does_not_have_are_left_out():
    assert png(CARD._replace(title="Short \U0001f469\u0634")) == png(CARD)
    assert png(CARD._replace(title="Ғ ӣ қ ӯ ҳ ҷ — «Ё» № 5 ‰")) != png(
        CARD._replace(title="Ғ ӣ қ ӯ ҳ ҷ — «Ё» № ")
    )


def test_what_it_is_stands_in_the_place_of_a_title_that_cannot_be_written():
    assert png(CARD._replace(title="\u0634\u0647\u0631 — …")) == png(CARD._replace(title=CARD.kind, kind=""))
    assert png(Card("", "\u0634\u0647\u0631", (), "Archive")) == png(Card("", "Archive", (), "Archive"))


@pytest.mark.parametrize("title", ["x" * 40, "Ш" * 500, f"A {'word' * 30} and more"])
def test_a_word_that_is_wider_than_a_line_is_broken(title):
    with Image.open(io.BytesIO(png(Card("", title, (title,), title)))) as image:
        grey = image.convert("L").crop((image.width - 60, 20, image.width, image.height))
    assert min(grey.tobytes()) > 200


def test_nothing_is_written_over_anything_else():
    for title in ("Short", "A title of many words " * 3, LONG):
        bare = rows_with_ink(png(CARD._replace(title=title, kind="", lines=(), archive="")))
        lines = rows_with_ink(png(CARD._replace(title="", kind="", lines=("а", "б", "в"), archive="")))
        name = rows_with_ink(png(CARD._replace(title="", kind="", lines=())))
        kind = rows_with_ink(png(CARD._replace(title="", lines=(), archive="")))
        parts = (kind, bare, lines, name)
        assert all(parts)
        for above, below in pairwise(parts):
            assert max(above) < min(below), title


@pytest.mark.parametrize("letters", [*TITLES, FACT])
def test_the_fonts_have_every_letter_of_the_three_languages(letters):

    font = _font(letters.font, letters.size)
    assert isinstance(font, ImageFont.FreeTypeFont)
    missing = bytes(font.getmask("\uffff"))
    alphabet = (
        "abcdefghijklmnopqrstuvwxyz абвгдеёжзийклмнопрстуфхцчшщъыьэюя ғӣқӯҳҷ 0123456789“”‘’«»„–—…№&[]()?!"
    )
    lost = [letter for letter in {*alphabet, *alphabet.upper()} if bytes(font.getmask(letter)) == missing]
    assert not lost


def test_tajik_letters_are_not_the_russian_ones():
    for tajik, russian in zip("ғӣқӯҳҷ", "гикухч", strict=True):
        assert png(CARD._replace(title=tajik)) != png(CARD._replace(title=russian))


def test_a_record_has_a_picture_in_each_language_in_which_it_is_written():
    assert "reports/2011/corrected/share.png" in FILES
    assert "tg/reports/2011/corrected/share.png" in FILES
    assert "ru/reports/2011/corrected/share.png" not in FILES
    assert {"share.png", "ru/share.png", "tg/share.png"} <= set(FILES)


def test_every_page_leads_to_a_picture_that_is_there():
    for language in LANGUAGES:
        subjects = [Subject(record_url(one, language), language, one) for one in EDITION.archive.listed]
        for subject in (*subjects, Subject("places/khujand/", language, listed=("places", "khujand"))):
            head = "\n".join(FORMAT.head(EDITION, subject))
            (image,) = re.findall(r'property="og:image" content="([^"]*)"', head)
            assert image.removeprefix(URL) in FILES


def test_a_picture_says_the_date_as_closely_as_it_is_known_and_what_was_not_held():
    def card(record_id, language="en"):
        return card_of(EDITION, EDITION.archive.records[record_id], language)

    assert card("events/2008/uncertain-year").lines[0] == "2008, uncertain"
    assert card("events/2012/season").lines[0] == "Autumn 2012"
    assert card("conferences/2016/announcement").kind == "Conference [Only announced]"


def test_what_the_public_must_not_see_has_no_picture():
    cards = [card_of(EDITION, one, language) for one in EDITION.archive.listed for language in LANGUAGES]
    assert not any(canary in repr(cards).lower() for canary in CANARIES)
    assert not any(name in path for path in FILES for name in ("withdrawn", "removed", "draft", "embargoed"))


def test_a_picture_is_drawn_once_and_then_kept(tmp_path):
    drawn = []

    def make():
        drawn.append(1)
        return b"picture"

    store = Store(tmp_path)
    assert [store.kept(("a", "b"), make), store.kept(("a", "b"), make)] == [b"picture"] * 2
    assert len(drawn) == 1
    assert store.kept(("a", "c"), make) == b"picture"
    assert len(drawn) == 2
    (tmp_path / "file").write_bytes(b"")
    assert Store(tmp_path / "file").kept(("a", "b"), make) == b"picture"  # where nothing can be kept


@pytest.mark.parametrize("word", ["a", "il", "мир", "water", "сотрудничество"])
def test_no_line_is_wider_than_its_room(word):
    for letters in (*TITLES, FACT):
        lines = _wrapped(" ".join([word] * 200), letters)
        assert len(lines) > 1
        # Lengths are measured in another size, and the pixels that letters are rounded to differ a little.
        assert max(map(_font(letters.font, letters.size).getlength, lines)) < TEXT_WIDTH + MARGIN / 2
