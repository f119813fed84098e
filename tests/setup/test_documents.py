"""The documents that are made from the records: what they say, and what they keep back."""

import io
from typing import cast

import pypdf
import pytest
import yaml
from PIL import Image

from mission_archive.model.archive import Archive
from mission_archive.reading.content import read_content
from setup.documents import __main__ as program
from tests.support.site import PROJECT
from tests.support.toy import NOW, TOY

CONFIG = {
    "publisher": {"en": "Toy archive", "ru": "Игрушечный архив"},
    "documents": [
        {
            "file": "reports/2011/club",
            "series": ["social-partnership-club"],
            "title": {"en": "The Club: a chronology", "ru": "Клуб: хронология"},
            "about": {"en": "Compiled from #records.", "ru": "Составлено по записям."},
        },
        {
            "file": "reports/2011/names",
            "institution": "field-office",
            "title": {"en": "Names"},
            "about": {"en": "Names over time."},
        },
    ],
    "timelines": [{"file": "reports/2011/club.png", "series": ["social-partnership-club", "task-force"]}],
}


@pytest.fixture(scope="module")
def made():
    content = read_content(TOY)
    archive = Archive(content.records, content.vocabularies, NOW).visible()
    return archive, dict(program.documents(CONFIG, archive))


def words(pdf):
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_there_is_a_document_for_each_language_of_its_title(made):
    assert sorted(made[1]) == [
        "reports/2011/club.en.pdf", "reports/2011/club.png", "reports/2011/club.ru.pdf", "reports/2011/names.en.pdf",
    ]  # fmt: skip


def test_a_chronology_holds_the_listed_records_of_the_series_oldest_first_and_no_other(made):
    archive, files = made
    text = words(files["reports/2011/club.en.pdf"])
    listed = [record for record in archive.listed if record.series == "social-partnership-club"]
    assert listed
    places = [text.index(record.id) for record in sorted(listed, key=lambda record: record.date.earliest)]
    assert places == sorted(places)
    others = [record.id for record in archive.records.values() if record not in listed]
    assert [record_id for record_id in others if record_id in text] == []


def test_nothing_in_the_words_is_taken_for_markup(made):
    assert "Compiled from #records." in words(made[1]["reports/2011/club.en.pdf"])


def test_names_stand_with_their_time_oldest_first(made):
    text = words(made[1]["reports/2011/names.en.pdf"])
    names = (
        "Mission to Tajikistan",
        "Centre in Dushanbe",
        "Office in Tajikistan",
        "Programme Office in Dushanbe",
    )
    places = [text.index(name) for name in names]
    assert places == sorted(places)
    assert "1994" in text[: places[0]]


def test_a_document_is_tagged_and_says_its_title_and_language(made):
    reader = pypdf.PdfReader(io.BytesIO(made[1]["reports/2011/club.ru.pdf"]))
    root = cast("pypdf.generic.DictionaryObject", reader.trailer["/Root"])
    assert "/StructTreeRoot" in root
    assert str(root["/Lang"]) == "ru"
    assert reader.metadata is not None
    assert reader.metadata.title == "Клуб: хронология"


def test_the_same_records_give_the_same_bytes(made):
    archive, files = made
    assert dict(program.documents(CONFIG, archive)) == files


def test_a_timeline_is_a_picture(made):
    with Image.open(io.BytesIO(made[1]["reports/2011/club.png"])) as picture:
        assert picture.format == "PNG"
        assert picture.width > 1000


def test_every_document_of_the_sample_is_an_attachment_or_a_picture_of_a_record():
    config = yaml.safe_load((PROJECT / "documents.yml").read_text("utf-8"))
    wanted = {f"{each['file']}.{language}.pdf" for each in config["documents"] for language in each["title"]}
    wanted |= {each["file"] for each in config["timelines"]}
    records = read_content(PROJECT / "content", "content").records
    named = {f"{record.id}/{file.file}" for record in records for file in record.attachments}
    named |= {f"{record.id}/{photo.file}" for record in records for photo in record.photos}
    assert sorted(wanted - named) == []
