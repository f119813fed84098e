"""A sitemap that is too large for search engines is several, with an index."""

import lxml.etree
import pytest

from mission_archive.publishing.addresses.site_addresses import address_of
from mission_archive.publishing.addresses.sitemaps import sitemaps

SITE = "https://example.org/archive/"


def urls(count):
    return [f"events/{number}/?a=1&b=2" for number in range(count)]


def addresses(text):
    return [element.text for element in lxml.etree.fromstring(text.encode()).iter("{*}loc")]


@pytest.mark.parametrize("count", [0, 1, 5])
def test_a_sitemap_within_the_limit_is_one_file(count):
    files = sitemaps(urls(count), SITE, most=5)
    assert list(files) == ["sitemap.xml"]
    assert addresses(files["sitemap.xml"]) == [SITE + url for url in urls(count)]


@pytest.mark.parametrize(("count", "parts"), [(6, 2), (10, 2), (11, 3)])
def test_a_larger_one_is_an_index_of_parts_that_hold_every_address_once(count, parts):
    files = sitemaps(urls(count), SITE, most=5)
    names = [f"sitemap-{number}.xml" for number in range(1, parts + 1)]
    assert list(files) == ["sitemap.xml", *names]
    assert "<sitemapindex" in files["sitemap.xml"]
    assert addresses(files["sitemap.xml"]) == [SITE + name for name in names]
    assert all(len(addresses(files[name])) <= 5 for name in names)
    assert [address for name in names for address in addresses(files[name])] == [
        SITE + url for url in urls(count)
    ]


def test_the_files_of_a_sitemap_are_no_addresses_that_people_keep():
    assert {address_of(name) for name in (*sitemaps(urls(7), SITE, most=3), "sitemap.xml.gz")} == {None}


def test_a_site_that_does_not_say_where_it_is_served_has_an_empty_sitemap():
    assert addresses(sitemaps(urls(3), "")["sitemap.xml"]) == []
