"""The sitemap: the addresses that search engines are asked to read (sitemaps.org 0.9)."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from mission_archive.model.addresses import SITEMAP

MOST_ADDRESSES = 50_000
MOST_BYTES = 50 * 1024 * 1024 - 1000
"""Search engines refuse a sitemap with more, all of it; a part needs some bytes for its beginning and end."""

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
LINKS = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """A page: its path from the site's root, encoded as in links, and the same page in each language that has it.

    `changed` is the day on which what it says last changed, where that is known.
    """

    url: str
    changed: datetime.date | None = None
    translations: Mapping[str, str] = field(default_factory=dict)


def sitemaps(
    entries: Sequence[SitemapEntry], site_url: str, most: int = MOST_ADDRESSES, most_bytes: int = MOST_BYTES
) -> Mapping[str, str]:
    """The files of a sitemap by their names, at most `most` addresses in each; the first is the whole or the index.

    `site_url` is the full address of the site with `/` at its end, without which a sitemap has no addresses. The parts
    are beside the index (see `RE_SITEMAP_PART`), because a sitemap may only list what is below its folder.
    """
    found = list(_parts((_entry(entry, site_url) for entry in entries if site_url), most, most_bytes))
    if len(found) <= 1:
        return {SITEMAP: _urlset(found[0] if found else [])}
    parts = {f"sitemap-{number}.xml": _urlset(part) for number, part in enumerate(found, 1)}
    listed = "\n".join(f"<sitemap><loc>{escape(site_url + name)}</loc></sitemap>" for name in parts)
    return {SITEMAP: f"{HEAD}<sitemapindex {NAMESPACE}>\n{listed}\n</sitemapindex>\n", **parts}


def _parts(entries: Iterable[str], most: int, most_bytes: int) -> Iterator[list[str]]:
    part: list[str] = []
    size = 0
    for entry in entries:
        length = len(entry.encode()) + 1
        if part and (len(part) == most or size + length > most_bytes):
            yield part
            part, size = [], 0
        part.append(entry)
        size += length
    if part:
        yield part


def _entry(entry: SitemapEntry, site_url: str) -> str:
    changed = f"<lastmod>{entry.changed.isoformat()}</lastmod>" if entry.changed else ""
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href="{escape(site_url + url)}"/>'
        for language, url in entry.translations.items()
        if len(entry.translations) > 1
    )
    return f"<url><loc>{escape(site_url + entry.url)}</loc>{changed}{links}</url>"


def _urlset(urls: Sequence[str]) -> str:
    return "\n".join((f"{HEAD}<urlset {NAMESPACE} {LINKS}>", *urls, "</urlset>\n"))
