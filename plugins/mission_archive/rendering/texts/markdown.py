"""A record's text as a part of a page: the HTML of `model.text.prose`, with addresses as links and ids of headings."""

import html
import re
from collections.abc import Callable
from urllib.parse import unquote

from mission_archive.model.text.characters import RE_INVISIBLE, invisible_in
from mission_archive.model.text.headings import RE_HEADING, heading_ids, with_unique_ids
from mission_archive.model.text.markup import RE_SCHEME, too_deep_at, without_anchor
from mission_archive.model.text.prose import cleaned, parsed, settled

RE_TARGETED = re.compile(r'<(a|img)((?: [a-z-]+="[^"]*")*)>')
RE_NO_LINK = re.compile(r'<a(?: (?!href)[a-z-]+="[^"]*")*>(.*?)</a>', re.DOTALL)
RE_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')

Resolve = Callable[[str], str | None]
"""From a path as written in the text to an address, or None for what has no page for this reader."""

Show = Callable[[str, str], str | None]
"""From the path of a photo as written in the text, and what it shows, to its HTML; None if it is not a photo."""


def _shows_nothing(path: str, alt: str) -> None:
    return None


def to_html(text: str, resolve: Resolve, show: Show = _shows_nothing, back: str = "") -> str:
    """The text as HTML for a place below a heading of the first level.

    An address of `resolve` that ends in "#" is of a page without headings, and takes no anchor.
    Headings begin at the second level and have an id made of their words. A link or picture whose target `resolve`
    does not know keeps its words alone; `show` gives the HTML of photos. A picture from another host is left out: it
    would let that host know who reads.
    `back` says in the page's language where the sign at the end of a note leads; without it there is none.
    A text that is nested too deep (see `too_deep_at`) is shown as it is written. The HTML is one tree: whatever
    a text holds, it closes nothing of the page around it, and no id is in it twice.
    """
    whole = parsed(text)
    if too_deep_at(whole) is not None:
        return _as_written(text)
    rendered = cleaned(text, whole, back)
    placed = RE_TARGETED.sub(lambda found: _with_target(found, resolve, show), rendered)
    placed = RE_NO_LINK.sub(r"\1", placed)
    if invisible_in(placed):
        placed = RE_INVISIBLE.sub("", placed)
    placed = placed.replace("<table>", '<div class="table" tabindex="0"><table>')
    placed = placed.replace("</table>", "</table></div>")
    placed = _with_placed_headings(placed)
    if "<" not in text and "[^" not in text:  # all tags are the parser's own
        return placed
    whole_tree = settled(placed)
    return _as_written(text) if whole_tree is None else with_unique_ids(whole_tree)


def _as_written(text: str) -> str:
    return f"<pre>{html.escape(RE_INVISIBLE.sub('', text))}</pre>\n"


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


def _with_placed_headings(rendered: str) -> str:
    headings = list(RE_HEADING.finditer(rendered))
    if not headings:
        return rendered
    shift = 2 - min(int(found[1]) for found in headings)
    ids = heading_ids(rendered)

    def place(found: re.Match[str]) -> str:
        level = min(6, int(found[1]) + shift)
        return f'<h{level} id="{next(ids)}">{found[2]}</h{level}>'

    return RE_HEADING.sub(place, rendered)
