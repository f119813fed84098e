"""The HTML of a picture."""

import lxml.html

from mission_archive.model.pictures import Picture, Rendition
from mission_archive.rendering.texts.photos import picture_html, with_figures
from mission_archive.rendering.words.messages import Messages


def rendition(width: int, ending: str) -> Rendition:
    return Rendition(f"events/2010/a%20b/panel-12ab-{width}{ending}", width, width // 2, 1000)


PICTURE = Picture(
    webp=(rendition(480, ".webp"), rendition(960, ".webp")),
    fallback=(rendition(480, ".jpg"), rendition(960, ".jpg")),
)


def test_a_browser_chooses_format_and_width_and_knows_the_sides_before():
    picture = lxml.html.fragment_fromstring(picture_html(PICTURE, "../", "A panel"))
    (source,), (shown,) = picture.cssselect("source"), picture.cssselect("img")
    assert source.get("type") == "image/webp"
    assert source.get("srcset") == (
        "../events/2010/a%20b/panel-12ab-480.webp 480w, ../events/2010/a%20b/panel-12ab-960.webp 960w"
    )
    assert source.get("sizes") == shown.get("sizes")
    assert shown.get("src") == "../events/2010/a%20b/panel-12ab-960.jpg"
    assert (shown.get("width"), shown.get("height")) == ("960", "480")


def test_all_but_the_first_wait_until_a_reader_comes_near():
    assert 'loading="lazy"' in picture_html(PICTURE, "", "A panel")
    assert "loading" not in picture_html(PICTURE, "", "A panel", is_first=True)


def test_words_of_another_language_are_marked_and_no_words_become_markup():
    words = '"><script>alert(1)</script>'
    picture = lxml.html.fragment_fromstring(picture_html(PICTURE, "", words, language="ru"))
    assert {element.tag for element in picture.iter()} == {"picture", "source", "img"}
    (shown,) = picture.cssselect("img")
    assert (shown.get("alt"), shown.get("lang")) == (words, "ru")


def test_a_picture_of_the_text_that_has_no_caption_of_its_own_stays_as_it_is():
    body = f"<p>{picture_html(PICTURE, '../', 'A panel')}</p>"
    assert with_figures(body, [], "../", Messages.load("en")) == (body, [])
