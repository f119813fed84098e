"""Photos on built pages: the right size for every screen, and nothing in them but the picture."""

from urllib.parse import unquote

import pytest
from PIL import ImageOps

from tests.site.sample import write
from tests.support.metadata import PICTURE_ENDINGS, metadata_of
from tests.support.pictures import SECRET, drawn, told
from tests.support.site import address, build, copy_project

URL = "events/2010/talks/"
RECORD = """---
title: Talks
date: 2010-04-15
summary: They talked.
photos:
  - {file: "Снимок №1.jpg", alt: Four people, caption: The hall, credit: A. Example, consent: given, original: true}
  - {file: panel.png, alt: A panel, credit: A. Example, consent: given}
  - {file: gone.jpg, alt: gone-alt, credit: gone-credit, consent: withdrawn}
  - {file: old.webp, alt: An old hall, credit: A. Example, consent: not-needed}
---
Words before.

![In the text](panel.png)

![gone-words](gone.jpg)

See [the hall](<Снимок №1.jpg>) and [the panel](panel.png).
"""


@pytest.fixture(scope="module")
def pictures_site(tmp_path_factory):
    project = copy_project(tmp_path_factory.mktemp("pictures") / "project", has_content=False)
    write(project / "content", f"{URL}index.md", RECORD)
    for name, kind, width in (
        ("Снимок №1.jpg", "JPEG", 1800),
        ("panel.png", "PNG", 700),
        ("gone.jpg", "JPEG", 301),
        ("old.webp", "WEBP", 300),
    ):
        image = drawn(width, 200)
        if name == "gone.jpg":  # another picture than those that stay, which are copies of each other
            image = ImageOps.invert(image)
        (project / "content" / URL / name).write_bytes(told(image, kind, orientation=1))
    return build(project)


def uri_of(href):
    """The file that a reference on the page leads to."""
    return address(URL, unquote(href))


def files_of(site):
    return {uri: data for uri, data in site.files.items() if uri.lower().endswith(PICTURE_ENDINGS)}


def photos_of(site):
    """Without the pictures that are made for links."""
    return {uri: data for uri, data in files_of(site).items() if not uri.endswith("share.png")}


def test_nothing_but_pixels_is_in_any_picture_of_a_site(site):
    assert {uri: found for uri, data in files_of(site).items() if (found := metadata_of(data))} == {}


def test_photos_full_of_metadata_are_published_without(pictures_site):
    assert len(photos_of(pictures_site)) == 6 + 1 + 4 + 2
    assert {uri: found for uri, data in files_of(pictures_site).items() if (found := metadata_of(data))} == {}
    assert pictures_site.has(SECRET) == []


def test_no_photo_is_published_as_it_came(pictures_site):
    names = {uri.removeprefix(URL) for uri in files_of(pictures_site) if uri.startswith(URL)}
    assert not names & {"Снимок №1.jpg", "panel.png", "gone.jpg", "old.webp"}


def test_a_photo_whose_consent_is_withdrawn_is_nowhere(pictures_site):
    for words in ("gone-alt", "gone-credit", "gone-words", "gone.jpg"):
        assert pictures_site.has(words) == []
    assert [uri for uri in pictures_site.files if "gone" in uri] == []


def test_every_size_that_a_page_names_is_there_with_its_width(pictures_site):
    named = set()
    for element in pictures_site.page(URL).cssselect("source, picture img"):
        for part in element.get("srcset").split(", "):
            href, width = part.split(" ")
            uri = uri_of(href)
            assert f"-{width.removesuffix('w')}." in uri
            named.add(uri)
    assert named == {uri for uri in photos_of(pictures_site) if uri.startswith(URL) and "-full" not in uri}


def test_a_picture_keeps_its_place_and_only_the_first_is_loaded_with_the_page(pictures_site):
    shown = pictures_site.page(URL).cssselect("picture img")
    assert [(one.get("alt"), one.get("width")) for one in shown] == [
        ("In the text", "700"),
        ("Four people", "1600"),
        ("An old hall", "300"),
    ]
    assert [one.get("loading") for one in shown] == [None, "lazy", "lazy"]
    assert all(one.get("height") and one.get("decoding") == "async" for one in shown)


def test_a_photo_in_the_text_is_told_with_its_credit(pictures_site):
    figures = pictures_site.page(URL).cssselect("figure.photo")
    assert len(figures) == 3
    assert figures[0].cssselect(".credit")[0].text_content() == "Photo: A. Example"


def test_the_full_size_is_offered_where_the_record_says_so(pictures_site):
    (link,) = pictures_site.page(URL).cssselect("figcaption a")
    assert link.text_content() == "Full size"
    assert uri_of(link.get("href")).endswith("-full.jpg")
    hall, panel = pictures_site.page(URL).cssselect(".prose > p a")
    assert hall.get("href") == link.get("href")
    assert uri_of(panel.get("href")).endswith("-700.jpg")
