"""Addresses and ids in the files of a built site.

The pages are our own or the theme's, so this reads tags and attributes (WHATWG HTML, 13.2.5) and builds no tree: it
takes two thirds of the time of a parser written in C that does, and needs none.
"""

import html
import re
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import lru_cache
from posixpath import splitext
from typing import NamedTuple

MARKUP = (".html", ".htm", ".svg")
TEXTS = (".xml", ".rss", ".atom", ".json", ".jsonl", ".geojson", ".jsonld", ".webmanifest", ".ics", ".csv", ".tsv",
         ".txt", ".bib", ".ris")  # fmt: skip
"""Files in which the site's own full addresses count. Add an ending, and its links are checked."""

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
RE_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
RE_STYLE = re.compile(r"""(@import\s+|\burl\(\s*)(?:"([^"]*)"|'([^']*)'|([^\s"'()]*))""", re.IGNORECASE)

ADDRESSES = frozenset(
    ("href", "xlink:href", "src", "srcset", "poster", "action", "formaction", "data", "cite", "content")
)
"""Attributes that hold addresses: `content` in some `meta` alone, see there."""
META_ADDRESSES = frozenset(("og:url", "og:image", "og:image:url", "og:video", "og:audio", "twitter:image"))
HINTS = frozenset(("preconnect", "dns-prefetch"))
"""Relations of `link` that name a host alone."""

MOST_KEPT = 50_000
LONGEST_KEPT = 300
"""Tags that are kept, and the characters of one: longer ones are drawings, and no two are the same."""


class Role(Enum):
    """What a reference is for, as far as the rules differ."""

    LINK = "link"
    REDIRECT = "redirect"
    IDENTITY = "identity"
    """The address by which others know a page or photo: needs scheme and host, those of this site."""


class Reference(NamedTuple):
    """`element` names the element and attribute for people, `address` is what is written, without HTML's escapes."""

    element: str
    address: str
    role: Role = Role.LINK


class Markup(NamedTuple):
    """What a file refers to, and the ids within it."""

    references: tuple[Reference, ...] = ()
    ids: frozenset[str] = frozenset()


def read_file(uri: str, data: bytes, site_url: str) -> Markup | None:
    """What a file of the site refers to; None for one of a kind that refers to nothing we can follow."""
    ending = splitext(uri)[1].lower()
    if ending not in (*MARKUP, ".css", *TEXTS):
        return None
    text = data.decode("utf-8-sig", "replace")
    if ending in MARKUP:
        return read_markup(text, site_url)
    if ending == ".css":
        return Markup(tuple(style_references(text)))
    if ending == ".ics":  # long lines go on after a space (RFC 5545, 3.1)
        text = re.sub(r"\r?\n[ \t]", "", text)
    return Markup(tuple(own_addresses(text, site_url)))


def own_addresses(text: str, site_url: str) -> Iterator[Reference]:
    """Every full address of the site in a text, XML's escapes read, and without its fragment, which may be a name."""
    for found in re.finditer(re.escape(site_url) + r"[^\s\"'<>,;|\\{}()\[\]#]*", html.unescape(text)):
        yield Reference("text", found[0].rstrip(".:!?*_"))


def style_references(text: str) -> Iterator[Reference]:
    """Every `url()` and `@import` of a style sheet; an `@import url()` is one of the first."""
    for how, double, single, bare in RE_STYLE.findall(RE_COMMENT.sub(" ", text)):
        address = double or single or bare
        if address and not address.lower().startswith("url"):
            yield Reference("@import" if how[0] == "@" else "url()", address)


def read_markup(text: str, site_url: str) -> Markup:
    """What a page or an SVG refers to, and its ids, which are also the names of its `a` elements."""
    references: list[Reference] = []
    ids: list[str] = []
    for raw, written, content, tag in RE_MARKUP.findall(text):
        if tag:
            facts = _known_tag(tag) if len(tag) <= LONGEST_KEPT else _tag(tag)
            references += facts.references
            ids += facts.ids
        elif raw:
            references += _tag(f"{raw} {written}").references
            if raw.lower() == "style":
                references += style_references(content)
            elif raw.lower() == "script" and "ld+json" in written:
                references += own_addresses(content, site_url)
    return Markup(tuple(references), frozenset(ids))


def _tag(tag: str) -> Markup:
    """What one start tag says."""
    name = RE_NAME.split(tag, maxsplit=1)[0].lower()
    attributes = {
        key.lower(): html.unescape(double or single or bare)
        for key, double, single, bare in RE_ATTRIBUTE.findall(tag[len(name) :])
    }
    ids = [attributes["id"]] if "id" in attributes else []
    if name == "a" and "name" in attributes:
        ids.append(attributes["name"])
    return Markup(tuple(_of_element(name, attributes)), frozenset(ids))


_known_tag = lru_cache(MOST_KEPT)(_tag)
"""The same, kept: most tags of a page stand on all others as well."""


def _of_element(name: str, attributes: Mapping[str, str]) -> Iterator[Reference]:
    for attribute in attributes.keys() & ADDRESSES:
        value, shown = attributes[attribute], f"{name} {attribute}"
        if name == "meta":
            yield from _of_meta(attributes, value)
        elif name == "link":
            yield from _of_link(attributes, value)
        elif attribute == "srcset":
            # A comma belongs to an address unless a space follows it.
            yield from (Reference(shown, found[1]) for found in RE_CANDIDATE.finditer(value))
        elif attribute in ("action", "formaction") and not value:
            pass  # a form then asks its own page
        elif attribute not in ("data", "content") or name == "object":
            yield Reference(shown, value)


def _of_meta(attributes: Mapping[str, str], value: str) -> Iterator[Reference]:
    named = (attributes.get("property") or attributes.get("name", "")).lower()
    if attributes.get("http-equiv", "").lower() == "refresh":
        if found := RE_REFRESH.fullmatch(value.rstrip().rstrip("\"'")):
            yield Reference("meta refresh", found[1] or found[2] or found[3] or "", Role.REDIRECT)
    elif named in META_ADDRESSES:
        yield Reference(f"meta {named}", value, Role.IDENTITY)


def _of_link(attributes: Mapping[str, str], value: str) -> Iterator[Reference]:
    relations = frozenset(attributes.get("rel", "").lower().split())
    is_identity = "canonical" in relations or ("alternate" in relations and "hreflang" in attributes)
    if not relations & HINTS:
        shown = f"link {' '.join(sorted(relations))}".strip()
        yield Reference(shown, value, Role.IDENTITY if is_identity else Role.LINK)
