"""The calendar of the archive."""

from __future__ import annotations

import datetime

import pytest

from mission_archive.model.archive import Archive
from mission_archive.model.dates import Date
from mission_archive.model.records import Record, Words
from mission_archive.model.terms import Vocabularies
from mission_archive.rendering.lists.calendars import Calendar, days

NOW = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


def archive(*dates: str) -> Archive:
    records = [
        Record(
            id=f"events/2010/r{number}",
            original="en",
            words={"en": Words(language="en", path=f"content/r{number}.md", title=date, summary="s")},
            date=Date.parse(date),
        )
        for number, date in enumerate(dates)
    ]
    return Archive(records, Vocabularies(), NOW)


def months_of(date: str, year: int = 2010) -> dict[str, list[str]]:
    """Month names → titles, with what has no month under ''."""
    page = Calendar(archive(date)).year(year, "en")
    months = {month.name: [record.title for record in month.records] for month in page.months}
    return {**months, **({"": [record.title for record in page.rest]} if page.rest else {})}


@pytest.mark.parametrize(
    ("date", "months"),
    [
        ("2010-04-15", ["April 2010"]),
        ("2010-04", ["April 2010"]),
        ("2010-04-29/2010-05-02", ["April 2010", "May 2010"]),
        ("{2010-04,2010-12}", ["April 2010", "December 2010"]),
        ("2010-04-29/..", ["April 2010"]),
        ("2009-12-28/2010-01-03", ["January 2010"]),
        ("2010-03-01/2010-11-30", ["March 2010"]),
        ("2010", [""]),
        ("2010-21", [""]),
        ("2009/2011", [""]),
    ],
)
def test_a_record_stands_under_the_months_of_its_date(date, months):
    assert list(months_of(date)) == months


def test_the_days_of_a_record_lead_to_it():
    month = Calendar(archive("2010-04-13/2010-04-15")).year(2010, "en").months[0]
    linked = [day.number for week in month.weeks for day in week if day and day.link]
    assert linked == [13, 14, 15]


def test_a_week_begins_on_monday():
    month = Calendar(archive("2010-04-15")).year(2010, "en").months[0]
    assert [day.number if day else None for day in month.weeks[0]] == [None, None, None, 1, 2, 3, 4]


def test_several_records_of_a_day_are_all_there():
    month = Calendar(archive("2010-04-15", "2010-04-15")).year(2010, "en").months[0]
    assert [day.count for week in month.weeks for day in week if day and day.number == 15] == [2]


def test_what_lasts_longer_than_a_calendar_shows_has_no_days():
    assert list(days(Date.parse("2010-01-01/2010-12-31"))) == []


@pytest.mark.parametrize("date", ["2010-04", "2010", "2010-21", "20XX-04-15", "201X"])
def test_a_date_not_known_to_the_day_has_no_days(date):
    assert list(days(Date.parse(date))) == []


def test_the_table_counts_each_month_and_grades_it_by_the_busiest():
    found = archive("2010-04-15", "2010-04-16", "2010-04-17", "2010-04", "2010-06-01")
    (row,) = Calendar(found).rows
    assert (row.year, row.count) == (2010, 5)
    assert row.months[3:6] == [(4, 4), (0, 0), (1, 1)]


def test_the_years_are_those_with_records_and_lead_to_each_other():
    found = Calendar(archive("2008-01-01", "2010-01-01", "20XX"))
    assert found.years == [2008, 2010]
    assert (found.year(2010, "en").before, found.year(2010, "en").after) == (2008, None)
    assert (found.year(2008, "en").before, found.year(2008, "en").after) == (None, 2010)


def test_an_archive_without_dates_has_an_empty_calendar():
    assert Calendar(archive("20XX")).rows == []
