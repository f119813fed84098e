"""Calendars, opened by two libraries that did not write them."""

import datetime
from dataclasses import replace

import icalendar
import pytest
import vobject

from mission_archive.formats.edition import Subject
from mission_archive.formats.table import format_files, page_formats
from mission_archive.model.archive import Archive
from mission_archive.model.dates import Duration
from mission_archive.model.records import Change, Mention
from tests.formats.awkward import awkward_archive
from tests.formats.editions import URL, edition_of
from tests.rendering.archives import NOW, VOCABULARIES, record

DAY = datetime.datetime(2015, 3, 1, 9, tzinfo=datetime.UTC)


def calendars_of(archive):
    files = format_files(edition_of(archive))
    return {path: make() for path, make in files.items() if path.endswith(".ics")}


AWKWARD = calendars_of(awkward_archive())


def events_of(data):
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def events(path="calendar/calendar.ics", **facts):
    """The events of an archive of one record with some facts."""
    held = record(**{"published": DAY, **facts})
    return events_of(
        calendars_of(Archive([held], VOCABULARIES, NOW)).get(path, b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    )


def days(found):
    return [(event["DTSTART"].dt.isoformat(), event["DTEND"].dt.isoformat()) for event in found]


@pytest.mark.parametrize("path", AWKWARD)
def test_two_libraries_read_the_same_events(path):
    ours = events_of(AWKWARD[path])
    theirs = vobject.readOne(AWKWARD[path].decode()).vevent_list
    assert len(ours) == len(theirs) > 0
    for one, other in zip(ours, theirs, strict=True):
        assert str(one["UID"]) == other.uid.value
        assert str(one["SUMMARY"]) == other.summary.value
        assert str(one["DESCRIPTION"]) == other.description.value
        assert one["DTSTART"].dt == other.dtstart.value
        assert one["DTEND"].dt == other.dtend.value


@pytest.mark.parametrize("path", AWKWARD)
def test_a_calendar_has_all_that_rfc_5545_asks_for_even_where_libraries_forgive(path):
    data = AWKWARD[path]
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()  # no line ends within a letter
    whole = icalendar.Calendar.from_ical(data)
    assert whole["VERSION"] == "2.0"
    assert whole["PRODID"]
    found = events_of(data)
    assert len({str(event["UID"]) for event in found}) == len(found)
    for event in found:
        for name in (
            "UID",
            "DTSTAMP",
            "DTSTART",
            "DTEND",
            "SEQUENCE",
            "STATUS",
            "SUMMARY",
            "LAST-MODIFIED",
            "URL",
        ):
            assert not isinstance(event[name], list), name
        assert event["DTSTART"].params["VALUE"] == event["DTEND"].params["VALUE"] == "DATE"
        assert event["DTSTART"].dt < event["DTEND"].dt
        assert event["DTSTAMP"].dt.utcoffset() == datetime.timedelta(0)
        assert event["STATUS"] in ("CONFIRMED", "TENTATIVE", "CANCELLED")


def test_equal_content_gives_equal_bytes():
    assert calendars_of(awkward_archive()) == AWKWARD


def test_of_the_awkward_records_only_those_with_certain_days_are_events():
    assert {str(event["URL"]).removeprefix(URL) for event in events_of(AWKWARD["calendar/calendar.ics"])} == {
        "conferences/2014/split-period/", "conferences/2016/announcement/", "events/2010/series-instance/",
        "events/2014/translation-only/", "events/2015/cancelled/", "events/2015/postponed/",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"date": "2010-04-15"}, [("2010-04-15", "2010-04-16")]),
        ({"date": "2010-04-15/2010-04-17"}, [("2010-04-15", "2010-04-18")]),
        ({"date": "{2010-05-01,2010-04-15..2010-04-17}"}, [("2010-04-15", "2010-04-18"), ("2010-05-01", "2010-05-02")]),
        ({"date": "{2010-05-01,2010-04}"}, [("2010-05-01", "2010-05-02")]),
        ({"date": "2010-04-15", "date_role": "start", "duration": "P3D"}, [("2010-04-15", "2010-04-18")]),
        ({"date": "2010-04-15", "date_role": "end", "duration": "P1W"}, [("2010-04-09", "2010-04-16")]),
        ({"date": "2010-04-15", "duration": "P1D"}, [("2010-04-15", "2010-04-16")]),
        ({"date": "2010-04-15", "duration": "P3D"}, []),
        ({"date": "{2010-04-15,2010-04-17}", "duration": "P2D"},
         [("2010-04-15", "2010-04-16"), ("2010-04-17", "2010-04-18")]),
        ({"date": "{2010-04-15,2010-05-01}", "duration": "P3D"}, []),
        ({"date": "2010-04-15", "duration": "P1M"}, []),
        ({"date": "2010-04-15", "date_role": "start"}, []),
        ({"date": "2010-04-15", "date_role": "end"}, []),
        ({"date": "2010-04-15", "date_role": "start", "duration": "P2M"}, []),
        ({"date": "2010-04-15", "date_role": "published"}, []),
        ({"date": "2010-04-15?"}, []),
        ({"date": "2010-04-15~"}, []),
        ({"date": "201X-04-15"}, []),
        ({"date": "2010-04"}, []),
        ({"date": "2010-22"}, []),
        ({"date": "2010-04-15/.."}, []),
        ({"date": "../2010-04-15"}, []),
        ({"date": "2010-04-15/2010-05"}, []),
        ({"date": "2010-04-15/2010-04-17%"}, []),
        ({"date": "2010-04-15", "record_id": "reports/2010/study", "status": "published"}, []),
        ({"date": "2010-04-15", "published": None}, []),
    ],
)  # fmt: skip
def test_an_event_has_the_days_that_are_known_and_there_is_none_without_them(facts, expected):
    if "duration" in facts:
        facts["duration"] = Duration.parse(facts["duration"])
    assert days(events(**facts)) == expected


@pytest.mark.parametrize(
    ("status", "expected", "named"),
    [
        ("held", "CONFIRMED", "Title"),
        ("cancelled", "CANCELLED", "Cancelled: Title"),
        ("postponed", "CANCELLED", "Postponed: Title"),
        ("announced", "TENTATIVE", "Only announced: Title"),
        ("planned", "TENTATIVE", "Outcome not known: Title"),
    ],
)
def test_what_is_not_known_to_have_taken_place_says_so_in_its_name_too(status, expected, named):
    (event,) = events(status=status, title="Title")
    assert event["STATUS"] == expected
    assert event["SUMMARY"] == named


def test_what_is_planned_for_a_day_to_come_is_only_likely():
    (event,) = events(date="2021-05-01", status="planned", title="Title")
    assert (event["STATUS"], event["SUMMARY"]) == ("TENTATIVE", "Planned: Title")


def test_the_sequence_counts_corrections_and_updates_and_the_uid_stays():
    (before,) = events()
    changes = [
        Change(date=datetime.date(2016, 1, day), kind=kind, note={"en": "Why."})
        for day, kind in enumerate(("correction", "minor", "update"), 1)
    ]
    (after,) = events(changes=tuple(changes))
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 2)
    assert before["UID"] == after["UID"]
    assert before["DTSTAMP"].dt == DAY
    assert after["DTSTAMP"].dt == after["LAST-MODIFIED"].dt > DAY
    (renamed,) = events(record_id="events/2011/speech", former_urls=("events/2010/talk",))
    assert renamed["UID"] == before["UID"]


def test_each_part_of_a_split_period_has_a_uid_of_its_own_in_all_languages():
    uids = [
        [str(event["UID"]) for event in events_of(AWKWARD[f"{folder}conferences/calendar.ics"])]
        for folder in ("", "ru/", "tg/")
    ]
    assert uids[0] == uids[1] == uids[2]
    assert len(set(uids[0])) == 3


def test_the_place_is_called_as_at_the_time_in_the_language_of_the_calendar():
    found = events_of(AWKWARD["ru/calendar/calendar.ics"])
    places = {str(event["URL"]).rpartition("/events/")[2]: str(event.get("LOCATION")) for event in found}
    assert places["2010/series-instance/"] == "Ратуша, Худжанд"
    assert places["2014/translation-only/"] == "Курган-Тюбе"


@pytest.mark.parametrize(
    ("mode", "places", "expected"),
    [
        ("in-person", ["town"], "Old Town"),
        ("online", ["town"], "Online; Old Town"),
        ("hybrid", ["town"], "Online and in person; Old Town"),
        ("online", [], "Online"),
        ("in-person", [], None),
    ],
)
def test_what_was_online_says_so_before_its_place(mode, places, expected):
    (event,) = events(mode=mode, places=tuple(Mention(place=each) for each in places))
    assert event.get("LOCATION") == expected


def test_a_text_with_every_sign_that_means_something_comes_back_as_it_was():
    odd = 'a,b;c\\n d\\ "e": ғ' * 20
    (event,) = events(title=odd)
    assert event["SUMMARY"] == odd


def test_there_is_a_calendar_of_each_list_with_events_and_none_without():
    for folder in ("", "ru/", "tg/"):
        for name in ("calendar", "conferences", "events", "themes/energy", "themes/economic-activities",
                     "places/dushanbe", "places/tajikistan", "series/social-partnership-club",
                     "years/2014"):  # fmt: skip
            assert f"{folder}{name}/calendar.ics" in AWKWARD
        for name in (
            "reports",
            "years/2013",
            "institutions/undp",
            "formats/meeting",
            "dimensions/politico-military",
        ):
            assert f"{folder}{name}/calendar.ics" not in AWKWARD


@pytest.mark.parametrize(
    ("url", "listed", "expected"),
    [
        ("", None, "calendar/calendar.ics"),
        ("calendar/", None, "calendar/calendar.ics"),
        ("calendar/2014/", None, "years/2014/calendar.ics"),
        ("calendar/2013/", None, None),
        ("about/", None, None),
        ("events/", ("collections", "events"), "events/calendar.ics"),
        ("reports/", ("collections", "reports"), None),
        ("formats/meeting/", ("formats", "meeting"), None),
    ],
)
def test_a_page_leads_to_its_calendar_where_there_is_one(url, listed, expected):
    offers = page_formats(edition_of(awkward_archive()), Subject(url, "en", listed=listed)).follow
    assert [offer.url for offer in offers if offer.type == "text/calendar"] == (
        [expected] if expected else []
    )


def test_an_archive_without_certain_days_has_no_calendar():
    assert not calendars_of(Archive([replace(record(date="2010"), published=DAY)], VOCABULARIES, NOW))


def test_a_calendar_has_the_200_latest_events_and_that_of_a_year_all_of_its_year():
    days = [datetime.date(2011, 1, 1) + datetime.timedelta(days=n) for n in range(250)]
    many = [record(f"events/2011/r{n:03}", date=str(day), published=DAY) for n, day in enumerate(days)]
    files = calendars_of(Archive(many, VOCABULARIES, NOW))
    held = {
        path: [event["DTSTART"].dt for event in events_of(files[path])]
        for path in ("calendar/calendar.ics", "events/calendar.ics", "years/2011/calendar.ics")
    }
    assert held["calendar/calendar.ics"] == held["events/calendar.ics"] == days[-200:]
    assert held["years/2011/calendar.ics"] == days


def test_words_of_two_languages_are_in_none():
    facts = {"status": "cancelled"}
    (own,) = events(**facts)
    (other,) = events("ru/calendar/calendar.ics", **facts)
    for name in ("SUMMARY", "DESCRIPTION"):
        assert own[name].params == {"LANGUAGE": "en"}
        assert "LANGUAGE" not in other[name].params
    (held,) = events("ru/calendar/calendar.ics")
    assert held["SUMMARY"].params == held["DESCRIPTION"].params == {"LANGUAGE": "en"}


def test_an_event_says_what_its_date_is_based_on_in_the_best_language():
    note = {"en": "The first day is calculated.", "ru": "Первый день вычислен."}
    for path, said in (
        ("calendar/calendar.ics", "About the date: The first day is calculated."),
        ("tg/calendar/calendar.ics", ": Первый день вычислен."),
    ):
        (event,) = events(path, date_note=note)
        assert said in str(event["DESCRIPTION"])
    assert "About the date" not in str(events()[0]["DESCRIPTION"])


def test_an_event_that_may_be_the_same_as_another_says_so_in_every_language():
    first = record(published=DAY, possibly_same_as=("events/2010/visit",))
    other = record("events/2010/visit", published=DAY, date="2010-05-02")
    files = calendars_of(Archive([first, other], VOCABULARIES, NOW))
    for path, said in (
        ("calendar/calendar.ics", "May be the same event as another."),
        ("ru/calendar/calendar.ics", "Возможно, то же мероприятие, что в другой записи."),
    ):
        found = events_of(files[path])
        assert len(found) == 2
        assert all(said in str(event["DESCRIPTION"]) for event in found)
    assert "same event" not in str(events()[0]["DESCRIPTION"])
