"""Addresses in XML: Atom (RFC 4287), RSS 2.0, sitemaps (sitemaps.org 0.9), and what else has links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from mission_archive.links.pages import MarkupReader
from mission_archive.links.references import Markup, Reference, Role

ADDRESS_ELEMENTS = frozenset(("loc", "link", "url", "guid", "comments", "icon", "logo", "uri"))
HTML_ELEMENTS = frozenset(("content", "summary", "description", "encoded", "title", "subtitle", "rights"))
RE_INSTRUCTION = re.compile(r"<\?xml-stylesheet\s[^>]*?\bhref=[\"']([^\"']*)")


def read_xml(data: bytes) -> Markup:
    """What a feed or sitemap refers to, the HTML within it included. Raises ElementTree.ParseError if it is not XML."""
    head = RE_INSTRUCTION.findall(data[:1000].decode("utf-8", "replace"))
    references = [Reference("xml-stylesheet href", address) for address in head]
    root = ElementTree.fromstring(data)
    kind = _local(root.tag)
    base = root.get("{http://www.w3.org/XML/1998/namespace}base")
    for element in root.iter():
        references += _of_element(element, kind)
    ids = frozenset(value for element in root.iter() if (value := element.get("id")))
    return Markup(references, ids, base)


def _local(name: object) -> str:
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def _of_element(element: ElementTree.Element, kind: str) -> Iterator[Reference]:
    name = _local(element.tag)
    text = (element.text or "").strip()
    for attribute, value in element.attrib.items():
        if _local(attribute) in ("href", "src", "url"):
            is_name = kind == "urlset" or element.get("rel") == "self"
            yield Reference(
                f"{name} {_local(attribute)}", value.strip(), Role.IDENTITY if is_name else Role.LINK
            )
    if name in ADDRESS_ELEMENTS and not len(element) and (text or not element.attrib):
        is_name_only = name == "guid" and (
            element.get("isPermaLink") == "false" or not text.startswith("http")
        )
        if not is_name_only:
            yield Reference(name, text, _role(name, kind))
    elif name in HTML_ELEMENTS and "<" in text:
        for reference in MarkupReader().read(text).references:
            yield reference._replace(element=f"{name}: {reference.element}")


def _role(name: str, kind: str) -> Role:
    if kind in ("urlset", "sitemapindex") and name == "loc":
        return Role.IDENTITY
    return Role.FULL if kind == "rss" else Role.LINK
