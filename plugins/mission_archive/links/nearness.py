"""What was probably meant by an address at which nothing answers."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from functools import cached_property

from mission_archive.links.site_files import SiteFiles

MOST_SEARCHES = 50
"""Long searches in one check: with more broken links than that, one cause is behind many of them."""


class Nearness:
    """Finds addresses that look like others."""

    def __init__(self, files: SiteFiles) -> None:
        self._files = files
        self._searches = 0

    @cached_property
    def _by_name(self) -> Mapping[str, list[str]]:
        """Last part of an address, in small letters and without its ending → the addresses that end in it."""
        found: dict[str, list[str]] = {}
        for address in self._addresses:
            found.setdefault(_name(address), []).append(address)
        return found

    @cached_property
    def _by_folder(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for address in self._addresses:
            found.setdefault(_folder(address), []).append(address)
        return found

    @cached_property
    def _addresses(self) -> list[str]:
        """Each page once, without `index.html`."""
        return [address for address in self._files.by_address if not f"/{address}".endswith("/index.html")]

    def near(self, path: str) -> str | None:
        """An address with the same name elsewhere, or with a name much like it; best in the same folder."""
        if moved := self.moved(path):
            return moved
        if self._searches >= MOST_SEARCHES:
            return None
        self._searches += 1
        siblings = {address.casefold(): address for address in self._by_folder.get(_folder(path), ())}
        if close := difflib.get_close_matches(path.casefold(), siblings, 1, 0.85):
            return siblings[close[0]]
        name = _name(path)
        names = [
            other for other in self._by_name if abs(len(other) - len(name)) <= 2 and other[:1] == name[:1]
        ]
        close = difflib.get_close_matches(name, names, 1, 0.85)
        return self._best(path, self._by_name[close[0]]) if close else None

    def moved(self, path: str) -> str | None:
        """An address with the same name elsewhere or with another ending."""
        name = _name(path)
        return self._best(path, self._by_name[name]) if name and name in self._by_name else None

    @staticmethod
    def _best(path: str, addresses: list[str]) -> str:
        wanted = path.rstrip("/").split("/")

        def likeness(address: str) -> tuple[int, int]:
            parts = address.rstrip("/").split("/")
            return len(set(wanted) & set(parts)), -abs(len(wanted) - len(parts))

        return max(addresses[:200], key=likeness)

    @staticmethod
    def anchor(written: str, ids: frozenset[str]) -> str | None:
        """An id that looks like the one written."""
        folded = {name.casefold(): name for name in sorted(ids)}
        close = difflib.get_close_matches(written.casefold(), folded, 1, 0.7)
        return folded[close[0]] if close else None


def _name(address: str) -> str:
    last = address.rstrip("/").rpartition("/")[2].casefold()
    stem, dot, ending = last.rpartition(".")
    return stem if dot and stem and 1 < len(ending) < 6 else last


def _folder(address: str) -> str:
    return address.rstrip("/").rpartition("/")[0]
