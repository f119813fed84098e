"""What is true of every page, whatever it tells."""

import re

from tests.support.site import is_redirect, text_of, words

RE_LEFT_OVER = re.compile(
    r"\{%|%\}|\bNone\b|\bUndefined\b|\bNaN\b|<bound method|object at 0x|\{\{ (?!config \}\})"
)
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

    assert faults(site, find) == []


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


def test_no_page_runs_a_script(site):
    def find(page):
        for element in page.cssselect("script"):
            yield f"a <script> {element.get('src', '')}"
        for handler in page.xpath("//@*[starts-with(name(), 'on')]"):
            yield f"{handler.attrname} of <{handler.getparent().tag}>"
        for reference in page.xpath("//@href | //@src | //@action"):
            if reference.strip().lower().startswith(("javascript:", "data:", "vbscript:")):
                yield str(reference)

    assert faults(site, find) == []


def test_the_frame_of_the_page_has_its_landmarks(site):
    def find(page):
        for css in ("header.masthead", "main", "footer.colophon", "nav.ways"):
            if len(page.cssselect(css)) != 1:
                yield css

    assert faults(site, find) == []
