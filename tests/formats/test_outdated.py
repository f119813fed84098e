"""A translation that follows an older state of its record says so in every format that has its summary."""

import csv
import datetime
import io
import json
from dataclasses import replace

import icalendar
import lxml.etree
import pytest

from mission_archive.formats.table import format_files
from mission_archive.model.records import Change, Words
from tests.formats.editions import edition_of
from tests.rendering.archives import archive, record

DAY = datetime.date(2015, 3, 1)
CORRECTED = record(
    published=datetime.datetime(2015, 2, 1, tzinfo=datetime.UTC),
    changes=(Change(date=DAY, kind="correction", note={"en": "35 people, not 37."}),),
)


def files_of(followed, **facts):
    """The files of a record with a Russian translation that follows its change of the day `followed`."""
    translation = Words(
        language="ru",
        path="content/x.ru.md",
        title="Беседа",
        summary="Слова.",
        translation_of_update=followed,
    )
    one = replace(CORRECTED, words={**CORRECTED.words, "ru": translation}, **facts)
    return {
        path: make() for path, make in format_files(edition_of(archive(one))).items() if "share" not in path
    }


@pytest.mark.parametrize(
    ("followed", "facts", "outdated"),
    [
        (None, {}, True),
        (DAY - datetime.timedelta(days=9), {}, True),
        (DAY, {}, False),
        (None, {"changes": (Change(date=DAY, kind="minor", note={"en": "A comma."}),)}, False),
    ],
)
def test_an_outdated_translation_says_so(followed, facts, outdated):
    files = files_of(followed, **facts)
    twin = json.loads(files["events/2010/talk/record.json"])
    assert twin.get("outdated_translations") == (["ru"] if outdated else None)
    (row,) = csv.DictReader(io.StringIO(files["data/records.csv"].decode("utf-8-sig")))
    assert row["outdated_translations"] == ("ru" if outdated else "")
    for root, words in (
        ("", "This translation follows an older state of the original."),
        ("ru/", "Этот перевод сделан с более ранней редакции оригинала."),
    ):
        shown = outdated and root == "ru/"
        (event,) = icalendar.Calendar.from_ical(files[f"{root}calendar/calendar.ics"]).walk("VEVENT")
        assert (words in str(event["DESCRIPTION"])) == shown
        feed = lxml.etree.fromstring(files[f"{root}feed.xml"])
        (content,) = feed.iterfind(".//{http://www.w3.org/2005/Atom}content")
        assert (words in (content.text or "")) == shown
