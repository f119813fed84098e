"""Quantities in digits, as three languages write them, and when two texts contradict each other."""

import pytest

from mission_archive.reading.rules.numbers import contradiction, numbers_in


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("37 members of councils", ["37"]),
        ("37 депутатов, 2 района", ["37", "2"]),
        ("1,500 people", ["1500"]),
        ("1 500 человек", ["1500"]),
        ("1\u00a0500 нафар", ["1500"]),
        ("14 000 or 790,000", ["14000", "790000"]),
        ("1.5 tonnes, 1,5 тонны", ["1.5", "1.5"]),
        ("70% of 30", ["70", "30"]),
        ("(40) or “41”, 42.", ["40", "41", "42"]),
        ("in 2010 and 2011–2012", []),
        ("15 April 2010, April 15", []),
        ("14–16 декабря, с 3 по 5 июня", []),
        ("15 апрели соли 2010", []),
        ("the 21st meeting, 4-я встреча, вохӯрии 4-ум", []),
        ("a 75-year-old farm, a 12-местный дом", []),
        ("at 10:30, on 15.04.2010, 2009/10", []),
        ("No. 4, № 5, PC.DEC/1234, SEC.GAL12", []),
        ("", []),
    ],
)
def test_quantities_are_found_and_dates_ordinals_and_numbers_of_documents_are_not(text, numbers):
    assert numbers_in(text) == numbers


@pytest.mark.parametrize(
    ("original", "translation", "reported"),
    [
        ("37 people", "35 человек", ("37", "35")),
        ("1,500 people", "1 500 человек", None),
        ("more than 30 of 50", "30 из 50", None),
        ("thirty people", "30 человек", None),
        ("30 people", "тридцать человек", None),
        ("30 people from 4 towns", "30 человек из трёх городов", None),
        ("30 people from 4 towns", "30 человек из 5 городов", ("4", "5")),
        ("", "30 человек", None),
        ("The election of 2011", "Выборы 2012 года", ("2011", "2012")),
        ("5 May 2011, Garm", "6 мая 2011 года, Гарм", None),
        ("37 people in 2010", "37 человек", None),
        ("2,010 people in 2010", "2010 год, 2 010 человек", None),
    ],
)
def test_numbers_contradict_if_each_text_has_one_that_the_other_has_not(original, translation, reported):
    assert contradiction(original, translation) == reported


def test_years_are_found_apart_from_quantities_and_numbers_of_documents():
    assert numbers_in("2,010 people in 2010, 2011–2012, 15 May 2013, № 2014", are_years=True) == [
        "2010",
        "2011",
        "2012",
        "2013",
    ]


def test_a_number_that_the_original_says_elsewhere_is_no_contradiction():
    assert contradiction("37 people", "5 дней", known="It lasted 5 days.") is None
    assert contradiction("37 people", "6 дней", known="It lasted 5 days.") == ("37", "6")
    assert contradiction("in 2010", "в 2011 году", known="The project ended in 2011.") is None
