"""A record's text as HTML: CommonMark with tables, ~~strikethrough~~ and footnotes, cleaned to what a record needs.

HTML in the text passes a list of allowed elements; nothing else gets through, whatever the parser made of it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from functools import cache
from urllib.parse import unquote

import nh3
import pyromark

from mission_archive.model.headings import heading_id, unique_ids
from mission_archive.model.markup import (
    DIALECT,
    RE_INVISIBLE,
    invisible_in,
    is_nested_too_deep,
    without_anchor,
)

RE_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)
RE_TARGETED = re.compile(r'<(a|img)((?: [a-z-]+="[^"]*")*)>')
RE_NO_LINK = re.compile(r'<a(?: (?!href)[a-z-]+="[^"]*")*>(.*?)</a>', re.DOTALL)
RE_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
RE_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
RE_UNSURE = re.compile(
    r"""<(?!/?(?:p|em|strong|del|code|ul|ol|li|blockquote|h[1-6]|a)>|(?:hr|br)[ ]/>"""
    r"""|a[ ]href="(?:https?://)?[\w./%#-]*">)""",
    re.ASCII | re.VERBOSE,
)
"""A tag in what the parser has written that the cleaner must look at."""
RE_ALIGNED = re.compile(r'<(t[dh]) style="text-align: (left|right|center)">')
RE_NOTE = re.compile(r'<div class="footnote-definition" id="([^"]*)">')
RE_NOTE_LINK = re.compile(r'<sup class="footnote-reference"><a href="#([^"]*)">')
RE_NOTE_ID = re.compile(r"fn-[\w-]+")

CLASSES = ("left", "right", "center", "footnote")

ALLOWED = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "b": set(),
    "blockquote": set(),
    "br": set(),
    "cite": set(),
    "code": set(),
    "dd": set(),
    "del": set(),
    "dl": set(),
    "div": {"class", "id"},
    "dt": set(),
    "em": set(),
    "h1": set(),
    "h2": set(),
    "h3": set(),
    "h4": set(),
    "h5": set(),
    "h6": set(),
    "hr": set(),
    "i": set(),
    "img": {"src", "alt"},
    "li": set(),
    "ol": {"start"},
    "p": set(),
    "pre": set(),
    "q": set(),
    "small": set(),
    "span": set(),
    "strong": set(),
    "sub": set(),
    "sup": set(),
    "table": set(),
    "tbody": set(),
    "td": {"class", "colspan", "rowspan"},
    "th": {"class", "colspan", "rowspan", "scope"},
    "thead": set(),
    "tr": set(),
    "u": set(),
    "ul": set(),
}
"""Element → the attributes it may have, besides `lang`."""

Resolve = Callable[[str], str | None]
"""From a path as written in the text to an address, or None for what has no page for this reader."""

Show = Callable[[str, str], str | None]
"""From the path of a photo as written in the text, and what it shows, to its HTML; None for what is no photo here."""


def _shows_nothing(path: str, alt: str) -> None:
    return None


@cache
def _cleaner() -> nh3.Cleaner:
    def attribute(element: str, name: str, value: str) -> str | None:
        # Only our own ids and classes: those of others could make a text look like a part of the frame.
        is_ours = RE_NOTE_ID.fullmatch(value) if name == "id" else name != "class" or value in CLASSES
        return value if is_ours else None

    return nh3.Cleaner(
        tags=set(ALLOWED),
        attributes={"*": {"lang"}, **ALLOWED},
        attribute_filter=attribute,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


def to_html(text: str, resolve: Resolve, show: Show = _shows_nothing) -> str:
    """The text as HTML to stand below a heading of the first level.

    An address of `resolve` that ends in "#" is of a page without headings, and takes no anchor.
    Headings begin at the second level and have an id made of their words. A link or picture whose target `resolve`
    does not know keeps its words alone; `show` gives the HTML of photos. A picture from another host is left out: it
    would tell that host who reads.
    A text that is nested too deep (see `is_nested_too_deep`) is shown as it is written.
    """
    rendered = pyromark.html(text, options=DIALECT)
    if is_nested_too_deep(rendered):
        return f"<pre>{html.escape(RE_INVISIBLE.sub('', text))}</pre>\n"
    if "<table" in rendered:
        # An inline style would need a laxer content security policy.
        rendered = RE_ALIGNED.sub(r'<\1 class="\2">', rendered)
    if "footnote" in rendered:
        rendered = RE_NOTE.sub(
            lambda found: f'<div class="footnote" id="fn-{heading_id(found[1])}">', rendered
        )
        rendered = RE_NOTE_LINK.sub(lambda found: f'<sup><a href="#fn-{heading_id(found[1])}">', rendered)
    # The cleaner takes longer than the parser. Without a "<" in the text all tags are the parser's own.
    if "<" in text or RE_UNSURE.search(rendered):
        rendered = _cleaner().clean(rendered)
    cleaned = RE_TARGETED.sub(lambda found: _with_target(found, resolve, show), rendered)
    cleaned = RE_NO_LINK.sub(r"\1", cleaned)
    if invisible_in(cleaned):
        cleaned = RE_INVISIBLE.sub("", cleaned)
    if "<table" in cleaned:
        cleaned = cleaned.replace("<table>", '<div class="table" tabindex="0"><table>').replace(
            "</table>", "</table></div>"
        )
    return _with_placed_headings(cleaned)


def _with_target(found: re.Match[str], resolve: Resolve, show: Show) -> str:
    """A cleaned `a` or `img` with its address as seen from the page. The cleaner writes attributes in one way only."""
    element, attributes = found[1], dict(RE_ATTRIBUTE.findall(found[2]))
    name = "href" if element == "a" else "src"
    written = html.unescape(attributes.pop(name, ""))
    address: str | None = written
    if RE_SCHEME.match(written):
        address = written if element == "a" else None
    elif not written.startswith("#"):
        path, anchor = without_anchor(written)
        if element == "img" and (shown := show(unquote(path), html.unescape(attributes.get("alt", "")))):
            return shown
        target = resolve(unquote(path)) if path else None
        address = None if target is None else target[:-1] if target.endswith("#") else target + anchor
    if element == "img":
        if address is None:
            return ""
        attributes.setdefault("alt", "")
        attributes["loading"] = "lazy"
    if address is not None:
        attributes = {name: html.escape(address), **attributes}
    written_out = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<{element}{written_out}>"


def _with_placed_headings(cleaned: str) -> str:
    headings = list(RE_HEADING.finditer(cleaned))
    if not headings:
        return cleaned
    shift = 2 - min(int(found[1]) for found in headings)
    ids = unique_ids(found[2] for found in headings)

    def place(found: re.Match[str]) -> str:
        level = min(6, int(found[1]) + shift)
        return f'<h{level} id="{next(ids)}">{found[2]}</h{level}>'

    return RE_HEADING.sub(place, cleaned)
