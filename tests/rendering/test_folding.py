"""The words of a text by which it is searched."""

import pytest

from mission_archive.rendering.folding import each_once, searchable


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The rights of the child", "rights child"),
        ("О правах ребёнка и также женщин", "правах ребенка женщин"),
        ("Дар бораи ҳуқуқи кӯдак", "бораи хукуки кудак"),
        ("EU law is an act", "law act"),
    ],
)
def test_words_that_are_in_every_text_and_words_of_two_letters_are_not_searched(text, words):
    assert searchable(text) == words


def test_names_are_searched_once_with_acronyms_of_two_letters_and_without_common_words():
    assert each_once(["Office of the EU", "The EU Office", "Дафтари ИА дар Ғарм"]) == (
        "office eu дафтари иа гарм"
    )
    assert each_once(["A B, of X"]) == ""
