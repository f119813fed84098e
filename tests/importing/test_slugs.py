"""Slugs made from the ids and titles of other people's tables."""

import pytest

from mission_archive.importing.records import slug_of


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Energy security, Khujand", "energy-security-khujand"),
        ("  Round table: «Women & peace»  ", "round-table-women-peace"),
        ("Café Zürich", "cafe-zurich"),
        ("Круглый стол", "kruglyy-stol"),
        ("Қӯрғонтеппа", "qurghonteppa"),
        ("Ҷашни Ҳисор", "jashni-hisor"),
        ("Women's day", "womens-day"),
        ("№ 5", "no-5"),
    ],
)
def test_a_slug_is_lower_case_ascii_with_single_hyphens(text, slug):
    assert slug_of(text) == slug


def test_a_year_at_the_end_is_dropped_because_the_folder_says_it():
    assert slug_of("task-force-meeting-2012") == "task-force-meeting"


def test_a_number_at_the_end_that_is_no_year_stays():
    assert slug_of("resolution-1540") == "resolution-1540"


def test_a_year_inside_and_a_year_alone_stay():
    assert slug_of("2012 report") == "2012-report"
    assert slug_of("2012") == "2012"


def test_a_text_without_letters_makes_no_slug():
    assert slug_of("… — !") == ""
