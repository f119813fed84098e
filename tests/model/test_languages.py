"""Which language a reader is offered where the own one is missing, and the texts in values of the model."""

import pytest

from mission_archive.model.dates import Date
from mission_archive.model.languages import LANGUAGES, PREFERENCES, facts_in, in_language, preferred, texts_in
from mission_archive.model.records import Mention, Outcome, Participants

ALL = {"en": "Yes", "ru": "Да", "tg": "Ҳа"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_in_the_own_language_come_first(language):
    assert in_language(ALL, language) == (ALL[language], language)


@pytest.mark.parametrize(("language", "next_best"), [("en", "ru"), ("ru", "en"), ("tg", "ru")])
def test_words_missing_in_a_language_come_from_the_next_best(language, next_best):
    others = {code: text for code, text in ALL.items() if code != language}
    assert in_language(others, language) == (ALL[next_best], next_best)


def test_words_in_one_language_are_offered_to_everyone():
    assert in_language({"tg": "Ҳа"}, "en") == ("Ҳа", "tg")
    assert in_language({"prs": "بلی"}, "ru") == ("بلی", "prs")


def test_every_language_of_the_site_has_an_order_of_all_that_begins_with_itself():
    assert set(PREFERENCES) == set(LANGUAGES)
    assert all(sorted(order) == sorted(LANGUAGES) for order in PREFERENCES.values())
    assert all(preferred(code)[0] == code for code in (*LANGUAGES, "prs"))


def test_the_texts_of_a_value_are_found_in_their_order():
    value = (
        Mention(place="a", venue={"en": "Hall"}),
        Mention(place="b"),
        Participants(number=3, description={"en": "Officials", "ru": "Чиновники"}),
    )
    assert list(texts_in(value)) == [{"en": "Hall"}, {"en": "Officials", "ru": "Чиновники"}]
    assert list(texts_in("a word")) == list(texts_in(None)) == []


def test_a_text_in_another_language_or_in_other_words_is_the_same_fact():
    promise = Outcome(text={"en": "A handbook"}, expected=Date.parse("2011"))
    assert facts_in(promise) == facts_in(Outcome(text={"ru": "Пособие"}, expected=Date.parse("2011")))
    assert facts_in(promise) != facts_in(Outcome(text={"en": "A handbook"}))
    assert facts_in(Mention(place="a")) != facts_in(Mention(place="a", venue={"en": "Hall"}))
