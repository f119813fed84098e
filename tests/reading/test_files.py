"""Files that a repository cannot hold or should not: large, linked, oddly named, endlessly long or deep."""

import codecs
import os

import pytest

from mission_archive.model.problems import Code, printable
from mission_archive.reading.content import read_content
from mission_archive.reading.finding.files import ContentFiles, fault_of_name
from mission_archive.reading.finding.layout import suffix_fault
from mission_archive.reading.yaml.decoding import decode
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


def reported(content):
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
    assert reported(content) == [("content/events/2010/y.md", Code.UNREADABLE)]


@pytest.mark.parametrize(
    ("one", "other"), [("a.pdf", "A.pdf"), ("News/a.pdf", "news/b.pdf"), ("Ж.pdf", "ж.pdf")]
)
def test_names_that_differ_in_capitals_alone_are_reported(tmp_path, one, other):
    folder = tmp_path / "content/events/2010"
    for name in (one, other):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"%PDF-1.4")
    if len({path.name for path in folder.iterdir()}) == 2:  # this system knows capital letters
        assert Code.FILE_NAME in {code for _, code in reported(tmp_path / "content")}


def test_a_link_to_a_folder_above_makes_no_endless_walk(content):
    write(content)
    (content / "events/2010/again").symlink_to(content, target_is_directory=True)
    assert reported(content) == [("content/events/2010/again", Code.UNREADABLE)]


def test_what_is_no_file_is_not_opened(content):
    write(content)
    os.mkfifo(content / "events/2010/pipe.md")
    assert reported(content) == [("content/events/2010/pipe.md", Code.UNREADABLE)]


def test_a_missing_content_folder_is_reported_and_not_raised(tmp_path):
    read = read_content(tmp_path / "content")
    assert [problem.code for problem in read.problems] == [Code.UNREADABLE]
    assert not read.records


def test_an_empty_content_folder_holds_nothing_wrong(tmp_path):
    (tmp_path / "content").mkdir()
    assert reported(tmp_path / "content") == []


@pytest.mark.parametrize("name", [".DS_Store", "Thumbs.db", "x.md~", ".hidden/x.md"])
def test_what_systems_and_editors_leave_behind_is_passed_over(content, name):
    write(content)
    write(content, fields="no field", uri=f"events/2010/{name}")
    assert reported(content) == []


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("report\udce9.pdf", "UTF-8"),
        ("one\ntwo.pdf", "invisible"),
        (" report.pdf", "spaces"),
        ("отчё".replace("ё", "е\u0308") + ".pdf", "stored separately"),
        ("plan.", "not every system takes"),
        ("part 1:2.pdf", "not every system takes"),
    ],
)
def test_a_name_that_others_could_not_type_is_reported(name, word):
    assert word in (fault_of_name(name) or "")
    assert printable(name).isprintable()


@pytest.mark.parametrize("name", ["report.pdf", "отчёт 2010 (1).pdf", "Annual_Report.PDF"])
def test_a_name_of_any_script_is_fine(name):
    assert fault_of_name(name) is None


def test_what_is_gone_when_it_is_to_be_read_is_reported(content):
    path = write(content)
    files = ContentFiles.scan(content, "content")
    path.unlink()
    text, (problem,) = files.text("events/2010/x.md")
    assert (text, problem.code) == (None, Code.UNREADABLE)
    assert problem.message.startswith("the file cannot be read (No such file")
    assert files.beginning("events/2010/x.md", 8) == b""
    (problem,) = ContentFiles.scan(content / "gone", "content").problems
    assert problem.message.startswith("the folder cannot be read (No such file")


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
    "quotes of many lines": ("", "> a\n>> b\n" * (LONG // 12)),
    "quotes in lists": ("", "> - " * (LONG // 4)),
    "elements": ("", "<div>" * 180_000),
    "elements in lines": ("", "<div>\n" * 30_000),
    "closings of links": ("", "](" * 450_000),
    "codes that do not end": ("", "[a](b c.md)\n\n" + "<code>" * 30_000),
    "entities": ("", "&#8203;" * 25_000),
    "footnotes": ("", "[^1]: a [^1]\n\n" * 14_000),
    "former addresses": (
        "former_urls:\n" + "".join(f"  - /{'a/' * 90}{n}\n" for n in range(1_000)),
        "",
    ),
    "pictures of others": ("", "![a](https://example.org/a.png) " * (LONG // 32)),
}


@pytest.mark.parametrize(("fields", "body"), ENDLESS.values(), ids=ENDLESS)
def test_an_endless_file_is_read_or_refused(content, fields, body):
    write(content, fields, body)
    for problem in read_content(content).problems:
        assert len(str(problem)) < 1_000


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("x " * 100_001, Code.LENGTH),
        (">" * 150, Code.NESTING),
        ("- " * 100 + "a", Code.NESTING),
        ("<div>" * 30_000, Code.NESTING),
        ("<ul><li>" * 20_000, Code.NESTING),
        ("<i>a</b>" * 20_000, Code.NESTING),
        ('<p title="</p>"><b title="</b>">' * 200, Code.NESTING),
        ("<!-- " + "<div>" * 200, Code.NESTING),
        ("<title><a b='</title>" + "<div>" * 200 + "'>", Code.NESTING),
        ("".join(f"<b lang=a{n}>" for n in range(90)) + "\n<p>x" * 20_000, Code.NESTING),
    ],
)
def test_a_text_that_would_stop_a_build_is_refused(content, body, code):
    write(content, body=body)
    assert reported(content) == [("content/events/2010/x.md", code)]


@pytest.mark.parametrize(
    "body",
    [
        "](" * 90_000,
        "Words. " * 28_000,
        "| a | b |\n|---|---|\n" + "| c | d |\n" * 15_000,
        "# A\n\nB *c* **d**.\n\n" * 8_000,
        "<table>" + "<tr><td>a<td>b\n" * 5_000 + "</table>",
        "<script>a</script> <!-- <b> <i> --> <br> <hr> </p>" * 1_000,
    ],
)
def test_a_long_text_without_end_in_depth_is_not_refused(content, body):
    write(content, body=body)
    assert {code for _, code in reported(content)} <= {Code.MARKDOWN}


def test_a_vocabulary_of_one_endless_chain_is_refused(content):
    terms = [f"- id: t{n}\n  name: T\n" + (f"  broader: t{n - 1}\n" if n else "") for n in range(20_000)]
    (content / "vocabularies/themes.yml").write_text("".join(terms), encoding="utf-8")
    assert {problem.code for problem in read_content(content).problems} == {Code.VOCABULARY}


def test_a_vocabulary_of_one_endless_circle_is_refused(content):
    terms = [f"- id: t{n}\n  name: T\n  broader: t{(n + 1) % 20_000}\n" for n in range(20_000)]
    (content / "vocabularies/themes.yml").write_text("".join(terms), encoding="utf-8")
    (problem,) = [p for p in read_content(content).problems if p.code == Code.CIRCLE]
    assert len(str(problem)) < 1_000


# How large and how many


def write_document(content, name, size):
    """A sparse file: of any size, and of no room on the disk."""
    path = content / "events/2010/x" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(b"PK\3\4")
        file.truncate(size)


def with_documents(content, *sizes):
    """A record with documents of these sizes in megabytes, and all that is said of it."""
    listed = []
    for number, size in enumerate(sizes):
        write_document(content, f"{number}.zip", size * 1_000_000)
        listed.append(f"{{file: {number}.zip, title: The list {number}}}")
    write(content, f"attachments: [{', '.join(listed)}]", uri="events/2010/x/index.md")
    return read_content(content).problems


def test_a_document_of_a_hundred_megabytes_is_the_largest(content):
    assert with_documents(content, 100) == []
    (problem,) = with_documents(content, 101)
    assert (problem.code, problem.severity, problem.field) == (Code.FILE_SIZE, "error", "attachments.file")
    assert "'0.zip' has 101 MB" in problem.message


def test_a_document_of_terabytes_is_refused_by_its_size_alone(content):
    problems = with_documents(content, 8_000_000)
    assert {problem.code for problem in problems} == {Code.FILE_SIZE}


def test_documents_are_counted_together(content):
    assert with_documents(content, *[100] * 8) == []
    (problem,) = with_documents(content, *[100] * 9)
    assert (problem.path, problem.severity) == ("content", "warning")
    assert "900 MB together" in problem.message
    (problem,) = with_documents(content, *[100] * 21)
    assert (problem.path, problem.code, problem.severity) == ("content", Code.FILE_SIZE, "error")
    assert "2,100 MB together" in problem.message


def former(count, prefix=""):
    return f"former_urls: [{', '.join(f'/old/{prefix}{number}/' for number in range(count))}]"


def test_a_record_has_at_most_a_hundred_old_addresses(content):
    write(content, former(100))
    assert reported(content) == []
    write(content, former(101))
    assert reported(content) == [("content/events/2010/x.md", Code.LENGTH)]


def test_the_old_addresses_of_all_records_are_counted_with_those_of_languages_and_documents(
    content, monkeypatch
):
    monkeypatch.setattr("mission_archive.reading.rules.relations.MOST_LEADING_ON", 8 * 3 + 1)
    write_document(content, "a.zip", 100)
    attached = "attachments: [{file: a.zip, title: The list}]"
    write(content, f"{former(4)}\n{attached}", uri="events/2010/x/index.md")
    write(content, former(3, "y"), uri="events/2010/y.md")
    assert reported(content) == []
    write(content, former(4, "y"), uri="events/2010/y.md")
    (problem,) = read_content(content).problems
    assert (problem.path, problem.code) == ("content/events/2010/y.md", Code.FORMER_URL)
    assert "are 28, and a site may have 25" in problem.message


def test_a_folder_of_records_that_is_a_link_is_not_read(tmp_path):
    (tmp_path / "elsewhere/events/2010").mkdir(parents=True)
    (tmp_path / "elsewhere/events/2010/x.md").write_text("token: abc\n", encoding="utf-8")
    (tmp_path / "content").symlink_to(tmp_path / "elsewhere")
    (problem,) = read_content(tmp_path / "content").problems
    assert (problem.path, problem.message) == (
        "content",
        "this is a link to another folder; put the folder itself here",
    )


@pytest.mark.parametrize(("language", "meant"), [("russian", "ru"), ("русский", "ru"), ("tajik", "tg")])
def test_the_name_of_a_language_before_the_ending_of_a_file_is_understood(language, meant):
    assert str(suffix_fault("notes", language, ".md")).endswith(f"did you mean 'notes.{meant}.md'?")


@pytest.mark.parametrize(("length", "code"), [(2000, Code.MOMENT), (2001, Code.LENGTH)])
def test_a_value_with_a_form_of_its_own_is_read_up_to_2000_characters(content, length, code):
    write(content, f"published: {'x' * length}")
    (problem,) = read_content(content).problems
    assert problem.code is code


@pytest.mark.parametrize(("size", "codes"), [(100_000_000, []), (100_000_001, [Code.FILE_SIZE])])
def test_a_document_may_have_100_megabytes_and_no_byte_more(content, size, codes):
    record = write(content, "attachments: [{file: report.pdf, title: The report}]")
    document = record.with_name("report.pdf")
    document.write_bytes(b"%PDF-1.7\n")
    os.truncate(document, size)
    assert [problem.code for problem in read_content(content).problems] == codes


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_a_byte_that_is_not_in_utf_8_is_found_at_its_place_with_and_without_a_byte_order_mark(mark):
    text, (problem,) = decode(mark + "- id: a\n  name: ж".encode() + b"\xd0\x00", "a.yml")
    assert text is None
    assert (problem.code, problem.line, problem.column) == (Code.ENCODING, 2, 10)
