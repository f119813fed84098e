"""Feeds and their entries as Atom 1.0 (RFC 4287) and as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from mission_archive.formats.feeds.entries import Entry
from mission_archive.formats.moments import rfc3339
from mission_archive.formats.writing import json_bytes
from mission_archive.rendering.links import ShortText

ATOM, JSON = "application/atom+xml", "application/feed+json"

CONTROLS = bytes({*range(0x20)} - {*b"\t\n\r"})
NO_CHARACTERS = ("\ufffe".encode(), "\uffff".encode())
"""What XML 1.0 cannot hold (section 2.2), besides halves of characters, which UTF-8 cannot hold either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed without its entries. `url` is the page of which it is, `atom` and `json` its own addresses: full ones.

    `others` are the addresses of the same feed, as Atom, in other languages.
    """

    language: str
    title: str
    description: ShortText
    url: str
    atom: str
    json: str
    author: str
    home: str
    rights: str
    updated: datetime.datetime
    others: Mapping[str, str]


def atom_entry(entry: Entry) -> bytes:
    """An entry as it stands in every feed that has it."""
    published = f"<published>{entry.published}</published>\n" if entry.published else ""
    tags = "".join(
        [f"<category term={quoteattr(term)} label={quoteattr(name)}/>\n" for term, name in entry.tags]
    )
    enclosures = "".join(
        f'<link rel="enclosure" href={quoteattr(each.url)} type={quoteattr(each.type)} '
        f'length="{each.size}" title={quoteattr(each.title.text)}/>\n'
        for each in entry.enclosures
    )
    title_lang, summary_lang = (
        f' xml:lang="{language or ""}"' if language != entry.language else ""  # none: XML has no word for two
        for language in (entry.title.language, entry.summary_language)
    )
    return _xml(
        f'<entry xml:lang="{entry.language}">\n'
        f"<id>{escape(entry.id)}</id>\n"
        f"<title{title_lang}>{escape(entry.title.text)}</title>\n"
        f'<link rel="alternate" type="text/html" href={quoteattr(entry.url)}/>\n'
        f"{enclosures}{published}<updated>{entry.updated}</updated>\n{tags}"
        f"<summary{summary_lang}>{escape(entry.summary)}</summary>\n"
        f'<content type="html" xml:lang="{entry.html_language}">{escape(entry.html)}</content>\n'
        "</entry>\n"
    )


def atom_feed(feed: Feed, entries: Iterable[bytes]) -> bytes:
    """A whole feed; `entries` as `atom_entry` makes them."""
    others = "".join(
        f'<link rel="alternate" type="{ATOM}" hreflang="{language}" href={quoteattr(url)}/>\n'
        for language, url in feed.others.items()
    )
    about, other = feed.description
    lang = f' xml:lang="{other}"' if other else ""
    subtitle = f"<subtitle{lang}>{escape(about)}</subtitle>\n" if about else ""
    rights = f'<rights type="html">{escape(feed.rights)}</rights>\n' if feed.rights else ""
    head = _xml(
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{feed.language}">\n'
        f"<id>{escape(feed.atom)}</id>\n"
        f"<title>{escape(feed.title)}</title>\n"
        f"{subtitle}"
        f'<link rel="self" type="{ATOM}" href={quoteattr(feed.atom)}/>\n'
        f'<link rel="alternate" type="text/html" hreflang="{feed.language}" href={quoteattr(feed.url)}/>\n'
        f'<link rel="alternate" type="{JSON}" href={quoteattr(feed.json)}/>\n'
        f"{others}"
        f"<updated>{rfc3339(feed.updated)}</updated>\n"
        f"<author><name>{escape(feed.author)}</name><uri>{escape(feed.home)}</uri></author>\n"
        f"{rights}"
    )
    return b"".join((head, *entries, b"</feed>\n"))


def _xml(text: str) -> bytes:
    """A text without what XML cannot hold."""
    data = text.encode().translate(None, CONTROLS)
    for none in NO_CHARACTERS:
        data = data.replace(none, b"")
    return data


def json_item(entry: Entry) -> bytes:
    """An entry as it stands in every feed that has it."""
    item = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title.text,
        "language": entry.language,
        "summary": entry.summary,
        "content_html": entry.html,
        "date_modified": entry.updated,
        "date_published": entry.published,
        "tags": [name for _, name in entry.tags],
        "attachments": [
            {"url": each.url, "mime_type": each.type, "title": each.title.text, "size_in_bytes": each.size}
            for each in entry.enclosures
        ],
    }
    return json_bytes({name: value for name, value in item.items() if value})


def json_feed(feed: Feed, items: Iterable[bytes]) -> bytes:
    """A whole feed; `items` as `json_item` makes them."""
    head = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        **({"description": feed.description.text} if feed.description.text else {}),
        "home_page_url": feed.url,
        "feed_url": feed.json,
        "language": feed.language,
        "authors": [{"name": feed.author, "url": feed.home}],
    }
    return b'%s,"items":[\n%s\n]}\n' % (json_bytes(head)[:-1], b",\n".join(items))
