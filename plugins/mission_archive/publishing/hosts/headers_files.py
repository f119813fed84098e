"""The files `_headers` and `_redirects`, which Netlify, Cloudflare Pages and others read from the root of a site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote

from mission_archive.publishing.addresses.redirects import of_last_importance_last
from mission_archive.publishing.hosts.headers import FOREVER, Serving, hashed_globs

MOST_RULES = 90
"""Cloudflare Pages reads 100 rules of headers."""

MOST_REDIRECTS = 2000
"""Cloudflare Pages reads as many without patterns. Each old address has a page that leads on, too, so none is lost."""


def rules(serving: Serving) -> Mapping[str, str]:
    """The rules by their paths in the site."""
    return {
        "_headers": headers_file(serving.headers, serving.files),
        "_redirects": redirects_file(serving.redirects),
    }


def headers_file(headers: Mapping[str, str], files: Iterable[str]) -> str:
    """The text of `_headers` for a site of these files, given by their paths from its root.

    Both hosts ask for a page again before each use unless told otherwise, and join two values of one header; so only
    files to be kept for ever are named for caching.
    """
    blocks: list[tuple[str, Mapping[str, str]]] = [("/*", headers)]
    blocks += [(glob, {"Cache-Control": FOREVER}) for glob in hashed_globs(files, MOST_RULES)]
    return "\n".join(
        "".join(f"{line}\n" for line in (path, *(f"  {name}: {value}" for name, value in said.items())))
        for path, said in blocks
    )


def redirects_file(redirects: Mapping[str, str]) -> str:
    """The text of `_redirects`: old address, present one, 301. Addresses come as paths from the site's root.

    `*` and `:`, which mean something in these files, are encoded as well.
    """
    ordered = of_last_importance_last(redirects)
    lines = [f"/{quote(old)} /{quote(new)} 301" for old, new in ordered[:MOST_REDIRECTS]]
    if len(ordered) > MOST_REDIRECTS:
        lines.append(f"# {len(ordered) - MOST_REDIRECTS:,} more lead on by their pages alone")
    return "".join(f"{line}\n" for line in lines)
