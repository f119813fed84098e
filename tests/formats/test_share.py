"""Share pictures: what other sites show beside a link, in the letters of all three languages."""

import io
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from PIL import Image, ImageFont

from mission_archive.formats.edition import Subject
from mission_archive.formats.share.drawing import (
    FACT,
    HEIGHT,
    INK,
    MAP_BOTTOM,
    MARGIN,
    MOST_LINES_OF_NOTE,
    NOTE,
    NOTE_TOP,
    PAPER,
    TEXT_WIDTH,
    TITLES,
    WIDTH,
    Card,
    Map,
    _font,
    _wrapped,
    png,
)
from mission_archive.formats.share.maps import SCALE, size_of
from mission_archive.formats.share.table import FORMAT, card_of
from mission_archive.media.store import Store
from mission_archive.model.addresses import record_url
from mission_archive.model.archive import Archive
from mission_archive.model.languages import LANGUAGES
from mission_archive.model.records import Mention
from mission_archive.model.terms import Vocabulary
from mission_archive.rendering.maps.atlas import BOUNDARIES_NOTE, Locator
from mission_archive.rendering.maps.outlines import load
from tests.formats.awkward import CANARIES, awkward_archive
from tests.formats.editions import MESSAGES, URL, edition_of

EDITION = edition_of(awkward_archive())
FILES = dict(FORMAT.files(EDITION))
LONG = "Форуми якуми минтақавӣ оид ба иштироки занон дар ҳаёти сиёсӣ " * 6
CARD = Card("Workshop", "Short", ("15 April 2010", "Khujand"), "Archive")


def edition_at(*places, mode="in-person", khujand=(40.28, 69.63)):
    """An edition of one record that was at these places; `khujand` is where that town lies."""
    archive = EDITION.archive
    latitude, longitude = khujand
    known = (
        replace(place, latitude=latitude, longitude=longitude) if place.id == "khujand" else place
        for place in archive.vocabularies.places.values()
    )
    one = replace(
        archive.records["events/2015/cancelled"],
        places=tuple(Mention(place=place) for place in places),
        mode=mode,
    )
    vocabularies = replace(archive.vocabularies, places=Vocabulary(known))
    return edition_of(Archive([one], vocabularies, archive.now))


def card_at(*places, language="en", **others):
    """What the picture of such a record says."""
    edition = edition_at(*places, **others)
    return card_of(edition, edition.archive.listed[0], language)


def grey(data):
    return Image.open(io.BytesIO(data)).convert("L")


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


def test_a_certain_place_is_a_dot_on_the_map_and_each_of_several_is():
    card = card_at("khujand", "dushanbe")
    assert card.map
    (east, north), (west, south) = card.map.locator.spots
    assert east > west
    assert north < south
    picture = grey(png(card))
    wide, high = size_of(card.map.locator.outline)
    for x, y in card.map.locator.spots:
        at = (WIDTH - MARGIN - wide + round(x * SCALE), MAP_BOTTOM - high + round(y * SCALE))
        assert picture.getpixel(at) == min(picture.tobytes())


@pytest.mark.parametrize(
    "places", [(), ("tajikistan",), ("khatlon",), ("khujand", "khatlon"), ("khujand", "tajikistan")]
)
def test_a_place_that_is_not_certain_or_not_a_point_has_no_map(places):
    card = card_at(*places)
    assert card.map is None
    bottom = grey(png(card)).crop((0, NOTE_TOP, WIDTH, HEIGHT))
    assert set(bottom.tobytes()) == {max(bottom.tobytes())}


def test_what_was_held_online_says_so_before_its_place_and_has_no_map():
    online, hybrid = card_at("khujand", mode="online"), card_at("khujand", mode="hybrid")
    assert online.lines[1:] == ("Online · Khujand",)
    assert online.map is None
    assert hybrid.lines[1:] == ("Online and in person · Khujand",)
    assert hybrid.map is not None
    assert card_at(mode="online").lines[1:] == ("Online",)


def test_a_place_abroad_is_on_the_map_of_its_country():
    at_home, abroad = card_at("khujand"), card_at("khujand", khujand=(48.2, 16.37))
    assert at_home.map
    assert abroad.map
    assert at_home.map.locator.outline != abroad.map.locator.outline


def test_a_place_without_coordinates_and_places_in_two_countries_have_no_map():
    assert card_at("khujand", khujand=(None, None)).map is None
    assert card_at("khujand", "dushanbe", khujand=(None, None)).map is None
    assert card_at("khujand", "dushanbe", khujand=(48.2, 16.37)).map is None
    assert card_at("khujand", khujand=(0, -150)).map is None  # in an ocean


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_picture_with_a_map_has_the_whole_notice_on_boundaries_in_letters_that_can_be_read(language):
    card = card_at("khujand", language=language)
    assert card.map
    assert card.map.note == MESSAGES[language].gettext(BOUNDARIES_NOTE)
    assert NOTE.size >= 20
    lines = _wrapped(card.map.note, NOTE)
    assert len(lines) <= MOST_LINES_OF_NOTE
    below = {y for y in rows_with_ink(png(card)) if y >= NOTE_TOP}
    assert max(below) < HEIGHT - 8
    assert len(below) >= NOTE.size  # two lines of letters
    without = png(card._replace(map=card.map._replace(note="")))
    assert not {y for y in rows_with_ink(without) if y >= NOTE_TOP}


@pytest.mark.parametrize("letters", ["Ш", "g", "Тоҷикистон "])
def test_no_line_is_written_over_the_map_whatever_its_length(letters):
    card, long = card_at("khujand"), letters * 400
    assert card.map
    wide, high = size_of(card.map.locator.outline)
    box = (WIDTH - MARGIN - wide, MAP_BOTTOM - high, WIDTH - MARGIN, MAP_BOTTOM)
    bare = grey(png(card._replace(title="", kind="", lines=(), archive=""))).crop(box)
    full = grey(png(card._replace(title=long, lines=(long, long), archive=long))).crop(box)
    assert full.tobytes() == bare.tobytes()


def test_the_map_of_every_country_fits_into_the_bytes_of_a_picture():
    countries = sorted(load(), key=lambda country: -len(country.small.outline))[:5]
    note = MESSAGES["ru"].gettext(BOUNDARIES_NOTE)
    for country in countries:
        spots = tuple((float(x), float(x * 2 / 3)) for x in range(0, country.small.width, 20))
        card = Card("Конференция", LONG, (LONG, LONG), LONG, Map(Locator(country.small, spots), note))
        data = png(card)
        assert len(data) <= 60_000, country.name
        assert data == png(card)


def test_a_kept_picture_is_not_taken_for_one_with_another_map():
    keys = []

    def keep(key, make):
        keys.append(key)
        return b""

    for places in ((), ("khujand",), ("dushanbe",), ("khujand", "dushanbe")):
        edition = replace(edition_at(*places), keep=keep)
        dict(FORMAT.files(edition))["events/2015/cancelled/share.png"]()
    assert len(set(keys)) == len(keys) == 4
