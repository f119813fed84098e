"""Addresses in JSON, and in plain texts, where only those of the site itself can be distinguished from words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from mission_archive.links.references import Reference, Role

ADDRESS_KEYS = frozenset(
    ("url", "href", "src", "link", "image", "contenturl", "thumbnailurl", "embedurl", "start_url", "feed_url",
     "home_page_url", "next_url", "icon", "favicon", "page")
)  # fmt: skip
"""Keys, in small letters, under which a relative text is an address."""

NAME_KEYS = frozenset(("id", "guid", "@id", "@context", "@type", "@vocab", "@base", "$schema", "$id"))
"""Keys whose address is a name: there need not be anything at it."""


def json_references(data: Any, prefix: str = "") -> Iterator[Reference]:
    """Every text in JSON data that is an address: by its form, or by its key where it is relative."""
    waiting: list[tuple[str, Any]] = [("", data)]
    while waiting:
        key, value = waiting.pop()
        if isinstance(value, dict):
            waiting.extend((name, inner) for name, inner in value.items() if name not in NAME_KEYS)
        elif isinstance(value, list):
            waiting.extend((key, inner) for inner in value)
        elif isinstance(value, str) and value and not any(map(str.isspace, value)):
            is_address = value.startswith(("https://", "http://", "//", "./", "../"))
            if is_address or key.lower() in ADDRESS_KEYS:
                yield Reference(f"{prefix}{key}", value, Role.DATA)


def read_json(text: str, *, is_lines: bool = False) -> list[Reference]:
    """The addresses of a JSON file, or of one with a value a line. Raises ValueError for what is not JSON."""
    texts = [line for line in text.splitlines() if line.strip()] if is_lines else [text]
    try:
        return [reference for part in texts for reference in json_references(json.loads(part))]
    except RecursionError:
        raise ValueError("it is nested too deep") from None


def own_addresses(text: str, site_url: str, *, is_folded: bool = False) -> Iterator[Reference]:
    """Every full address of the site in a text. `is_folded` if long lines go on after a space (RFC 5545, 3.1)."""
    if is_folded:
        text = re.sub(r"\r?\n[ \t]", "", text)
    for found in re.finditer(re.escape(site_url) + r"[^\s\"'<>,;|\\{}()\[\]]*", text):
        yield Reference("text", found[0].rstrip(".:!?*_"), Role.LINK)
