"""What a visit costs: every byte that the server sends, compressed, heads included. `make test` prints the figures."""

from __future__ import annotations

import copy
import gzip
from functools import cache

import lxml.html
import pytest

from tests.support.server import HEADERS, Sent, serve
from tests.support.watch import watch

FIRST_VISIT = 80_000
NEXT_PAGE = 15_000
FIRST_SEARCH = 60_000
FOR_PROGRAMS = 1500
"""What formats may add to a page of a record."""
OF_FORMATS = (
    "script[type='application/ld+json'], meta[name^='DC'], meta[name^='citation_'], meta[name^='twitter:'], "
    "meta[property^='og:image'], link[rel=alternate][type], link[rel=search], link[rel=cite-as], "
    "link[rel=describedby], link[rel=type], link[rel=license], link[rel=item], .cites, .cites ~ .short"
)
PHOTOS = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif")
"""Pictures of records are left aside: how many there are is the editors' choice."""


WAYS = {"the home page": ".home", "the longest list": "nav.pages", "the fullest calendar": ".month"}
"""What the pages of a kind hold; the heaviest of them is weighed."""


@pytest.fixture(scope="module")
def sent():
    return Sent()


@pytest.fixture(scope="module")
def address(real_site, sent):
    with serve(real_site.root, sent) as address:
        yield address


@pytest.fixture
def cost(browser, address, sent):
    """What one more page costs a reader who has visited those before it, with what it loads after that."""
    with browser.new_context(viewport={"width": 360, "height": 800}) as context:
        complaints = watch(context)
        page = context.new_page()

        def visit(url):
            sent.clear()
            page.goto(address + url, wait_until="networkidle")
            return weight(sent)

        yield visit
        assert complaints == []


def weight(sent):
    return sum(size for path, size in sent.answers if not path.lower().endswith(PHOTOS))


@pytest.fixture(scope="module")
def heaviest(real_site):
    """The pages that hold what a selector names, in one language if wanted, the one with most to send first."""

    @cache
    def found(css, language=None):
        sizes = {
            url: len(gzip.compress(real_site.files[f"{url}index.html"]))
            for url, page in real_site.pages.items()
            if page.get("lang") == (language or page.get("lang")) and page.cssselect(css)
        }
        return sorted(sizes, key=lambda url: (-sizes[url], url))

    return found


def test_the_heaviest_record_and_the_next_are_light(heaviest, cost, record_property):
    first, second, *_ = heaviest("article.record")
    visit, next_page = cost(first), cost(second)
    record_property("a record, first visit: bytes", visit)
    record_property("a record, next page: bytes", next_page)
    assert visit <= FIRST_VISIT
    assert next_page <= NEXT_PAGE


def test_formats_add_little_to_a_page_of_a_record(real_site, record_property):
    """In Russian, whose letters have two bytes."""
    added = {}
    for url, page in real_site.pages.items():
        if page.get("lang") == "ru" and page.cssselect("article.record .cites"):
            bare = copy.deepcopy(page)
            for element in bare.cssselect(OF_FORMATS):
                element.drop_tree()
            whole, rest = (
                len(gzip.compress(lxml.html.tostring(each, encoding="utf-8"))) for each in (page, bare)
            )
            added[url] = whole - rest
    most = max(added, key=lambda url: added[url])
    record_property("formats, on the page of a record: bytes", added[most])
    assert min(added.values()) > 0
    assert added[most] <= FOR_PROGRAMS, most


def test_the_record_with_most_to_show_is_light(sample_site, browser, record_property):
    sent = Sent()
    with serve(sample_site.root, sent) as address, browser.new_context() as context:
        context.new_page().goto(f"{address}workshops/2010/everything/", wait_until="networkidle")
    record_property("a record with a file of every kind, first visit: bytes", weight(sent))
    assert weight(sent) <= FIRST_VISIT
    # The picture was loaded, and is not in the sum.
    assert sum(size for _, size in sent.answers) > weight(sent)


@pytest.mark.parametrize("language", ["en", "ru", "tg"])
@pytest.mark.parametrize("name", WAYS)
def test_a_way_into_the_archive_is_light(heaviest, cost, record_property, name, language):
    visit = cost(heaviest(WAYS[name], language)[0])
    record_property(f"{name} ({language}), first visit: bytes", visit)
    assert visit <= FIRST_VISIT


@pytest.mark.parametrize(
    ("name", "url"), [("the search page", "search/"), ("a search at once", "search/?q=border")]
)
def test_the_search_is_light(cost, record_property, name, url):
    """With the heads of its many small answers; with 10,000 records it is a third more: docs/develop/search.md."""
    visit = cost(url)
    record_property(f"{name}, first visit: bytes", visit)
    assert visit <= FIRST_SEARCH


def test_the_server_compresses_and_counts_and_sends_the_policy(address, browser, sent, real_site):
    with browser.new_context() as context:
        sent.clear()
        answer = context.new_page().goto(address)
        headers = answer.all_headers()
        assert headers["content-encoding"] == "gzip"
        assert {name: headers[name.lower()] for name in HEADERS} == HEADERS
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "unsafe-inline" not in headers["content-security-policy"]
        size = dict(sent.answers)[""]
        page = len(gzip.compress(real_site.files["index.html"], compresslevel=6))
        assert page < size < page + 1_000
        assert size < len(real_site.files["index.html"]) / 2


IMAGE = "document.body.append(Object.assign(document.createElement('img'), {src: 'http://127.0.0.2/a'}))"


def test_what_the_policy_forbids_is_noticed(address, browser):
    with browser.new_context() as context:
        complaints = watch(context)
        page = context.new_page()
        page.goto(address)
        assert complaints == []
        page.evaluate(IMAGE)
        page.evaluate("document.body.setAttribute('onclick', 'alert(1)')")
        page.goto(address)
        assert any("img-src" in line for line in complaints)
        assert any("script-src" in line for line in complaints)


def test_a_request_to_another_host_is_noticed(address, browser):
    with browser.new_context(bypass_csp=True) as context:
        complaints = watch(context)
        page = context.new_page()
        page.goto(address)
        with page.expect_event("requestfailed"):
            page.evaluate(IMAGE)
        assert "asked elsewhere: http://127.0.0.2/a" in complaints
