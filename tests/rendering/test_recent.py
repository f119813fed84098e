"""What has changed lately, as the home page lists it."""

import datetime

from mission_archive.model.records import Change
from mission_archive.rendering.links import ShortText
from mission_archive.rendering.lists.recent import recent_changes
from mission_archive.rendering.words.messages import Messages
from tests.rendering.archives import archive, record

ENGLISH = Messages.load("en")


def day(text):
    return datetime.date.fromisoformat(text)


def changed(record_id, *changes):
    return record(
        record_id,
        changes=tuple(Change(date=day(date), kind=kind, note={"en": note}) for date, kind, note in changes),
    )


def published(record_id, moment):
    return record(record_id, published=datetime.datetime.fromisoformat(f"{moment}T10:00+00:00"))


def changes_of(*records, **options):
    return [
        (change.day, change.kind, change.link.text, change.note and change.note.text)
        for change in recent_changes(archive(*records), ENGLISH, **options)
    ]


def test_corrections_updates_and_new_records_are_listed_most_recent_first():
    found = changes_of(
        changed("events/2010/a", ("2019-03-01", "correction", "Two days, not three.")),
        published("events/2010/b", "2019-05-02"),
        changed("events/2010/c", ("2018-01-01", "update", "A photo.")),
        record("events/2010/d"),
    )
    assert found == [
        ("2019-05-02", "New record", "Title of events/2010/b", None),
        ("2019-03-01", "Correction", "Title of events/2010/a", "Two days, not three."),
        ("2018-01-01", "Update", "Title of events/2010/c", "A photo."),
    ]


def test_a_record_stands_there_once_with_its_last_change_that_a_reader_needs_to_know():
    changes = [
        ("2018-01-01", "update", "A photo."),
        ("2019-01-01", "correction", "A name."),
        ("2019-06-01", "minor", "A comma."),
    ]
    assert changes_of(changed("events/2010/a", *changes)) == [
        ("2019-01-01", "Correction", "Title of events/2010/a", "A name.")
    ]
    assert changes_of(changed("events/2010/a", ("2019-06-01", "minor", "A comma."))) == []


def test_only_the_last_changes_are_listed():
    records = [changed(f"events/2010/e{n}", (f"2019-01-1{n}", "update", "More.")) for n in range(5)]
    assert [date for date, *_ in changes_of(*records, most=2)] == ["2019-01-14", "2019-01-13"]


def test_a_note_in_another_language_is_marked():
    added = Change(date=day("2019-01-01"), kind="update", note={"ru": "Добавлено."})
    russian = record("events/2010/a", original="ru", changes=(added,))
    (change,) = recent_changes(archive(russian), ENGLISH)
    assert (change.note, change.link.language) == (ShortText("Добавлено.", "ru"), "ru")
