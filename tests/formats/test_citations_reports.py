"""What citations say of published reports alone: their number, and the languages that they are in."""

import json
import re

import pytest
import rispy
from bibtexparser.entrypoint import parse_string

from mission_archive.formats.citations.head import meta_of
from mission_archive.formats.table import format_files
from tests.formats.editions import edition_of
from tests.formats.golden import cited
from tests.rendering.archives import archive, record


def report_of(**facts):
    """A published report, the words of its citations in English, and its files and head."""
    one = record("reports/2010/x", date="2010-04", status="published", **facts)
    edition = edition_of(archive(one))
    files = {
        path.rpartition(".")[2]: make() for path, make in format_files(edition).items() if "/cite." in path
    }
    return cited(edition, one.id, "en"), files, "\n".join(meta_of(edition, one, "en"))


def test_every_style_has_the_number_of_a_report():
    texts, *_ = report_of(symbol="SEC/1 <2>")
    assert " (SEC/1 <2>) [Report]. " in texts["APA"]
    assert "” Report, SEC/1 <2>, April 2010." in texts["Chicago"]
    assert " : SEC/1 <2> : report (April 2010)." in texts["GOST R 7.0.100-2018"]
    talk = record(symbol="SEC/1")  # of a document, and the page about an event is none
    texts = cited(edition_of(archive(talk)), "events/2010/talk", "en")
    assert not any("SEC" in text for text in texts.values())


@pytest.mark.parametrize(
    ("languages", "ris", "csl", "langid"),
    [((), "en", "en", True), (("tg",), "tg", "tg", False), (("ru", "en"), "ru, en", None, True)],
)
def test_a_report_is_in_its_own_languages_whatever_that_of_its_record(languages, ris, csl, langid):
    _, files, text = report_of(languages=languages)
    assert rispy.loads(files["ris"].decode())[0]["language"] == ris
    assert json.loads(files["json"])[0].get("language") == csl
    assert ("langid" in parse_string(files["bib"].decode()).entries[0].fields_dict) == langid
    assert re.findall('name="DC.language" content="([^"]*)"', text) == list(languages or ("en",))
