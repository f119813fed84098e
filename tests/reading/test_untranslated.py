"""What is missing in a language is listed for translators, one line a file."""

import pytest

from mission_archive.model.problems import Severity
from mission_archive.reading.content import read_content
from mission_archive.reading.rules.untranslated import untranslated
from tests.support.toy import write_toy_vocabularies

ORIGINAL = """\
---
title: Seminar on borders
date: 2010-04-15
summary: Officials spoke about borders.
places:
  - {place: dushanbe, venue: Town hall}
  - {place: khujand, venue: {en: School, ru: Школа}}
people:
  - {name: Anna, role: Head}
outcomes:
  - text: A handbook
    expected: 2011
sources:
  - {title: News}
note: A note.
---
"""
RUSSIAN = """\
---
title: Семинар о границах
summary: Говорили о границах.
people:
  - {name: Anna, role: Глава}
---
"""


@pytest.fixture
def reported(tmp_path):
    """The lines about some files of one record."""

    def lines(**texts):
        content = write_toy_vocabularies(tmp_path)
        folder = content / "events/2010"
        folder.mkdir(parents=True)
        for language, text in texts.items():
            (folder / ("x.md" if language == "en" else f"x.{language}.md")).write_text(text, encoding="utf-8")
        found = read_content(content)
        assert found.problems == []
        problems = list(untranslated(found.records, found.vocabularies))
        assert {problem.severity for problem in problems} == {Severity.INFORMATION}
        return [str(problem) for problem in problems if "/events/" in problem.path]

    return lines


def test_what_a_translation_lacks_stands_in_one_line(reported):
    assert reported(en=ORIGINAL, ru=RUSSIAN, tg=RUSSIAN) == [
        "content/events/2010/x.ru.md:1:1: info: not in Русский yet: venue of dushanbe, text of outcomes 1, note "
        "[untranslated]",
        "content/events/2010/x.tg.md:1:1: info: not in Тоҷикӣ yet: venue of dushanbe, venue of khujand, text of "
        "outcomes 1, note [untranslated]",
    ]


def test_a_record_without_a_translation_has_one_line_a_language(reported):
    assert reported(en=ORIGINAL) == [
        "content/events/2010/x.md:1:1: info: there is no translation into Русский yet [untranslated]",
        "content/events/2010/x.md:1:1: info: there is no translation into Тоҷикӣ yet [untranslated]",
    ]


def test_of_a_removed_record_only_the_reason_is_missed(reported):
    removed = "---\nremoved: {date: 2012-01-01, reason: Asked for.}\n---\n"
    assert reported(en=removed, ru="---\nremoved: {date: 2012-01-01}\n---\n") == [
        f"content/events/2010/x.{end}:1:1: info: not in {name} yet: reason of removed [untranslated]"
        for end, name in (("ru.md", "Русский"), ("md", "Тоҷикӣ"))
    ]


def test_what_is_left_in_the_file_of_a_removed_record_needs_no_translation(tmp_path):
    file = write_toy_vocabularies(tmp_path) / "events/2010/x.md"
    file.parent.mkdir(parents=True)
    file.write_text("---\nremoved: {date: 2012-01-01, reason: Asked for.}\nnote: A note.\n---\n", "utf-8")
    found = read_content(tmp_path / "content")
    lines = [line for line in untranslated(found.records, found.vocabularies) if "/events/" in line.path]
    assert [line.message.partition(" yet: ")[2] for line in lines] == ["reason of removed"] * 2


def test_terms_without_a_name_in_a_language_are_listed_by_vocabulary(tmp_path):
    content = write_toy_vocabularies(tmp_path)
    (content / "vocabularies/series.yml").write_text(
        "- {id: a, name: A}\n- {id: b, name: {en: B, tg: Б}}\n", "utf-8"
    )
    found = read_content(content)
    lines = [str(line) for line in untranslated(found.records, found.vocabularies) if "series" in line.path]
    assert lines == [
        "content/vocabularies/series.yml:1:1: info: no name in Русский yet: a, b [untranslated]",
        "content/vocabularies/series.yml:1:1: info: no name in Тоҷикӣ yet: a [untranslated]",
    ]
