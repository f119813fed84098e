"""What the check refuses of those who mean harm, with a message that an editor who meant none can mend it by."""

from __future__ import annotations

import os

import pytest

from mission_archive.model.problems import Severity
from mission_archive.reading.content import read_content
from tests.hostile.refused import FIELDS, LINKS, TERMS
from tests.support.pictures import picture
from tests.support.toy import NOW, write_toy_vocabularies

FOLDER = "events/2010/record"
HEAD = "title: A record\ndate: 2010-05-06\nsummary: What it was.\n"


@pytest.fixture
def content(tmp_path):
    """A content folder with a record, a picture that nobody names, and files around it that nobody may reach."""
    content = write_toy_vocabularies(tmp_path)
    folder = content / FOLDER
    folder.mkdir(parents=True)
    (folder / "secret.csv").write_text("secret", encoding="utf-8")
    for path in (tmp_path / "mkdocs.yml", tmp_path / "mkdocs.pdf"):
        path.write_text("secret", encoding="utf-8")
    (folder / "panel.png").write_bytes(picture())
    (folder.parent / "secret.png").write_bytes(picture())
    (folder.parent / "other.md").write_text(f"---\n{HEAD}---\n", encoding="utf-8")
    return content


def codes(content, text):
    """The codes of what the check says of a record with this text."""
    (content / FOLDER / "index.md").write_text(text, encoding="utf-8")
    return errors(content)


def errors(content):
    problems = read_content(content, now=NOW).problems
    return {str(problem.code) for problem in problems if problem.severity is Severity.ERROR}


def test_the_record_itself_is_sound(content):
    photo = "photos: [{file: panel.png, alt: A wall, credit: x, consent: not-needed}]\n"
    assert codes(content, f"---\n{HEAD}{photo}---\nText.\n") == set()


@pytest.mark.parametrize(
    ("field", "code"), [(field, code) for _, field, code in FIELDS], ids=[n for n, *_ in FIELDS]
)
def test_a_field_is_refused(content, field, code):
    assert code in codes(content, f"---\n{HEAD}{field}\n---\nText.\n")


@pytest.mark.parametrize(
    ("text", "code"), [(text, code) for _, text, code in LINKS], ids=[name for name, *_ in LINKS]
)
def test_a_text_is_refused(content, text, code):
    assert code in codes(content, f"---\n{HEAD}---\n{text}\n")


@pytest.mark.parametrize(
    ("term", "code"), [(term, code) for _, term, code in TERMS], ids=[name for name, *_ in TERMS]
)
def test_a_term_is_refused(content, term, code):
    path = content / "vocabularies/places.yml"
    path.write_text(f"{path.read_text('utf-8')}\n{term}\n", encoding="utf-8")
    assert code in errors(content)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("<script>attacked(1)<script>.md", "file-name"),
        ('"><img src=x onerror=attacked(1)>.md', "file-name"),
        ("__proto__.md", "slug"),
        ("index.html.md", "language-suffix"),
        ("x\u202ednm.md", "file-name"),
        ("x\nattacked.md", "file-name"),
        ("::error::x.md", "file-name"),
        ("`<img src=x>`.md", "file-name"),
        ("{{ 7*7 }}.md", "file-name"),
    ],
)
def test_a_name_of_a_file_is_refused(content, name, code):
    (content / "events/2010" / name).write_text(f"---\n{HEAD}---\n", encoding="utf-8")
    assert code in errors(content)


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("index.md", ""),
        ("link.png", "photos: [{file: link.png, alt: x, credit: x, consent: given}]\n"),
        ("link.pdf", "attachments: [{file: link.pdf, title: x}]\n"),
        ("folder/link.pdf", "attachments: [{file: folder/link.pdf, title: x}]\n"),
    ],
    ids=["record", "photo", "document", "document in a folder"],
)
def test_a_link_of_the_file_system_is_not_followed(content, tmp_path, name, field):
    outside = tmp_path / "outside"
    outside.mkdir()
    record = outside / "record.md"
    record.write_text(f"---\n{HEAD}---\nsecret\n", encoding="utf-8")
    (outside / "link.pdf").write_bytes(b"%PDF-1.4 secret")
    place = content / FOLDER / name
    if place.parent != content / FOLDER:
        place.parent.symlink_to(outside, target_is_directory=True)
    else:
        place.symlink_to({"index.md": record}.get(name, outside / "link.pdf"))
    if field:
        (content / FOLDER / "index.md").write_text(f"---\n{HEAD}{field}---\n", encoding="utf-8")
    found = read_content(content, now=NOW)
    told = {(problem.path, str(problem.code)) for problem in found.errors}
    linked = place if place.is_symlink() else place.parent
    assert (f"content/{linked.relative_to(content).as_posix()}", "unreadable") in told
    assert not any("secret" in words.body for record in found.records for words in record.words.values())


@pytest.mark.parametrize("name", ["events", "events/2011", "vocabularies/more.yml", "workshops"])
def test_a_folder_that_is_a_link_is_not_followed(content, tmp_path, name):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "record.md").write_text(f"---\n{HEAD}---\nsecret\n", encoding="utf-8")
    place = content / name
    if place.exists():
        place.rename(tmp_path / "moved")
    place.symlink_to(outside, target_is_directory=True)
    found = read_content(content, now=NOW)
    assert (f"content/{name}", "unreadable") in {
        (problem.path, str(problem.code)) for problem in found.errors
    }
    assert [record.id for record in found.records if "record" in record.id] == []


def test_a_pipe_in_the_place_of_a_record_keeps_nobody_waiting(content):
    os.mkfifo(content / FOLDER / "index.md")
    assert "unreadable" in errors(content)


def test_what_is_refused_is_told_on_one_line_whatever_it_holds(content):
    """A code host takes a line that begins with `::` for an order, and a terminal obeys what follows an escape."""
    fields = "\n".join(field for _, field, _ in FIELDS if not field.startswith(("---", "a: &a")))
    text = f"---\n{HEAD}{fields}\n---\n" + "\n\n".join(text for _, text, _ in LINKS[:-2])
    (content / FOLDER / "index.md").write_text(text, encoding="utf-8")
    (content / FOLDER / "::error::\x1b[31m\n::x.md").write_text("x", encoding="utf-8")
    note = "note: 'A sentence' " + "that goes on and on, ::error::x " * 20
    (content / FOLDER / "note.md").write_text(f"---\n{HEAD}{note}\n---\n", encoding="utf-8")
    problems = read_content(content, now=NOW).problems
    assert any(problem.proposal for problem in problems)
    told = [str(problem).split("\n") for problem in problems]
    assert [first for first, *_ in told if not first.startswith("content/")] == []
    lines = [line for lines in told for line in lines]
    assert [line for line in lines if not line.isprintable() or line.lstrip().startswith(("::", "##["))] == []
