"""The first step of a build: everything that a site is made from is read and checked, and nothing is written."""

import datetime
import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mission_archive.building.copies import with_captures
from mission_archive.building.faults import BuildFault
from mission_archive.media.checks import FileChecks
from mission_archive.media.decoding import PictureFault
from mission_archive.media.derivatives import Album, album
from mission_archive.media.store import PHOTO_CACHE, Store
from mission_archive.model.archive import Archive
from mission_archive.model.captures import COPIES
from mission_archive.model.file_names import VOCABULARIES
from mission_archive.model.problems import Severity, counted
from mission_archive.publishing.content_digest import content_digest
from mission_archive.reading.content import Content, read_content

Log = Callable[[int, str], None]
"""Takes a line for the person who builds, and its level (of `logging`)."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the folder of the records holds at a moment: all of it (`content`), and what the site shows (`archive`)."""

    folder: Path
    content: Content
    archive: Archive
    album: Album
    store: Store
    digest: str
    """That of the files, by which a site is known to be theirs; empty in a preview."""


def read(
    folder: Path,
    now: datetime.datetime,
    log: Log,
    progress: Callable[[int, int], None] | None = None,
    *,
    is_preview: bool = False,
) -> Holdings:
    """Read and check the records in `folder`. Raises BuildFault if one has an error.

    A preview goes on with the records that are sound. `progress` is given how many of how many records are read.
    """
    # Before anything is read: a file that changes meanwhile makes the site an older one.
    digest = "" if is_preview else content_digest(folder)
    store = Store(folder.parent / PHOTO_CACHE)
    with FileChecks(store) as checks:
        content = read_content(folder, folder.name, progress, now, inspector=checks)
    if checks.work:
        log(logging.INFO, checks.work)
    for problem in content.problems:
        # Not `warning`: a strict build of MkDocs takes those for errors, and ours stop nothing.
        log(logging.ERROR if problem.severity is Severity.ERROR else logging.INFO, str(problem))
    if content.errors and not is_preview:
        count = counted(len(content.errors), "error")
        raise BuildFault(f"{count} in {folder.name}/, see the lines above")
    # Without the terms of a faulty vocabulary nobody can say which records are sound.
    is_sound = not any(fault.path.startswith(f"{folder.name}/{VOCABULARIES}/") for fault in content.errors)
    records = with_captures(content.records, folder.parent / COPIES, log) if is_sound else ()
    archive = Archive(records, content.vocabularies, now, without_consent=content.without_consent).visible(
        has_drafts=is_preview
    )
    try:
        pictures = album(archive, folder.parent, store)
    except PictureFault as fault:  # the checks have passed it: it was changed meanwhile
        raise BuildFault(f"a photo {fault.fault.message}") from fault
    return Holdings(folder, content, archive, pictures, store, digest)
