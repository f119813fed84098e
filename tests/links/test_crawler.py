"""An independent check of the same site, over http, finds nothing broken that our check of the files does not."""

from urllib.parse import unquote, urljoin

import pytest

from mission_archive.links.broken import Reason
from mission_archive.links.site_check import check_site
from tests.links.crawler import SEARCHED, crawl
from tests.links.serving import serve
from tests.links.toy import SEEDS, filled, write_toy_site

UNSEEN_KINDS = {
    Reason.SLASH: "a folder without '/' is answered by a redirect, which lychee follows",
    Reason.ENCODING: "the server takes a lone '%' for itself, as some do",
    Reason.MALFORMED: "what is no address is repaired or left out",
    Reason.EMPTY: "an empty address is that of the page itself",
    Reason.ANCHOR: "it leaves out the references within an SVG, and fragments of SVG files",
    Reason.NOT_FULL: "a relative address leads there as well",
    Reason.OTHER_SITE: "another site may be there",
    Reason.REDIRECT_CIRCLE: "each page of the circle is there",
    Reason.RELATIVE: "the page is asked for at its own address",
}
"""Why we find what is not found there: what is of another kind it must find too."""

UNSEEN_PLACES = ('property="og:image"', "ld+json", "@import", "<content", "<enclosure")
"""Where neither lychee nor lxml looks for addresses."""

FALSE_ALARM = "in-a-comment.png"
"""lychee looks into the comments of style sheets."""


@pytest.fixture(params=["/", "/archive/"])
def served(request, tmp_path):
    """An empty folder, and the address at which it is served."""
    site = tmp_path / "site"
    with serve(site, request.param) as address:
        yield site, address


def same(url):
    """An address in one form, to be compared."""
    return unquote(url, errors="surrogateescape").replace("?print=1", "")


def where(address, page, target):
    """The address that a link means, in that form."""
    return same(urljoin(urljoin(address, page), target.replace("\\", "/")))  # browsers take one for the other


def broken(site, address):
    _, found = crawl(site, address, site.parent)
    return {same(url) for url in found if not url.endswith(FALSE_ALARM)}


def test_both_find_the_sound_site_sound(served):
    site, address = served
    write_toy_site(site, address)
    assert broken(site, address) == set()
    assert check_site(site, address).broken == ()


def test_whatever_it_finds_broken_we_find_too_and_the_rest_has_a_reason(served):
    site, address = served
    write_toy_site(site, address, SEEDS)
    crawled = broken(site, address)
    ours = {where(address, fault.page, fault.target) for fault in check_site(site, address).broken}
    assert sorted(crawled - ours) == []
    assert len(crawled) >= 30
    unexplained = [
        seed.text
        for seed in SEEDS
        if where(address, seed.file.removesuffix("index.html"), filled(seed.target, address)) not in crawled
        and seed.reason not in UNSEEN_KINDS
        and seed.file.endswith(SEARCHED)
        and not any(place in seed.text for place in UNSEEN_PLACES)
    ]
    assert unexplained == []


def test_it_asks_for_the_addresses_of_the_sound_site(served):
    """Were it to ask for nothing, it would find nothing broken either."""
    site, address = served
    write_toy_site(site, address)
    asked, _ = crawl(site, address, site.parent)
    assert {f"{address}ru/", f"{address}photos/bridge-800.png", f"{address}photos/bridge-400.png"} <= asked
