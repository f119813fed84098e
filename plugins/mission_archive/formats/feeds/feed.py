"""A feed without its entries, which both formats share."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

CONTROLS = bytes({*range(0x20)} - {*b"\t\n\r"})
NO_CHARACTERS = ("\ufffe".encode(), "\uffff".encode())
"""What XML 1.0 cannot hold (section 2.2), besides halves of characters, which UTF-8 cannot hold either."""

ATOM = "application/atom+xml"
JSON = "application/feed+json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """`url` is the page of which the feed is, `atom` and `json` its own addresses: all are full ones.

    `others` are the addresses of the same feed, as Atom, in other languages.
    """

    language: str
    url: str
    atom: str
    json: str
    author: str
    home: str
    rights: str
    updated: datetime.datetime
    others: Mapping[str, str]
    title: str = ""
    description: str = ""


def xml_bytes(text: str) -> bytes:
    """A text without what XML cannot hold."""
    data = text.encode().translate(None, CONTROLS)
    for none in NO_CHARACTERS:
        data = data.replace(none, b"")
    return data
