"""Which new record is an old one, when only its text tells."""

import datetime
from dataclasses import replace

import pytest

from mission_archive.model.dates import Date
from mission_archive.model.records import Ending
from mission_archive.publishing.renames import renamed
from tests.publishing.records import record

TEXT = "The round table lasted a day. It was opened by the speaker, and closed by the guest of honour."


def found(before, after):
    old, new = record("events/2010/old", "Old", before), record("events/2010/new", "New", after)
    return renamed([old], [new]) == {old.id: new}


@pytest.mark.parametrize(
    "text",
    [TEXT, TEXT.replace("a day", "two days"), TEXT.upper(), f"{TEXT} Nobody left early.",
     "It was opened by the speaker, and closed by the guest of honour. The round table lasted a day."],
    ids=["the same", "a word changed", "in capitals", "a sentence added", "sentences moved"],
)  # fmt: skip
def test_a_text_that_keeps_three_quarters_of_its_words_is_the_same_record(text):
    assert found(TEXT, text)


@pytest.mark.parametrize(
    "text",
    ["", "Another meeting altogether.", f"{TEXT} {'Nobody left early. ' * 5}", "the " * 19],
    ids=["none", "another", "much added", "one word of it again and again"],
)
def test_a_text_that_shares_fewer_is_another_record(text):
    assert not found(TEXT, text)


def test_three_quarters_of_the_words_are_just_enough():
    assert found("one two three four", "one two three five")
    assert not found("one two three four five six seven", "one two three four five eight nine")


def test_of_two_new_records_of_one_title_that_of_the_same_date_is_the_old_one():
    old, new = record("events/2010/old", "Talks"), record("events/2010/new", "Talks")
    other = record("events/2011/other", "Talks", date=Date.parse("2011-05-12"))
    assert renamed([old], [other, new]) == {old.id: new}
    assert renamed([old], [other]) == {old.id: other}


def test_a_record_of_the_same_summary_is_the_old_one_unless_it_is_removed():
    old, new = record("events/2010/old", "Talks"), record("events/2010/new", "Negotiations")
    words = {"en": replace(new.words["en"], summary=old.words["en"].summary)}
    ending = Ending(date=datetime.date(2012, 5, 12), reason={"en": "A mistake"})
    assert renamed([old], [replace(new, words=words)]) == {old.id: replace(new, words=words)}
    assert renamed([old], [replace(new, words=words, removed=ending)]) == {}
    assert renamed([old], [new]) == {}


def test_a_text_that_is_nearly_the_same_counts_only_on_the_same_date_and_in_the_same_collection():
    old, body = record("events/2010/old", "Old", TEXT), f"{TEXT} Nobody left early."
    assert renamed([old], [record("events/2011/new", "New", body, date=Date.parse("2011-05-12"))]) == {}
    assert renamed([old], [record("workshops/2010/new", "New", body)]) == {}


def test_two_records_without_texts_are_not_the_same():
    assert not found("", "")


def test_of_many_long_texts_each_finds_its_own():
    texts = [" ".join(f"word{number}of{text}" for number in range(2000)) for text in range(60)]
    old = [record(f"events/2010/old{count}", f"Old {count}", text) for count, text in enumerate(texts)]
    new = [
        record(f"events/2010/new{count}", f"New {count}", f"{text} more") for count, text in enumerate(texts)
    ]
    assert renamed(old, new) == {before.id: after for before, after in zip(old, new, strict=True)}
