"""What a message proposes in the place of somebody's own words is an error until they are there."""

import pytest

from mission_archive.model.problems import Severity
from mission_archive.model.text import placeholders
from mission_archive.reading.fields.record_file import SyntaxTree, parse, record_file_of


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("changes", f"[{{date: 2012-01-01, kind: minor, note: {placeholders.NOTE}}}]"),
        ("changes", f"[{{date: 2012-01-01, kind: minor, note: '{placeholders.NOTE} It was 35.'}}]"),
        (
            "changes",
            "[{date: 2012-01-01, kind: minor, note: {en: write here what was wrong and what  is right now}}]",
        ),
        ("withdrawn", f"{{date: 2012-01-01, reason: {placeholders.NOTE}}}"),
        ("photos", f"[{{file: a.png, credit: A, consent: given, alt: '{placeholders.PICTURE}'}}]"),
        ("photos", f"[{{file: a.png, credit: A, consent: given, alt: 'Write {placeholders.PICTURE}.'}}]"),
        ("sources", f"[{{url: 'https://example.org/', copy_permission: '{placeholders.PERMISSION}'}}]"),
        ("former_urls", f"[{placeholders.FORMER_PATH}]"),
        ("date_note", "{en: …, ru: …, tg: …}"),
        ("duration", "P"),
        ("published", "YYYY-MM-DDThh:mm+05:00"),
        ("related", "[collection/year/name]"),
        ("sources", "[{url: 'https://…'}]"),
        ("outcomes", "[…]"),
    ],
)
def test_what_a_message_proposes_for_somebody_to_replace_is_an_error_where_it_is_left(name, value):
    text = f"---\ntitle: Seminar\ndate: 2010-04-15\nsummary: A\n{name}: {value}\n---\n"
    parsed = parse(text, "content/events/2010/x.md", "events/2010/x.md")
    assert isinstance(parsed, SyntaxTree)
    file = record_file_of(parsed, "events/2010/x", "en", {}, is_translation=False)
    assert [
        problem.field.partition(".")[0] for problem in file.problems if problem.severity is Severity.ERROR
    ]
    assert {problem.field.partition(".")[0] for problem in file.problems} == {name}


def test_words_that_are_like_a_proposal_are_not_one():
    assert placeholders.left_in("What was wrong and what is right now is in the note.") is None
    assert placeholders.left_in("The picture shows, for those who cannot see it well, a map.") is None
