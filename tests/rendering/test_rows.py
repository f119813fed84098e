"""A record as a list shows it."""

from html.parser import HTMLParser

import pytest

from mission_archive.model.archive import Archive
from mission_archive.model.records import Mention
from mission_archive.model.terms import Term, Vocabularies, Vocabulary
from mission_archive.rendering.lists.rows import RecordRows
from mission_archive.rendering.words.messages import Messages
from tests.rendering.archives import NOW, archive, record


def row(found, language="en", root="../"):
    return str(RecordRows(archive(found), Messages.load(language)).html([found], root))


class Texts(HTMLParser):
    """The words of each element that has a class, by class."""

    def __init__(self, text):
        super().__init__()
        self.open, self.words = [], {}
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.open.append(dict(attributes).get("class"))

    def handle_endtag(self, tag):
        self.open.pop()

    def handle_data(self, data):
        for name in filter(None, self.open):
            self.words[name] = self.words.get(name, "") + data


def words(html):
    return {name: " ".join(text.split()) for name, text in Texts(html).words.items()}


def test_a_row_says_what_was_when_where_and_about_what():
    shown = words(
        row(record(date="2010-04-15", places=(Mention(place="land"),), themes=("letters", "water")))
    )
    assert shown["row__when"] == "15 Apr 2010"
    assert shown["row__title"] == "Title of events/2010/talk"
    assert shown["row__summary"] == "Words."
    assert shown["row__meta"] == "Event Land · Letters, Water"


def test_a_day_has_its_date_for_machines_and_a_span_has_none():
    assert '<time datetime="2010-04-15">' in row(record(date="2010-04-15"))
    assert "<time" not in row(record(date="2010-04-15/2010-04-17"))


def test_links_lead_from_the_page_on_which_the_row_stands():
    found = record(themes=("letters",))
    rows = RecordRows(archive(found), Messages.load("en"))
    for root in ("./", "../../"):
        html = str(rows.html([found], root))
        assert f'href="{root}events/2010/talk/"' in html
        assert f'href="{root}themes/letters/"' in html


def test_a_row_marks_words_that_are_not_in_the_language_of_the_list():
    russian = record(original="ru")
    shown = row(russian)
    assert '<a href="../events/2010/talk/" lang="ru">' in shown
    assert '<p class="row__summary" lang="ru">' in shown
    assert words(shown)["language"] == "Русский"
    assert "lang=" not in row(russian, "ru")


@pytest.mark.parametrize(
    ("number", "shown"),
    [(4, "Theme 1, Theme 2, Theme 3, Theme 4"), (6, "Theme 1, Theme 2, Theme 3, Theme 4, +2")],
)
def test_a_row_names_four_themes_and_counts_the_rest(number, shown):
    terms = [Term(id=f"t{n}", name={"en": f"Theme {n}"}) for n in range(1, number + 1)]
    found = record(themes=tuple(term.id for term in terms))
    rows = RecordRows(Archive([found], Vocabularies(themes=Vocabulary(terms)), NOW), Messages.load("en"))
    assert words(str(rows.html([found], "")))["row__meta"] == f"Event {shown}"


def test_a_status_that_says_something_is_shown_and_held_is_not():
    assert words(row(record(status="cancelled")))["status"] == "Cancelled"
    assert "status" not in words(row(record(status="held")))


def test_words_of_a_record_are_text_and_never_elements():
    assert "<b>" not in row(record(title="<b>Talk</b>"))
