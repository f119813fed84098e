"""Files that are no pictures, or too much of one, are refused with a reason, and nothing is made of them."""

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mission_archive.media.checks import FileChecks
from mission_archive.media.decoding import FORMATS as READERS
from mission_archive.media.decoding import MOST_BYTES, PictureFault, size_of
from mission_archive.media.derivatives import derivatives
from mission_archive.media.store import Store
from mission_archive.model.problems import Code, Severity
from tests.support.pictures import drawn, saved

FORMATS = {".jpg": "JPEG", ".png": "PNG", ".gif": "GIF", ".webp": "WEBP", ".avif": "AVIF"}
SOUND = {ending: saved(drawn(90, 60), kind) for ending, kind in FORMATS.items()}
SCRIPT = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script></svg>'


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, data: bytes, *more: bytes) -> bytes:
    header = chunk(b"IHDR", struct.pack(">2I5B", width, height, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(more) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


BOMB = png(10_000, 10_000, zlib.compress(bytes(10_000 * 1251), 9))
"""100 megapixels in some 12 kB."""


def with_sides(ending: str, width: int, height: int) -> bytes:
    """A sound picture that claims other sides."""
    data = bytearray(SOUND[ending])
    if ending == ".jpg":
        place = max(data.find(b"\xff\xc0"), data.find(b"\xff\xc2"))
        data[place + 5 : place + 9] = struct.pack(">2H", height, width)
    elif ending == ".gif":
        data[6:10] = struct.pack("<2H", width, height)
    elif ending == ".webp":
        place = data.find(b"\x9d\x01\x2a")
        data[place + 3 : place + 7] = struct.pack("<2H", width, height)
    elif ending == ".avif":
        place = data.find(b"ispe")
        data[place + 8 : place + 16] = struct.pack(">2I", width, height)
    else:
        data[16:24] = struct.pack(">2I", width, height)
        data[29:33] = struct.pack(">I", zlib.crc32(data[12:29]))
    return bytes(data)


def fault_of(tmp_path, store, data, ending):
    """The fault that a check tells, which must be the one that stops the making of pictures too."""
    photo = tmp_path / f"panel{ending}"
    photo.write_bytes(data)
    with FileChecks(store) as checks:
        (fault,) = checks.faults(photo)
    with pytest.raises(PictureFault) as raised:
        derivatives(photo, f"x/panel{ending}", store)
    assert raised.value.fault == fault
    assert fault.severity is Severity.ERROR
    assert "; " in fault.message
    return fault


@pytest.mark.parametrize("ending", FORMATS)
def test_a_sound_picture_is_taken(tmp_path, store, ending):
    photo = tmp_path / f"panel{ending.upper()}"
    photo.write_bytes(SOUND[ending])
    assert size_of(SOUND[ending], ending) == (90, 60)
    with FileChecks(store) as checks:
        assert list(checks.faults(photo)) == []


@pytest.mark.parametrize("kind", ["VP8 ", "VP8L", "VP8X"])
def test_the_sides_of_every_kind_of_webp_are_found(kind):
    data = saved(
        drawn(123, 45), "WEBP", lossless=kind == "VP8L", icc_profile=b"x" * 200 if kind == "VP8X" else b""
    )
    assert data[12:16] == kind.encode()
    assert size_of(data, ".webp") == (123, 45)


@pytest.mark.parametrize(
    ("ending", "data", "what"),
    [
        (".jpg", b"<!DOCTYPE html><html><script>alert(1)</script></html>", "a web page"),
        (".jpg", b"\xef\xbb\xbf\n <html>", "a web page"),
        (".png", SCRIPT, "a drawing in SVG"),
        (".jpg", b'<?xml version="1.0"?><!-- x -->' + SCRIPT, "a drawing in SVG"),
        (".jpg", SOUND[".png"], "a PNG picture"),
        (".png", SOUND[".jpg"], "a JPEG picture"),
        (".webp", SOUND[".avif"], "an AVIF picture"),
        (".avif", SOUND[".webp"], "a WebP picture"),
        (".gif", b"%PDF-1.4", "a PDF document"),
        (".gif", b"", "is not a .gif file; "),
        (".jpg", b"GIF8" * 9, "is not a .jpg file; "),
    ],
)
def test_a_file_that_is_something_else_is_refused(tmp_path, store, ending, data, what):
    fault = fault_of(tmp_path, store, data, ending)
    assert fault.code == Code.FILE_TYPE
    assert what in fault.message


def test_a_drawing_in_svg_is_refused_whatever_it_holds(tmp_path, store):
    photo = tmp_path / "plan.svg"
    photo.write_bytes(b'<svg xmlns="http://www.w3.org/2000/svg"/>')
    with pytest.raises(PictureFault) as raised:
        derivatives(photo, "x/plan.svg", store)
    assert raised.value.fault.code == Code.FILE_TYPE


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("part", [0.05, 0.3, 0.9])
def test_a_picture_that_is_cut_off_is_refused(tmp_path, store, ending, part):
    data = SOUND[ending][: max(16, int(len(SOUND[ending]) * part))]
    assert fault_of(tmp_path, store, data, ending).code in (Code.PICTURE, Code.FILE_TYPE)


def test_a_bomb_of_a_hundred_megapixels_is_refused(tmp_path, store):
    assert len(BOMB) < 20_000
    fault = fault_of(tmp_path, store, BOMB, ".png")
    assert fault.code == Code.FILE_SIZE
    assert "10,000 × 10,000 pixels" in fault.message


@pytest.mark.parametrize("ending", FORMATS)
def test_too_many_pixels_are_refused_in_every_format(tmp_path, store, ending):
    fault = fault_of(tmp_path, store, with_sides(ending, 16_000, 16_000), ending)
    assert fault.code == Code.FILE_SIZE


def test_a_side_that_is_too_long_is_refused(tmp_path, store):
    assert (
        fault_of(tmp_path, store, png(40_000, 1, zlib.compress(bytes(5_001))), ".png").code == Code.FILE_SIZE
    )


@pytest.mark.parametrize(("width", "height"), [(0, 10), (10, 0)])
def test_a_picture_without_a_side_is_refused(tmp_path, store, width, height):
    assert fault_of(tmp_path, store, with_sides(".png", width, height), ".png").code == Code.PICTURE


@pytest.mark.parametrize(
    ("side", "code"), [(8_000, Code.FILE_SIZE), (60_000, Code.PICTURE)], ids=["read", "not read"]
)
def test_a_gif_whose_first_picture_is_larger_than_it_claims_is_refused(tmp_path, store, side, code):
    data = bytearray(SOUND[".gif"])
    place = data.find(b"\x2c\x00\x00\x00\x00")
    data[place + 5 : place + 9] = struct.pack("<2H", side, side)
    assert fault_of(tmp_path, store, bytes(data), ".gif").code is code


def test_a_jpeg_of_thousands_of_scans_is_refused(tmp_path, store):
    data = saved(drawn(90, 60), progressive=True)
    first = data.find(b"\xff\xda")
    second = data.find(b"\xff", first + 12)
    scan = data[first:second]
    bomb = data[:second] + scan * 3000 + data[second:]
    assert fault_of(tmp_path, store, bomb, ".jpg").code == Code.PICTURE


def test_a_png_whose_remark_is_a_bomb_is_refused(tmp_path, store):
    remarks = [chunk(b"zTXt", b"x\x00\x00" + zlib.compress(bytes(60_000_000), 9)) for _ in range(3)]
    data = png(8, 8, zlib.compress(bytes(16)), *remarks)
    assert len(data) < 250_000
    assert fault_of(tmp_path, store, data, ".png").code == Code.PICTURE


def test_a_file_that_is_too_large_is_refused_unread(tmp_path, store):
    photo = tmp_path / "panel.jpg"
    photo.write_bytes(SOUND[".jpg"])
    with photo.open("r+b") as file:
        file.truncate(MOST_BYTES + 1)
    with FileChecks(store) as checks:
        (fault,) = checks.faults(photo)
    assert fault.code == Code.FILE_SIZE
    assert fault.about("panel.jpg").startswith("'panel.jpg' has 50 MB")


def test_a_file_that_is_not_there_is_reported(tmp_path, store):
    with FileChecks(store) as checks:
        (fault,) = checks.faults(tmp_path / "panel.jpg")
    assert fault.code == Code.PICTURE
    assert "cannot be read" in fault.message


def test_nothing_is_said_of_other_files(tmp_path, store):
    (tmp_path / "list.csv").write_text("a;b", encoding="utf-8")
    with FileChecks(store) as checks:
        assert list(checks.faults(tmp_path / "list.csv")) == []


def test_a_moving_picture_is_a_warning_each_time(tmp_path, store):
    frames = [drawn(60, 40), drawn(60, 40).rotate(180)]
    (tmp_path / "moving.gif").write_bytes(saved(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    for _ in range(2):
        with FileChecks(store) as checks:
            (fault,) = checks.faults(tmp_path / "moving.gif")
        assert (fault.code, fault.severity) == (Code.PICTURE, Severity.WARNING)


@pytest.mark.parametrize("ending", FORMATS)
@given(data=st.data())
def test_a_changed_file_is_taken_or_refused_and_nothing_else_happens(tmp_path_factory, ending, data):
    sound = SOUND[ending]
    changed = bytearray(sound)
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, min(len(sound) - 1, 700)))
        changed[place] = data.draw(st.integers(0, 255))
    if data.draw(st.booleans()):
        del changed[data.draw(st.integers(0, len(sound))) :]
    folder = tmp_path_factory.mktemp("changed")
    (folder / f"a{ending}").write_bytes(changed)
    store = Store(folder / "cache")
    with FileChecks(store) as checks:
        faults = [fault for fault in checks.faults(folder / f"a{ending}") if fault.severity is Severity.ERROR]
    if faults:
        with pytest.raises(PictureFault):
            derivatives(folder / f"a{ending}", f"x/a{ending}", store)
    else:
        assert derivatives(folder / f"a{ending}", f"x/a{ending}", store).picture.renditions


def test_every_ending_of_a_photo_is_known_here():
    from mission_archive.reading.fields.schema import PHOTO_ENDINGS

    assert set(READERS) == set(PHOTO_ENDINGS)


def test_files_are_checked_where_nothing_can_be_kept(tmp_path):
    (tmp_path / "cache").write_text("no folder", encoding="utf-8")
    (tmp_path / "a.jpg").write_bytes(SOUND[".jpg"])
    with FileChecks(Store(tmp_path / "cache")) as checks:
        assert list(checks.faults(tmp_path / "a.jpg")) == []


def test_very_many_pixels_in_new_photos_are_reported_once_and_again_as_a_sum(tmp_path, store, monkeypatch):
    monkeypatch.setattr("mission_archive.media.checks.MANY_PIXELS", 10_000_000)
    photos = [tmp_path / f"{number}.jpg" for number in range(4)]
    for number, photo in enumerate(photos):
        photo.write_bytes(saved(drawn(40 + number, 30).resize((2500, 2000))))
    with FileChecks(store) as checks:
        found = [list(checks.faults(photo)) for photo in photos]
        assert [len(faults) for faults in found] == [0, 1, 0, 0]
        assert (found[1][0].code, found[1][0].severity) == (Code.FILE_SIZE, Severity.WARNING)
        assert "10 million pixels" in found[1][0].message
        assert checks.work is not None
        assert "20 million pixels together" in checks.work
    with FileChecks(store) as again:
        assert [list(again.faults(photo)) for photo in photos] == [[]] * 4
        assert again.work is None
