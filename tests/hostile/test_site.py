"""What attacks become in a built site: words on a page, and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import lxml.etree
import pytest
from lxml.html import HtmlElement, fragment_fromstring

from mission_archive.model.addresses import without_language
from tests.hostile.attacks import LINES, TEXTS
from tests.hostile.site import ALL_TEXTS, COMMON, ODD_NAME, hostile, refused_texts
from tests.support.site import fact, part, text_of, texts_of, words

LINE_PAGES = [f"{root}events/2010/line-{number:03}/" for root in ("", "ru/") for number in range(len(LINES))]
TEXT_PAGES = {
    f"workshops/2011/text-{number:03}/": text
    for number, text in enumerate(ALL_TEXTS)
    if number not in refused_texts()
}

ALLOWED = {
    "a": {"href", "title", "id", "aria-label"}, "abbr": {"title"},
    "img": {"src", "srcset", "sizes", "width", "height", "alt", "loading", "decoding"},
    "source": {"type", "srcset", "sizes"}, "div": {"class", "id", "tabindex"}, "figure": {"class"}, "span": {"class"},
    "ol": {"start"}, "td": {"class", "colspan", "rowspan"}, "th": {"class", "colspan", "rowspan", "scope"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
    **{name: set() for name in
        ("b", "blockquote", "br", "cite", "code", "dd", "del", "dl", "dt", "em", "figcaption", "hr", "i", "li", "p",
         "picture", "pre", "q", "small", "strong", "sub", "sup", "table", "tbody", "thead", "tr", "u", "ul")},
}  # fmt: skip
"""Elements that a text may become → their attributes, besides `lang`. Written down here once more, on purpose."""

CLASSES = {"left", "right", "center", "footnote", "table", "photo", "credit"}
RE_ADDRESS = re.compile(r"#|\.\./|https?://|mailto:")


def shape(url: str, page: HtmlElement) -> list[tuple[str, tuple[str, ...]]]:
    """The elements and remarks of a page in their order, each with the names of its attributes.

    Without what is in a text, without a picture that stands in the text or else below it, and without an index of
    letters, which has a part for each letter with which a name begins.
    """
    is_text = without_language(url) in TEXT_PAGES
    own = ("prose", "letters", "alphabet", *(("photo",) if is_text else ()))
    left = page.iter()
    hidden = {
        inner
        for part in page.cssselect(", ".join(f".{name}" for name in own))
        for inner in part.iterdescendants()
    }
    hidden |= {*page.cssselect(".photo")} if is_text else set()
    return [(str(each.tag), tuple(sorted(map(str, each.attrib)))) for each in left if each not in hidden]


def folded(text: str) -> str:
    return " ".join(text.split())


def test_the_set_is_as_large_as_it_is_said_to_be():
    assert len(set(LINES)) == len(LINES) > 60
    assert len(set(TEXTS)) == len(TEXTS) > 80


def test_a_text_is_refused_for_what_it_leads_to_or_hides_alone():
    assert set().union(*refused_texts().values()) <= {"character", "dead-link", "foreign-picture"}
    assert len(TEXT_PAGES) > 100


@pytest.mark.long
def test_every_page_of_the_hostile_site_is_built_like_that_of_its_harmless_twin(hostile_site, harmless_site):
    assert hostile_site.pages.keys() == harmless_site.pages.keys()
    twins = {url: (page, harmless_site.pages[url]) for url, page in hostile_site.pages.items()}
    assert [url for url, (page, twin) in twins.items() if shape(url, page) != shape(url, twin)] == []


def test_no_page_has_an_attribute_that_runs_or_leads_to_a_script(hostile_site):
    odd = []
    for url, page in hostile_site.pages.items():
        for element in page.iter():
            for name, value in element.attrib.items():
                is_script = re.match(
                    r"(?:javascript|data|vbscript|blob|file):", re.sub(r"[\s\0-\x20]", "", value), re.I
                )
                is_address = name in ("href", "src", "action", "formaction", "poster", "data", "srcdoc")
                if name.startswith("on") or name in ("style", "srcdoc") or (is_address and is_script):
                    odd.append((url, element.tag, name, value))
    assert odd == []


@pytest.mark.parametrize("number", range(len(LINES)), ids=LINES)
def test_a_line_is_shown_as_it_is_written_in_every_field(hostile_site, number):
    page, said = hostile_site.page(LINE_PAGES[number]), folded(hostile(number))
    assert text_of(page, "h1") == f"{COMMON} {said}"
    assert text_of(page, ".head__lead") == said
    assert text_of(page, "title").startswith(f"{COMMON} {said} – ")
    assert page.cssselect("meta[name=description]")[0].get("content") == said
    assert text_of(page, ".head__label").endswith(f"· {said}")
    assert fact(page, "People") == [f"{said}, {said}"]
    assert fact(page, "About the date") == [said]
    assert fact(page, "Participants") == [said if "12" in said else f"12: {said}"]
    assert fact(page, "Organized by") == [f"{said} of old (today {said})"]
    assert texts_of(page, "figure:not(.map) figcaption") == [
        f"{said} Photo: {said}, {said}",
        f"Photo: {said}",
    ]
    for heading, told in (("Documents", said), ("Sources", said), ("Editor’s note", said),
                          ("Changes to this record", said), ("Background and follow-up", said)):  # fmt: skip
        section = part(page, heading)
        assert section is not None, heading
        assert told in words(section), heading


@pytest.mark.parametrize("number", range(len(LINES)), ids=LINES)
def test_a_line_is_shown_as_it_is_written_in_a_translation_in_lists_and_in_banners(hostile_site, number):
    said = folded(hostile(number))
    russian = hostile_site.page(LINE_PAGES[len(LINES) + number])
    assert text_of(russian, "h1") == text_of(russian, ".head__lead") == said
    for kind in ("withdrawn", "removed"):
        assert said in text_of(hostile_site.page(f"reports/2009/{kind}-{number:03}/"), "main"), kind
    for root in ("", "ru/"):
        term = hostile_site.page(f"{root}places/term-{number}/")
        assert text_of(term, "h1") == said
        assert said in texts_of(term, ".row__summary")
        assert (said if root else f"{COMMON} {said}") in texts_of(term, ".row__title")
        assert said in texts_of(hostile_site.page(f"{root}institutions/"), "a")
        assert f"{said} of old" in text_of(term, ".names")


@pytest.mark.parametrize("url", TEXT_PAGES, ids=TEXT_PAGES.get)
def test_a_text_becomes_what_a_text_may_be(hostile_site, url):
    (text,) = hostile_site.page(url).cssselect(".prose")
    for element in text.iterdescendants():
        assert element.tag in ALLOWED, lxml.etree.tostring(element)
        assert {*element.attrib} <= {*ALLOWED[element.tag], "lang"}, lxml.etree.tostring(element)
        assert {*(element.get("class") or "").split()} <= CLASSES
        assert RE_ADDRESS.match(element.get("href", "#")), element.get("href")
        assert element.get("src", "../").startswith("../")
    # The text has neither swallowed what follows nor been cut off.
    assert words(text).startswith(f"{COMMON} begins.")
    assert (
        words(text).endswith((f"{COMMON} ends.", "<script>attacked")) or "[^" in url or COMMON in words(text)
    )


@pytest.mark.parametrize("text", ["{{ 7*7 }}", "{% include", "--8<--", "${7*7}", "{{ config }}"])
def test_no_template_is_evaluated_and_no_file_is_included(hostile_site, text):
    assert hostile_site.has(text)
    for secret in ("root:x:0:0", "custom_dir: overrides", "archive/records:", "<Config"):
        assert [uri for uri in hostile_site.has(secret) if "develop/" not in uri] == [], secret


def texts_in(node: Any) -> Iterator[str]:
    """Every text in what a JSON file says."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict | list):
        for inner in node.values() if isinstance(node, dict) else node:
            yield from texts_in(inner)


def test_the_files_of_the_search_say_what_was_written_and_the_page_of_the_search_stays_whole(hostile_site):
    files = {
        uri: data
        for uri, data in hostile_site.files.items()
        if uri.startswith(("assets/index/r/", "assets/index/f/")) and uri.endswith(".js")
    }
    lines = {folded(line) for line in LINES}
    names = {uri: set(texts_in(json.loads(data.partition(b",")[2][:-1]))) for uri, data in files.items()}
    rows = [row for uri, told in names.items() if "/r/" in uri and not uri.endswith("t.js") for row in told]
    shown = {
        folded(part.text_content())
        for row in map(fragment_fromstring, rows)
        for part in row.cssselect(".row__title a, .row__summary")
    }
    assert lines <= shown
    assert {f"{COMMON} {line}" for line in lines} <= shown
    for root, language in (("", "en"), ("ru/", "ru"), ("tg/", "tg")):
        held = hostile_site.page(f"{root}search/").cssselect("script[type='application/json']")
        words, index = [json.loads(data.text or "") for data in held]
        assert words["language"] == language
        assert index["records"] > 0
        facets = [told for uri, told in names.items() if "/f/" in uri and f"/{language}." in uri]
        assert lines <= set().union(*facets)


def test_files_of_odd_names_are_found_where_their_links_lead(hostile_site):
    page = hostile_site.page(LINE_PAGES[0])
    (link,) = page.cssselect(".downloads a")
    assert unquote(str(link.get("href"))) == f"../../../events/2010/line-000/{ODD_NAME}.pdf"
    for url in (link.get("href"), *(img.get("src") for img in page.cssselect("figure img"))):
        assert unquote(str(url)).removeprefix("../../../") in hostile_site.files


def test_what_servers_and_robots_read_stays_whole(hostile_site):
    sitemap = lxml.etree.fromstring(hostile_site.files["sitemap.xml"])
    assert all(
        (address.text or "").startswith("https://example.org/archive/") for address in sitemap.iter("{*}loc")
    )
    rules = hostile_site.files["_redirects"].decode().splitlines()
    assert rules
    for rule in rules:
        assert re.fullmatch(r"/[A-Za-z0-9._~%/-]+ /[A-Za-z0-9._~%/-]* 301", rule)
    assert any("it's {{ 7 }} & ${x}; old 1" in unquote(rule) for rule in rules)
