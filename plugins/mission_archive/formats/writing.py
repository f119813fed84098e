"""What formats write alike: JSON, links in the head of a page, and texts that are read away from their page."""

import re
from html import escape

import orjson

json_bytes = orjson.dumps
"""JSON (RFC 8259) without spaces; the same value always gives the same bytes."""

Written = orjson.Fragment
"""A part of a value that is JSON already: what many values have in common is written once."""

RE_WITHIN = re.compile(r'(<a(?: [a-z-]+="[^"]*")*? href=")#')
"""A link to a part of the same page. Text that looks like one stays as it is."""


def link(relation: str, url: str, media_type: str | None = None, title: str | None = None) -> str:
    """A link in the head of a page."""
    kind = f' type="{media_type}"' if media_type else ""
    called = f' title="{escape(title)}"' if title else ""
    return f'<link rel="{relation}"{kind}{called} href="{escape(url)}">'


def with_full_links(html: str, page: str) -> str:
    """A text in which links to its own notes and headings lead to its page, whose full address is `page`: beside other
    texts, they would lead to the notes of another.
    """
    return RE_WITHIN.sub(lambda link: f"{link[1]}{page}#", html) if 'href="#' in html else html
