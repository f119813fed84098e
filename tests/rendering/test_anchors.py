"""Links as HTML: words of another language say which."""

from mission_archive.rendering.anchors import anchor
from mission_archive.rendering.links import Link
from mission_archive.rendering.words.messages import Messages

TAJIK = Messages.load("tg")


def test_a_name_that_nobody_has_translated_says_its_language_before_all_that_follows_it():
    link = Link("Совет", "tg/x/", language="ru", today="A & B", detail="Town hall", detail_language="en")
    russian = '<span class="language" lang="ru">Русский</span>'
    english = '<span class="language" lang="en">English</span>'
    html = str(anchor(link, "../", TAJIK))
    assert html.startswith(f'<a href="../tg/x/" lang="ru">Совет</a> {russian} <span class="today">(')
    assert "A &amp; B" in html
    assert html.endswith(f', <span lang="en">Town hall</span> {english}')


def test_a_name_in_the_language_of_the_page_says_none():
    assert anchor(Link("Шӯро", "tg/x/"), "../", TAJIK) == '<a href="../tg/x/">Шӯро</a>'


def test_an_address_is_written_so_that_html_reads_it_as_it_is():
    link = Link("A & B", "search/?q=a&copy=b")
    written = str(anchor(link, "", Messages.load("en")))
    assert written == '<a href="search/?q=a&amp;copy=b">A &amp; B</a>'
