"""In which language the words of a feed are, where not all are in that of the feed."""

import lxml.etree

from mission_archive.model.records import Attachment, Change
from tests.formats.test_feeds import ATOM, AWKWARD, DAY, LANG, archive_of, entries, files_of, short_text
from tests.rendering.archives import record


def test_words_in_another_language_than_the_feed_are_marked():
    found = {short_text(entry, "title"): entry for entry in entries(AWKWARD, "tg/feed.xml").values()}
    assert found["Омӯзиши эҳтиёҷот"].get(LANG) == "tg"
    assert found["Встреча в Бохтаре"].get(LANG) == "ru"
    assert '<p lang="ru">' in short_text(found["Встреча в Бохтаре"], "content")


def test_the_note_of_a_correction_and_the_title_of_a_document_are_in_their_own_languages():
    changed = record(
        published=DAY,
        attachments=(Attachment(file="list.pdf", title={"tg": "Рӯйхат"}),),
        changes=(Change(date=DAY.date(), kind="update", note={"ru": "Добавлен список."}),),
    )
    files = files_of(archive_of(changed))
    (correction,) = entries(files, "feeds/corrections.xml").values()
    summary = correction.find("a:summary", ATOM)
    assert (correction.get(LANG), summary.get(LANG), summary.text) == ("en", "ru", "Добавлен список.")
    (entry,) = entries(files).values()
    assert entry.find("a:summary", ATOM).get(LANG) is None  # as the title
    assert 'list.pdf" lang="tg">Рӯйхат</a>' in short_text(entry, "content")
    (entry,) = entries(files, "tg/feed.xml").values()
    assert 'list.pdf">Рӯйхат</a>' in short_text(entry, "content")


def test_what_a_term_is_about_is_in_its_own_language():
    files = files_of(archive_of(record(published=DAY, themes=("water",))))
    for root, language in (("", None), ("ru/", "en")):
        (about,) = lxml.etree.fromstring(files[f"{root}themes/water/feed.xml"]).iterfind("a:subtitle", ATOM)
        assert (about.text, about.get(LANG)) == ("Who may use it.", language)


def test_a_title_of_two_languages_is_in_none():
    files = files_of(archive_of(record(title="Talk", published=DAY, status="cancelled")))
    for path, said, language in (
        ("feed.xml", "Cancelled: Talk", None),
        ("ru/feed.xml", "Отменено: Talk", ""),
    ):
        (entry,) = entries(files, path).values()
        title = entry.find("a:title", ATOM)
        assert (entry.get(LANG), title.text, title.get(LANG)) == ("en", said, language)
