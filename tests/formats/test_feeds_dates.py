"""Whatever a record says of its date and state, no feed or calendar says it more closely or with more certainty."""

import datetime
import json
from typing import Any

import icalendar
from hypothesis import given
from hypothesis import strategies as st

from mission_archive.formats.table import format_files
from mission_archive.model.archive import Archive
from mission_archive.model.dates import Date, DateSet, Duration, Point
from mission_archive.model.records import Ending, State
from mission_archive.rendering.when import when
from tests.formats.editions import edition_of
from tests.rendering.archives import NOW, VOCABULARIES, record
from tests.support.edtf_texts import POINTS, texts

MOMENTS = st.none() | st.datetimes(
    datetime.datetime(2001, 1, 1), datetime.datetime(2030, 1, 1), timezones=st.just(datetime.UTC)
).map(lambda moment: moment.replace(microsecond=0))
ENDINGS = st.none() | st.just(Ending(date=datetime.date(2019, 1, 1), reason={"en": "Why."}))
RECORDS = st.builds(
    lambda collection, **facts: record(f"{collection}/2010/talk", title="Canary", **facts),
    st.sampled_from(["events", "workshops", "conferences", "reports"]),
    date=texts(POINTS),
    date_role=st.sampled_from(["held", "start", "end", "published"]),
    duration=st.none() | st.sampled_from(["P1D", "P5D", "P2W", "P3M", "P1Y"]).map(Duration.parse),
    status=st.sampled_from(["planned", "announced", "held", "postponed", "cancelled"]),
    published=MOMENTS,
    draft=st.booleans(),
    withdrawn=ENDINGS,
    removed=ENDINGS,
)


def days_of(event: Any) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of an event."""
    return event["DTSTART"].dt, event["DTEND"].dt - datetime.timedelta(days=1)


def certain_days(date):
    """Every run of days, first to last, that a date says without doubt: read from its text alone."""
    text = str(date)
    parts = text[1:-1].split(",") if text.startswith("{") else [text]
    for part in parts:
        ends = part.replace("..", "/").split("/") if part != text or ".." not in part else part.split("/")
        if all(len(end) == 10 and end.replace("-", "").isdecimal() for end in ends):
            yield datetime.date.fromisoformat(ends[0]), datetime.date.fromisoformat(ends[-1])


@given(RECORDS)
def test_no_calendar_says_more_than_the_record(held):
    archive = Archive([held], VOCABULARIES, NOW).visible()
    for path, make in format_files(edition_of(archive)).items():
        if not path.endswith(".ics"):
            continue
        assert held.state(NOW) is State.PUBLISHED
        assert held.collection != "reports"
        assert held.date_role != "published"
        assert held.published is not None
        found = list(icalendar.Calendar.from_ical(make()).walk("VEVENT"))
        known = list(certain_days(held.date))
        for event in found:
            first, last = days_of(event)
            if isinstance(held.date.value, Point) and held.duration:
                ((day, _),) = known
                assert (last - first).days + 1 == held.duration.exact_days
                assert day == (last if held.date_role == "end" else first)
                assert held.date_role != "held" or first == last
            else:
                assert (first, last) in known
                assert held.date_role == "held" or not isinstance(held.date.value, Point)
            assert event["STATUS"] == {
                "held": "CONFIRMED",
                "planned": "TENTATIVE",
                "announced": "TENTATIVE",
            }.get(held.status, "CANCELLED")
            assert (event["SUMMARY"] == "Canary") == (held.status == "held")
        if isinstance(held.date.value, DateSet):
            assert len(found) <= len(held.date.value.parts)


@given(RECORDS)
def test_no_feed_says_more_than_the_record(held):
    archive = Archive([held], VOCABULARIES, NOW).visible()
    files = format_files(edition_of(archive))
    if held.state(NOW) is not State.PUBLISHED or held.published is None:
        assert not [path for path in files if "feed" in path]
        return
    for folder, language in (("", "en"), ("ru/", "ru"), ("tg/", "tg")):
        (item,) = json.loads(files[f"{folder}feed.json"]())["items"]
        said = when(Date.parse(str(held.date)), language, role=held.date_role, duration=held.duration)
        assert said in item["content_html"]
        assert datetime.datetime.fromisoformat(item["date_published"]) == held.published
        assert item["date_modified"] == item["date_published"]
        assert ("<strong>" in item["content_html"]) == (held.status != "held")
        assert (item["title"] == held.title) == (held.status == "held")  # readers show titles alone


@given(RECORDS)
def test_nothing_of_what_is_hidden_withdrawn_or_removed_is_in_any_file(held):
    archive = Archive([held], VOCABULARIES, NOW).visible()
    if held.state(NOW) is State.PUBLISHED:
        return
    for path, make in format_files(edition_of(archive)).items():
        assert b"Canary" not in make(), path
        assert not path.endswith((".ics", "feed.xml", "feed.json"))
