"""The files `_headers` and `_redirects`, which Netlify, Cloudflare Pages and others read from the root of a site."""

from collections.abc import Mapping
from urllib.parse import quote

from mission_archive.publishing.addresses.redirects import of_last_importance_last
from mission_archive.publishing.hosts.headers import FOREVER, PAGES_OF_RECORDS, Serving, hashed_globs

MOST_RULES = 80
"""Of files to be kept. Cloudflare Pages reads 100 rules of headers."""

MOST_REDIRECTS = 2000
"""Cloudflare Pages reads as many without patterns. Each old address has a page that leads on, too, so none is lost."""


def rules(serving: Serving) -> Mapping[str, str]:
    """The rules by their paths in the site."""
    return {"_headers": headers_file(serving), "_redirects": redirects_file(serving.redirects)}


def headers_file(serving: Serving) -> str:
    """The text of `_headers`.

    Both hosts ask for a page again before each use unless told otherwise, and join two values of one header; so only
    files to be kept for ever are named for caching. A pattern has its `*` at the end alone, so lists of a collection
    have the header `Link` of its records too.
    """
    blocks: list[tuple[str, Mapping[str, str]]] = [("/*", serving.headers)]
    blocks += [(glob, {"Cache-Control": FOREVER}) for glob in hashed_globs(serving.files, MOST_RULES)]
    if serving.link:
        blocks += [(f"/{folder}*", {"Link": serving.link}) for folder in PAGES_OF_RECORDS]
    return "\n".join(
        "".join(f"{line}\n" for line in (path, *(f"  {name}: {value}" for name, value in said.items())))
        for path, said in blocks
    )


def redirects_file(redirects: Mapping[str, str]) -> str:
    """The text of `_redirects`: old address, present one, 301.

    `*` and `:`, which mean something in these files, are encoded as well.
    """
    ordered = of_last_importance_last(redirects)
    lines = [f"/{quote(old)} /{quote(new)} 301" for old, new in ordered[:MOST_REDIRECTS]]
    if len(ordered) > MOST_REDIRECTS:
        lines.append(f"# {len(ordered) - MOST_REDIRECTS:,} more lead on by their pages alone")
    return "".join(f"{line}\n" for line in lines)
