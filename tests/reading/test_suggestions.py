"""«Did you mean …?»"""

import pytest

from mission_archive.reading.suggestions import Suggestions, did_you_mean

MANY = [f"record-of-day-{day}-in-{month}" for day in range(1, 29) for month in ("may", "june", "july")] + [
    "border-management",
    "countering-terrorism",
]


def test_a_near_word_is_proposed():
    assert did_you_mean("onlin", ("in-person", "online")) == "; did you mean 'online'?"


def test_nothing_is_proposed_where_nothing_is_near():
    assert did_you_mean("party", ("in-person", "online")) == ""
    assert did_you_mean("", ("in-person", "online")) == ""


def test_case_blanks_and_hyphens_make_no_difference():
    assert Suggestions(["border-management"]).near("Border_ Management") == "border-management"


def test_a_name_leads_to_the_id():
    names = {"Office in Tajikistan": "field-office", "Худжанд": "khujand"}
    assert Suggestions(["field-office", "khujand"], names).near("office in Tadjikistan") == "field-office"
    assert Suggestions(["field-office", "khujand"], names).near("Худжанде") == "khujand"


def test_among_many_words_the_near_one_is_found():
    many = Suggestions(MANY)
    assert many.near("boarder-managment") == "border-management"
    assert many.near("countering-terorism") == "countering-terrorism"
    assert many.near("record-of-day-7-in-mai") == "record-of-day-7-in-may"


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("water", "water-management"),
        ("border", "border-management"),
        ("khuj", "khujand"),
        ("terrorism", "countering-terrorism"),
        ("watter-management", "water-management"),
        ("ma", None),
    ],
)
@pytest.mark.parametrize("others", [[], MANY])
def test_a_beginning_or_a_part_of_a_word_counts_as_near(wrong, right, others):
    words = ["waste", "water-management", "border-management", "khujand", "countering-terrorism", *others]
    assert Suggestions(words).near(wrong) == right


def test_the_answer_does_not_depend_on_what_was_asked_before():
    asked = Suggestions(MANY)
    for word in ("x", "record", "border", "terrorism"):
        asked.near(word)
    assert asked.near("boarder-managment") == Suggestions(MANY).near("boarder-managment")
