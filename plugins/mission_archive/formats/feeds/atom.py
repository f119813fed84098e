"""Atom 1.0 (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from mission_archive.formats.feeds.entries import Entry
from mission_archive.formats.feeds.feed import ATOM, JSON, Feed, xml_bytes
from mission_archive.formats.moments import rfc3339


def atom_entry(entry: Entry) -> bytes:
    """An entry as it stands in every feed that has it."""
    published = f"<published>{rfc3339(entry.published)}</published>\n" if entry.published else ""
    tags = "".join(
        f"<category term={quoteattr(term)} label={quoteattr(name)}/>\n" for term, name in entry.tags
    )
    enclosures = "".join(
        f'<link rel="enclosure" href={quoteattr(each.url)} type={quoteattr(each.type)} '
        f'length="{each.size}" title={quoteattr(each.title)}/>\n'
        for each in entry.enclosures
    )
    return xml_bytes(
        f'<entry xml:lang="{entry.language}">\n'
        f"<id>{escape(entry.id)}</id>\n"
        f"<title>{escape(entry.title)}</title>\n"
        f'<link rel="alternate" type="text/html" href={quoteattr(entry.url)}/>\n'
        f"{enclosures}"
        f"{published}"
        f"<updated>{rfc3339(entry.updated)}</updated>\n"
        f"{tags}"
        f"<summary>{escape(entry.summary)}</summary>\n"
        f'<content type="html" xml:lang="{entry.html_language}">{escape(entry.html)}</content>\n'
        "</entry>\n"
    )


def atom_feed(feed: Feed, entries: Iterable[bytes]) -> bytes:
    """A whole feed; `entries` as `atom_entry` makes them."""
    others = "".join(
        f'<link rel="alternate" type="{ATOM}" hreflang="{language}" href={quoteattr(url)}/>\n'
        for language, url in feed.others.items()
    )
    subtitle = f"<subtitle>{escape(feed.description)}</subtitle>\n" if feed.description else ""
    rights = f'<rights type="html">{escape(feed.rights)}</rights>\n' if feed.rights else ""
    head = xml_bytes(
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
