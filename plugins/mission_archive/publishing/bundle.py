"""The whole site in one ZIP that opens from a folder, without a server and without a connection.

A server answers at the address of a folder with the page in it; a folder does not, so links lead to the files of pages.
"""

import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

from mission_archive.model.addresses import BUNDLE, PAGE_FILE, SHARE

LINK = (
    r'(<(?:a|area|form|link)(?:\s+[a-zA-Z0-9:-]+(?:="[^"]*")?)*?\s+(?:href|action)="'
    r'|<meta http-equiv="refresh" content="0; url=)([^"?#]*)([^"]*")'
)
"""What leads to a page: what stands before its path, the path, and the rest. Text that looks like it stays as it is."""
RE_LINK = re.compile(LINK.encode())
RE_FOREIGN = re.compile(rb"[a-z][a-z0-9+.-]*:|/", re.IGNORECASE)

OF_SERVERS = re.compile(
    r"404\.html|robots\.txt|CNAME|sitemap(-[0-9]+)?\.xml|.*(?<!\.warc)\.(?:gz|br|zst)|[._].*"
)
"""Files that only a server or a crawler needs, unlike copies of sources. A page for addresses that are not found names
all links in full."""

PACKED = (
    ".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".zip", ".gz", ".pdf", ".docx", ".xlsx", ".pptx", ".woff2",
)  # fmt: skip
"""Endings of files that are compressed in themselves."""

BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The time of all files, the first that the format knows: equal content gives equal bytes."""


def write_bundle(site: Path, place: Path, files: Iterable[str]) -> None:
    """Write the ZIP of a site to `place`; `files` are the site's, by their paths in it. Raises OSError."""
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as bundle:
        for path in sorted(set(files)):
            if path == BUNDLE or path.rpartition("/")[2] == SHARE or OF_SERVERS.fullmatch(path):
                continue  # no page loads a picture for links to it
            data = (site / path).read_bytes()
            entry = zipfile.ZipInfo(path, BEGINNING)
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # as on Unix, whatever the machine
            is_packed = path.lower().endswith(PACKED)
            entry.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
            bundle.writestr(entry, leading_to_files(data) if path.endswith(".html") else data)


def leading_to_files(page: bytes) -> bytes:
    """An HTML page whose links within the site lead to the files of pages, and not to their folders."""
    return RE_LINK.sub(_to_file, page)


def _to_file(link: re.Match[bytes]) -> bytes:
    before, path, rest = link.groups()
    if not path or RE_FOREIGN.match(path):
        return link[0]
    if path.endswith(b"/"):
        return before + path + PAGE_FILE.encode() + rest
    return before + path + b"/" + PAGE_FILE.encode() + rest if path.endswith(b".") else link[0]
