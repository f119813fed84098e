"""A sitemap that is too large for search engines is several, with an index."""

import datetime
from dataclasses import replace

import lxml.etree
import pytest

from mission_archive.publishing.addresses.site_addresses import address_of
from mission_archive.publishing.addresses.sitemaps import SitemapEntry, sitemaps
from tests.formats.awkward import awkward_archive

SITE = "https://example.org/archive/"


def urls(count):
    return [f"events/{number}/?a=1&b=2" for number in range(count)]


def entries(count):
    return list(map(SitemapEntry, urls(count)))


def addresses(text):
    return [element.text for element in lxml.etree.fromstring(text.encode()).iter("{*}loc")]


@pytest.mark.parametrize("count", [0, 1, 5])
def test_a_sitemap_within_the_limit_is_one_file(count):
    files = sitemaps(entries(count), SITE, most=5)
    assert list(files) == ["sitemap.xml"]
    assert addresses(files["sitemap.xml"]) == [SITE + url for url in urls(count)]


@pytest.mark.parametrize(("count", "parts"), [(6, 2), (10, 2), (11, 3)])
def test_a_larger_one_is_an_index_of_parts_that_hold_every_address_once(count, parts):
    files = sitemaps(entries(count), SITE, most=5)
    names = [f"sitemap-{number}.xml" for number in range(1, parts + 1)]
    assert list(files) == ["sitemap.xml", *names]
    assert "<sitemapindex" in files["sitemap.xml"]
    assert addresses(files["sitemap.xml"]) == [SITE + name for name in names]
    assert all(len(addresses(files[name])) <= 5 for name in names)
    assert [address for name in names for address in addresses(files[name])] == [
        SITE + url for url in urls(count)
    ]


def test_the_files_of_a_sitemap_are_no_addresses_that_people_keep():
    assert {address_of(name) for name in (*sitemaps(entries(7), SITE, most=3), "sitemap.xml.gz")} == {None}


def test_a_site_that_does_not_say_where_it_is_served_has_an_empty_sitemap():
    assert addresses(sitemaps(entries(3), "")["sitemap.xml"]) == []


def test_a_part_is_within_the_limit_of_bytes():
    files = sitemaps(entries(9), SITE, most_bytes=300)
    parts = [text for name, text in files.items() if name != "sitemap.xml"]
    assert len(parts) > 2
    assert [address for part in parts for address in addresses(part)] == [SITE + url for url in urls(9)]


def test_an_entry_says_when_it_changed_and_where_its_translations_are():
    translations = {"en": "a/", "ru": "ru/a/"}
    text = sitemaps([SitemapEntry("a/", datetime.date(2012, 1, 15), translations), SitemapEntry("b/")], SITE)[
        "sitemap.xml"
    ]
    first, second = lxml.etree.fromstring(text.encode()).iter("{*}url")
    assert first.findtext("{*}lastmod") == "2012-01-15"
    links = {
        link.get("hreflang"): link.get("href") for link in first.iter("{http://www.w3.org/1999/xhtml}link")
    }
    assert links == {language: SITE + url for language, url in translations.items()}
    assert [str(child.tag).rpartition("}")[2] for child in second] == ["loc"]


def test_only_a_publication_or_a_change_for_readers_says_when_a_record_changed():
    records = {record.id: record for record in awkward_archive().records.values()}
    assert records["reports/2011/corrected"].changed_on == datetime.date(2012, 1, 15)
    assert records["events/2010/series-instance"].changed_on == datetime.date(2010, 5, 1)
    assert replace(records["events/2010/series-instance"], published=None).changed_on is None
