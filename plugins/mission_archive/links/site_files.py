"""What a built site holds, by the names that its files really have.

A disk that does not tell `Map.pdf` from `map.pdf` says that both are there; the web server of the archive will not.
So nothing here asks the disk for a name: all are listed once, and compared as text.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from mission_archive.model.addresses import PAGE_FILE


@dataclass
class SiteFiles:
    """The files of a site. Addresses are paths from its root, with `/` at the end where a folder's page answers."""

    root: Path
    uris: tuple[str, ...]
    """All files, sorted."""

    @classmethod
    def scan(cls, root: Path) -> SiteFiles:
        """List a site's folder, links to other folders not followed."""
        uris: list[str] = []
        for folder, folders, names in os.walk(root):
            folders.sort()
            inside = Path(folder).relative_to(root).as_posix()
            prefix = "" if inside == "." else f"{inside}/"
            uris.extend(prefix + name for name in names)
        return cls(root, tuple(sorted(uris)))

    @cached_property
    def by_address(self) -> Mapping[str, str]:
        """Address → the file that answers there. A page in a folder has two: `about/` and `about/index.html`."""
        found = {uri: uri for uri in self.uris}
        for uri in self.uris:
            if uri == PAGE_FILE or uri.endswith(f"/{PAGE_FILE}"):
                found[uri.removesuffix(PAGE_FILE)] = uri
        return found

    @cached_property
    def folders(self) -> frozenset[str]:
        """Every folder that holds something, with `/` at its end; the root is empty."""
        found = {""}
        for uri in self.uris:
            end = uri.rfind("/")
            while end > 0 and uri[: end + 1] not in found:
                found.add(uri[: end + 1])
                end = uri.rfind("/", 0, end)
        return frozenset(found)

    @cached_property
    def folded(self) -> Mapping[str, str]:
        """Address in small letters → the address as it is."""
        return {address.casefold(): address for address in self.by_address}

    @cached_property
    def composed(self) -> Mapping[str, str]:
        """Address with its letters composed (Unicode, form C) → the address as it is."""
        return {unicodedata.normalize("NFC", address): address for address in self.by_address}

    def bytes_of(self, uri: str) -> bytes:
        return (self.root / uri).read_bytes()


def address_of(uri: str) -> str:
    """The address at which a file answers: a folder's page without its name."""
    return uri.removesuffix(PAGE_FILE) if uri == PAGE_FILE or uri.endswith(f"/{PAGE_FILE}") else uri
