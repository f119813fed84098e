"""A feed without its entries, which both formats share."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass

RE_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold (section 2.2), and what no text of a feed needs."""

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


def plain(text: str) -> str:
    """A text with only what both formats can hold."""
    return RE_NOT_XML.sub("", text)
