"""Whatever a text holds, it stays in its place on the page: a browser reads the texts and says where it finds them."""

import random
import re

import pytest

from mission_archive.model.text.headings import RE_FRAME_ID, unique_ids
from mission_archive.model.text.prose import ALLOWED
from mission_archive.rendering.texts.markdown import to_html
from tests.support.site import PROJECT

KNOWN = {
    "a table in a caption": "<table><caption><table><tr><td>A</td></tr></table></caption></table>\n\n" * 4
    + "END",
    "an element in terms": "<dd><div><details><dd>x\n\nEND",
    "a table in items": "<li><div><table><li>\n\nEND",
    "headings in headings": "<h1><div><h1>A</h1></div></h1>\n\n# A\n\nEND",
    "links in links": "<a href=b.md>[^1] <p>x [^1]\n\n[^1]: <a href=b.md>y [^1]\n\nEND",
    "ids of the frame": "# Search\n\n# Narrow\n\n# y2010\n\n# _text\n\nEND",
}
ELEMENTS = (*ALLOWED, "caption", "details", "summary", "svg", "math", "template", "form", "button", "option", "select",
            "colgroup", "col", "frameset", "body", "html", "main", "section", "nobr", "noscript", "style", "title",
            "ruby", "rt", "desc", "mi", "foreignObject", "image", "iframe", "object", "marquee", "font")  # fmt: skip
FRAGILE = ("table", "caption", "td", "tr", "li", "dd", "dt", "div", "details")
"""Elements that end each other; they come as often as all others."""

SIGNS = ("\n", "\n\n", "\n\n", "x", "y ", "- ", "> ", "# ", "1. ", "[^1]", "\n\n[^1]: ", "a|b\n-|-\n", "**", "~~",
         "[a](b.md)", "https://a.example ", "<!--", "-->", "`", "    ", "\n\n## A\n\n", "<div id=_text>",
         "<p id=search>", "</main>")  # fmt: skip

LOOK = """texts => texts.map(text => {
    const page = new DOMParser().parseFromString(
        `<!doctype html><title>x</title><main id="_text"><div class="prose">${text}</div><p id="_after"></p></main>`,
        'text/html');
    const main = page.body.firstElementChild, ids = [...page.querySelectorAll('[id]')].map(one => one.id);
    const isWhole = page.body.children.length === 1 && main.id === '_text' && main.children.length === 2
        && main.children[0].className === 'prose' && main.children[1].id === '_after'
        && [...main.childNodes].every(node => node.nodeType === 1) && !main.children[1].hasChildNodes();
    const repeated = ids.filter((id, number) => ids.indexOf(id) !== number);
    return isWhole && repeated.length === 0;
})"""


def random_text(dice):
    pieces = []
    for _ in range(dice.randrange(2, 14)):
        element = dice.choice(dice.choice((ELEMENTS, FRAGILE)))
        pieces.append(dice.choice((f"<{element}>", f"<{element}>", f"</{element}>", dice.choice(SIGNS))))
    return "".join(pieces) + "END"


@pytest.fixture
def breaking_out(browser):
    """Those of some texts that do not stay whole in their place."""
    page = browser.new_page()

    def of(texts):
        pages = [to_html(text, lambda path: "../b/") for text in texts]
        return [
            text for text, is_whole in zip(texts, page.evaluate(LOOK, pages), strict=True) if not is_whole
        ]

    yield of
    page.close()


def test_texts_that_broke_the_frame_once_do_not(breaking_out):
    assert breaking_out(list(KNOWN.values())) == []


def test_a_text_that_breaks_out_is_seen(browser):
    page = browser.new_page()
    assert page.evaluate(LOOK, ["a</div>b", "<p id=_after>", "<p id=a><p id=a>", "<p>a</p>"]) == [
        False,
        False,
        False,
        True,
    ]
    page.close()


def test_no_text_breaks_the_frame(breaking_out):
    dice = random.Random(2010)
    assert breaking_out([random_text(dice) for _ in range(600)]) == []


@pytest.mark.long
@pytest.mark.parametrize("seed", range(8))
def test_no_text_of_many_breaks_the_frame(breaking_out, seed):
    dice = random.Random(seed)
    assert breaking_out([random_text(dice) for _ in range(5_000)]) == []


def test_no_id_of_a_heading_is_one_of_the_frame():
    templates = [*(PROJECT / "overrides").glob("*.html"), *(PROJECT / "overrides/partials").glob("*.html")]
    written = {name for path in templates for name in re.findall(r' id="([^"{}]+)"', path.read_text("utf-8"))}
    assert {
        name for name in written if not RE_FRAME_ID.fullmatch(name) and not name.startswith(("_", "search-"))
    } == set()
    assert list(unique_ids(["Search", "Narrow", "y2010", "Y2010", "_text"])) == [
        "search-2", "narrow-2", "y2010-2", "y2010-3", "text"
    ]  # fmt: skip
