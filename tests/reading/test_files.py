"""Files that a repository cannot hold or should not: large, linked, oddly named, endlessly long or deep."""

import os

import pytest

from mission_archive.model.problems import Code
from mission_archive.reading.content import read_content
from mission_archive.reading.files import fault_of_name, shown_name
from tests.support.toy import write_toy_vocabularies

RECORD = """---
title: Seminar on borders
date: 2010-04-15
summary: Officials spoke about borders.
{}
---
{}
"""
LONG = 900_000
"""Characters of a file that is just not too large to be read."""


@pytest.fixture
def content(tmp_path):
    return write_toy_vocabularies(tmp_path)


def write(content, fields="", body="", uri="events/2010/x.md"):
    path = content / uri
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(RECORD.format(fields, body), encoding="utf-8")
    return path


def told(content):
    return [(problem.path, problem.code) for problem in read_content(content).problems]


def test_a_file_of_ten_megabytes_is_not_read(content):
    write(content, body="x" * 10_000_000)
    (problem,) = read_content(content).problems
    assert (problem.path, problem.code) == ("content/events/2010/x.md", Code.FILE_SIZE)
    assert "10.0 MB" in problem.message


def test_a_link_to_a_file_is_not_followed(content, tmp_path):
    write(content)
    (tmp_path / "secret.md").write_text("secret", encoding="utf-8")
    (content / "events/2010/y.md").symlink_to(tmp_path / "secret.md")
    assert told(content) == [("content/events/2010/y.md", Code.UNREADABLE)]


def test_a_link_to_a_folder_above_makes_no_endless_walk(content):
    write(content)
    (content / "events/2010/again").symlink_to(content, target_is_directory=True)
    assert told(content) == [("content/events/2010/again", Code.UNREADABLE)]


def test_what_is_no_file_is_not_opened(content):
    write(content)
    os.mkfifo(content / "events/2010/pipe.md")
    assert told(content) == [("content/events/2010/pipe.md", Code.UNREADABLE)]


def test_a_missing_content_folder_is_told_and_not_raised(tmp_path):
    read = read_content(tmp_path / "content")
    assert [problem.code for problem in read.problems] == [Code.UNREADABLE]
    assert not read.records


def test_an_empty_content_folder_holds_nothing_wrong(tmp_path):
    (tmp_path / "content").mkdir()
    assert told(tmp_path / "content") == []


@pytest.mark.parametrize("name", [".DS_Store", "Thumbs.db", "x.md~", ".hidden/x.md"])
def test_what_systems_and_editors_leave_behind_is_passed_over(content, name):
    write(content)
    write(content, fields="no field", uri=f"events/2010/{name}")
    assert told(content) == []


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("report\udce9.pdf", "UTF-8"),
        ("one\ntwo.pdf", "invisible"),
        (" report.pdf", "blanks"),
        ("отчё".replace("ё", "е\u0308") + ".pdf", "apart"),
    ],
)
def test_a_name_that_others_could_not_type_is_told(name, word):
    assert word in (fault_of_name(name) or "")
    assert shown_name(name).isprintable()


@pytest.mark.parametrize("name", ["report.pdf", "отчёт 2010 (1).pdf", "Annual_Report.PDF"])
def test_a_name_of_any_script_is_fine(name):
    assert fault_of_name(name) is None


# What would take ages or bring the process down if a rule were not linear or a reader recursed.
ENDLESS = {
    "a title of one line": ("title: " + "x" * LONG, ""),
    "brackets": ("note: " + "[" * LONG, ""),
    "curly brackets": ("note: " + "{" * LONG, ""),
    "list dashes": ("note: " + "- " * (LONG // 2), ""),
    "question marks": ("? " * (LONG // 2), ""),
    "indents": ("\n".join(" " * depth + "a:" for depth in range(1_200)), ""),
    "items": ("themes:\n" + "  - energi\n" * 10_000, ""),
    "different items": ("themes:\n" + "".join(f"  - energy{n}\n" for n in range(10_000)), ""),
    "links to other records": (
        "related:\n" + "".join(f"  - events/2010/y{n}\n" for n in range(10_000)),
        "",
    ),
    "photos that are not there": (
        "photos:\n"
        + "".join(f"  - {{file: p{n}.png, alt: A, credit: C, consent: given}}\n" for n in range(8_000)),
        "",
    ),
    "unknown fields": ("".join(f"field{n}: x\n" for n in range(20_000)), ""),
    "one field many times": ("note: x\n" * 20_000, ""),
    "wrong dates": ("outcomes:\n" + "  - {text: A, expected: spring 2011}\n" * 5_000, ""),
    "an address of dots": ("sources: [{url: 'http://" + "a." * (LONG // 3) + " '}]", ""),
    "comments": ("# x\n" * (LONG // 5), ""),
    "a hash in every line": ("themes:\n" + "  - energy #1\n" * 10_000, ""),
    "dead links": ("", "[a](b.md)\n" * (LONG // 10)),
    "dead links in a line": ("", "[a](b.md) " * (LONG // 10)),
    "different dead links": ("", "".join(f"[a](b{n}.md) " for n in range(30_000))),
    "links with blanks": ("", "[a](b c.md) " * (LONG // 12)),
    "links with blanks in code": ("", "`[a](b c.md)` " * (LONG // 14)),
    "words in brackets": ("", "](" + "a " * (LONG // 2)),
    "brackets in the text": ("", "[" * LONG),
    "openings of links": ("", "](<" * (LONG // 3)),
    "openings of pictures": ("", "![" * (LONG // 2)),
    "brackets of addresses": ("", "](" + "(" * LONG),
    "openings of elements": ("", "<a href=" * (LONG // 8)),
    "elements with endless blanks": ("", "<a " + "href " * (LONG // 5)),
    "definitions": ("", "[a]: b.md\n" * (LONG // 10)),
    "quotes": ("", ">" * LONG),
    "stars": ("", "*a **b " * (LONG // 7)),
    "backquotes": ("", "".join("`" * (n % 300) + " " for n in range(5_000))),
    "pictures of others": ("", "![a](https://example.org/a.png) " * (LONG // 32)),
}


@pytest.mark.parametrize(("fields", "body"), ENDLESS.values(), ids=ENDLESS)
def test_an_endless_file_is_read_or_refused(content, fields, body):
    write(content, fields, body)
    for problem in read_content(content).problems:
        assert len(str(problem)) < 1_000


def test_a_vocabulary_of_one_endless_chain_is_refused(content):
    terms = [f"- id: t{n}\n  name: T\n" + (f"  broader: t{n - 1}\n" if n else "") for n in range(20_000)]
    (content / "vocabularies/themes.yml").write_text("".join(terms), encoding="utf-8")
    assert {problem.code for problem in read_content(content).problems} == {Code.VOCABULARY}


def test_a_vocabulary_of_one_endless_circle_is_refused(content):
    terms = [f"- id: t{n}\n  name: T\n  broader: t{(n + 1) % 20_000}\n" for n in range(20_000)]
    (content / "vocabularies/themes.yml").write_text("".join(terms), encoding="utf-8")
    (problem,) = [p for p in read_content(content).problems if p.code == Code.CIRCLE]
    assert len(str(problem)) < 1_000
