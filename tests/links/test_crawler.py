"""An independent crawler, over http, finds nothing broken that our check of the files does not."""

from urllib.parse import unquote, urljoin

import pytest

from mission_archive.links import Kind, check_site
from tests.links import crawler
from tests.links.serving import serve
from tests.links.toy import SEEDS, told, write_toy_site

NOT_CRAWLED = (".xml", ".json", ".ics", "404.html")
"""Files in which the crawler looks for no links: feeds, the sitemap, data, and a page that no other links to."""

UNSEEN_KINDS = {
    Kind.SLASH: "a folder without '/' is answered by a redirect, which the crawler follows",
    Kind.ENCODING: "the server takes a lone '%' for itself, as some do",
    Kind.OWN_MACHINE: "it asks no file: address",
    Kind.EMPTY: "an empty address is that of the page itself",
    Kind.WRONG_TYPE: "it does not look whether a picture is one",
    Kind.ANCHOR: "it leaves SVG's own references out, and anchors of a page that it has read before it met the link",
    Kind.NOT_FULL: "a relative address leads there as well",
    Kind.REDIRECT_CIRCLE: "each page of the circle is there",
}
"""Why we find what the crawler does not: what is of another kind, and no form, it must find too."""

FALSE_ALARM = "#top"
"""The top of every page (HTML, 7.4.6.4), which the crawler looks for among the ids."""


@pytest.fixture(scope="module", autouse=True)
def _crawler():
    crawler.ensure()


@pytest.fixture(params=["/", "/archive/"])
def served(request, tmp_path):
    """An empty folder, and the address at which it is served."""
    with serve(tmp_path, request.param) as address:
        yield tmp_path, address


def same(url):
    """An address in one form, to be compared."""
    return unquote(url, errors="surrogateescape").replace("?print=1", "")


def crawl(address):
    """The addresses that the crawler finds broken, each in one form."""
    found = {same(link.url) for link in crawler.crawl(address)}
    return {url for url in found if not url.endswith(FALSE_ALARM)}


def where(address, page, target):
    """The address that a link means, in that form."""
    return same(urljoin(urljoin(address, page), target.replace("\\", "/")))  # browsers take one for the other


def test_both_find_the_sound_site_sound(served):
    folder, address = served
    write_toy_site(folder, address)
    assert crawl(address) == set()
    assert check_site(folder, address).faults == ()


def test_whatever_the_crawler_finds_broken_we_find_too_and_the_rest_has_a_reason(served):
    folder, address = served
    write_toy_site(folder, address, SEEDS)
    crawled = crawl(address)
    ours = {where(address, fault.page, fault.target) for fault in check_site(folder, address).faults}
    assert sorted(crawled - ours) == []
    assert len(crawled) >= 20
    unexplained = [
        seed.text
        for seed in SEEDS
        if where(address, seed.file.removesuffix("index.html"), told(seed.target, address)) not in crawled
        and seed.kind not in UNSEEN_KINDS
        and not seed.file.endswith(NOT_CRAWLED)
        and "<form" not in seed.text
    ]
    assert unexplained == []


def test_the_crawler_asks_for_the_addresses_of_the_sound_site(served):
    """Were it to ask for nothing, it would find nothing broken either."""
    folder, address = served
    write_toy_site(folder, address)
    asked = crawler.asked(address)
    assert {f"{address}ru/", f"{address}photos/bridge-800.png", f"{address}assets/more.css"} <= asked
