"""No date in the data is more precise or more certain than in the record."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mission_archive.formats.certainty import bounds
from mission_archive.formats.data.twins import PRECISIONS, date_facts
from mission_archive.model.dates import Date, Duration, Interval, Point
from tests.rendering.archives import record
from tests.support.edtf_texts import TEXTS

ROLES = st.sampled_from(["held", "start", "end", "published"])
DURATIONS = st.sampled_from([None, *map(Duration.parse, ("P1D", "P5D", "P2W", "P4M", "P1Y"))])


def facts(text, role="held", duration=None, status="held"):
    return date_facts(record(date=text, date_role=role, duration=duration, status=status))


@given(TEXTS, ROLES, DURATIONS)
def test_nothing_is_more_precise_or_more_certain_than_the_record(text, role, duration):
    date = Date.parse(text)
    told = facts(text, role, duration, status="published")
    assert told["date"] == text
    assert told.get("date_is_uncertain", False) == any(mark in text for mark in "?%")
    assert told.get("date_is_approximate", False) == any(mark in text for mark in "~%")
    if "date_earliest" in told or "date_latest" in told:
        # One doubtful end makes no bound; a single doubtful date or a set with one makes none at all.
        assert "XXXX" not in text or isinstance(date.value, Interval)
        assert isinstance(date.value, Interval) or not set("?~%") & set(text)
    if "date_earliest" in told:
        assert not date.has_open_start
        assert role != "end" or not isinstance(date.value, Point) or (duration and duration.exact_days)
        assert told["date_earliest"] <= date.earliest.isoformat()
    if "date_latest" in told:
        assert not date.has_open_end
        assert role != "start" or not isinstance(date.value, Point) or (duration and duration.exact_days)
        assert told["date_latest"] >= date.latest.isoformat()


@given(TEXTS, ROLES, DURATIONS)
def test_the_precision_is_never_finer_than_the_coarsest_date(text, role, duration):
    date = Date.parse(text)
    told = PRECISIONS.index(facts(text, role, duration)["date_precision"])
    assert told >= date.precision - 1
    assert "X" not in text.replace("-XX", "") or told >= PRECISIONS.index("decade")


@pytest.mark.parametrize(
    ("text", "role", "duration", "expected"),
    [
        ("2010-04-15", "held", None, ("2010-04-15", "2010-04-15")),
        ("2010-04-15", "held", "P1D", ("2010-04-15", "2010-04-15")),
        ("2010-04-15", "held", "P5D", (None, None)),
        ("2010-04", "held", "P5D", ("2010-04-01", "2010-04-30")),
        ("2010-04", "held", "P4M", (None, None)),
        ("2012", "held", "P1Y", ("2012-01-01", "2012-12-31")),
        ("2013", "held", "P1Y", (None, None)),  # a year of 366 days has no room in it
        ("2010-04-15", "start", None, ("2010-04-15", None)),
        ("2010-04-15", "start", "P5D", ("2010-04-15", "2010-04-19")),
        ("2010-04-15", "end", None, (None, "2010-04-15")),
        ("2010-04-15?", "held", None, (None, None)),
        ("2010-04", "published", None, ("2010-04-01", "2010-04-30")),
        ("2010-04/2010-05~", "held", None, ("2010-04-01", None)),
        ("201X", "held", None, ("2010-01-01", "2019-12-31")),
        ("XXXX-12-04", "held", None, (None, None)),
        ("{2009-04,2009-12}", "held", None, ("2009-04-01", "2009-12-31")),
        ("{2009-04,2009-12?}", "held", None, (None, None)),
        ("{2009-04,2009-12}", "held", "P2M", (None, None)),  # two months can have 62 days, these have 61
        ("{2009-05,2009-12}", "held", "P2M", ("2009-05-01", "2009-12-31")),
        ("{2009-04-02,2009-04-09}", "held", "P2D", ("2009-04-02", "2009-04-09")),
        ("{2009-04-02..2009-04-04,2009-04-03..2009-04-05}", "held", "P5D", (None, None)),
        ("{2009-04-02,2009-04-09}", "held", "P5D", (None, None)),  # three of its days are not said
    ],
)
def test_bounds_are_told_where_they_are_sure(text, role, duration, expected):
    found = bounds(Date.parse(text), role, Duration.parse(duration) if duration else None)
    assert found == tuple(day and datetime.date.fromisoformat(day) for day in expected)


def test_an_event_known_by_a_report_on_it_alone_has_no_days_and_a_report_has():
    day = {"date_earliest": "2010-04-15", "date_latest": "2010-04-15"}
    assert not day.keys() & facts("2010-04-15", "published").keys()
    assert day.items() <= facts("2010-04-15", "published", status="published").items()


def test_a_day_of_an_unknown_year_is_not_known_to_the_day():
    assert facts("20XX-12-04")["date_precision"] == "century"
    assert facts("XXXX-12-04")["date_precision"] == "unknown"
