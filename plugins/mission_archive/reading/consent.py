"""A consent that was taken back counts wherever the same file, or the same picture, is used."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field, replace

from mission_archive.model.problems import Code, Problem, Severity
from mission_archive.reading.files import ContentFiles
from mission_archive.reading.layout import Layout
from mission_archive.reading.records import Draft
from mission_archive.reading.words import shorten


@dataclass
class Withdrawn:
    """The photos that may not be shown, given by their paths from the content folder.

    `by_file` leads to the record that says so; `same` holds other files with the same content.
    """

    files: ContentFiles
    by_file: dict[str, str] = field(default_factory=dict)
    same: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, originals: Mapping[str, Draft], layout: Layout, files: ContentFiles) -> Withdrawn:
        """Those of all records, read or not published; each file of the size of one is compared by its content."""
        withdrawn = cls(files)
        named: dict[str, None] = {}
        for record_id, draft in originals.items():
            folder = layout.records[record_id][draft.language].rpartition("/")[0]
            named.update((f"{folder}/{name}", None) for name in draft.reader.files.values())
            for photo in draft.values.get("photos", ()):
                if not photo.is_shown:
                    withdrawn.by_file.setdefault(f"{folder}/{photo.file}", record_id)
        sizes = {size for uri in withdrawn.by_file if (size := files.sizes.get(uri))}
        by_digest = {digest: uri for uri in withdrawn.by_file if (digest := withdrawn._digest(uri, sizes))}
        for uri in named:
            digest = withdrawn._digest(uri, sizes) if uri not in withdrawn.by_file else None
            if digest in by_digest:
                withdrawn.same[uri] = by_digest[digest]
        return withdrawn

    def _digest(self, uri: str, sizes: Set[int]) -> str | None:
        if self.files.sizes.get(uri) not in sizes:
            return None
        try:
            with (self.files.root / uri).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return None

    @property
    def paths(self) -> frozenset[str]:
        """All that may not be shown, from the project's root."""
        return frozenset(self.files.path(uri) for uri in (*self.by_file, *self.same))

    def check(self, originals: Mapping[str, Draft], layout: Layout) -> Iterator[Problem]:
        """No record shows what another withdraws."""
        for record_id, draft in originals.items() if self.by_file else ():
            folder = layout.records[record_id][draft.language].rpartition("/")[0]
            yield from self._check(draft, folder)

    def _check(self, draft: Draft, folder: str) -> Iterator[Problem]:
        own = {photo.file for photo in draft.values.get("photos", ()) if not photo.is_shown}
        for within, name in draft.reader.files.items():
            uri = f"{folder}/{name}"
            source = self.same.get(uri, uri)
            if source not in self.by_file or name in own:
                continue
            what = f"'{shorten(name)}'" if source == uri else f"the same picture as '{shorten(name)}'"
            message = (
                f"the record '{self.by_file[source]}' says of {what} that the consent was withdrawn, so "
                f"'{draft.record_id}' does not show it either; delete it here too, or correct the other record if the "
                "consent was given again"
            )
            yield replace(draft.problem(within, Code.CONSENT, message), severity=Severity.WARNING)
