"""The files of a record say together what it says in each language."""

import pytest

from mission_archive.reading.content import read_content
from tests.support.toy import NOW, write_toy_vocabularies

ORIGINAL = """\
---
title: Seminar on borders
date: 2010-04-15
summary: Officials spoke about borders.
places:
  - khujand
  - {place: dushanbe, venue: Town hall}
  - {place: dushanbe, venue: {en: School, tg: Мактаб}}
participants: {number: 3}
people:
  - {name: Anna, role: Head}
photos:
  - {file: a.png, alt: Speakers, credit: Office, consent: given}
  - {file: b.png, alt: A map, kind: map, credit: Office, consent: not-needed}
attachments:
  - {file: a.pdf, title: Programme}
outcomes:
  - events/2010/other
  - text: A handbook
    expected: 2011
sources:
  - {url: https://example.org/1, title: News}
  - {url: https://example.org/2}
  - {publisher: Press}
date_note: The day is that of the source.
note: A note.
changes:
  - {date: 2011-01-01, kind: minor, note: First.}
  - {date: 2011-01-01, kind: minor, note: Second.}
withdrawn: {date: 2012-01-01, reason: It did not take place.}
---
"""
RUSSIAN = """\
---
title: Семинар о границах
summary: Говорили о границах.
places:
  - {place: dushanbe, venue: Ратуша}
  - {place: dushanbe, venue: Школа}
participants: {description: Чиновники}
people:
  - {name: Anna, role: Глава}
photos:
  - {file: b.png, alt: Карта, caption: Где прошла встреча}
attachments:
  - {file: a.pdf, title: Программа}
outcomes:
  - text: Пособие
sources:
  - {title: Новости}
  - {url: https://example.org/2, title: Статья}
  - {title: Сообщение}
date_note: День указан в источнике.
note: Примечание.
changes:
  - {date: 2011-01-01, note: Первое.}
  - {date: 2011-01-01, note: Второе.}
withdrawn: {reason: Не состоялся.}
---
"""


@pytest.fixture
def read(tmp_path):
    """Reads the record that some files are, by their language."""

    def read_files(doubts=(), **texts):
        content = write_toy_vocabularies(tmp_path)
        folder = content / "events/2010/x"
        folder.mkdir(parents=True)
        (folder.parent / "other.md").write_text(
            "---\ntitle: Other\ndate: 2010-05\nsummary: Another.\n---\n", "utf-8"
        )
        for language, text in texts.items():
            suffix = "" if language == "en" else f".{language}"
            (folder / f"index{suffix}.md").write_text(text, encoding="utf-8")
        files = (("a.png", b"\x89PNG\r\n\x1a\n"), ("b.png", b"\x89PNG\r\n\x1a\n"), ("a.pdf", b"%PDF-"))
        for name, data in files if "a.png" in texts.get("en", ORIGINAL) else ():
            (folder / name).write_bytes(data)
        found = read_content(content, now=NOW)
        assert [problem.field for problem in found.problems] == [*doubts]
        return next(record for record in found.records if record.id == "events/2010/x")

    return read_files


def test_a_single_text_is_in_the_language_of_its_file(read):
    russian = ORIGINAL.replace("title: Seminar on borders", "title: Семинар о границах")
    joined = read(ru=russian.replace("summary: Officials spoke about borders.", "summary: О границах."))
    assert joined.note == {"ru": "A note."}
    assert joined.people[0].role == {"ru": "Head"}
    assert joined.places[2].venue == {"en": "School", "tg": "Мактаб"}


def test_a_text_of_the_original_with_a_warning_keeps_its_translation(read):
    original = ORIGINAL.replace("note: A note.", "note: A **bold** note.").replace(
        "alt: A map", "alt: a photo"
    )
    joined = read(en=original, ru=RUSSIAN, doubts=("photos.alt", "note"))
    assert joined.note == {"en": "A **bold** note.", "ru": "Примечание."}
    assert [photo.alt for photo in joined.photos] == [{"en": "Speakers"}, {"en": "a photo", "ru": "Карта"}]


def test_texts_of_a_translation_find_their_place_in_the_original(read):
    joined = read(en=ORIGINAL, ru=RUSSIAN)
    assert [mention.venue for mention in joined.places] == [
        None,
        {"en": "Town hall", "ru": "Ратуша"},
        {"en": "School", "tg": "Мактаб", "ru": "Школа"},
    ]
    assert joined.participants is not None
    assert (joined.participants.number, joined.participants.description) == (3, {"ru": "Чиновники"})
    assert joined.people[0].role == {"en": "Head", "ru": "Глава"}
    assert [photo.alt for photo in joined.photos] == [{"en": "Speakers"}, {"en": "A map", "ru": "Карта"}]
    assert [photo.caption for photo in joined.photos] == [None, {"ru": "Где прошла встреча"}]
    assert [photo.kind for photo in joined.photos] == ["photo", "map"]
    assert joined.attachments[0].title == {"en": "Programme", "ru": "Программа"}
    assert joined.attachments[0].size == 5
    assert [outcome.text for outcome in joined.outcomes] == [None, {"en": "A handbook", "ru": "Пособие"}]
    assert [source.title for source in joined.sources] == [
        {"en": "News", "ru": "Новости"},
        {"ru": "Статья"},
        {"ru": "Сообщение"},
    ]
    assert (joined.date_note or {})["ru"] == "День указан в источнике."
    assert joined.note == {"en": "A note.", "ru": "Примечание."}
    assert [change.note for change in joined.changes] == [
        {"en": "First.", "ru": "Первое."},
        {"en": "Second.", "ru": "Второе."},
    ]
    assert joined.withdrawn is not None
    assert joined.withdrawn.reason == {"en": "It did not take place.", "ru": "Не состоялся."}


def test_a_reason_of_removal_is_translated_too(read):
    joined = read(
        en="---\nremoved: {date: 2012-01-01, reason: Asked for.}\n---\n",
        ru="---\nremoved: {reason: По просьбе.}\n---\n",
    )
    assert joined.removed.reason == {"en": "Asked for.", "ru": "По просьбе."}
