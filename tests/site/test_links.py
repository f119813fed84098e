"""Everything that a page links to, loads or points at is there, and nothing is loaded from another host."""

import re
from collections import Counter
from urllib.parse import unquote, urlsplit

import lxml.etree
import pytest

from tests.support.site import BASE, address, is_redirect

RE_CSS_URL = re.compile(r"""url\(\s*['"]?([^'")]+)|@import\s+['"]([^'"]+)""")
RE_SRCSET = re.compile(r"\s*(\S+)(?:\s+[\d.]+[wx])?\s*(?:,|$)")


def references_of(page):
    """Every address that a page names, with the element that does."""
    for named in page.xpath("//@href | //@src | //object/@data | //@action | //@poster"):
        yield named.getparent(), str(named)
    for named in page.xpath("//@srcset | //@imagesrcset"):
        for found in RE_SRCSET.finditer(named):
            yield named.getparent(), found[1]
    for element in page.cssselect("meta[http-equiv=refresh]"):
        yield element, element.get("content", "").partition("url=")[2]


def within(url, reference):
    """Where a reference leads in the site; the 404 page is shown anywhere and so writes paths from the host's root."""
    if reference.startswith(BASE):
        return address("", "./" + reference.removeprefix(BASE))
    return address(url, reference)


@pytest.fixture(scope="module")
def references(site):
    """Page, element and address, for every address on every page."""
    return [
        (url, element, reference)
        for url, page in site.pages.items()
        for element, reference in references_of(page)
    ]


@pytest.fixture(scope="module")
def ids(site):
    """The ids on every page, with their number."""
    return {url: Counter(str(name) for name in page.xpath("//@id")) for url, page in site.pages.items()}


def test_every_address_on_every_page_arrives(site, references):
    dead = []
    for url, element, reference in references:
        if urlsplit(reference).scheme or reference.startswith("//"):
            continue
        target = unquote(within(url, reference))
        if target not in site.files and target not in site.pages:
            dead.append(f"{url}: <{element.tag}> {reference}")
    assert dead == []


def test_every_anchor_is_on_the_page_it_leads_to(references, ids):
    dead = []
    for url, element, reference in references:
        if "#" not in reference or urlsplit(reference).scheme:
            continue
        target, anchor = unquote(within(url, reference)), unquote(reference.partition("#")[2])
        if anchor and anchor not in ids.get(target, ()):
            dead.append(f"{url}: <{element.tag}> {reference}")
    assert dead == []


def test_no_address_is_empty_but_that_of_a_form_which_asks_its_own_page(references):
    empty = [f"{url}: <{element.tag}>" for url, element, reference in references if not reference.strip()]
    searches = {f"{url}: <form>" for url in ("search/", "ru/search/", "tg/search/")}
    assert sorted(set(empty) - searches) == []


def test_a_link_without_an_address_is_no_link(site):
    bare = [
        f"{url}: {element.text_content()}"
        for url, page in site.pages.items()
        for element in page.iter("a")
        if not element.get("href")
    ]
    assert bare == []


NOT_LOADED = (
    "author", "canonical", "alternate", "cite-as", "describedby", "item", "license", "linkset", "type",
)  # fmt: skip
"""What a link in the head may be that browsers do not follow by themselves."""


def test_a_page_loads_nothing_from_another_host(references):
    foreign = []
    for url, element, reference in references:
        is_loaded = element.tag not in ("a", "meta") and element.get("rel") not in NOT_LOADED
        if is_loaded and (urlsplit(reference).scheme or reference.startswith("//")):
            foreign.append(f"{url}: <{element.tag}> {reference}")
    assert foreign == []


def test_a_style_sheet_loads_nothing_from_another_host_and_nothing_that_is_not_there(site):
    wrong = []
    for uri, data in site.files.items():
        if not uri.endswith(".css"):
            continue
        for found in RE_CSS_URL.finditer(data.decode()):
            reference = found[1] or found[2]
            if reference.startswith(("data:", "#")):
                continue
            if (
                urlsplit(reference).scheme
                or reference.startswith("//")
                or address(uri, reference) not in site.files
            ):
                wrong.append(f"{uri}: {reference}")
    assert wrong == []


def test_an_element_has_an_id_of_its_own(ids):
    twice = [f"{url}: {name}" for url, names in ids.items() for name, count in names.items() if count > 1]
    assert twice == []


def test_every_page_can_be_reached_from_the_home_page(site, references):
    ways: dict[str, set[str]] = {}
    for url, element, reference in references:
        if element.tag == "a" and not urlsplit(reference).scheme:
            ways.setdefault(url, set()).add(unquote(within(url, reference)))
    reached, waiting = {""}, [""]
    while waiting:
        new = ways.get(waiting.pop(), set()) & site.pages.keys() - reached
        reached |= new
        waiting += new
    lost = {url for url, page in site.pages.items() if not is_redirect(page)} - reached - {"404.html"}
    unlisted = {
        url
        for url in lost
        if site.pages[url].cssselect("meta[name=robots][content=noindex]")  # withdrawn and removed ones
    }
    assert sorted(lost - unlisted) == []


def test_the_sitemap_names_all_pages_for_readers_and_no_others(site):
    named = {
        found.decode().partition(BASE)[2]
        for found in re.findall(rb"<loc>([^<]*)</loc>", site.files["sitemap.xml"])
    }
    wanted = {
        url
        for url, page in site.pages.items()
        if url != "404.html"
        and not page.cssselect("meta[name=robots][content=noindex]")
        and page.cssselect("link[rel=canonical]")[0].get("href").partition(BASE)[2] == url
    }
    assert sorted(wanted - named) == []
    assert sorted(named - wanted) == []


def test_the_sitemap_says_where_the_translations_of_a_page_are_as_the_page_does(site):
    entries = lxml.etree.fromstring(site.files["sitemap.xml"]).findall("{*}url")
    assert entries
    for entry in entries:
        page = site.pages[entry.findtext("{*}loc", "").partition(BASE)[2]]
        named = {link.get("hreflang"): link.get("href") for link in entry.findall("{*}link")}
        said = {link.get("hreflang"): link.get("href") for link in page.cssselect("head link[hreflang]")}
        said.pop("x-default", None)
        assert named == said
