"""The rules of a site for nginx: two files that its configuration includes, see deploy/nginx.conf.

They lie in the site's folder `.nginx/`, which is not served, so that the rules travel with the pages they are about.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

import jinja2

from mission_archive.publishing.addresses.site_addresses import served_addresses
from mission_archive.publishing.hosts.headers import (
    ASK_EACH_TIME,
    FOREVER,
    HASHED_PATH,
    HASHED_PICTURE,
    PAGE_OF_RECORD,
    Serving,
)

FOLDER = ".nginx"

MOST_BYTES = 2000
"""The longest key of a map; a longer address is answered by its page alone, and nginx starts."""

CHARSET_TYPES = (
    "application/atom+xml", "application/feed+json", "application/javascript", "application/json",
    "application/jsonl", "application/linkset+json", "application/rss+xml",
    "application/vnd.citationstyles.csl+json", "application/x-bibtex", "application/x-research-info-systems",
    "application/xml", "image/svg+xml", "text/calendar", "text/css", "text/csv", "text/javascript", "text/plain",
    "text/xml",
)  # fmt: skip
"""What is text besides text/html, which nginx knows itself."""

TYPES = {
    r"/(?:feed|corrections)\.xml": "application/atom+xml",
    r"/(?:feed|corrections)\.json": "application/feed+json",
    r"\.ics": "text/calendar",
    r"/cite\.bib": "application/x-bibtex",
    r"/cite\.ris": "application/x-research-info-systems",
    r"/cite\.json": "application/vnd.citationstyles.csl+json",
    r"\.jsonl": "application/jsonl",
    r"\.csv": "text/csv",
    r"/linkset\.json": "application/linkset+json",
    r"\.warc\.gz": "application/warc",
}
"""The ends of addresses whose type nginx would not guess."""


def rules(serving: Serving) -> Mapping[str, str]:
    """The rules by their paths in the site."""
    return {f"{FOLDER}/http.conf": http_rules(serving), f"{FOLDER}/server.conf": server_rules(serving)}


def http_rules(serving: Serving) -> str:
    """The text of `.nginx/http.conf`, for the block `http`: which address has moved, is gone, may be kept, leads on.

    No rule is written for an address at which the site has a file, nor two for one address: nginx compares addresses
    without regard to case and does not start with two alike.
    """
    base, root = serving.base, re.escape(serving.base)
    taken = {_form(base + address) for address in served_addresses(serving.files, serving.redirects)}
    return _template("http").render(
        moved=[
            (key, _quoted(quote(base + new)))
            for old, new in sorted(serving.redirects.items())
            for key in _keys(base + old, taken)
        ],
        gone=[(key, 1) for old in sorted(serving.gone) for key in _keys(base + old, taken)],
        kept=[(f'"~^{root}{pattern}"', f'"{FOREVER}"') for pattern in (HASHED_PATH, HASHED_PICTURE)],
        linked=[(f'"~^{root}{PAGE_OF_RECORD}"', _quoted(serving.link))] if serving.link else (),
        caching=ASK_EACH_TIME,
    )


def server_rules(serving: Serving) -> str:
    """The text of `.nginx/server.conf`, for the block `server` whose `root` holds the site at `base`."""
    # nginx leaves out a header without a value.
    ours = {"Cache-Control": "$archive_caching", "Link": "$archive_link"}
    headers = {**{name: f'"{value}"' for name, value in serving.headers.items()}, **ours}
    return _template("server").render(
        headers=headers, base=serving.base, charset_types=" ".join(CHARSET_TYPES), types=TYPES
    )


def _template(block: str) -> jinja2.Template:
    """The rules for a block of nginx' configuration, in a file beside this one."""
    text = Path(__file__).with_name(f"nginx-{block}.conf").read_text("utf-8")
    env = jinja2.Environment(trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    return env.from_string(text)


def _keys(path: str, taken: set[bytes]) -> Iterator[str]:
    """The keys of a map for an old address, with and without its last `/`; none if it is in `taken`, to which it is
    added.
    """
    bare = path.removesuffix("/")
    if len(bare.encode()) < MOST_BYTES and _form(path) not in taken:
        taken.add(_form(path))
        yield from (_quoted(form) for form in (bare, f"{bare}/") if form)


def _form(path: str) -> bytes:
    """What addresses have in common that nginx takes for one."""
    return path.removesuffix("/").encode().lower()


def _quoted(text: str) -> str:
    """A key or value of a map that means its letters alone: no variable, no pattern, no name of a file."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
