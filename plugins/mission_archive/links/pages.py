"""Addresses and ids in HTML and SVG.

The pages are our own or the theme's, so this reads tags and attributes (WHATWG HTML, 13.2.5) and builds no tree: it
takes two thirds of the time of a parser written in C that does, and needs none.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from mission_archive.links.data import json_references
from mission_archive.links.references import Markup, Reference, Role
from mission_archive.links.styles import style_references

# Outside of quotes no "<": a browser may read on there, but text of nothing but "<a" must not be read again at each.
_ATTRIBUTES = r"""[^"'<>]*+(?:"[^"]*+"[^"'<>]*+|'[^']*+'[^"'<>]*+)*+"""
RE_MARKUP = re.compile(
    rf"""
    < (?: !--(?: -?> | .*?(?:--!?>|\Z) )                             # a comment
    | ((?i:script|style|textarea|title|xmp|iframe))(?=[\s/>]) ({_ATTRIBUTES}) > (.*?) (?: </(?i:\1)(?=[\s/>]) | \Z )
    | ([a-zA-Z][^\s/<>]*+ [\s/] {_ATTRIBUTES}) > )                  # a tag without attributes refers to nothing
    """,
    re.VERBOSE | re.DOTALL,
)
RE_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
RE_NAME = re.compile(r"[\s/]")
RE_REFRESH = re.compile(r"\s*[\d.]+\s*[;,]?\s*(?:url\s*=\s*)?(?:\"([^\"]*)|'([^']*)|(\S.*))", re.IGNORECASE)
RE_CANDIDATE = re.compile(r"[\s,]*(\S+?)(?:,+(?=\s|\Z)|\s+[^,]*(?:,|\Z)|\s*\Z)")

ANY = frozenset[str]()
ADDRESSES: Mapping[str, frozenset[str]] = {
    "href": ANY,
    "xlink:href": ANY,
    "src": ANY,
    "srcset": ANY,
    "imagesrcset": ANY,
    "poster": ANY,
    "action": frozenset(("form",)),
    "formaction": frozenset(("button", "input")),
    "data": frozenset(("object",)),
    "cite": frozenset(("blockquote", "q", "ins", "del")),
    "content": frozenset(("meta",)),
    "background": frozenset(("body", "table", "tr", "td", "th")),
    "longdesc": ANY,
    "icon": frozenset(("command",)),
    "manifest": frozenset(("html",)),
    "ping": ANY,
}
"""Attribute → the elements in which it is an address; of those with `ANY`, all. Attributes named data-… are none."""

META_ADDRESSES: Mapping[str, Role] = {
    "og:url": Role.IDENTITY,
    **dict.fromkeys(("og:image", "og:image:url", "og:video", "og:audio", "twitter:image"), Role.FULL),
}
HINTS = frozenset(("preconnect", "dns-prefetch"))
"""Relations of `link` that name a host alone."""

MOST_KEPT = 50_000
LONGEST_KEPT = 300
"""Tags that are kept, and the characters of one: longer ones are drawings, and no two are the same."""


class _Tag(NamedTuple):
    """What one start tag says."""

    references: tuple[Reference, ...] = ()
    ids: tuple[str, ...] = ()
    base: str | None = None


_NOTHING = _Tag()


class MarkupReader:
    """Reads pages and SVGs. Tags are kept once read: most of a page's stand on all others as well."""

    def __init__(self) -> None:
        self._tags: dict[str, _Tag] = {}

    def read(self, text: str) -> Markup:
        """What a page or an SVG refers to, and its ids, which are also the names of its `a` elements."""
        references: list[Reference] = []
        ids: list[str] = []
        base: str | None = None
        known = self._tags
        for raw, written, content, tag in RE_MARKUP.findall(text):
            if not tag:
                references += _of_raw(raw.lower(), written, content)
                continue
            facts = known.get(tag)
            if facts is None:
                facts = self._read_tag(tag)
            if facts is _NOTHING:
                continue
            references += facts.references
            ids += facts.ids
            base = facts.base if base is None else base
        return Markup(references, frozenset(ids), base)

    def _read_tag(self, tag: str) -> _Tag:
        facts = _tag(tag)
        if len(tag) <= LONGEST_KEPT:
            if len(self._tags) >= MOST_KEPT:
                self._tags.clear()
            self._tags[tag] = facts
        return facts


def _tag(tag: str) -> _Tag:
    name = RE_NAME.split(tag, maxsplit=1)[0].lower()
    attributes = _attributes(tag[len(name) :])
    ids = [attributes["id"]] if "id" in attributes else []
    if name == "a" and "name" in attributes:
        ids.append(attributes["name"])
    if name == "base":
        return _Tag(base=attributes.get("href"))
    facts = _Tag((*_of_element(name, attributes), *_of_styles(name, attributes)), tuple(ids))
    return facts if facts != _NOTHING else _NOTHING


def _attributes(written: str) -> dict[str, str]:
    """The attributes of a tag, their names in small letters and their values without HTML's escapes."""
    return {
        name.lower(): html.unescape(double or single or bare)
        for name, double, single, bare in RE_ATTRIBUTE.findall(written)
    }


def _of_raw(name: str, written: str, content: str) -> Iterator[Reference]:
    """What an element refers to whose content is text, not tags; nothing for a comment, which has no name."""
    if not name:
        return
    attributes = _attributes(written)
    yield from _of_element(name, attributes)
    yield from _of_styles(name, attributes)
    if content:
        yield from _of_content(name, attributes, content)


def _of_element(name: str, attributes: Mapping[str, str]) -> Iterator[Reference]:
    for attribute in attributes.keys() & ADDRESSES.keys():
        elements = ADDRESSES[attribute]
        if elements and name not in elements:
            continue
        value, shown = attributes[attribute], f"{name} {attribute}"
        if attribute in ("srcset", "imagesrcset"):
            yield from (Reference(shown, address, Role.IMAGE) for address in candidates(value))
        elif attribute == "ping":
            yield from (Reference(shown, address) for address in value.split())
        elif name == "meta":
            yield from _of_meta(attributes, value)
        elif name == "link":
            yield from _of_link(attributes, value)
        else:
            yield Reference(shown, value, _role(name, attribute))


def _role(name: str, attribute: str) -> Role:
    if attribute in ("action", "formaction"):
        return Role.FORM
    if name == "script":
        return Role.SCRIPT
    is_image = name in ("img", "image") or attribute in ("poster", "background")
    return Role.IMAGE if is_image else Role.LINK


def _of_meta(attributes: Mapping[str, str], value: str) -> Iterator[Reference]:
    if attributes.get("http-equiv", "").lower() == "refresh":
        if found := RE_REFRESH.fullmatch(value.rstrip().rstrip("\"'")):
            yield Reference("meta refresh", found[1] or found[2] or found[3] or "", Role.REDIRECT)
        return
    named = (attributes.get("property") or attributes.get("name", "")).lower()
    if role := META_ADDRESSES.get(named):
        yield Reference(f"meta {named}", value, role)
    elif value.startswith(("http://", "https://")) and " " not in value:
        yield Reference(f"meta {named}".strip(), value)


def _of_link(attributes: Mapping[str, str], value: str) -> Iterator[Reference]:
    relations = frozenset(attributes.get("rel", "").lower().split())
    if relations & HINTS:
        return
    shown = f"link {' '.join(sorted(relations))}".strip()
    if "canonical" in relations or ("alternate" in relations and "hreflang" in attributes):
        yield Reference(shown, value, Role.IDENTITY)
    elif "stylesheet" in relations:
        yield Reference(shown, value, Role.STYLE)
    else:
        yield Reference(shown, value, Role.IMAGE if "icon" in relations else Role.LINK)


def _of_styles(name: str, attributes: Mapping[str, str]) -> Iterator[Reference]:
    """In `style`, and in SVG's attributes that take a style's value, such as `fill`."""
    for attribute, value in attributes.items():
        is_style = attribute not in ADDRESSES and not attribute.startswith(("data-", "aria-"))
        if "url(" in value and is_style and attribute not in ("alt", "title", "value"):
            yield from style_references(value, f"{name} {attribute} ")


def _of_content(name: str, attributes: Mapping[str, str], content: str) -> Iterable[Reference]:
    if name == "style":
        return style_references(content, "style ")
    if name == "script" and attributes.get("type", "").lower() == "application/ld+json":
        try:
            return json_references(json.loads(content), "script ld+json ")
        except (ValueError, RecursionError):
            return ()
    return ()


def candidates(srcset: str) -> Iterator[str]:
    """The addresses in a `srcset`: a comma belongs to an address unless a space follows it."""
    return (found[1] for found in RE_CANDIDATE.finditer(srcset))
