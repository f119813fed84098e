"""Every format says the awkward records as was seen to be right, and each of them is there or left out by a rule."""

import pytest

from tests.formats.awkward import awkward_archive
from tests.formats.golden import EXPECTED, golden, marks

MADE = golden()
RECORDS = {record.id.rpartition("/")[2]: record for record in awkward_archive().records.values()}

LISTED = {
    "announcement", "approximate-day", "cancelled", "corrected", "open-interval", "postponed", "reported", "season",
    "series-instance", "split-period", "translation-only", "uncertain-year",
}  # fmt: skip
CERTAIN_DAYS = {
    "announcement",
    "cancelled",
    "postponed",
    "series-instance",
    "split-period",
    "translation-only",
}
"""Reports are not events, and other dates are not certain."""
CORRECTED = {"cancelled", "corrected"}

SAID = {
    **dict.fromkeys(("feed.xml", "feed.json", "feed.tg.json"), LISTED),
    "corrections.xml": CORRECTED,
    **dict.fromkeys(("calendar.ics", "calendar.ru.ics"), CERTAIN_DAYS),
    **dict.fromkeys(
        ("records.jsonl", "records.csv", "relations.csv", "linkset.json", "pictures.txt"), LISTED
    ),
    "terms.csv": set(),
    "list.json": LISTED - {"announcement", "corrected", "split-period"},  # of events alone
    "citations.txt": LISTED | {"withdrawn"},
    "heads.txt": LISTED | {"withdrawn"},
}
"""The kinds of records that each file speaks of. What was removed is in none."""


@pytest.mark.parametrize("name", sorted(MADE))
def test_the_awkward_records_are_said_as_was_seen_to_be_right(name):
    """After a change that is meant: python -m tests.formats.golden, and look at what git says has changed."""
    assert MADE[name] == (EXPECTED / name).read_bytes()


def test_there_is_no_other_file_that_was_seen_to_be_right():
    assert {file.name for file in EXPECTED.iterdir()} == set(MADE)


@pytest.mark.parametrize("name", sorted(MADE))
def test_each_kind_of_record_is_in_each_format_or_left_out_by_rule(name):
    text = MADE[name].decode()
    said = {kind for kind, record in RECORDS.items() if any(mark in text for mark in marks(record))}
    assert said == SAID[name]


def test_the_page_of_a_withdrawn_record_says_nothing_of_it_to_programs():
    section = MADE["heads.txt"].decode().partition("# events/2012/withdrawn")[2].partition("\n# ")[0]
    assert section
    assert not any(
        word in section for word in ("DC.", "og:title", "cite-as", "record.json", '"@type":"Event"')
    )
