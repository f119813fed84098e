"""Terms: their names in every language and time, and the tree they make."""

import datetime

import pytest

from mission_archive.model.dates import Date
from mission_archive.model.terms import Institution, Name, Place, Term, Vocabularies, Vocabulary


def name(text, language=None, from_=None, to=None):
    return Name(
        name=text,
        language=language,
        from_=Date.parse(from_) if from_ else None,
        to=Date.parse(to) if to else None,
    )


def day(text):
    return datetime.date.fromisoformat(text)


BOKHTAR = Place(
    id="bokhtar",
    name={"en": "Bokhtar", "ru": "Бохтар"},
    kind="town",
    names=(
        name("Kurgan-Tyube", "en", to="2018-01"),
        name("Курган-Тюбе", "ru", to="2018-01"),
        name("Bokhtar", "en", from_="2018-01"),
        name("Qurghonteppa"),
    ),
)
MISSION = Institution(
    id="field-office",
    name={"en": "Programme Office"},
    kind="mission",
    names=(
        name("Mission", "en", "1994", "2002-10"),
        name("Centre", "en", "2002-10", "2008-06"),
        name("Office", "en", "2008-06", "2017-06-30"),
        name("Бюро", "ru", "2008-06", "2017-06-30"),
        name("Programme Office", "en", "2017-07-01"),
    ),
)


@pytest.mark.parametrize(
    ("on", "language", "expected"),
    [
        ("1993-12-31", "en", "Programme Office"),  # of the time before its first name nothing is known
        ("1994-01-01", "en", "Mission"),
        ("2002-09-30", "en", "Mission"),
        ("2002-10-15", "en", "Centre"),  # both names are of that month; the later one wins
        ("2008-06-01", "en", "Office"),
        ("2017-06-30", "en", "Office"),
        ("2017-07-01", "en", "Programme Office"),
        ("2026-01-01", "en", "Programme Office"),
        ("2010-01-01", "ru", "Бюро"),
        ("2005-01-01", "ru", "Centre"),  # no Russian name of that time: the next best language has one
        ("2010-01-01", "tg", "Бюро"),
    ],
)
def test_a_body_is_called_by_the_name_of_the_day(on, language, expected):
    assert MISSION.naming_on(day(on), language)[0] == expected


@pytest.mark.parametrize(
    ("on", "language", "expected"),
    [
        ("2010-04-15", "en", "Kurgan-Tyube"),
        ("2010-04-15", "ru", "Курган-Тюбе"),
        ("2018-01-31", "en", "Bokhtar"),
        ("2018-02-01", "ru", "Бохтар"),
        ("2018-02-01", "tg", "Бохтар"),
    ],
)
def test_a_town_is_called_by_the_name_of_the_day(on, language, expected):
    assert BOKHTAR.naming_on(day(on), language)[0] == expected


def test_a_name_without_dates_is_a_spelling_and_no_name_of_a_day():
    assert "Qurghonteppa" in list(BOKHTAR.spellings)
    assert BOKHTAR.naming_on(day("1900-01-01"), "tg")[0] == "Курган-Тюбе"
    assert not name("Qurghonteppa").is_dated


def test_a_dated_name_for_every_language_goes_before_that_of_the_next_best():
    term = Term(id="a", name={"en": "A"}, names=(name("Old A", "en", to="2000"), name("OA", to="2000")))
    assert term.naming_on(day("1999-01-01"), "tg")[0] == "OA"
    assert term.naming_on(day("1999-01-01"), "en")[0] == "Old A"


def test_of_two_names_for_a_language_and_time_the_first_counts():
    term = Term(id="a", name={"en": "A"}, names=(name("First", "en", "1990"), name("Second", "en", "1990")))
    assert term.naming_on(day("2000-01-01"), "en")[0] == "First"


def test_a_name_is_in_use_to_the_last_day_of_its_last_month():
    old = name("Kurgan-Tyube", to="2018-01")
    assert old.is_valid_on(day("2018-01-31"))
    assert not old.is_valid_on(day("2018-02-01"))
    assert not old.had_ended_by(day("2018-01-31"))
    assert old.had_ended_by(day("2018-02-01"))


def tree():
    places = [
        ("country", None),
        ("region", "country"),
        ("town", "region"),
        ("other-town", "region"),
        ("abroad", None),
    ]
    return Vocabulary(Place(id=i, name={"en": i}, kind="town", broader=b) for i, b in places)


def test_terms_above_come_nearest_first():
    assert [term.id for term in tree().broader("town")] == ["region", "country"]
    assert tree().broader("country") == ()


def test_terms_below_and_at_the_top_come_in_the_order_of_the_file():
    assert [term.id for term in tree().narrower("region")] == ["town", "other-town"]
    assert [term.id for term in tree().roots] == ["country", "abroad"]
    assert tree().narrower("town") == ()


def test_a_vocabulary_is_a_mapping_in_the_order_of_its_file():
    assert list(tree()) == ["country", "region", "town", "other-town", "abroad"]
    assert len(tree()) == 5
    assert "town" in tree()
    assert tree()["town"].broader == "region"


def test_the_mission_is_the_institution_of_that_kind():
    other = Institution(id="undp", name={"en": "UNDP"}, kind="un")
    assert Vocabularies(institutions=Vocabulary([other, MISSION])).mission == MISSION
    assert Vocabularies(institutions=Vocabulary([other])).mission is None
