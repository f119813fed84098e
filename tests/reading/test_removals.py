"""A removed record: its file is to hold nothing of what was removed."""

import pytest

from mission_archive.model.fields import RECORD_FIELDS
from mission_archive.reading.content import read_content
from tests.support.toy import NOW, write_toy_vocabularies

TELLING = {
    "title": "Seminar on borders",
    "summary": "Officials spoke.",
    "people": "[{name: Anna, role: Judge}]",
    "participants": "{number: 40}",
    "photos": "[{file: a.png, alt: A hall, credit: A, consent: given}]",
    "attachments": "[{file: a.pdf, title: The paper}]",
    "places": "[khujand]",
    "outcomes": "[{text: A handbook}]",
    "sources": "[{title: News}]",
    "note": "A remark.",
    "date_note": "From a calendar.",
    "changes": "[{date: 2011-01-01, kind: update, note: A photo.}]",
    "symbol": "SEC/1",
}


@pytest.mark.parametrize("field", TELLING)
def test_a_field_that_says_something_of_what_was_removed_is_reported(tmp_path, field):
    folder = write_toy_vocabularies(tmp_path) / "events/2010"
    folder.mkdir(parents=True)
    text = f"---\nremoved: {{date: 2012-01-01, reason: Asked for.}}\n{field}: {TELLING[field]}\n---\n"
    (folder / "x.md").write_text(text, encoding="utf-8")
    problems = read_content(tmp_path / "content", now=NOW).problems
    assert [problem.field for problem in problems if f"still has {field};" in problem.message] == [field]


def test_these_are_all_the_fields_that_say_something_of_it():
    assert TELLING.keys() == {name for name, field in RECORD_FIELDS.items() if field.is_content}


def test_nothing_of_its_translation_comes_into_a_removed_record(tmp_path):
    folder = write_toy_vocabularies(tmp_path) / "events/2010"
    folder.mkdir(parents=True)
    removed = "removed: {date: 2012-01-01, reason: Asked for.}\n"
    (folder / "x.md").write_text(f"---\n{removed}---\n", encoding="utf-8")
    (folder / "x.ru.md").write_text(
        f"---\n{removed.replace('Asked for', 'По просьбе')}note: Примечание.\n---\n", encoding="utf-8"
    )
    (record,) = read_content(tmp_path / "content", now=NOW).records
    assert record.note is None
    assert record.removed
    assert record.removed.reason == {"en": "Asked for.", "ru": "По просьбе."}
