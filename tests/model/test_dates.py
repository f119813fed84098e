"""Dates: what is accepted, which days it may mean, and how it sorts."""

import datetime
from itertools import pairwise

import pytest

from mission_archive.model.dates import Date, DateSet, Interval, Point, Precision, Season

DAY = datetime.date
FIRST, LAST = datetime.date.min, datetime.date.max
D = Precision.DAY
M = Precision.MONTH
S = Precision.SEASON
Y = Precision.YEAR

FORMS = [
    # text, earliest and latest day, precision, year, years
    ("2010-04-15", (DAY(2010, 4, 15), DAY(2010, 4, 15)), D, 2010, (2010,)),
    ("2010-12", (DAY(2010, 12, 1), DAY(2010, 12, 31)), M, 2010, (2010,)),
    ("2012-02", (DAY(2012, 2, 1), DAY(2012, 2, 29)), M, 2012, (2012,)),
    ("2009", (DAY(2009, 1, 1), DAY(2009, 12, 31)), Y, 2009, (2009,)),
    ("2011-21", (DAY(2011, 3, 1), DAY(2011, 5, 31)), S, 2011, (2011,)),
    ("2011-22", (DAY(2011, 6, 1), DAY(2011, 8, 31)), S, 2011, (2011,)),
    ("2011-23", (DAY(2011, 9, 1), DAY(2011, 11, 30)), S, 2011, (2011,)),
    ("2010-24", (DAY(2010, 12, 1), DAY(2011, 2, 28)), S, 2010, (2010, 2011)),
    ("2011-24", (DAY(2011, 12, 1), DAY(2012, 2, 29)), S, 2011, (2011, 2012)),
    ("9999-24", (DAY(9999, 12, 1), LAST), S, 9999, (9999,)),
    ("2016-12-12/2016-12-16", (DAY(2016, 12, 12), DAY(2016, 12, 16)), D, 2016, (2016,)),
    ("2016-12-28/2017-01-03", (DAY(2016, 12, 28), DAY(2017, 1, 3)), D, 2016, (2016, 2017)),
    ("2010-12/2011", (DAY(2010, 12, 1), DAY(2011, 12, 31)), Y, 2010, (2010, 2011)),
    ("2003/2005", (DAY(2003, 1, 1), DAY(2005, 12, 31)), Y, 2003, (2003, 2004, 2005)),
    ("2010-04-15/2010-04-15", (DAY(2010, 4, 15), DAY(2010, 4, 15)), D, 2010, (2010,)),
    ("2003-01-21/..", (DAY(2003, 1, 21), LAST), D, 2003, (2003,)),
    ("../2010", (FIRST, DAY(2010, 12, 31)), Y, None, (2010,)),
    ("{2009-04,2009-12}", (DAY(2009, 4, 1), DAY(2009, 12, 31)), M, 2009, (2009,)),
    ("{2011,2009}", (DAY(2009, 1, 1), DAY(2011, 12, 31)), Y, 2009, (2009, 2011)),
    (
        "{2014-10-13..2014-10-17,2014-10-20..2014-10-24}",
        (DAY(2014, 10, 13), DAY(2014, 10, 24)),
        D,
        2014,
        (2014,),
    ),
    ("201X", (DAY(2010, 1, 1), DAY(2019, 12, 31)), Precision.DECADE, None, ()),
    ("20XX", (DAY(2000, 1, 1), DAY(2099, 12, 31)), Precision.CENTURY, None, ()),
    ("XXXX", (FIRST, LAST), Precision.UNKNOWN, None, ()),
    ("000X", (FIRST, DAY(9, 12, 31)), Precision.DECADE, None, ()),
    ("2010-XX", (DAY(2010, 1, 1), DAY(2010, 12, 31)), Y, 2010, (2010,)),
    ("2010-12-XX", (DAY(2010, 12, 1), DAY(2010, 12, 31)), M, 2010, (2010,)),
    ("20XX-12-04", (DAY(2000, 12, 4), DAY(2099, 12, 4)), D, None, ()),
    ("XXXX-12-04", (DAY(1, 12, 4), DAY(9999, 12, 4)), D, None, ()),
    ("201X-21", (DAY(2010, 3, 1), DAY(2019, 5, 31)), S, None, ()),
    ("201X-02-29", (DAY(2012, 2, 29), DAY(2016, 2, 29)), D, None, ()),
    ("202X-02-13/202X-02-16", (DAY(2020, 2, 13), DAY(2029, 2, 16)), D, None, ()),
    ("202X-02/202X-02-01", (DAY(2020, 2, 1), DAY(2029, 2, 1)), M, None, ()),
    ("202X-02-28/202X-02", (DAY(2020, 2, 28), DAY(2029, 2, 28)), M, None, ()),
    ("201X/2015", (DAY(2010, 1, 1), DAY(2015, 12, 31)), Precision.DECADE, None, (2015,)),
    ("2009?", (DAY(2009, 1, 1), DAY(2009, 12, 31)), Y, 2009, (2009,)),
]


@pytest.mark.parametrize(("text", "bounds", "precision", "year", "years"), FORMS)
def test_every_form_has_its_bounds_precision_and_years(text, bounds, precision, year, years):
    date = Date.parse(text)
    assert (date.earliest, date.latest) == bounds
    assert date.precision is precision
    assert (date.year, date.is_year_known, date.years) == (year, year is not None, years)


@pytest.mark.parametrize("text", [form[0] for form in FORMS])
def test_a_date_gives_back_the_text_it_was_read_from(text):
    assert str(Date.parse(text)) == text


def test_a_value_can_be_taken_apart_by_matching():
    match Date.parse("2016-12-12/2017-21?").value:
        case Interval(
            start=Point(year=2016, month=12, day=12), end=Point(season=Season.SPRING, qualifier="?")
        ):
            pass
        case other:
            pytest.fail(f"{other!r} is not what was written")
    match Date.parse("{2009-04,2009-12..2010-01}").value:
        case DateSet(parts=(Point(month=4), Interval(start=Point(month=12)))):
            pass
        case other:
            pytest.fail(f"{other!r} is not what was written")


@pytest.mark.parametrize(
    ("text", "qualifiers"),
    [
        ("2009", [""]),
        ("2009?", ["?"]),
        ("2010~", ["~"]),
        ("2012-09%", ["%"]),
        ("20XX-12-04~", ["~"]),
        ("2003~/2012?", ["~", "?"]),
        ("{2009-04?,2009-12}", ["?", ""]),
    ],
)
def test_a_qualifier_belongs_to_its_own_date_and_widens_nothing(text, qualifiers):
    date = Date.parse(text)
    assert [point.qualifier for point in date.value.points] == qualifiers
    plain = Date.parse("".join(char for char in text if char not in "?~%"))
    assert (date.earliest, date.latest) == (plain.earliest, plain.latest)


def test_open_ends_differ_from_closed_ones():
    assert [Date.parse(text).has_open_start for text in ("../2010", "2010/..", "2010")] == [
        True,
        False,
        False,
    ]
    assert [Date.parse(text).has_open_end for text in ("../2010", "2010/..", "2010")] == [False, True, False]


OLD_TO_NEW = [
    "XXXX",
    "20XX",
    "20XX-12-04",
    "201X",
    "201X?",
    "202X-06-14",
    "2009-12-31",
    "2010/..",
    "2010/2012",
    "../2010",
    "2010",
    "2010?",
    "2010-01",
    "2010-01-01",
    "2010-01-02",
    "{2010-02,2010-12}",
    "2010-02",
    "2010-21",
    "../2010-03",
    "2010-04",
    "2010-04-12/2010-04-16",
    "2010-04-12",
    "2010-24",
    "2010-12",
    "2010-12-31",
    "2011",
]


@pytest.mark.parametrize(
    ("one", "other", "is_before"),
    [("2009", "2010", True), ("2009-12-31", "2010-01", True), ("2009/2010-03", "2010-02", False),
     ("2010-05", "2010", False), ("2009", "2010/..", False), ("2009/..", "2011", False), ("../2009", "2010", False),
     ("2009", "XXXX", False), ("XXXX", "2010", False)],
)  # fmt: skip
def test_a_date_is_before_another_only_where_that_is_sure(one, other, is_before):
    assert Date.parse(one).is_before(Date.parse(other)) is is_before


def test_dates_sort_from_old_to_new_and_the_less_precise_first():
    by_text = sorted(OLD_TO_NEW)
    assert sorted(by_text, key=lambda text: Date.parse(text).order) == OLD_TO_NEW


def test_newest_first_what_is_known_only_to_the_year_follows_all_that_is_dated_in_it():
    texts = ["2010", "2009-12-31", "2010-01-01", "2011", "2010-12-31", "2010-24"]
    newest_first = sorted(texts, key=lambda text: Date.parse(text).order, reverse=True)
    assert newest_first == ["2011", "2010-12-31", "2010-24", "2010-01-01", "2010", "2009-12-31"]


def test_headings_by_year_never_come_twice_in_a_list_by_order():
    years = [Date.parse(text).heading_year for text in OLD_TO_NEW]
    assert [year for year, before in zip(years, [0, *years], strict=False) if year != before] == [
        None,
        2009,
        2010,
        2011,
    ]


def test_the_days_of_a_decade_are_counted_up_to_its_last_leap_day():
    assert all(
        a.earliest < b.earliest for a, b in pairwise([Date.parse(f"{y}X-02-29") for y in range(190, 210)])
    )
