"""A photo becomes pictures: how large, how coloured, under which names, and with nothing else in them."""

import json
import os
import struct
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from PIL import Image

from mission_archive.media.checks import FileChecks
from mission_archive.media.decoding import size_of
from mission_archive.media.derivatives import derivatives
from mission_archive.media.store import digest_of
from mission_archive.model.pictures import srcset
from tests.support.metadata import metadata_of
from tests.support.pictures import SECRET, drawn, picture, profile, saved, told
from tests.support.site import PROJECT

RED, GREEN, BLUE = (255, 0, 0), (0, 255, 0), (0, 0, 255)
KINDS = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "GIF": ".gif", "AVIF": ".avif"}


def made(tmp_path, store, data, name="panel.jpg", **options):
    photo = tmp_path / name
    photo.parent.mkdir(parents=True, exist_ok=True)
    photo.write_bytes(data)
    return derivatives(photo, f"events/2010/talks/{name}", store, **options)


def shown(result, rendition):
    """A published file as a browser would show it."""
    return Image.open(BytesIO(result.files[unquote(rendition.url)].read_bytes()))


def nearest(pixel):
    """Which pure colour a pixel is most like."""
    return max((RED, GREEN, BLUE), key=lambda pure: sum(a * b for a, b in zip(pixel[:3], pure, strict=True)))


def corners(image):
    """The colours of the quarters: upper left, upper right, lower left."""
    near, far = 0.25, 0.75
    image = image.convert("RGB")
    return [
        nearest(image.getpixel((int(image.width * x), int(image.height * y))))
        for x, y in ((near, near), (far, near), (near, far))
    ]


def test_a_photo_is_made_in_three_widths_and_two_formats(tmp_path, store):
    result = made(tmp_path, store, saved(drawn(2000, 1500)))
    sides = [(480, 360), (960, 720), (1600, 1200)]
    assert [(one.width, one.height) for one in result.picture.webp] == sides
    assert [(one.width, one.height) for one in result.picture.fallback] == sides
    assert {Path(uri).suffix for uri in result.files} == {".webp", ".jpg"}


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (300, [300]),
        (480, [480]),
        (500, [500]),
        (900, [480, 900]),
        (1000, [480, 1000]),
        (1700, [480, 960, 1600]),
    ],
)
def test_nothing_is_enlarged_and_no_width_comes_twice(tmp_path, store, width, widths):
    result = made(tmp_path, store, saved(drawn(width, 100)))
    assert [one.width for one in result.picture.webp] == widths
    assert [one.width for one in result.picture.fallback] == widths


def test_a_picture_as_tall_as_a_poster_is_made_smaller_by_its_height(tmp_path, store):
    result = made(tmp_path, store, saved(drawn(1000, 8000)))
    assert (result.picture.widest.width, result.picture.widest.height) == (400, 3200)


def test_sides_and_weights_are_those_of_the_files(tmp_path, store):
    result = made(tmp_path, store, saved(drawn(1200, 700)))
    for one in result.picture.renditions:
        path = result.files[unquote(one.url)]
        assert size_of(path.read_bytes(), path.suffix) == (one.width, one.height)
        assert path.stat().st_size == one.size


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(
    ("orientation", "expected"),
    [
        (1, [RED, GREEN, BLUE]),
        (2, [GREEN, RED]),
        (4, [BLUE]),
        (5, [RED, BLUE, GREEN]),
        (6, [BLUE, RED]),
        (8, [GREEN]),
    ],
)
def test_a_picture_stands_upright_however_the_camera_was_held(tmp_path, store, kind, orientation, expected):
    result = made(tmp_path, store, told(drawn(800, 600), kind, orientation), f"panel{KINDS[kind]}")
    assert (result.picture.widest.height > result.picture.widest.width) == (orientation > 4)
    for one in result.picture.renditions:
        assert corners(shown(result, one))[: len(expected)] == expected


def test_colours_of_another_profile_become_those_that_a_browser_assumes(tmp_path, store):
    plain = made(tmp_path, store, saved(drawn(), icc_profile=profile()), "plain.jpg")
    turned = made(tmp_path, store, saved(drawn(), icc_profile=profile(has_red_for_blue=True)), "turned.jpg")
    assert corners(shown(plain, plain.picture.widest)) == [RED, GREEN, BLUE]
    assert corners(shown(turned, turned.picture.widest)) == [BLUE, GREEN, RED]


def test_a_broken_profile_is_as_none(tmp_path, store):
    result = made(tmp_path, store, saved(drawn(), icc_profile=b"no profile at all" * 20))
    assert corners(shown(result, result.picture.widest)) == [RED, GREEN, BLUE]


def test_a_picture_for_print_is_shown_in_the_colours_of_a_screen(tmp_path, store):
    result = made(tmp_path, store, saved(drawn().convert("CMYK")))
    assert shown(result, result.picture.widest).mode == "RGB"
    assert corners(shown(result, result.picture.widest)) == [RED, GREEN, BLUE]


def test_a_picture_of_sixteen_bits_keeps_its_shades(tmp_path, store):
    row = (20_000).to_bytes(2, "little") * 30 + (50_000).to_bytes(2, "little") * 30
    deep = Image.frombytes("I;16", (60, 40), row * 40)
    result = made(tmp_path, store, saved(deep, "PNG"), "deep.png")
    found = shown(result, result.picture.widest).convert("L")
    assert [round(found.getpixel((x, 20)) / 255, 1) for x in (10, 50)] == [0.3, 0.8]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_every_kind_of_pixels_is_taken(tmp_path, store, mode):
    result = made(tmp_path, store, saved(drawn(200, 150).convert(mode), "PNG"), "x.png")
    for one in result.picture.renditions:
        assert shown(result, one).size == (one.width, one.height)


def test_a_transparent_picture_stays_so_and_hides_no_colours_below(tmp_path, store):
    image = drawn(300, 200).convert("RGBA")
    image.putalpha(Image.new("L", image.size, 255))
    image.paste((200, 10, 10, 0), (0, 0, 150, 200))  # what somebody wiped out, and is still there
    result = made(tmp_path, store, saved(image, "PNG"), "logo.png")
    assert {Path(uri).suffix for uri in result.files} == {".webp", ".png"}
    for one in result.picture.renditions:
        found = shown(result, one).convert("RGBA")
        assert found.getpixel((40, 100)) == (0, 0, 0, 0)
        assert found.getpixel((250, 100))[3] == 255


def test_a_picture_with_a_table_of_colours_may_be_transparent_and_one_in_black_and_white_stays_grey(
    tmp_path, store
):
    image = Image.new("P", (300, 200), 1)
    image.putpalette([200, 10, 10, 10, 10, 200])
    image.paste(0, (0, 0, 150, 200))
    result = made(tmp_path, store, saved(image, "PNG", transparency=0), "logo.png")
    for one in result.picture.renditions:
        found = shown(result, one).convert("RGBA")
        assert [found.getpixel((x, 100))[3] for x in (40, 250)] == [0, 255]
    result = made(tmp_path, store, saved(Image.new("1", (300, 200), 1), "PNG"), "scan.png")
    assert shown(result, result.picture.fallback[-1]).mode == "L"


def test_exif_that_cannot_be_read_turns_no_picture(tmp_path, store):
    in_words = b"Exif\x00\x00MM\x00*" + struct.pack(">IHHHI4sI", 8, 1, 0x0112, 2, 4, b"up", 0)
    result = made(tmp_path, store, saved(drawn(), exif=in_words))
    assert corners(shown(result, result.picture.widest)) == [RED, GREEN, BLUE]


def test_a_drawing_keeps_every_pixel(tmp_path, store):
    image = Image.new("RGB", (400, 300), "white")
    image.paste((12, 34, 56), (100, 100, 101, 200))
    result = made(tmp_path, store, saved(image, "PNG"), "plan.png")
    for one in (result.picture.webp[-1], result.picture.fallback[-1]):
        assert shown(result, one).convert("RGB").tobytes() == image.tobytes()


def test_a_smaller_drawing_that_would_weigh_more_is_not_made(tmp_path, store):
    image = Image.new("RGB", (1600, 1200), "white")
    for x in range(0, 1600, 4):
        image.paste((0, 0, 0), (x, 0, x + 1, 1200))
    result = made(tmp_path, store, saved(image, "PNG"), "grid.png")
    assert [one.width for one in result.picture.webp] == [1600]


def test_a_moving_picture_becomes_its_first_one(tmp_path, store):
    frames = [Image.new("RGB", (60, 40), colour) for colour in (RED, BLUE)]
    data = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    result = made(tmp_path, store, data, "moving.gif")
    for one in result.picture.renditions:
        found = shown(result, one)
        assert not getattr(found, "is_animated", False)
        assert nearest(found.convert("RGB").getpixel((30, 20))) == RED


@pytest.mark.parametrize("has_full", [False, True])
@pytest.mark.parametrize(("kind", "ending"), KINDS.items())
def test_nothing_but_pixels_is_published(tmp_path, store, kind, ending, has_full):
    source = told(drawn(240, 180), kind)
    assert SECRET.encode() in source
    result = made(tmp_path, store, source, f"panel{ending}", has_full=has_full)
    for path in result.files.values():
        assert metadata_of(path.read_bytes()) == []
        assert SECRET.encode() not in path.read_bytes()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_search_for_metadata_finds_it(kind):
    found = " ".join(metadata_of(told(drawn(), kind)))
    wanted = {
        "JPEG": ["Exif: Image Artist", "GPS GPSLatitude", "XMP", "segment ED", "ICC_PROFILE", "segment FE",
                 "JFIF with a density", "bytes after the end"],
        "PNG": ["Exif: Image Artist", "iCCP", "tEXt", "zTXt", "iTXt", "pHYs", "eXIf"],
        "WEBP": ["ICCP", "EXIF", "XMP", "VP8X with flags"],
    }[kind]  # fmt: skip
    assert [words for words in wanted if words not in found] == []


def test_a_picture_in_full_size_is_made_only_where_it_is_wanted(tmp_path, store):
    data = told(drawn(1800, 1200), "JPEG", orientation=6)
    assert made(tmp_path, store, data).picture.full is None
    result = made(tmp_path, store, data, has_full=True)
    full = result.picture.full
    assert (full.width, full.height) == (1200, 1800)
    assert full.url.endswith("-full.jpg")
    assert shown(result, full).size == (1200, 1800)


def test_names_tell_the_photo_what_it_holds_and_the_width(tmp_path, store):
    first = made(tmp_path, store, saved(drawn()), "panel.jpg")
    again = made(tmp_path, store, saved(drawn()), "panel.jpg")
    other = made(tmp_path, store, saved(drawn().convert("L")), "panel.jpg")
    assert first == again
    assert not first.files.keys() & other.files.keys()
    assert all(uri.startswith("events/2010/talks/panel-") for uri in first.files)
    assert {uri.rpartition("-")[2] for uri in first.files} == {"480.webp", "480.jpg", "640.webp", "640.jpg"}


@pytest.mark.parametrize(
    "name", ["Снимок №1.jpg", "Акси ҷаласа 100%.jpeg", "a b#c&d's.JPG", "画" * 70 + ".jpg", "sub/panel.jpg"]
)
def test_a_photo_may_have_any_name_that_a_record_can_tell(tmp_path, store, name):
    result = made(tmp_path, store, saved(drawn(60, 40)), name)
    assert {one.url for one in result.picture.renditions} == {quote(uri) for uri in result.files}
    assert all(len(part.encode()) <= 255 for uri in result.files for part in uri.split("/"))
    assert all("," not in one.url and " " not in one.url for one in result.picture.renditions)


def test_srcset_names_each_file_with_its_width(tmp_path, store):
    result = made(tmp_path, store, saved(drawn(600, 400)), "Снимок 1.jpg")
    parts = srcset(result.picture.webp, "../../").split(", ")
    assert parts == [f"../../{one.url} {one.width}w" for one in result.picture.webp]
    assert all(len(part.split(" ")) == 2 for part in parts)


def test_a_photo_without_a_folder_lies_at_the_root(tmp_path, store):
    (tmp_path / "a.png").write_bytes(picture())
    result = derivatives(tmp_path / "a.png", "a.png", store)
    assert all("/" not in uri for uri in result.files)


PROGRAM = """
import json, sys, time
from pathlib import Path
from mission_archive.media.derivatives import derivatives
from mission_archive.media.store import Store
from mission_archive.media.store import digest_of
folder = Path(sys.argv[1])
made = {}
for photo in sorted(folder.glob("panel.*")):
    result = derivatives(photo, f"events/2010/{photo.name}", Store(folder / "cache"), has_full=True)
    made |= {uri: digest_of(path.read_bytes()) for uri, path in result.files.items()}
print(json.dumps(made))
"""


def test_the_same_photo_makes_the_same_bytes_in_another_folder_time_zone_and_process(tmp_path):
    found = []
    for zone, folder, seed in (("Asia/Dushanbe", "one", "1"), ("America/New_York", "the other", "2")):
        there = tmp_path / folder
        there.mkdir()
        for kind, ending in KINDS.items():
            (there / f"panel{ending}").write_bytes(told(drawn(560, 60), kind))
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, there],
            env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "PYTHONPATH": str(PROJECT / "plugins")},
            cwd=there, capture_output=True, text=True, check=True,
        )  # fmt: skip
        found.append(json.loads(done.stdout))
    assert found[0] == found[1]
    assert len(found[0]) >= 3 * len(KINDS)
    assert digest_of(b"") not in found[0].values()


@pytest.mark.parametrize("size", [(20_000, 30), (30, 20_000), (16_384, 8), (30_000, 1), (1, 30_000), (1, 1)])
@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_whatever_the_check_takes_is_made_in_full_size_too(tmp_path, store, size, mode):
    photo = tmp_path / "panel.png"
    Image.new(mode, size).save(photo)
    with FileChecks(store) as checks:
        assert list(checks.faults(photo)) == []
    full = derivatives(photo, "x/panel.png", store, has_full=True).picture.full
    assert full
    assert (full.width, full.height) == size
