"""What a built site holds, by the names that its files really have.

A disk that takes `Map.pdf` and `map.pdf` for one says that both are there; the web server of the archive will not.
So nothing here asks the disk for a name: all are listed once, and compared as text.
"""

import difflib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mission_archive.model.addresses import PAGE_FILE
from mission_archive.model.file_names import folders_above, name_of
from mission_archive.publishing.addresses.site_addresses import files_of_site


@dataclass(frozen=True, slots=True)
class SiteFiles:
    """The files of a site. Addresses are paths from its root, with `/` at the end where a folder's page answers."""

    uris: tuple[str, ...]
    """All files, sorted."""
    by_address: Mapping[str, str]
    """Address → the file that answers there. A page in a folder has two: `about/` and `about/index.html`."""
    folders: frozenset[str]
    """Every folder that holds something, with `/` at its end."""
    folded: Mapping[str, str]
    """Address in one form of its letters, see `folded` → the address as it is."""

    @classmethod
    def scan(cls, root: Path) -> "SiteFiles":
        """List a site's folder, links to other folders not followed. Raises OSError if a folder cannot be read."""
        uris = tuple(sorted(files_of_site(root)))
        by_address = {address: uri for uri in uris for address in (uri, address_of(uri))}
        folders = frozenset(f"{folder}/" for uri in uris for folder in folders_above(uri))
        return cls(uris, by_address, folders, {folded(address): address for address in by_address})


def address_of(uri: str) -> str:
    """The address at which a file answers: a folder's page without its name."""
    return uri.removesuffix(PAGE_FILE) if name_of(uri) == PAGE_FILE else uri


def folded(address: str) -> str:
    """An address in small letters, each of them one character where Unicode has one."""
    return unicodedata.normalize("NFC", address).casefold()


def nearest(path: str, files: SiteFiles) -> str | None:
    """The address that was probably meant by `path`: its name elsewhere, or a name much like it."""
    name = _name(path)
    found: dict[str, list[str]] = {}
    for address in map(address_of, files.uris):
        other = _name(address)
        if other[:1] == name[:1] and abs(len(other) - len(name)) <= 2:
            found.setdefault(other, []).append(address)
    close = difflib.get_close_matches(name, found, 1, 0.8)
    wanted = set(path.split("/"))
    return max(found[close[0]], key=lambda address: len(wanted & set(address.split("/")))) if close else None


def _name(address: str) -> str:
    """The last part of an address, without its ending."""
    last = folded(name_of(address.rstrip("/")))
    stem, dot, ending = last.rpartition(".")
    return stem if dot and stem and 1 < len(ending) < 6 else last
