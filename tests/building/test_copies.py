"""Kept copies of sources: which of them the site gives to readers, and what stops that."""

import datetime
import logging

import pytest

from mission_archive.building.copies import files_of_copies, with_captures
from mission_archive.building.faults import BuildFault
from mission_archive.model.archive import Archive
from mission_archive.model.captures import COPIES, file_of
from mission_archive.model.records import Ending, Source
from mission_archive.model.terms import Vocabularies
from tests.rendering.archives import NOW, record
from tests.support.copies import keep_copies

ONE, TWO = "https://a.example/1", "https://a.example/2"
ALLOWED, KEPT = Source(url=ONE, copy_permission={"en": "CC BY 4.0"}), Source(url=TWO)
NOT_KEPT = Source(url="https://a.example/3", copy_permission={"en": "CC BY 4.0"})
ENDING = Ending(date=datetime.date(2011, 1, 1), reason={"en": "Why."})


@pytest.fixture
def project(tmp_path):
    keep_copies(tmp_path, {ONE: "one", TWO: "two"})
    return tmp_path


def joined(project, *records):
    """The records with the copies that are kept, and what is reported of them."""
    lines = []
    found = with_captures(records, project / COPIES, lambda level, line: lines.append((level, line)))
    return found, lines


def published(project, one):
    (found,), _ = joined(project, one)
    archive = Archive([found], Vocabularies(), NOW).visible()
    return files_of_copies(archive.listed, project)


def test_only_a_copy_with_a_permission_is_a_file_of_the_site(project):
    one = record("events/2010/talk", sources=(ALLOWED, KEPT, NOT_KEPT, Source(title={"en": "A letter"})))
    name = file_of(ONE)
    assert published(project, one) == {f"events/2010/talk/source-{name}": project / COPIES / name}


@pytest.mark.parametrize(
    "hidden",
    [
        {"draft": True},
        {"published": NOW + datetime.timedelta(days=1)},
        {"withdrawn": ENDING},
        {"removed": ENDING},
    ],
    ids=lambda field: next(iter(field)),
)
def test_a_record_that_is_not_public_or_no_longer_holds_gives_no_copy(project, hidden):
    assert published(project, record(sources=(ALLOWED,), **hidden)) == {}


def test_what_may_be_published_and_is_not_kept_is_reported(project):
    ended = record("events/2010/ended", sources=(NOT_KEPT,), withdrawn=ENDING)
    one = record("events/2010/talk", sources=(ALLOWED, KEPT, NOT_KEPT))
    _, lines = joined(project, ended, one)
    said = "a copy of https://a.example/3 may be published, and none is kept; run: archive links --capture"
    assert lines == [(logging.INFO, f"{one.path}: {said}")]


def test_a_record_without_copies_is_left_as_it_is(project):
    one = record(sources=(NOT_KEPT,))
    (same,), _ = joined(project, one)
    assert same is one


@pytest.mark.parametrize("change", ["missing", "other", "link"])
def test_a_file_that_is_not_the_one_that_was_kept_stops_the_build(project, change):
    file = project / COPIES / file_of(ONE)
    data = file.read_bytes()
    file.unlink()
    if change == "other":
        file.write_bytes(data + b"x")
    elif change == "link":
        (project / "elsewhere").write_bytes(data)
        file.symlink_to(project / "elsewhere")
    with pytest.raises(
        BuildFault, match=rf"^copies/{file.name}, a copy of https://a\.example/1, is missing or is not"
    ):
        published(project, record(sources=(ALLOWED,)))


def test_a_damaged_table_stops_the_build(project):
    (project / COPIES / "captures.json").write_text("{", "utf-8")
    with pytest.raises(BuildFault, match=r"captures\.json is damaged; put back the version of before"):
        joined(project, record())
