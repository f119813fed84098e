"""The search for browsers: one description a language, found from every page."""

import lxml.etree

from mission_archive.formats.table import format_files
from tests.formats.editions import URL, edition_of
from tests.support.site import address, is_redirect
from tests.support.toy import toy_archive

NAMES = {"os": "http://a9.com/-/spec/opensearch/1.1/"}


def test_each_language_has_a_description_that_leads_to_its_search():
    files = format_files(edition_of(toy_archive()))
    for folder in ("", "ru/", "tg/"):
        root = lxml.etree.fromstring(files[f"{folder}opensearch.xml"]())
        found = root.xpath("os:Url[@type='text/html']/@template", namespaces=NAMES)
        assert found == [f"{URL}{folder}search/?q={{searchTerms}}"]
        short = root.findtext("os:ShortName", "", namespaces=NAMES)
        assert 0 < len(short) <= 16


def test_a_site_without_a_search_has_no_description():
    files = format_files(edition_of(toy_archive(), has_search=False))
    assert not [path for path in files if path.endswith("opensearch.xml")]


def test_every_page_leads_to_the_description_in_its_language(toy_site):
    for url, page in toy_site.pages.items():
        if is_redirect(page) or url == "404.html":
            continue
        links = [address(url, link.get("href")) for link in page.cssselect("head link[rel=search]")]
        language = page.get("lang")
        assert links == [f"{language}/opensearch.xml" if language != "en" else "opensearch.xml"], url
