"""In what order a series stands: by numbers first, then by dates, and not at all where neither says so."""

import pytest

from mission_archive.model.dates import Date
from mission_archive.model.order import neighbours
from mission_archive.model.records import Record, Words

WORDS = {"en": Words(language="en", path="content/events/2010/x.md", title="Title", summary="Words.")}


def followers(*facts):
    """Name → the name of the record that follows it, from (name, date) or (name, date, number)."""
    records = [
        Record(
            id=f"events/2010/{name}", original="en", words=WORDS, date=Date.parse(date), number=next(iter(rest), None)
        )
        for name, date, *rest in facts
    ]  # fmt: skip
    found = neighbours(records)
    after = {key: other.id for key, (_, other) in found.items() if other}
    before = {other.id: key for key, (other, _) in found.items() if other}
    assert after == before, "the two ends contradict each other"
    return {key.rpartition("/")[2]: other.rpartition("/")[2] for key, other in after.items()}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([("b", "2011"), ("a", "2010"), ("c", "2012")], {"a": "b", "b": "c"}),
        ([("a", "2010-01-01"), ("b", "2010-01-01")], {}),
        ([("a", "2009"), ("b", "2010"), ("c", "2010-05-01"), ("d", "2011")], {}),
        ([("a", "2008"), ("b", "2009"), ("c", "2010"), ("d", "2010-05-01")], {"a": "b"}),
        ([("a", "2009"), ("b", "2010-01/2010-06"), ("c", "2010-02"), ("d", "2010-05"), ("e", "2011")], {}),
        ([("a", "2003-01-21/.."), ("b", "2004"), ("c", "2005")], {"b": "c"}),
        ([("a", "20XX"), ("b", "2004"), ("c", "../2006")], {}),
        ([("a", "2010~"), ("b", "2011?")], {"a": "b"}),
    ],
)
def test_without_numbers_one_follows_another_if_it_surely_began_when_that_had_ended(facts, expected):
    assert followers(*facts) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([("first", "2003-01-21", 1), ("second", "2003-01-21", 2)], {"first": "second"}),
        ([("first", "2003/..", 1), ("second", "2003-02", 2)], {"first": "second"}),
        ([("first", "2003/..", 1), ("regional", "2002"), ("second", "2004", 2)], {"first": "second"}),
        ([("fifth", "2011", 5), ("plain", "2012"), ("eighth", "2014", 8)], {"fifth": "plain", "plain": "eighth"}),
        ([("first", "2012", 1), ("plain", "2011"), ("second", "2010", 2)], {"first": "second"}),
        ([("one", "2010", 3), ("other", "2011", 3), ("next", "2012", 4)], {"one": "other", "other": "next"}),
        ([("one", "20XX", 3), ("other", "20XX", 3), ("next", "2012", 4)], {}),
        ([("alone", "20XX", 3), ("plain", "2012")], {}),
    ],
)  # fmt: skip
def test_numbers_come_before_dates(facts, expected):
    assert followers(*facts) == expected


def test_the_first_of_a_series_does_not_come_after_what_began_on_its_day():
    """The line of a real series: regional meetings since the day of the first round table, with an open end."""
    assert followers(("regional", "2003-01-21/.."), ("round-table", "2003-01-21", 1)) == {}
