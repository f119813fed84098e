"""Whoever removes a record does not have to wait: what others say of its files stops nothing, and is no reason to
publish them again.
"""

from __future__ import annotations

from collections.abc import Mapping, Set

from mission_archive.model.file_names import RECORD_ENDINGS, folder_of, lies_in
from mission_archive.model.problems import shorten
from mission_archive.reading.fields.records import Draft
from mission_archive.reading.finding.layout import Layout

UNUSED = (
    "no record names this file, so it is not published; if it belongs to the record that was removed here, "
    "delete it"
)


def removed_folders(originals: Mapping[str, Draft], layout: Layout) -> frozenset[str]:
    """The folders of the files of removed records, as paths from the content folder."""
    return frozenset(
        folder_of(layout.records[record_id][draft.language])
        for record_id, draft in originals.items()
        if "removed" in draft.values
    )


def may_be_removed(uri: str, folders: Set[str]) -> bool:
    """Whether a file, given by its path from the content folder, may have been one of a removed record."""
    return not uri.endswith(RECORD_ENDINGS) and lies_in(uri, folders)


def doubt_of_link(path: str, *, is_picture: bool) -> str:
    """What to say of a link or picture whose target may be such a file."""
    what = "readers do not see the picture" if is_picture else "readers see the words without the link"
    return (
        f"'{shorten(path)}' is not published, perhaps because its record was removed, so {what}; delete the "
        f"{'picture' if is_picture else 'link'}, or correct the path"
    )
