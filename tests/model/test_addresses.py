"""Public addresses: they never change, so each form of them is written here once more."""

from dataclasses import replace

import pytest

from mission_archive.model.addresses import (
    file_path,
    is_of_site,
    listing_url,
    page_url,
    permalink_of_id,
    published_path,
    record_id_of,
    record_url,
    root_of,
)
from tests.rendering.archives import record


def test_a_record_stands_at_its_id_below_each_language_whatever_it_is_written_in():
    for written in ("en", "ru"):
        assert record_url(record(original=written), "en") == "events/2010/talk/"
        assert record_url(record(original=written), "ru") == "ru/events/2010/talk/"
        assert record_url(record(original=written), "tg") == "tg/events/2010/talk/"


@pytest.mark.parametrize(
    ("facet", "term", "language", "page", "url"),
    [
        ("places", "khujand", "en", 1, "places/khujand/"),
        ("places", "khujand", "en", 2, "places/khujand/page/2/"),
        ("places", "khujand", "ru", 1, "ru/places/khujand/"),
        ("years", "2010", "tg", 3, "tg/years/2010/page/3/"),
        ("years", "undated", "en", 1, "years/undated/"),
        ("collections", "events", "en", 1, "events/"),
        ("collections", "events", "ru", 2, "ru/events/page/2/"),
    ],
)
def test_a_list_stands_below_its_facet_and_a_collection_at_the_root(facet, term, language, page, url):
    assert listing_url(facet, term, language, page) == url


def test_an_index_stands_at_the_name_of_its_facet():
    assert page_url("places", "en") == "places/"
    assert page_url("places", "ru") == "ru/places/"


@pytest.mark.parametrize(
    ("url", "root"),
    [("", "./"), ("about/", "../"), ("events/2010/talk/", "../../../"), ("places/a/page/2/", "../../../../")],
)
def test_the_way_to_the_root_climbs_every_folder(url, root):
    assert root_of(url) == root


def test_files_of_a_record_are_published_where_they_lie_below_the_folder_of_the_records():
    assert file_path(record(), "plan.pdf") == published_path("content/events/2010/plan.pdf")
    inside = record(words={"en": replace(record().words["en"], path="content/events/2010/talk/index.md")})
    assert file_path(inside, "план.pdf") == published_path("content/events/2010/talk/план.pdf")


@pytest.mark.parametrize("address", ["events/2010/talk/", "events/2010/talk", "ru/events/2010/talk/"])
def test_the_address_of_a_record_in_any_language_gives_its_id(address):
    assert record_id_of(address) == "events/2010/talk"


@pytest.mark.parametrize(
    "address",
    ["", "events/", "years/2010/x/", "events/2010/", "events/2010/talk/plan.pdf", "events/10/talk/"],
)
def test_no_other_address_is_that_of_a_record(address):
    assert record_id_of(address) is None


# What is the site's own, so that no former address of a record may take it


@pytest.mark.parametrize(
    "path",
    ["", "ru", "maps/europe", "tg/maps", "Feeds/events.ics", "id/4k7w2xm", "about", "events", "ru/events/page/2",
     "assets/archive.css", "404.html", "sitemap.xml", "sitemap-2.xml", "search"],
)  # fmt: skip
def test_pages_and_files_of_the_site_and_what_is_kept_for_later_are_its_own(path):
    assert is_of_site(path)


@pytest.mark.parametrize("path", ["events/2010/talk", "mapsroom", "old/maps", "sitemap-0.xml", "en/about"])
def test_other_paths_may_be_former_addresses(path):
    assert not is_of_site(path)


def test_the_short_address_of_an_id_is_always_the_same():
    assert permalink_of_id("events/2010/talk") == "id/mzq0x8g/"
    assert permalink_of_id("workshops/2019/borders") == "id/7vr181f/"
