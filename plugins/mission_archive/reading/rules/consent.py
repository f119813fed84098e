"""A consent that was taken back counts wherever the same file, or the same picture, is used."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field, replace

from mission_archive.model.file_names import folder_of
from mission_archive.model.problems import Code, Problem, Severity, shorten
from mission_archive.reading.fields.records import Draft
from mission_archive.reading.fields.schema import PHOTO_ENDINGS
from mission_archive.reading.finding.files import ContentFiles
from mission_archive.reading.finding.layout import Layout
from mission_archive.reading.rules.likeness import Likenesses


@dataclass
class Withdrawn:
    """The photos that may not be shown, given by their paths from the content folder.

    `by_file` leads to the record that says so; `same` leads from other files to those of which they are copies, in any
    size, format or quality.
    """

    files: ContentFiles
    by_file: dict[str, str] = field(default_factory=dict)
    same: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, originals: Mapping[str, Draft], layout: Layout, files: ContentFiles) -> Withdrawn:
        """Those of all records, hidden ones too. Only if there is one, other files are compared by their content."""
        withdrawn = cls(files)
        named: dict[str, None] = {}
        for record_id, draft in originals.items():
            folder = folder_of(layout.records[record_id][draft.language])
            named.update((f"{folder}/{name}", None) for name in draft.reader.files.values())
            for photo in draft.values.get("photos", ()):
                if not photo.is_shown:
                    withdrawn.by_file.setdefault(f"{folder}/{photo.file}", record_id)
        sizes = {size for uri in withdrawn.by_file if (size := files.sizes.get(uri))}
        by_digest = {digest: uri for uri in withdrawn.by_file if (digest := withdrawn._digest(uri, sizes))}
        likenesses = Likenesses(
            (uri, thumbnail) for uri in withdrawn.by_file if (thumbnail := withdrawn._thumbnail(uri))
        )
        for uri in named if by_digest else ():
            if uri in withdrawn.by_file:
                continue
            digest = withdrawn._digest(uri, sizes)
            if digest in by_digest:
                withdrawn.same[uri] = by_digest[digest]
            elif (thumbnail := withdrawn._thumbnail(uri)) and (like := likenesses.same(thumbnail)):
                withdrawn.same[uri] = like
        return withdrawn

    def _thumbnail(self, uri: str) -> bytes | None:
        is_photo = uri in self.files.sizes and uri.lower().endswith(PHOTO_ENDINGS)
        return self.files.inspector.thumbnail(self.files.root / uri) if is_photo else None

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
            folder = folder_of(layout.records[record_id][draft.language])
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
            if source != uri:
                message += "; if it is another picture, cut a little off its edges"
            yield replace(draft.problem(within, Code.CONSENT, message), severity=Severity.WARNING)
