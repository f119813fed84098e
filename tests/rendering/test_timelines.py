"""A list's records over the years: which of them stand there, and what the lines beside them join."""

import re

import pytest

from mission_archive.model.dates import Date
from mission_archive.model.records import Outcome
from mission_archive.rendering.lists.timelines import MOST_LANES, MOST_MOMENTS, Timelines
from tests.rendering.archives import archive, record

PAST, FUTURE = Date.parse("2019"), Date.parse("2030")


def talk(number, year, **facts):
    return record(f"events/{year}/t{number}", date=f"{year}-04-15", **facts)


def drawn(*records, language="en"):
    return Timelines(archive(*records)).of("collections", "events", language, fewest=3)


def lanes(moment):
    """What each lane shows beside a line: o a node, ° an open one, ↑ and ↓ where its line goes on."""
    signs = {"lane--up": "↑", "lane--node": "o", "lane--open": "°", "lane--down": "↓"}
    cells = re.findall(r'<i class="lane ?([^"]*)">', str(moment.lanes))
    return ["".join(sign for kind, sign in signs.items() if kind in cell.split()) for cell in cells]


def test_records_of_one_series_are_joined_oldest_first():
    found = drawn(*(talk(n, 2010 + n, series="talks") for n in range(3)), talk(9, 2011))
    assert [(moment.step.text[-2:], lanes(moment)) for moment in found] == [
        ("t0", ["o↓"]),
        ("t1", ["↑o↓"]),
        ("t2", ["↑o"]),
    ]


def test_the_first_of_a_series_comes_before_the_record_of_the_whole_that_began_with_it():
    whole = record("events/2010/whole", date="2010-04-15/..", series="talks")
    first = record("events/2010/first", date="2010-04-15", series="talks", number=1)
    found = drawn(talk(2, 2011, series="talks"), whole, first)
    assert [moment.step.text[-5:] for moment in found] == ["first", "whole", "11/t2"]


def test_a_record_is_joined_with_what_followed_from_it_and_with_its_open_promise():
    first = talk(1, 2010, outcomes=(Outcome(text={"en": "A handbook"}, expected=PAST),))
    found = drawn(first, talk(2, 2012, follows=("events/2010/t1",)))
    assert [(moment.year, moment.step.text, lanes(moment)) for moment in found] == [
        (2010, "Title of events/2010/t1", ["o↓"]),
        (2012, "Title of events/2012/t2", ["↑o↓"]),
        (2019, "A handbook", ["↑°"]),
    ]
    assert found[-1].step.is_overdue


def test_what_is_promised_for_the_day_of_the_record_comes_after_it():
    promise = Outcome(text={"en": "A handbook"}, expected=Date.parse("2010-04-15"))
    found = drawn(talk(1, 2010, outcomes=(promise,)), talk(2, 2012, follows=("events/2010/t1",)))
    assert [moment.step.text[-8:] for moment in found] == ["/2010/t1", "handbook", "/2012/t2"]


def test_a_promise_whose_time_has_not_come_is_open_and_not_overdue():
    first = talk(1, 2010, outcomes=(Outcome(text={"en": "A handbook"}, expected=FUTURE),))
    (*_, last) = drawn(first, talk(2, 2012, follows=("events/2010/t1",)))
    assert (last.step.is_open, last.step.is_overdue) == (True, False)


def test_a_planned_record_has_a_hollow_node():
    found = drawn(
        talk(1, 2010),
        talk(2, 2011),
        talk(3, 2012, status="planned", follows=("events/2010/t1", "events/2011/t2")),
    )
    assert [lanes(moment) for moment in found] == [["o↓"], ["↑o↓"], ["↑°"]]


def test_threads_of_the_same_time_stand_side_by_side_and_later_ones_take_a_free_lane():
    found = drawn(
        *(talk(n, year, series="talks") for n, year in enumerate((2010, 2012, 2014))),
        talk("a", 2011), talk("b", 2013, follows=("events/2011/ta",)),
        talk("c", 2016), talk("d", 2017, follows=("events/2016/tc",)),
    )  # fmt: skip
    assert [lanes(moment) for moment in found] == [
        ["o↓", ""],
        ["↑↓", "o↓"],
        ["↑o↓", "↑↓"],
        ["↑↓", "↑o"],
        ["↑o", ""],
        ["o↓", ""],
        ["↑o", ""],
    ]


def test_a_year_stands_at_its_first_line_alone():
    found = drawn(*(record(f"events/2010/t{n}", date=f"2010-0{n}", series="talks") for n in range(1, 4)))
    assert [moment.year for moment in found] == [2010, None, None]


@pytest.mark.parametrize(
    "records", [[], [talk(1, 2010)], [talk(1, 2010, series="talks"), talk(2, 2011, series="talks")]]
)
def test_a_list_with_little_to_join_has_none(records):
    assert drawn(*records) == []


def test_records_without_a_year_are_left_out():
    undated = record("events/undated/t", date="XXXX-12-04", series="talks")
    found = drawn(undated, *(talk(n, 2010 + n, series="talks") for n in range(3)))
    assert len(found) == 3


def test_a_long_timeline_shows_the_last_lines_and_first_gives_up_the_series():
    series = [
        record(f"events/2010/s{n}", date=f"2010-01-{n:02}", series="talks")
        for n in range(1, MOST_MOMENTS + 1)
    ]
    thread = [talk(n, 2011 + n, follows=(f"events/{2010 + n}/t{n - 1}",) if n else ()) for n in range(3)]
    assert len(drawn(*series)) == MOST_MOMENTS
    assert [moment.step.text for moment in drawn(*series, *thread)] == [
        f"Title of events/{2011 + n}/t{n}" for n in range(3)
    ]
    chain = [
        record(f"events/2010/c{n}", date=f"2010-02-{n:02}" if n < 29 else f"2010-03-{n - 28:02}",
               follows=(f"events/2010/c{n - 1}",) if n > 1 else ())
        for n in range(1, MOST_MOMENTS + 11)
    ]  # fmt: skip
    found = drawn(*chain)
    assert len(found) == MOST_MOMENTS
    assert found[-1].step.text == f"Title of events/2010/c{MOST_MOMENTS + 10}"


def test_no_more_threads_stand_side_by_side_than_a_phone_has_room_for():
    threads = [
        talk(f"{n}-{end}", 2010 + end, follows=(f"events/2010/t{n}-0",) if end else ())
        for n in range(MOST_LANES + 3)
        for end in (0, 1)
    ]
    found = drawn(*threads)
    assert {len(lanes(moment)) for moment in found} == {MOST_LANES}
    assert len(found) == 2 * MOST_LANES
