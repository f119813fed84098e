"""The table of fields agrees with what the records of the model hold, and with how each field is read."""

import dataclasses

from mission_archive.model.fields import RECORD_FIELDS, Compared, names_compared
from mission_archive.model.records import Record, Words
from mission_archive.reading.fields import schema


def test_each_field_is_read():
    assert schema.KINDS.keys() == RECORD_FIELDS.keys()


def test_each_fact_of_a_record_is_a_field_and_is_compared_once():
    facts = {field.name for field in dataclasses.fields(Record)} - {"id", "original", "words"}
    words = {field.name for field in dataclasses.fields(Words)} & RECORD_FIELDS.keys()
    assert RECORD_FIELDS.keys() == facts | words
    assert set(names_compared(Compared.WORDS)) == words
    assert sorted(name for way in Compared for name in names_compared(way)) == sorted(RECORD_FIELDS)


def test_what_becomes_of_a_record_is_not_a_change_of_what_it_says():
    """These have a report of their own, or say nothing to readers."""
    assert names_compared(Compared.NO) == (
        "published",
        "changes",
        "withdrawn",
        "removed",
        "former_urls",
        "draft",
    )


def test_a_removed_record_may_say_when_it_was_and_what_became_of_it():
    kept = {"date", "date_role", "duration", "published", "withdrawn", "removed", "former_urls", "draft"}
    assert all(not RECORD_FIELDS[name].is_content for name in kept)
    assert all(RECORD_FIELDS[name].is_content for name in ("title", "summary", "people", "photos", "symbol"))
