"""The text of a term: in the language that suits the reader, its links as addresses."""

from mission_archive.model.terms import Term, TermText
from mission_archive.rendering.texts.term_texts import term_text
from mission_archive.rendering.words.messages import Messages
from tests.rendering.archives import archive, record


def told(language="en", **bodies):
    texts = {
        code: TermText(
            path=f"content/vocabularies/themes/water{'' if code == 'en' else '.' + code}.md", body=body
        )
        for code, body in bodies.items()
    }
    term = Term(id="water", name={"en": "Water"}, texts=texts)
    return term_text(term, archive(record()), Messages.load(language), "../../")


def test_a_link_to_a_record_leads_to_its_page():
    found = told(en="After [the talk](../../events/2010/talk.md) came more.\n\n# Later\n")
    assert '<a href="../../events/2010/talk/">the talk</a>' in found.body
    assert '<h2 id="later">Later</h2>' in found.body
    assert found.language is None


def test_a_link_that_leads_nowhere_keeps_its_words_alone():
    assert "<p>See the talk.</p>" in told(en="See [the talk](../../events/2010/none.md).").body


def test_a_text_in_another_language_is_marked():
    assert told("tg", en="Water.").language == "en"
    assert told("tg", en="Water.", ru="Вода.").language == "ru"
    assert told("ru", en="Water.", ru="Вода.").language is None
    assert "Вода." in told("ru", en="Water.", ru="Вода.").body


def test_a_term_without_a_text_has_none():
    assert told() is None
    assert term_text(None, archive(record()), Messages.load("en"), "./") is None


def test_markup_of_a_text_is_cleaned():
    assert "<script" not in told(en="<script>alert(1)</script>Water.").body
