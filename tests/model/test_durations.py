"""Durations: what is accepted, and the span they give to a date of which one end is known."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mission_archive.model.dates import Date, Duration, Mistake, span


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("P5D", Duration(days=5)),
        ("P8W", Duration(weeks=8)),
        ("P4M", Duration(months=4)),
        ("P18M", Duration(months=18)),
        ("P2Y", Duration(years=2)),
        ("P1M15D", Duration(months=1, days=15)),
        ("P1Y2M3W4D", Duration(years=1, months=2, weeks=3, days=4)),
    ],
)
def test_a_duration_is_kept_as_it_is_stated(text, duration):
    assert Duration.parse(text) == duration
    assert str(duration) == text


@given(st.builds(Duration, *[st.integers(0, 999)] * 4).filter(lambda duration: duration != Duration()))
def test_every_duration_is_read_back_from_its_text(duration):
    assert Duration.parse(str(duration)) == duration


@pytest.mark.parametrize(
    ("text", "wrong", "write"),
    [
        ("", "empty", "P and a number"),
        ("5", "not an ISO 8601 duration", "P and a number"),
        ("5 days", "P, then numbers", "P5D"),
        ("3-day", "P, then numbers", "P3D"),
        ("3 недели", "P, then numbers", "P3W"),
        ("6 рӯз", "P, then numbers", "P6D"),
        ("Р5D", "P, then numbers", "P5D"),
        ("p5d", "P, then numbers", "P5D"),
        ("1 month and 15 days", "P, then numbers", "P1M15D"),
        ("P05D", "P, then numbers", "P5D"),
        ("P5D3W", "P, then numbers", "P3W5D"),
        ("3 days, 5 people", "not an ISO 8601 duration", "P and a number"),
        ("2 days and 3 days", "not an ISO 8601 duration", "P and a number"),
        ("P0D", "not an ISO 8601 duration", "P and a number"),
        ("P", "not an ISO 8601 duration", "P and a number"),
        ("-P5D", "not an ISO 8601 duration", "P and a number"),
        ("P1.5D", "not an ISO 8601 duration", "P and a number"),
        ("PT5H", "hours", "whole days"),
        ("P99999D", "not an ISO 8601 duration", "P and a number"),
        ("P٥D", "not an ISO 8601 duration", "P and a number"),
        ("P5D\x00", "not an ISO 8601 duration", "P and a number"),
        ("P" + "9" * 10_000, "not an ISO 8601 duration", "P and a number"),
    ],
)
def test_a_mistake_is_named_with_its_correction(text, wrong, write):
    with pytest.raises(Mistake) as raised:
        Duration.parse(text)
    assert wrong in raised.value.wrong
    assert raised.value.write.startswith("write ")
    assert write in raised.value.write
    assert str(raised.value) == f"{raised.value.wrong}; {raised.value.write}"


@given(st.text() | st.text("P0123456789YMWDTH -", max_size=20))
def test_any_text_is_a_duration_or_a_duration_error(text):
    try:
        duration = Duration.parse(text)
    except Mistake as error:
        sentence = str(error)
    else:
        sentence = str(duration)
        assert sentence == text
    assert sentence.isprintable()


@pytest.mark.parametrize(
    ("date", "role", "duration", "first", "last"),
    [
        ("2010-04-12", "start", "P5D", "2010-04-12", "2010-04-16"),
        ("2010-04-16", "end", "P5D", "2010-04-12", "2010-04-16"),
        ("2010-04-12", "start", "P1D", "2010-04-12", "2010-04-12"),
        ("2012-02-27", "start", "P1W", "2012-02-27", "2012-03-04"),
        ("2017-04-12?", "end", "P2D", "2017-04-11", "2017-04-12"),
        # which of the days it is, nobody said
        ("2011-10-28", "held", "P5D", "2011-10-28", "2011-10-28"),
        ("2011-10-28", "published", "P5D", "2011-10-28", "2011-10-28"),
        # months and years have no exact days
        ("2020-01-01", "start", "P18M", "2020-01-01", "2020-01-01"),
        ("2020-01-01", "start", "P1M15D", "2020-01-01", "2020-01-01"),
        # the day itself is not known
        ("2004-05", "start", "P10D", "2004-05-01", "2004-05-31"),
        ("20XX-12-04", "start", "P2D", "2000-12-04", "2099-12-04"),
        ("2010-04-12/2010-04-13", "start", "P5D", "2010-04-12", "2010-04-13"),
        # the calendar ends somewhere
        ("9999-12-30", "start", "P5D", "9999-12-30", "9999-12-31"),
        ("0001-01-02", "end", "P5D", "0001-01-01", "0001-01-02"),
    ],
)
def test_a_day_with_a_role_and_a_duration_gives_the_other_end_only_where_it_is_exact(
    date, role, duration, first, last
):
    bounds = span(Date.parse(date), role, Duration.parse(duration))
    assert bounds == (datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))


def test_without_a_duration_the_span_is_that_of_the_date():
    assert span(Date.parse("2010-12"), "start", None) == (
        datetime.date(2010, 12, 1),
        datetime.date(2010, 12, 31),
    )
