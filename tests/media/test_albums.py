"""Which photos of an archive are made into pictures: those that the public may see, and no others."""

import datetime
import threading
import time
from dataclasses import replace

import pytest

from mission_archive.media import derivatives
from mission_archive.media.decoding import PictureFault, decode
from mission_archive.media.derivatives import album
from mission_archive.model.archive import Archive
from mission_archive.model.dates import Date
from mission_archive.model.records import Ending, Photo, Record, Words
from mission_archive.model.terms import Vocabularies
from tests.support.pictures import drawn, saved
from tests.support.site import file_bytes

NOW = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
FOLDER = "content/events/2010/talks"


def record(*photos, **more):
    words = {"en": Words(language="en", path=f"{FOLDER}/index.md", title="Talks", summary="Words.")}
    found = Record(
        id="events/2010/talks", original="en", words=words, date=Date.parse("2010-04-15"), photos=photos
    )
    return replace(found, **more)


def photo(file, consent="given", *, original=False):
    return Photo(file=file, alt={"en": "Speakers"}, credit="A", consent=consent, original=original)


@pytest.fixture
def project(tmp_path):
    (tmp_path / FOLDER).mkdir(parents=True)
    for number, name in enumerate(("panel.jpg", "Снимок №1.jpg", "hall.jpg", "unlisted.jpg")):
        (tmp_path / FOLDER / name).write_bytes(saved(drawn(60 + number, 40)))
    return tmp_path


def made(project, store, *records, **options):
    archive = Archive(records, Vocabularies(), NOW).visible()
    return album(archive, project, store, **options)


def test_every_photo_that_is_shown_is_made_and_found_by_its_path(project, store):
    found = made(project, store, record(photo("panel.jpg"), photo("Снимок №1.jpg")))
    assert set(found.pictures) == {f"{FOLDER}/panel.jpg", f"{FOLDER}/Снимок №1.jpg"}
    assert len(found.files) == 4
    assert all(uri.startswith("events/2010/talks/") for uri in found.files)
    assert all(path.is_file() for path in found.files.values())


@pytest.mark.parametrize(
    "hidden",
    [
        record(photo("panel.jpg", consent="withdrawn")),
        record(
            photo("panel.jpg"), removed=Ending(date=datetime.date(2019, 1, 1), reason={"en": "Asked for."})
        ),
        record(photo("panel.jpg"), draft=True),
        record(photo("panel.jpg"), published=NOW + datetime.timedelta(days=1)),
    ],
    ids=["consent withdrawn", "removed", "draft", "embargoed"],
)
def test_of_what_the_public_must_not_see_nothing_is_made_anywhere(project, store, hidden):
    found = made(project, store, hidden)
    assert (found.pictures, found.files) == ({}, {})
    assert not store.root.exists()


def test_a_photo_whose_consent_is_withdrawn_leaves_the_others_and_need_not_be_there(project, store):
    (project / FOLDER / "panel.jpg").unlink()
    found = made(project, store, record(photo("panel.jpg", consent="withdrawn"), photo("hall.jpg")))
    assert set(found.pictures) == {f"{FOLDER}/hall.jpg"}


def test_the_photo_of_a_withdrawn_record_stays_on_its_page(project, store):
    ending = Ending(date=datetime.date(2019, 1, 1), reason={"en": "It did not take place."})
    assert made(project, store, record(photo("panel.jpg"), withdrawn=ending)).pictures


def test_a_full_size_is_made_of_the_photos_that_ask_for_it(project, store):
    found = made(project, store, record(photo("panel.jpg"), photo("hall.jpg", original=True)))
    assert {path.rpartition("/")[2]: bool(one.full) for path, one in found.pictures.items()} == {
        "panel.jpg": False,
        "hall.jpg": True,
    }


def test_the_number_of_threads_changes_nothing(project, store):
    talks = record(photo("panel.jpg"), photo("hall.jpg"), photo("Снимок №1.jpg"))
    one = made(project, store, talks, workers=1)
    once = file_bytes(store.root)
    assert made(project, replace(store, root=project / "other"), talks, workers=3).pictures == one.pictures
    assert file_bytes(project / "other") == once


@pytest.mark.parametrize(("large", "most"), [(10_000_000, 3), (100, 1)], ids=["small", "large"])
def test_small_photos_are_made_at_once_and_large_ones_one_after_the_other(
    project, store, monkeypatch, large, most
):
    """However many processors there are: memory must not grow with them."""
    at_once, counts, together = [], [], threading.Barrier(most)

    def counted(*given):
        at_once.append(given)
        counts.append(len(at_once))
        together.wait(timeout=60)
        time.sleep(0.05)
        at_once.remove(given)
        return decode(*given)

    monkeypatch.setattr(derivatives, "decode", counted)
    monkeypatch.setattr(derivatives, "LARGE_PIXELS", large)
    talks = record(photo("panel.jpg"), photo("hall.jpg"), photo("Снимок №1.jpg"))
    assert len(made(project, store, talks, workers=3).pictures) == 3
    assert max(counts) == most


def test_a_broken_photo_stops_the_making(project, store):
    (project / FOLDER / "panel.jpg").write_bytes(b"<html>")
    with pytest.raises(PictureFault):
        made(project, store, record(photo("panel.jpg"), photo("hall.jpg")))
