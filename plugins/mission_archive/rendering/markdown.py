"""A record's text as HTML: Markdown as the large code hosts read it, cleaned to what a record needs.

The text is GitHub Flavored Markdown (CommonMark with tables, ~~strikethrough~~ and footnotes), so that an editor sees
on the code host what readers will see. HTML written in it passes a list of allowed elements; nothing else gets through,
whatever the parser made of it.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from urllib.parse import unquote

import cmarkgfm
import nh3
from cmarkgfm.cmark import Options

RE_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)
RE_TAG = re.compile(r"<[^>]*>")
RE_IMAGE = re.compile(r'<img((?:\s+[a-z]+="[^"]*")*)\s*/?>')
RE_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
RE_NOTE_ID = re.compile(r"fn(ref)?-[\w-]+")

ALLOWED = {
    "a": {"href", "title", "aria-label", "id"},
    "abbr": {"title"},
    "blockquote": set(),
    "br": set(),
    "cite": set(),
    "code": set(),
    "dd": set(),
    "del": set(),
    "dl": set(),
    "dt": set(),
    "em": set(),
    "h1": set(),
    "h2": set(),
    "h3": set(),
    "h4": set(),
    "h5": set(),
    "h6": set(),
    "hr": set(),
    "img": {"src", "alt"},
    "li": {"id"},
    "ol": {"start"},
    "p": set(),
    "pre": set(),
    "q": set(),
    "section": set(),
    "small": set(),
    "span": set(),
    "strong": set(),
    "sub": set(),
    "sup": set(),
    "table": set(),
    "tbody": set(),
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
    "thead": set(),
    "tr": set(),
    "u": set(),
    "ul": set(),
}
"""Element → the attributes it may have, besides `lang`."""

Resolve = Callable[[str], str | None]
"""From a path as written in the text to an address, or None for what has no page for this reader."""


def to_html(text: str, resolve: Resolve) -> str:
    """The text as HTML to stand below a heading of the first level.

    Headings begin at the second level and have an id made of their words. A link or picture whose target `resolve`
    does not know keeps its words alone, and a picture from another host is left out: it would tell that host who reads.
    """
    rendered = cmarkgfm.markdown_to_html_with_extensions(
        text,
        options=Options.CMARK_OPT_FOOTNOTES | Options.CMARK_OPT_UNSAFE,
        extensions=["table", "strikethrough"],
    )

    def attribute(element: str, name: str, value: str) -> str | None:
        if name == "id":
            return value if RE_NOTE_ID.fullmatch(value) else None
        if name in ("href", "src") and not value.startswith("#"):
            if RE_SCHEME.match(value):
                return value if name == "href" else None
            path, hash_, anchor = value.partition("#")
            found = resolve(unquote(path))
            return None if found is None else found + hash_ + anchor
        return value

    cleaned = nh3.clean(
        rendered,
        tags=set(ALLOWED),
        attributes={"*": {"lang"}, **ALLOWED},
        attribute_filter=attribute,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    if "<img" in cleaned:
        cleaned = RE_IMAGE.sub(_image, cleaned)
    if "<table" in cleaned:
        cleaned = re.sub(r' align="(left|right|center)"', r' class="\1"', cleaned)
        cleaned = cleaned.replace("<table>", '<div class="table"><table>').replace(
            "</table>", "</table></div>"
        )
    return _with_placed_headings(cleaned)


def heading_id(words: str) -> str:
    """The id of a heading: its letters and digits of any script, small, joined by hyphens."""
    return re.sub(r"[^\w]+", "-", unicodedata.normalize("NFC", words).lower()).strip("-_") or "section"


def _image(found: re.Match[str]) -> str:
    attributes = found[1]
    if ' src="' not in attributes:
        return ""
    alt = "" if ' alt="' in attributes else ' alt=""'
    return f'<img{attributes}{alt} loading="lazy">'


def _with_placed_headings(cleaned: str) -> str:
    levels = [int(found[1]) for found in RE_HEADING.finditer(cleaned)]
    if not levels:
        return cleaned
    shift = 2 - min(levels)
    used: dict[str, int] = {}

    def place(found: re.Match[str]) -> str:
        level = min(6, int(found[1]) + shift)
        name = heading_id(html.unescape(RE_TAG.sub("", found[2])))
        used[name] = used.get(name, 0) + 1
        number = "" if used[name] == 1 else f"-{used[name]}"
        return f'<h{level} id="{name}{number}">{found[2]}</h{level}>'

    return RE_HEADING.sub(place, cleaned)
