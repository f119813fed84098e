"""The language that letters show."""

import pytest

from mission_archive.model.text.scripts import likely_language


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Round table on water", "en"),
        ("Café à Zürich — 2010", "en"),
        ("Круглый стол о воде", "ru"),
        ("Мизи мудаввар оид ба обҳо", "tg"),
        ("Семинар ОБСЕ (OSCE) о границах", "ru"),
        ("Seminar on borders (Семинар)", "en"),
        ("2010", None),
        ("УНП ООН", None),
        ("", None),
        ("会议", None),
    ],
)
def test_letters_tell_the_language_where_there_are_enough(words, language):
    assert likely_language(words) == language
