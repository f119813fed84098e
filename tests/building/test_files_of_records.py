"""What the check says of photos and documents that are not what they seem, each at its place."""

import os

import pytest

from tests.media.test_refusals import BOMB, SCRIPT, SOUND
from tests.site.sample import write
from tests.support.documents import pdf
from tests.support.site import build, run

FOLDER = "events/2010/talks"


def record(field, name):
    more = "alt: People, credit: A, consent: given" if field == "photos" else "title: A paper"
    return (
        "---\ntitle: Talks\ndate: 2010-04-15\nsummary: They talked.\n"
        f'{field}:\n  - {{file: "{name}", {more}}}\npeople: [{{name: Anna Example, role: Head}}]\n---\n'
    )


def checked(project, field, name, data):
    write(project / "content", f"{FOLDER}/index.md", record(field, name))
    if ".." not in name:
        (project / "content" / FOLDER / name).write_bytes(data)
    return run(project, "archive", "check")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("panel.jpg", SOUND[".jpg"][:500], "'panel.jpg' is broken or cut off"),
        ("panel.png", BOMB, "'panel.png' has 10,000 × 10,000 pixels"),
        ("panel.jpg", b"<!DOCTYPE html><html></html>", "'panel.jpg' is not a .jpg file but a web page"),
        ("panel.png", SCRIPT, "'panel.png' is not a .png file"),
        ("panel.svg", SCRIPT, "'panel.svg' is not a type of file that can be published here"),
        ("Снимок №1.jpg", SOUND[".png"], "'Снимок №1.jpg' is not a .jpg file but a PNG picture"),
        ("../panel.jpg", b"", "is not in the folder of the record"),
    ],
)
def test_a_photo_that_is_none_is_told_at_its_place_and_stops_the_build(project, name, data, said):
    done = checked(project, "photos", name, data)
    (line,) = [line for line in done.stdout.splitlines() if ": error: " in line]
    assert line.startswith(f"content/{FOLDER}/index.md:6:12: error: photos.file: ")
    assert said in line
    assert done.returncode == 1
    assert run(project, "archive", "build").returncode != 0
    assert not (project / "site").exists()


def test_a_photo_with_a_cyrillic_name_is_published(project):
    assert checked(project, "photos", "Снимок №1.jpg", SOUND[".jpg"]).returncode == 0
    names = [uri for uri in build(project).files if uri.startswith(f"{FOLDER}/Снимок №1-")]
    assert sorted(name.rpartition(".")[2] for name in names) == ["jpg", "webp"]


def test_a_withdrawn_photo_leaves_what_builds_keep_on_the_second_day_after_it_was_last_shown(project):
    assert checked(project, "photos", "panel.jpg", SOUND[".jpg"]).returncode == 0
    build(project)
    kept = [path.parent for path in (project / ".cache/photos").glob("*/*/*.webp")]
    assert kept
    write(
        project / "content",
        f"{FOLDER}/index.md",
        record("photos", "panel.jpg").replace("given", "withdrawn"),
    )
    for folder in kept:
        os.utime(folder, (0, 0))
    build(project)
    assert not any(folder.exists() for folder in kept)


def test_a_name_in_the_properties_of_a_document_is_a_warning_at_its_place(project):
    done = checked(project, "attachments", "paper.pdf", pdf({"Author": "Jane Doe"}))
    (line,) = [line for line in done.stdout.splitlines() if "[properties]" in line]
    assert line.startswith(f"content/{FOLDER}/index.md:6:12: warning: attachments.file: 'paper.pdf' ")
    assert "Author 'Jane Doe'" in line
    assert done.returncode == 0


@pytest.mark.parametrize("name", ["Anna Example", "Our Mission"])
def test_names_that_the_record_and_the_vocabulary_tell_are_no_warning(project, name):
    write(
        project / "content", "vocabularies/institutions.yml", "- {id: mission, name: Our Mission in Alder}\n"
    )
    assert "[properties]" not in checked(project, "attachments", "paper.pdf", pdf({"Author": name})).stdout


def test_a_second_check_finds_the_same(project):
    first = checked(project, "attachments", "paper.pdf", pdf({"Author": "Jane Doe"})).stdout
    assert (project / ".cache/photos").is_dir()
    assert run(project, "archive", "check").stdout == first
