"""The text of a term: in the language that suits the reader, its links as addresses."""

from dataclasses import replace

from mission_archive.model.terms import TermText
from mission_archive.rendering.lists.listings import listings
from mission_archive.rendering.lists.overviews import Overviews
from mission_archive.rendering.maps.atlas import Atlas
from mission_archive.rendering.texts.bodies import Bodies
from mission_archive.rendering.words.messages import Messages
from tests.rendering.archives import archive, record


def text_of_term(language="en", **bodies):
    """The text on the page of a theme in `language`, which has those texts."""
    texts = {
        code: TermText(
            path=f"content/vocabularies/themes/water{'' if code == 'en' else '.' + code}.md", body=body
        )
        for code, body in bodies.items()
    }
    whole, messages = archive(record(themes=("water",))), Messages.load(language)
    overviews = Overviews(whole, Atlas(whole.vocabularies.places), Bodies(whole))
    (listing,) = listings(whole, "themes", messages)
    return overviews.of(replace(listing, term=replace(listing.term, texts=texts)), messages)["text"]


def test_a_link_to_a_record_leads_to_its_page():
    found = text_of_term(en="After [the talk](../../events/2010/talk.md) came more.\n\n# Later\n")
    assert '<a href="../../events/2010/talk/">the talk</a>' in found.text
    assert '<h2 id="later">Later</h2>' in found.text
    assert found.language is None


def test_a_link_that_leads_nowhere_keeps_its_words_alone():
    assert "<p>See the talk.</p>" in text_of_term(en="See [the talk](../../events/2010/none.md).").text


def test_a_text_in_another_language_is_marked():
    assert text_of_term("tg", en="Water.").language == "en"
    assert text_of_term("tg", en="Water.", ru="Вода.").language == "ru"
    assert text_of_term("ru", en="Water.", ru="Вода.").language is None
    assert "Вода." in text_of_term("ru", en="Water.", ru="Вода.").text


def test_a_term_without_a_text_has_none():
    assert text_of_term() is None


def test_markup_of_a_text_is_cleaned():
    assert "<script" not in text_of_term(en="<script>alert(1)</script>Water.").text
