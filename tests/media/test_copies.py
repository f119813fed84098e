"""A photo is known again in another size, format or quality, and no other photo is taken for it."""

from __future__ import annotations

import random

import pytest
from PIL import Image

from mission_archive.media.checks import FileChecks
from mission_archive.media.decoding import thumbnail
from mission_archive.media.store import Store
from mission_archive.reading.content import read_content
from mission_archive.reading.rules.consent import Likenesses
from tests.support.pictures import saved
from tests.support.toy import NOW


def scene(seed: int, size: tuple[int, int] = (640, 480)) -> Image.Image:
    """Soft shapes and colours, as a photo has them."""
    rough = Image.frombytes("RGB", (12, 9), random.Random(seed).randbytes(12 * 9 * 3))
    return rough.resize(size, Image.Resampling.BICUBIC)


def turned(image: Image.Image) -> bytes:
    """The picture lying on its side, with the remark of a camera that says so."""
    exif = Image.Exif()
    exif[0x0112] = 8
    return saved(image.transpose(Image.Transpose.ROTATE_270), "JPEG", quality=90, exif=exif)


def test_what_is_transparent_is_known_as_the_white_that_readers_see():
    image = Image.new("RGBA", (64, 64), (200, 10, 10, 0))
    image.paste((10, 10, 200, 255), (0, 0, 32, 64))
    seen = Image.new("RGB", (64, 64), "white")
    seen.paste((10, 10, 200), (0, 0, 32, 64))
    assert thumbnail(image) == thumbnail(seen)


COPIES = {
    "copy.jpg": lambda image: saved(image, "JPEG", quality=30),
    "small.jpg": lambda image: saved(image.resize((image.width // 3, image.height // 3)), "JPEG", quality=80),
    "copy.webp": lambda image: saved(image, "WEBP", quality=60),
    "copy.avif": lambda image: saved(image, "AVIF", quality=60),
    "copy.png": lambda image: saved(image, "PNG"),
    "turned.jpg": turned,
    "turned-for-good.jpg": lambda image: saved(image.transpose(Image.Transpose.ROTATE_90), "JPEG"),
    "mirrored.jpg": lambda image: saved(image.transpose(Image.Transpose.FLIP_LEFT_RIGHT), "JPEG", quality=50),
}
OTHERS = {
    "other.jpg": lambda image: saved(scene(2), "JPEG"),
    "cut.jpg": lambda image: saved(image.crop((image.width // 20, 0, image.width, image.height)), "JPEG"),
    "light.jpg": lambda image: saved(image.point(lambda shade: min(255, shade + 40)), "JPEG"),
}


@pytest.fixture
def withheld(tmp_path):
    """From a picture and files with their makers to those that are not shown once its consent is withdrawn."""

    def of(image, makers):
        folder = tmp_path / "content/events/2010/a"
        folder.mkdir(parents=True)
        files = {
            "first.jpg": saved(image, "JPEG", quality=90),
            **{name: make(image) for name, make in makers.items()},
        }
        for name, data in files.items():
            (folder / name).write_bytes(data)
        consents = {"first.jpg": "withdrawn"}
        photos = "".join(
            f"  - {{file: {name}, alt: A room, credit: A person, consent: {consents.get(name, 'given')}}}\n"
            for name in files
        )
        head = "title: Talks on borders\ndate: 2010-04-15\nsummary: Officials spoke.\n"
        (folder / "index.md").write_text(f"---\n{head}photos:\n{photos}---\nText.\n", encoding="utf-8")
        with FileChecks(Store(tmp_path / "cache")) as inspector:
            content = read_content(tmp_path / "content", now=NOW, inspector=inspector)
        assert [str(problem) for problem in content.errors] == []
        messages = {problem.message for problem in content.problems if problem.code == "consent"}
        hidden = {path.rpartition("/")[2] for path in content.without_consent} - {"first.jpg"}
        assert {name for name in files if any(f"'{name}'" in message for message in messages)} == hidden
        return hidden

    return of


def test_every_copy_of_a_withdrawn_photo_is_withheld_and_no_other_photo_is(withheld):
    assert withheld(scene(1), {**COPIES, **OTHERS}) == COPIES.keys()


def test_pictures_on_which_nothing_is_to_be_seen_are_not_taken_for_each_other(withheld):
    flat = Image.new("RGB", (640, 480), (90, 120, 150))
    assert withheld(flat, {"other.png": lambda image: saved(image.resize((320, 240)), "PNG")}) == set()


def test_of_thousands_of_photos_none_is_taken_for_another():
    photos = {str(seed): thumbnail(scene(seed, (64, 48))) for seed in range(400)}
    known = Likenesses((name, photo) for name, photo in photos.items() if int(name) % 2)
    assert [name for name, photo in photos.items() if not int(name) % 2 and known.same(photo)] == []
    assert known.same(photos["201"]) == "201"


def test_no_photo_is_read_where_no_consent_is_withdrawn(tmp_path):
    class Unasked:
        def faults(self, path, known):
            return ()

        def thumbnail(self, path):
            raise AssertionError(path)

    (tmp_path / "content/events/2010").mkdir(parents=True)
    (tmp_path / "content/events/2010/p.jpg").write_bytes(saved(scene(1), "JPEG"))
    (tmp_path / "content/events/2010/a.md").write_text(
        "---\ntitle: Talks on borders\ndate: 2010-04-15\nsummary: Officials spoke.\n"
        "photos: [{file: p.jpg, alt: A room, credit: A person, consent: given}]\n---\nText.\n",
        encoding="utf-8",
    )
    assert read_content(tmp_path / "content", now=NOW, inspector=Unasked()).errors == []
