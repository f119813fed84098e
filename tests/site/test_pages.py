"""What is true of every page, whatever it tells."""

import json
import re

from mission_archive.building.site import CONTENT_SECURITY_POLICY, SEARCH_POLICY
from mission_archive.model.languages import LANGUAGES, LOCALES
from mission_archive.rendering.records.statuses import WITHDRAWN
from mission_archive.rendering.words.labels import STATUS_NAMES
from mission_archive.rendering.words.messages import Messages
from tests.support.site import BASE, address, is_redirect, text_of, words

SEARCH_PAGES = ("search/", "ru/search/", "tg/search/")
"""The only pages that run a script, which fills elements that are empty until then."""
RE_LEFT_OVER = re.compile(
    r"\{%|%\}|\bNone\b|\bUndefined\b|\bNaN\b|<bound method|object at 0x|\{\{ (?!config \}\})"
)
STATES = {
    code: {Messages.load(code).gettext(name) for name in (*STATUS_NAMES.values(), WITHDRAWN)}
    for code in LANGUAGES
}
"""What the title of a page may begin with where the page is shared."""
HEADINGS = "h1, h2, h3, h4, h5, h6"


def faults(site, find):
    """Page and fault for everything that `find` yields on any page for readers."""
    return [
        f"{url}: {fault}" for url, page in site.pages.items() if not is_redirect(page) for fault in find(page)
    ]


def test_a_page_has_one_heading_of_the_first_level(site):
    def find(page):
        count = len(page.cssselect("h1"))
        if count != 1:
            yield f"{count} of them"

    assert faults(site, find) == []


def test_headings_step_down_one_level_at_a_time(site):
    def find(page):
        before = 0
        for heading in page.cssselect(HEADINGS):
            level = int(heading.tag[1])
            if level > before + 1:
                yield f"{words(heading)} of level {level} after level {before}"
            before = level

    assert faults(site, find) == []


def test_a_page_has_a_title_with_the_name_of_the_site(site):
    def find(page):
        title = " ".join((page.findtext("head/title") or "").split())
        name = text_of(page, ".masthead__name")
        if not title.endswith(name) or title.startswith("–") or not name:
            yield title

    assert faults(site, find) == []


def test_the_title_of_a_page_begins_with_its_heading(site):
    def find(page):
        heading, title = words(page.cssselect("h1")[0]), " ".join((page.findtext("head/title") or "").split())
        for label in page.cssselect("h1 .language"):  # what language the heading is in is said beside it
            heading = heading.removesuffix(words(label)).rstrip()
        if (
            page.cssselect("article.record, .rows, .terms")
            and not page.cssselect(".home")
            and not title.startswith(heading)
        ):
            yield f"{title!r} and {heading!r}"

    assert faults(site, find) == []


def test_a_page_says_in_which_language_it_is(site):
    def find(page):
        if page.get("lang") not in ("en", "ru", "tg"):
            yield page.get("lang")

    assert faults(site, find) == []


def test_a_page_has_a_description(site):
    def find(page):
        contents = [meta.get("content", "") for meta in page.cssselect("meta[name=description]")]
        if len(contents) != 1 or not contents[0].strip():
            yield contents

    assert faults(site, find) == []


def test_nothing_of_a_template_is_left_in_the_words_of_a_page(site):
    def find(page):
        for said in [words(page.body), *page.xpath("//@alt | //@title | //@aria-label | //@content")]:
            if found := RE_LEFT_OVER.search(str(said)):
                yield f"{found[0]} in {said[max(0, found.start() - 40) : found.end() + 40]}"

    # Documentation may show templates and Python.
    pages_of_code = {url for url in site.pages if url.startswith(("editors/", "develop/"))}
    assert [line for line in faults(site, find) if line.partition(":")[0] not in pages_of_code] == []


def test_nothing_empty_is_shown(site):
    def find(page):
        for css in (
            HEADINGS,
            "li",
            "dt",
            "dd",
            "figcaption",
            "main p",
            "time",
            "main a",
            "caption",
            "button",
        ):
            for element in page.cssselect(css):
                if not words(element) and not element.cssselect("img"):
                    yield f"an empty <{element.tag}>"
        for element in page.cssselect("ul, ol, dl, table, section, nav, article, aside, figure"):
            if not len(element):
                yield f"a <{element.tag}> without anything in it"

    assert [line for line in faults(site, find) if line.partition(": ")[0] not in SEARCH_PAGES] == []


def test_what_the_search_will_fill_is_hidden_until_its_script_runs(site):
    for url in SEARCH_PAGES:
        page = site.page(url)
        empty = [
            element for element in page.cssselect("main p, main li, main ul, main ol, main section")
            if not words(element)
        ]  # fmt: skip
        assert empty
        for element in empty:
            assert element.xpath("ancestor-or-self::*[@id='search'][@hidden]"), (url, element.get("id"))


def test_every_name_in_a_list_of_facts_has_a_value(site):
    def find(page):
        for group in page.cssselect("dl"):
            for name in group.cssselect("dt"):
                following = name.getnext()
                if following is None or following.tag != "dd":
                    yield words(name)

    assert faults(site, find) == []


def test_a_picture_says_what_it_shows_to_those_who_cannot_see_it(site):
    def find(page):
        for picture in page.cssselect("img"):
            if not (picture.get("alt") or "").strip():
                yield picture.get("src")

    assert faults(site, find) == []


def test_no_page_runs_a_script_but_that_of_the_search_which_runs_the_sites_own(site):
    for url in SEARCH_PAGES:
        program, data, root = site.page(url).cssselect("script")
        assert data.get("type") == root.get("type") == "application/json"
        assert json.loads(data.text)["language"] == site.page(url).get("lang")
        assert re.fullmatch(r"assets/[0-9a-f]{10}/search/program.js", address(url, program.get("src")))
        assert not words(program)

    def find(page):
        runs = page.cssselect("script:not([type='application/ld+json'])")  # that is data, which nothing runs
        for element in runs if not page.cssselect("div#search") else ():
            yield f"a <script> {element.get('src', '')}"
        for handler in page.xpath("//@*[starts-with(name(), 'on')]"):
            yield f"{handler.attrname} of <{handler.getparent().tag}>"
        for reference in page.xpath("//@href | //@src | //@action"):
            if reference.strip().lower().startswith(("javascript:", "data:", "vbscript:")):
                yield str(reference)

    assert faults(site, find) == []


def test_a_page_forbids_the_browser_whatever_it_does_not_need(site):
    for policy in (CONTENT_SECURITY_POLICY, SEARCH_POLICY):
        assert "'unsafe-inline'" not in policy
        assert "'unsafe-eval'" not in policy
        assert policy.startswith("default-src 'none'")
    assert "script-src" not in CONTENT_SECURITY_POLICY

    def find(page):
        policies = [
            meta.get("content") for meta in page.cssselect("meta[http-equiv=Content-Security-Policy]")
        ]
        if policies != [SEARCH_POLICY if page.cssselect("div#search") else CONTENT_SECURITY_POLICY]:
            yield policies
        if not page.cssselect(
            ".md-typeset"
        ):  # tables of the documentation may carry the alignment of a column
            for inline in page.xpath("//style | //@style"):
                yield f"{inline} is refused by that policy"

    assert faults(site, find) == []


def test_a_page_tells_what_it_is_to_places_where_it_is_shared(site):
    def find(page):
        told = {meta.get("property"): meta.get("content") for meta in page.cssselect("meta[property^='og:']")}
        canonical = [link.get("href") for link in page.cssselect("link[rel=canonical]")]
        if [told.get("og:url")] != (canonical or [None]):
            yield told
        if told.get("og:type") != ("article" if page.cssselect("article.record") else "website"):
            yield told
        title = " ".join((page.findtext("head/title") or "").split())
        shared = " ".join((told.get("og:title") or "").split())
        state, _, after = shared.partition(": ")
        shared = after if state in STATES[page.get("lang", "")] else shared
        if not shared or not title.startswith(shared):
            yield told
        if told.get("og:description") != page.cssselect("meta[name=description]")[0].get("content"):
            yield told
        if told.get("og:locale") != LOCALES[page.get("lang", "")] or not title.endswith(
            told.get("og:site_name", "-")
        ):
            yield told
        if canonical and told.get("og:image", "").partition(BASE)[2] not in site.files:
            yield told

    assert faults(site, find) == []


def test_only_pages_of_the_documentation_load_the_style_sheet_of_the_theme(site):
    def find(page):
        sheets = [link.get("href") for link in page.cssselect("link[rel=stylesheet]")]
        if any("assets/stylesheets/" in sheet for sheet in sheets) != bool(page.cssselect(".md-typeset")):
            yield sheets

    assert faults(site, find) == []


def test_the_way_past_the_frame_leads_to_the_text(site):
    def find(page):
        if [link.get("href") for link in page.cssselect("a.skip")] != ["#_text"] or not page.cssselect(
            "main#_text"
        ):
            yield "no way past the frame"

    assert faults(site, find) == []


def test_what_is_not_there_is_told_in_every_language(site):
    assert site.page("404.html").cssselect("meta[name=robots][content=noindex]")
    sections = site.page("404.html").cssselect("main section")
    assert [section.get("lang") for section in sections] == ["en", "ru", "tg"]
    for section in sections:
        home = "" if section.get("lang") == "en" else f"{section.get('lang')}/"
        assert f"{BASE}{home}places/" in [link.get("href") for link in section.cssselect("a")]


def test_the_frame_of_the_page_has_its_landmarks(site):
    def find(page):
        for css in ("header.masthead", "main", "footer.colophon", "nav.ways"):
            if len(page.cssselect(css)) != 1:
                yield css

    assert faults(site, find) == []
