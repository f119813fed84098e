"""A record's text as HTML: CommonMark with tables, ~~strikethrough~~ and footnotes, cleaned to what a record needs.

The check, the page and the report on links to other hosts read the same HTML from here. HTML in the text passes a list
of allowed elements; nothing else gets through, whatever the parser made of it.
"""

import re
from collections.abc import Callable
from functools import cache

import nh3
import pyromark

from mission_archive.model.text.bare_links import with_links
from mission_archive.model.text.footnotes import NOTE_CLASS, RE_NOTE_ID, with_named_notes, with_notes_at_end
from mission_archive.model.text.markup import DIALECT

RE_UNSURE = re.compile(
    r"""<(?!/?(?:p|em|strong|del|code|ul|ol|li|blockquote|h[1-6]|a)>|(?:hr|br)[ ]/>"""
    r"""|a[ ]href="(?:https?://)?[\w./%#-]*">)""",
    re.ASCII | re.VERBOSE,
)
"""A tag in what the parser has written that the cleaner must look at."""
RE_ALIGNED = re.compile(r'<(t[dh]) style="text-align: (left|right|center)">')

RE_SPAN = re.compile(r"[1-9][0-9]?|100")
"""How many columns or rows a cell may span. Browsers lay out each place that a cell spans."""

CLASSES = ("left", "right", "center", NOTE_CLASS)

ALLOWED: dict[str, set[str]] = {
    **{element: set() for element in (
        "b", "blockquote", "br", "cite", "code", "dd", "del", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6",
        "hr", "i", "li", "p", "pre", "q", "small", "span", "strong", "sub", "sup", "table", "tbody", "thead", "tr",
        "u", "ul",
    )},
    "a": {"href", "title"},
    "abbr": {"title"},
    "div": {"class", "id"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "td": {"class", "colspan", "rowspan"},
    "th": {"class", "colspan", "rowspan", "scope"},
}  # fmt: skip
"""Element → the attributes it may have, besides `lang`."""


FINISHED = {
    **{element: attributes | {"id"} for element, attributes in ALLOWED.items()},
    "a": {"href", "title", "id", "aria-label"},
    "div": {"class", "id", "tabindex"},
    "img": {"src", "srcset", "sizes", "width", "height", "alt", "loading", "decoding"},
    "picture": set(),
    "source": {"type", "srcset", "sizes"},
}
"""The same of a text that is ready for its page."""

MOST_PASSES = 8


def parsed(text: str) -> str:
    """The text as HTML as the parser gives it, with all that the author wrote in HTML."""
    return pyromark.html(text, options=DIALECT)


def cleaned(text: str, html: str, back: str = "") -> str:
    """The text as HTML for a page: only allowed elements, bare addresses as links, notes at the end.

    `html` is the text as `parsed` gives it. Attributes are written in one way, in double quotes. Headings have no ids
    yet; for those of notes, and for `back`, see `model.text.footnotes`.
    """
    if "<table" in html:
        # An inline style would need a laxer content security policy.
        html = RE_ALIGNED.sub(r'<\1 class="\2">', html)
    if "footnote" in html:
        html = with_named_notes(html)
    # The cleaner takes longer than the parser. Without a "<" in the text all tags are the parser's own.
    if "<" in text or RE_UNSURE.search(html):
        html = _cleaner().clean(html)
    html = with_links(html)
    return with_notes_at_end(html, back) if "_fn-" in html else html


def settled(html: str) -> str | None:
    """HTML of a page's text as a browser reads it: one tree, in which every element that is opened is closed.

    What is written from a tree may be read as another one, as a table directly in a table is; so it is read again until
    it stays the same. None if it never does.
    """
    for _ in range(MOST_PASSES):
        again = _finisher().clean(html)
        if again == html:
            return html
        html = again
    return None


@cache
def _finisher() -> nh3.Cleaner:
    return _cleaner_of(FINISHED)


@cache
def _cleaner() -> nh3.Cleaner:
    def attribute(element: str, name: str, value: str) -> str | None:
        # Only our own ids and classes: those of others could make a text look like a part of the frame.
        if name in ("colspan", "rowspan"):
            return value if RE_SPAN.fullmatch(value) else None
        is_ours = RE_NOTE_ID.fullmatch(value) if name == "id" else name != "class" or value in CLASSES
        return value if is_ours else None

    return _cleaner_of(ALLOWED, attribute)


def _cleaner_of(
    allowed: dict[str, set[str]], attribute: Callable[[str, str, str], str | None] | None = None
) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(allowed),
        attributes={"*": {"lang"}, **allowed},
        attribute_filter=attribute,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
