"""The texts of records with their links and photos."""

import dataclasses

from lxml import html

from mission_archive.rendering.texts.bodies import Bodies
from mission_archive.rendering.words.messages import Messages
from tests.rendering.archives import archive, record
from tests.rendering.test_pictures import PICTURE, rendition

TEXT = "![A wall](panel.jpg) and ![a door](door.jpg), as [the wall](panel.jpg) was."
ROOT = "../../../"


def shown(picture):
    """The text with its photos, as elements."""
    written = record(body=TEXT)
    pictures = {f"content/events/2010/{name}.jpg": picture for name in ("panel", "door")}
    bodies = Bodies(archive(written), pictures)
    body = bodies.of(written.words["en"], "en", Messages.load("en"), ROOT)
    return html.fragment_fromstring(body.html, create_parent="div"), body.dead_links


def test_a_photo_is_shown_where_the_text_names_it_and_only_the_first_is_loaded_with_the_page():
    text, dead = shown(PICTURE)
    assert [(image.get("alt"), image.get("loading")) for image in text.iter("img")] == [
        ("A wall", None),
        ("a door", "lazy"),
    ]
    assert list(dead) == []


def test_a_link_to_a_photo_leads_to_the_largest_of_its_files():
    for picture, width in (
        (PICTURE, 960),
        (dataclasses.replace(PICTURE, full=rendition(2400, ".jpg")), 2400),
    ):
        text, dead = shown(picture)
        assert [link.get("href") for link in text.iter("a")] == [
            f"{ROOT}events/2010/a%20b/panel-12ab-{width}.jpg"
        ]
        assert list(dead) == []


def test_a_link_and_a_photo_that_are_not_there_are_noted_once_each():
    written = record(body="![A wall](panel.jpg) [one](a.pdf) [two](a.pdf)")
    body = Bodies(archive(written)).of(written.words["en"], "en", Messages.load("en"), ROOT)
    assert list(body.dead_links) == ["panel.jpg", "a.pdf"]
