"""A sitemap of more addresses than one file may hold, as several and an index of them (sitemaps.org 0.9)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

SITEMAP = "sitemap.xml"

MOST_ADDRESSES = 50_000
"""Search engines refuse a sitemap with more, all of it."""

RE_URL = re.compile(r"<url>.*?</url>", re.DOTALL)
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def in_parts(sitemap: str, site_url: str, most: int = MOST_ADDRESSES) -> Mapping[str, str]:
    """The files of a sitemap by their names, at most `most` addresses in each; the first is the whole or the index.

    The parts are beside the index (see `RE_SITEMAP_PART`), because a sitemap may only list what is below its folder.
    `site_url` is the full address of the site, with `/` at its end.
    """
    urls = RE_URL.findall(sitemap)
    if len(urls) <= most:
        return {SITEMAP: sitemap}
    parts = {
        f"sitemap-{number}.xml": f"{HEAD}<urlset {NAMESPACE}>\n{chr(10).join(urls[start : start + most])}\n</urlset>\n"
        for number, start in enumerate(range(0, len(urls), most), 1)
    }
    listed = "\n".join(f"<sitemap><loc>{escape(site_url + name)}</loc></sitemap>" for name in parts)
    return {SITEMAP: f"{HEAD}<sitemapindex {NAMESPACE}>\n{listed}\n</sitemapindex>\n", **parts}
