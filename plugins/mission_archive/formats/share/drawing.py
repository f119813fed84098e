"""One share picture: 1200 by 630 pixels in sixteen shades from paper to ink, which PNG keeps in few bytes.

The letters are those of a font in the project, set without the system's help, so that a picture has the same bytes
wherever it is drawn with the same Pillow and zlib. A map has the notice on boundaries with it, as every map of the
archive: at the foot of the picture, in letters that can be read when it is opened.
"""

import io
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

from mission_archive.formats.share.maps import drawn, size_of
from mission_archive.rendering.maps.atlas import Locator

WIDTH, HEIGHT = 1200, 630
MARGIN = 72
TEXT_WIDTH = WIDTH - 2 * MARGIN
BAND = 14
PAPER, INK = (251, 250, 247), (22, 32, 42)
SHADES = 16
MEASURED = 64
"""The size in which words are measured."""
MISSING = "\U0010ffff"
"""No font has it."""
LEADING = 1.22
TITLE_TOP, TITLE_BOTTOM = 122, 410
MOST_LINES_BELOW, MOST_LINES_OF_NOTE = 3, 2
MAP_BOTTOM, MAP_GAP = 556, 36
NOTE_TOP = 570


@dataclass(frozen=True, slots=True)
class Type:
    """Letters of one font and size, and how dark they are, of 255."""

    font: str
    size: int
    shade: int


TITLES = tuple(Type("PTF75F.ttf", size, 255) for size in (64, 56, 48, 42))
"""The largest in which a title fits is taken."""
KIND, FACT, ARCHIVE = Type("PTF55F.ttf", 32, 150), Type("PTF55F.ttf", 32, 255), Type("PTF55F.ttf", 28, 150)
NOTE = Type("PTF55F.ttf", 20, 190)


class Map(NamedTuple):
    """A map beside the lines, and the notice on boundaries that every map has."""

    locator: Locator
    note: str


class Card(NamedTuple):
    """What a picture says: what it is, its title, lines below it, whose archive it is, and perhaps where it was."""

    kind: str
    title: str
    lines: tuple[str, ...]
    archive: str
    map: Map | None = None


def png(card: Card) -> bytes:
    """The picture as a PNG file. Letters that the font does not have, and pictograms, are left out.

    Of a title that has no other letters nothing is left; what it is stands in its place.
    """
    kind, title, archive = map(_drawable, (card.kind, card.title, card.archive))
    if card.title and not any(map(str.isalnum, title)):
        kind, title = "", kind or archive
    wide, high = size_of(card.map.locator.outline) if card.map else (0, 0)
    room = TEXT_WIDTH - wide - MAP_GAP if card.map else TEXT_WIDTH
    image = _ground(archive, room, card.map.note if card.map else "").copy()
    _write(image, MARGIN, kind, KIND)
    if card.map:
        image.paste(drawn(card.map.locator), (WIDTH - MARGIN - wide, MAP_BOTTOM - high))
    letters, lines = _title(title, MAP_BOTTOM - high - MAP_GAP // 3 if card.map else TITLE_BOTTOM)
    for place, line in enumerate(lines):
        _write(image, TITLE_TOP + place * letters.size * LEADING, line, letters)
    lines = [line for text in map(_drawable, card.lines) for line in _wrapped(text, FACT, room)]
    lines = _limited(lines, MOST_LINES_BELOW, FACT, room)
    for place, line in enumerate(lines, -len(lines)):
        _write(image, HEIGHT - MARGIN - 64 + place * FACT.size * LEADING, line, FACT)
    return _encoded(image)


@cache
def _ground(archive: str, room: int, note: str) -> Image.Image:
    """What many pictures share: the name of the archive on paper, in so much room, and the notice on boundaries."""
    image = Image.new("L", (WIDTH, HEIGHT), 0)
    image.paste(255, (0, 0, WIDTH, BAND))
    for line in _limited(_wrapped(archive, ARCHIVE, room), 1, ARCHIVE, room):
        _write(image, HEIGHT - MARGIN - ARCHIVE.size, line, ARCHIVE)
    for place, line in enumerate(_limited(_wrapped(note, NOTE), MOST_LINES_OF_NOTE, NOTE)):
        _write(image, NOTE_TOP + place * NOTE.size * LEADING, line, NOTE)
    return image


# Lines


def _title(title: str, bottom: int) -> tuple[Type, Sequence[str]]:
    """The lines of a title above `bottom` and their letters; cut short if it fits in none."""
    for letters in TITLES:
        most = int((bottom - TITLE_TOP) / (letters.size * LEADING))
        lines = _wrapped(title, letters)
        if len(lines) <= most:
            break
    return letters, _limited(lines, most, letters)


def _wrapped(text: str, letters: Type, width: float = TEXT_WIDTH) -> list[str]:
    """The lines of a text. A word that is wider than a line is broken where it ends."""
    room = width * MEASURED / letters.size
    space = _length(letters.font, " ")
    lines: list[list[str]] = []
    used = room
    for word in (part for whole in text.split() for part in _parts(whole, letters.font, room)):
        length = _length(letters.font, word)
        if used + space + length > room:
            lines.append([])
            used = -space
        lines[-1].append(word)
        used += space + length
    return [" ".join(line) for line in lines]


def _parts(word: str, font: str, room: float) -> Iterator[str]:
    """A word, or what fits into one line of it each."""
    while _length(font, word) > room:
        most = next(
            count
            for count in range(len(word) - 1, 0, -1)
            if count == 1 or _length(font, word[:count]) <= room
        )
        yield word[:most]
        word = word[most:]
    yield word


def _limited(lines: list[str], most: int, letters: Type, width: float = TEXT_WIDTH) -> list[str]:
    """No more lines than there is room for; the last one ends in three dots if more would follow."""
    if len(lines) <= most:
        return lines
    words = lines[most - 1].split()
    font = _font(letters.font, letters.size)
    while len(words) > 1 and font.getlength(" ".join(words) + "…") > width:
        words.pop()
    last = " ".join(words)
    while font.getlength(f"{last}…") > width:  # a word as wide as the line
        last = last[:-1]
    return [*lines[: most - 1], f"{last}…"]


@lru_cache(maxsize=20_000)
def _length(font: str, word: str) -> float:
    """How long a word is in the size in which words are measured: lengths grow with the size of the letters."""
    return _font(font, MEASURED).getlength(word)


# Letters


def _write(image: Image.Image, y: float, text: str, letters: Type) -> None:
    """Put a line on a picture, letter by letter: drawing each letter anew takes four times as long."""
    x, top = float(MARGIN), round(y)
    for letter, after in pairwise(f"{text} "):
        drawn, left, below = _letter(letters, letter)
        if drawn:
            image.paste(letters.shade, (round(x) + left, top + below), drawn)
        x += _advance(letters, letter, after)


@lru_cache(maxsize=4000)
def _letter(letters: Type, letter: str) -> tuple[Image.Image | None, int, int]:
    """A letter, and where it lies from the beginning and the top of a line."""
    font = _font(letters.font, letters.size)
    left, top, right, bottom = map(round, font.getbbox(letter))
    if right <= left or bottom <= top:
        return None, 0, 0
    image = Image.new("L", (right - left, bottom - top), 0)
    ImageDraw.Draw(image).text((-left, -top), letter, 255, font)
    return image, left, top


@lru_cache(maxsize=40_000)
def _advance(letters: Type, letter: str, after: str) -> float:
    """How far the next letter is from this one."""
    font = _font(letters.font, letters.size)
    return font.getlength(letter + after) - font.getlength(after)


def _drawable(text: str) -> str:
    return "".join(letter for letter in text if _has(letter))


@lru_cache(maxsize=4000)
def _has(letter: str) -> bool:
    """Whether both fonts have a letter, or write a box in its place."""
    fonts = [_font(letters.font, MEASURED) for letters in (KIND, TITLES[0])]
    return letter.isspace() or all(bytes(f.getmask(letter)) != bytes(f.getmask(MISSING)) for f in fonts)


@cache
def _font(file: str, size: int) -> ImageFont.FreeTypeFont:
    data = (resources.files("mission_archive") / "fonts" / file).read_bytes()
    return ImageFont.truetype(io.BytesIO(data), size, layout_engine=ImageFont.Layout.BASIC)


# The file


def _encoded(image: Image.Image) -> bytes:
    """As a PNG of four bits a pixel. Pillow's own way tries filters and takes three times as long."""
    shaded = image.point(SHADE_OF)
    shaded.putpalette(bytes(3))  # only pictures with a palette can be packed; ours is written below
    packed = shaded.tobytes("raw", "P;4")
    row = WIDTH // 2
    rows = b"".join(b"\0" + packed[at : at + row] for at in range(0, len(packed), row))
    return SIGNATURE + HEADER + PALETTE + _chunk(b"IDAT", zlib.compress(rows, 1)) + _chunk(b"IEND", b"")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


SHADE_OF = [value * SHADES // 256 for value in range(256)]
SIGNATURE = b"\x89PNG\r\n\x1a\n"
HEADER = _chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, 4, 3, 0, 0, 0))
PALETTE = _chunk(
    b"PLTE",
    bytes(
        round(paper + (ink - paper) * shade / (SHADES - 1))
        for shade in range(SHADES)
        for paper, ink in zip(PAPER, INK, strict=True)
    ),
)
