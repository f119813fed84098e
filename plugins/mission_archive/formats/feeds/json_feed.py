"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mission_archive.formats.feeds.entries import Entry
from mission_archive.formats.feeds.feed import Feed
from mission_archive.formats.moments import rfc3339
from mission_archive.formats.writing import json_text


def json_item(entry: Entry) -> bytes:
    """An entry as it stands in every feed that has it."""
    item: dict[str, Any] = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "language": entry.language,
        "summary": entry.summary,
        "content_html": entry.html,
        "date_modified": rfc3339(entry.updated),
    }
    if entry.published:
        item["date_published"] = rfc3339(entry.published)
    if entry.tags:
        item["tags"] = [name for _, name in entry.tags]
    if entry.enclosures:
        item["attachments"] = [
            {"url": each.url, "mime_type": each.type, "title": each.title, "size_in_bytes": each.size}
            for each in entry.enclosures
        ]
    return json_text(item).encode()


def json_feed(feed: Feed, items: Iterable[bytes]) -> bytes:
    """A whole feed; `items` as `json_item` makes them."""
    head = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        **({"description": feed.description} if feed.description else {}),
        "home_page_url": feed.url,
        "feed_url": feed.json,
        "language": feed.language,
        "authors": [{"name": feed.author, "url": feed.home}],
    }
    return b"".join((json_text(head)[:-1].encode(), b',"items":[\n', b",\n".join(items), b"\n]}\n"))
