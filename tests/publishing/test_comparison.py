"""What readers are owed a note for, where a short text is given in several languages."""

import datetime
from dataclasses import replace

import pytest

from mission_archive.model.dates import Date
from mission_archive.model.records import (
    Attachment,
    Change,
    Mention,
    Outcome,
    Participants,
    Person,
    Photo,
)
from mission_archive.publishing.changes.comparison import Difference, compare_records, difference_of
from mission_archive.publishing.changes.notes import Owed, owed
from mission_archive.publishing.changes.summary import summary
from mission_archive.publishing.record_texts import texts_below
from tests.publishing.records import MOMENT, record

ID = "events/2010/a"
ENGLISH, RUSSIAN = {"en": "Head"}, {"en": "Head", "ru": "Глава"}


def values(texts):
    """A value of every field that readers are told of and that has short texts."""
    return {
        "places": (Mention(place="town", venue=texts),),
        "people": (Person(name="Anna", role=texts),),
        "participants": Participants(number=3, description=texts),
        "attachments": (Attachment(file="a.pdf", title=texts, size=1),),
        "photos": (Photo(file="a.png", alt={"en": "A"}, caption=texts, credit="B", consent="given"),),
        "outcomes": (Outcome(text=texts, expected=Date.parse("2011")),),
        "date_note": texts,
        "note": texts,
    }


@pytest.mark.parametrize("field", values(ENGLISH))
def test_a_short_text_in_one_language_more_is_no_change_for_readers(field):
    before, after = (record(ID, **{field: values(texts)[field]}) for texts in (ENGLISH, RUSSIAN))
    assert difference_of(before, after) == Difference()


@pytest.mark.parametrize("field", values(ENGLISH))
def test_a_short_text_in_other_words_differs_in_its_language(field):
    other = {**RUSSIAN, "ru": "Директор"}
    before, after = (record(ID, **{field: values(texts)[field]}) for texts in (RUSSIAN, other))
    assert difference_of(before, after) == Difference(words={"ru": (field,)})
    (change,) = compare_records([before], [after], MOMENT)
    assert owed(change) == Owed((field,))


@pytest.mark.parametrize("field", values(ENGLISH))
def test_a_short_text_that_a_language_loses_differs_in_it(field):
    before, after = (record(ID, **{field: values(texts)[field]}) for texts in (RUSSIAN, ENGLISH))
    assert difference_of(before, after) == Difference(words={"ru": (field,)})


@pytest.mark.parametrize("field", values(ENGLISH))
def test_a_new_item_is_another_fact(field):
    assert difference_of(record(ID), record(ID, **{field: values(RUSSIAN)[field]})).facts == (field,)


def test_an_outcome_that_is_a_record_is_a_relation_and_no_change_for_readers():
    assert difference_of(record(ID), record(ID, outcomes=(Outcome(record="reports/2011/b"),))) == Difference()


def test_of_two_notes_that_say_the_same_each_is_missed():
    note = Change(date=datetime.date(2012, 1, 1), kind="correction", note=ENGLISH)
    before, after = record(ID, changes=(note, note)), record(ID, changes=(note,))
    assert difference_of(before, after).notes == (note.date,)


def test_a_note_that_comes_in_the_language_of_the_original_too_excuses_no_change_of_it():
    told = Change(date=datetime.date(2012, 1, 1), kind="correction", note={"ru": "Неверно."})
    before = record(ID, note=ENGLISH, changes=(told,))
    after = record(ID, note={"en": "Chair"}, changes=(replace(told, note={**told.note, "en": "Wrong."}),))
    (change,) = compare_records([before], [after], MOMENT)
    assert owed(change) == Owed(("note",))


def test_facts_and_words_that_differ_are_named_once():
    assert Difference(facts=("date",)).names == ("date",)
    words = {"en": ("title", "note"), "ru": ("note",)}
    assert Difference(facts=("note", "date"), words=words).names == ("title", "note", "date")
    assert not Difference()


def test_a_note_that_is_translated_owes_none_for_the_words_that_follow_it():
    told = Change(date=datetime.date(2012, 1, 1), kind="correction", note={"en": "Wrong."})
    translated = replace(told, note={"en": "Wrong.", "ru": "Неверно."})
    both = ("en", "ru")
    before = record(ID, languages=both, note=RUSSIAN, changes=(told,))
    after = record(ID, languages=both, note={**RUSSIAN, "ru": "Директор"}, changes=(translated,))
    (change,) = compare_records([before], [after], MOMENT)
    assert change.difference.words == {"ru": ("note",)}
    assert owed(change) == Owed()


A, B, C = (
    Photo(file=f"{name}.png", alt={"en": name}, credit="Somebody", consent="given")
    for name in ("a", "b", "c")
)


@pytest.mark.parametrize(
    ("after", "is_owed"),
    [((A,), False), ((), False), ((A, C), True), ((C,), True), ((A, B, C), True)],
    ids=["one is gone", "all are gone", "one is another", "both are another", "one more"],
)
def test_a_note_is_owed_for_pictures_that_are_new_and_not_for_those_that_are_gone(after, is_owed):
    (change,) = compare_records([record(ID, photos=(A, B))], [record(ID, photos=after)], MOMENT)
    assert owed(change) == Owed(("photos",) if is_owed else ())


def test_people_and_photos_of_a_new_record_are_to_be_looked_at_and_those_of_before_are_not():
    one, two = Person(name="Anna", role=ENGLISH), Person(name="Boris", role=ENGLISH)
    new = summary(compare_records([], [record(ID, people=(one,), photos=(A,))], MOMENT))
    assert "it names Anna (Head)." in new
    assert "`a.png` (given). Is it so?" in new
    before, after = record(ID, people=(one,), photos=(A,)), record(ID, people=(one, two), photos=(A, B))
    text = summary(compare_records([before], [after], MOMENT))
    assert "it names Boris (Head)." in text
    assert "claimed: `b.png` (given). Is it so?" in text


def test_a_file_that_cannot_be_read_has_no_text_to_be_pasted_into(tmp_path):
    (tmp_path / "a.md").write_text("\ufefftext", encoding="utf-8")
    text_of = texts_below(tmp_path, "content")
    assert text_of("content/a.md") == "text"
    assert text_of("content/b.md") == ""
