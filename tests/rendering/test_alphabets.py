"""The order of letters in each language, and the letter of an index for a name."""

import pytest

from mission_archive.rendering.words.alphabets import initial, sort_key

TAJIK = "абвгғдеёжзиӣйкқлмнопрстуӯфхҳчҷшъэюя"


def ordered(names, language):
    return sorted(names, key=lambda name: sort_key(name, language))


def test_tajik_letters_stand_where_the_tajik_alphabet_has_them():
    assert "".join(ordered(sorted(TAJIK), "tg")) == TAJIK


@pytest.mark.parametrize("word", ["а", "уя", "яяя"])
def test_a_letter_of_its_own_follows_every_word_of_the_letter_it_comes_from(word):
    names = [f"г{word}", f"ғ{word}", f"д{word}"]
    assert ordered(names[::-1], "tg") == names
    assert ordered(["ғарм", "гулистон"], "tg") == ["гулистон", "ғарм"]


def test_russian_lists_yo_with_ye_and_tajik_after_it():
    names = ["Ёлка", "Ель", "Ежедневник"]
    assert ordered(names, "ru") == ["Ежедневник", "Ёлка", "Ель"]
    assert ordered(names, "tg") == ["Ежедневник", "Ель", "Ёлка"]
    assert [initial("Ёлка", language) for language in ("ru", "tg")] == ["Е", "Ё"]


def test_marks_around_a_name_do_not_count():
    assert ordered(["«Мир»", "Лист", "Ночь"], "ru") == ["Лист", "«Мир»", "Ночь"]
    assert initial("«Мир»", "ru") == "М"
    assert ordered(["Eve", "Élan"], "en") == ["Élan", "Eve"]
    assert initial("Élan", "en") == "E"


def test_names_in_another_script_stand_last():
    assert ordered(["UNDP", "ЮНЕСКО"], "tg") == ["ЮНЕСКО", "UNDP"]
    assert ordered(["Мир", "Zeal"], "en") == ["Zeal", "Мир"]


def test_names_that_begin_with_a_digit_have_a_heading_of_their_own():
    assert initial("21st century", "en") == "0–9"
    assert initial("—", "en") == ""
