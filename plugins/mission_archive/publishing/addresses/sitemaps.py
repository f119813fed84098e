"""The sitemap: the addresses that search engines are asked to read (sitemaps.org 0.9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from mission_archive.model.addresses import SITEMAP

MOST_ADDRESSES = 50_000
"""Search engines refuse a sitemap with more, all of it."""

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemaps(urls: Sequence[str], site_url: str, most: int = MOST_ADDRESSES) -> Mapping[str, str]:
    """The files of a sitemap by their names, at most `most` addresses in each; the first is the whole or the index.

    `urls` are paths from the site's root, encoded as in links; `site_url` is the full address of the site with `/` at
    its end, without which a sitemap has no addresses. The parts are beside the index (see `RE_SITEMAP_PART`), because a
    sitemap may only list what is below its folder.
    """
    found = [f"<url><loc>{escape(site_url + url)}</loc></url>" for url in urls if site_url]
    if len(found) <= most:
        return {SITEMAP: _urlset(found)}
    parts = {
        f"sitemap-{number}.xml": _urlset(found[start : start + most])
        for number, start in enumerate(range(0, len(found), most), 1)
    }
    listed = "\n".join(f"<sitemap><loc>{escape(site_url + name)}</loc></sitemap>" for name in parts)
    return {SITEMAP: f"{HEAD}<sitemapindex {NAMESPACE}>\n{listed}\n</sitemapindex>\n", **parts}


def _urlset(urls: Sequence[str]) -> str:
    return "\n".join((f"{HEAD}<urlset {NAMESPACE}>", *urls, "</urlset>\n"))
