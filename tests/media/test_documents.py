"""What the properties of PDF documents hold, whom they seem to name, and what a hostile document can do: nothing."""

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mission_archive.media.checks import FileChecks
from mission_archive.media.documents import DocumentReader
from mission_archive.media.names import persons_in
from mission_archive.media.pdf_reader import properties_of
from mission_archive.model.files import MOST_DOCUMENT_BYTES
from mission_archive.model.problems import Code, Severity
from tests.support.documents import assembled, pdf, xmp

CREATOR = (
    "<dc:creator><rdf:Seq><rdf:li>Анна Петрова</rdf:li><rdf:li>B. Second</rdf:li></rdf:Seq></dc:creator>"
)


@pytest.fixture(scope="module")
def reader():
    with DocumentReader() as reader:
        yield reader


def read(reader, tmp_path, data):
    (tmp_path / "a.pdf").write_bytes(data)
    return reader.read(tmp_path / "a.pdf")


def test_the_entries_of_a_document_are_read_in_any_script(reader, tmp_path):
    data = pdf({"Author": "Ҷамшед Раҳмонов", "Title": "Needs  assessment"})
    assert read(reader, tmp_path, data) == [("Author", "Ҷамшед Раҳмонов"), ("Title", "Needs assessment")]


def test_xmp_is_read_with_lists_and_attributes(reader, tmp_path):
    found = read(reader, tmp_path, pdf(xmp=xmp(CREATOR + '<dc:x dc:rights="C. Third"/>')))
    assert set(found) == {
        ("dc:creator", "Анна Петрова"),
        ("dc:creator", "B. Second"),
        ("dc:rights", "C. Third"),
    }


def test_a_document_without_properties_has_none(reader, tmp_path):
    assert read(reader, tmp_path, pdf()) == []


def test_a_broken_xmp_does_not_hide_the_rest(reader, tmp_path):
    assert read(reader, tmp_path, pdf({"Author": "A"}, xmp="<not<xml")) == [("Author", "A")]


def test_a_long_property_is_cut(reader, tmp_path):
    ((_, value),) = read(reader, tmp_path, pdf({"Subject": "word " * 10_000}))
    assert len(value) == 500


def test_a_locked_document_is_reported(reader, tmp_path):
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(10, 10)
    writer.encrypt("secret", algorithm="RC4-128")
    with (tmp_path / "a.pdf").open("wb") as file:
        writer.write(file)
    assert reader.read(tmp_path / "a.pdf") == "locked"


ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
LAUGHS = f'<!DOCTYPE x [<!ENTITY e0 "ha">{ENTITIES}]>' + xmp("<dc:creator>&e11;</dc:creator>")
OTHERS = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>", b"null"]


def bomb() -> bytes:
    """Made where it is needed: it takes a second."""
    inflated = zlib.compress(bytes(200_000_000), 9)
    stream = b"<< /Type /Metadata /Filter /FlateDecode /Length %d >>\nstream\n" % len(inflated) + inflated
    catalog = b"<< /Type /Catalog /Metadata 3 0 R /Pages 2 0 R >>"
    return assembled([catalog, OTHERS[1], stream + b"\nendstream", b"<< >>"])


HOSTILE = {
    "nothing": b"",
    "a web page": b"<html>",
    "only a beginning": b"%PDF-1.7\n",
    "nested brackets": assembled([*OTHERS, b"<< /Author " + b"[" * 200_000 + b"]" * 200_000 + b" >>"]),
    "nested dictionaries": assembled([*OTHERS, b"<< /Author " * 50_000 + b">>" * 50_000]),
    "a reference to itself": assembled([*OTHERS, b"4 0 R"]),
    "a circle": assembled([*OTHERS, b"<< /Author 5 0 R >>", b"6 0 R", b"5 0 R"]),
    "laughter": pdf(xmp=LAUGHS),
    "a foreign entity": pdf(
        xmp='<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + xmp("<dc:creator>&e;</dc:creator>")
    ),
    "a bomb": bomb,
    "a start far away": b"%PDF-1.7\nstartxref\n99999999999999999999\n%%EOF",
}  # fmt: skip


EMPTY = {"nested dictionaries", "laughter", "a foreign entity", "a bomb"}
"""The documents that can be read, and say nothing."""


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_names_nobody_and_the_next_one_is_read(reader, tmp_path, name):
    expected = [] if name in EMPTY else "unreadable"
    hostile = HOSTILE[name]
    assert read(reader, tmp_path, hostile() if callable(hostile) else hostile) == expected
    assert read(reader, tmp_path, pdf({"Author": "A"})) == [("Author", "A")]


def chain(links: int) -> bytes:
    """A document with an endless seeming row of tables, each of which leads to the one before."""
    document, before = bytearray(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"), 0
    for _ in range(links):
        place = len(document)
        way = b"/Prev %d " % before if before else b""
        document += b"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 2 /Root 1 0 R " + way + b">>\n"
        before = place
    return bytes(document) + b"startxref\n%d\n%%%%EOF" % before


def test_a_document_that_takes_too_long_ends_its_reader_and_the_next_one_is_read(tmp_path):
    with DocumentReader(most_cpu_seconds=0.2) as reader:
        assert read(reader, tmp_path, chain(100_000)) == "too hard"
        assert read(reader, tmp_path, pdf({"Author": "A"})) == [("Author", "A")]


@given(data=st.data())
def test_a_changed_document_is_read_or_not_and_nothing_else_happens(tmp_path_factory, data):
    sound = pdf({"Author": "A. Example"}, xmp=xmp(CREATOR))
    changed = bytearray(sound)
    for _ in range(data.draw(st.integers(1, 10))):
        changed[data.draw(st.integers(0, len(sound) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.mktemp("changed") / "a.pdf"
    path.write_bytes(changed)
    assert isinstance(properties_of(path), list | str)


PERSONS = [
    ("Author", "Jane Doe"),
    ("Author", "jdoe"),
    ("Author", "Li Wu"),
    ("Author", "Иванова"),
    ("dc:creator", "Раҳмонов Ҷамшед"),
    ("pdfx:Manager", "Jane"),
    ("xmpRights:Owner", "Jane Doe"),
    ("Creator", "Jane Doe"),
    ("Title", "Microsoft Word - C:\\Users\\jdoe\\Desktop\\report.doc"),
    ("Title", "file:///home/jdoe/report.odt"),
    ("Title", "Report by A. B. Ivanov"),
    ("Title", "Отчёт Иванова А.Б."),
    ("Subject", "Отчёт: Анна Сергеевна"),
    ("Keywords", "water, Mr Smith"),
    ("Title", "CV Jane"),
]
NOBODY = [
    ("Author", ""),
    ("Author", "-"),
    ("Author", "user"),
    ("Author", "Администратор"),
    ("Author", "Ministry of Energy"),
    ("Author", "Вазорати маориф"),
    ("Author", "Microsoft Office User"),
    ("Author", "Field Mission"),
    ("Author", "FM"),
    ("Author", "Anna Example"),
    ("Creator", "Microsoft® Word 2010"),
    ("Creator", "Adobe InDesign CS5 (7.0)"),
    ("Creator", "Canon iR-ADV C5030"),
    ("Creator", "LaTeX with hyperref"),
    ("Producer", "Acrobat Distiller 9.0"),
    ("Title", "Annual Report"),
    ("Title", "Water and Energy in the Rasht Valley"),
    ("Title", "Remarks to the U.S. Embassy, E.U. Delegation and U.N. Mission"),
    ("xmp:CreatorTool", "Writer"),
    ("CreationDate", "D:20100415103000+05'00'"),
]
KNOWN = ("The Field Mission (FM)", "Anna Example")


@pytest.mark.parametrize("found", PERSONS, ids=" ".join)
def test_a_property_that_names_a_person_is_reported(found):
    assert list(persons_in((found,), KNOWN)) == [found]


@pytest.mark.parametrize("found", NOBODY, ids=" ".join)
def test_a_property_that_names_none_is_not_reported(found):
    assert list(persons_in((found,), KNOWN)) == []


def test_a_title_that_repeats_the_author_is_reported_too():
    found = (("Title", "Speaking notes of doe"), ("Author", "jane.doe"), ("Author", "jane.doe"))
    assert list(persons_in(found)) == [("Author", "jane.doe")]
    both = (("Title", "Notes of Smithson"), ("Author", "Jane Smithson"))
    assert list(persons_in(both)) == list(both)


def warning(tmp_path, store, data, *known):
    (tmp_path / "a.pdf").write_bytes(data)
    with FileChecks(store) as checks:
        faults = list(checks.faults(tmp_path / "a.pdf", known))
    assert {(fault.code, fault.severity) for fault in faults} <= {(Code.PROPERTIES, Severity.WARNING)}
    return faults[0].about("a.pdf") if faults else None


def test_the_message_says_which_property_names_whom_and_what_to_do(tmp_path, store):
    said = warning(tmp_path, store, pdf({"Author": "Jane Doe"}, xmp=xmp(CREATOR)))
    assert said == (
        "'a.pdf' seems to name a person in its properties (Author 'Jane Doe', dc:creator 'Анна Петрова', "
        "dc:creator 'B. Second'); empty them in the program that made the document (File, Properties) and save it "
        "as PDF again"
    )


def test_a_document_is_read_once_and_judged_each_time(tmp_path, store):
    data = pdf({"Author": "Jane Doe"})
    assert warning(tmp_path, store, data) == warning(tmp_path, store, data)
    assert warning(tmp_path, store, data, "Jane Doe") is None


@pytest.mark.parametrize("data", [b"<html>", b"%PDF-1.7\n"])
def test_a_document_that_cannot_be_read_is_a_warning(tmp_path, store, data):
    assert "cannot be read as a PDF; " in warning(tmp_path, store, data)


def test_a_document_that_is_too_large_is_not_read(tmp_path, store):
    (tmp_path / "a.pdf").touch()
    with (tmp_path / "a.pdf").open("r+b") as file:
        file.truncate(MOST_DOCUMENT_BYTES + 1)
    with FileChecks(store) as checks:
        (fault,) = checks.faults(tmp_path / "a.pdf")
    assert "too much to look into; " in fault.message
