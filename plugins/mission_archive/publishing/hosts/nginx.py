"""The rules of a site for nginx: two files that its configuration includes, see deploy/nginx.conf.

They lie in the site's folder `.nginx/`, which is not served, so that the rules travel with the pages they are about.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
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
    link_of_records,
)

FOLDER = ".nginx"

MOST_BYTES = 2000
"""The longest key of a map; a longer address is answered by its page alone, and nginx starts."""

CHARSET_TYPES = (
    "application/atom+xml", "application/feed+json", "application/javascript", "application/json",
    "application/jsonl", "application/linkset+json", "application/rss+xml", "application/xml",
    "image/svg+xml", "text/calendar", "text/css", "text/csv", "text/javascript", "text/plain", "text/xml",
)  # fmt: skip
"""What is text besides text/html, which nginx knows itself."""

TYPES = {
    r"/(?:feed|corrections)\.xml": "application/atom+xml",
    r"/(?:feed|corrections)\.json": "application/feed+json",
    r"\.ics": "text/calendar",
    r"\.jsonl": "application/jsonl",
    r"\.csv": "text/csv",
    r"/linkset\.json": "application/linkset+json",
    r"\.warc\.gz": "application/warc",
}
"""The ends of addresses whose type nginx would not guess."""


def rules(serving: Serving) -> Mapping[str, str]:
    """The rules by their paths in the site."""
    served = served_addresses(serving.files, serving.redirects)
    return {
        f"{FOLDER}/http.conf": http_rules(
            serving.redirects,
            serving.gone,
            serving.base,
            served,
            link_of_records(serving.files, serving.base),
        ),
        f"{FOLDER}/server.conf": server_rules(serving.headers, serving.base),
    }


def http_rules(
    redirects: Mapping[str, str],
    gone: Iterable[str],
    base: str = "/",
    served: Iterable[str] = (),
    link: str = "",
) -> str:
    """The text of `.nginx/http.conf`, for the block `http`: which address has moved, is gone, may be kept, leads on.

    Addresses come as paths from the site's root; `base` is the path of the site on its host, such as `/archive/`.
    `served` are the addresses at which the site has a file: no rule is written for them, nor two for one address. nginx
    compares addresses without regard to case and does not start with two alike. `link` is the header of that name of
    each page of a record.
    """
    taken = {_form(base + address) for address in served}
    return _template("http").render(
        moved=[
            (key, _quoted(quote(base + new)))
            for old, new in sorted(redirects.items())
            for key in _keys(base + old, taken)
        ],
        gone=[(key, 1) for old in sorted(gone) for key in _keys(base + old, taken)],
        kept=[
            (f'"~^{re.escape(base)}{pattern}"', f'"{FOREVER}"') for pattern in (HASHED_PATH, HASHED_PICTURE)
        ],
        linked=[(f'"~^{re.escape(base)}{PAGE_OF_RECORD}"', _quoted(link))] if link else (),
        caching=ASK_EACH_TIME,
    )


def server_rules(headers: Mapping[str, str], base: str = "/") -> str:
    """The text of `.nginx/server.conf`, for the block `server` whose `root` holds the site at `base`."""
    # nginx leaves out a header without a value.
    ours = {"Cache-Control": "$archive_caching", "Link": "$archive_link"}
    values = {**{name: f'"{value}"' for name, value in headers.items()}, **ours}
    return _template("server").render(
        headers=values, base=base, charset_types=" ".join(CHARSET_TYPES), types=TYPES
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
