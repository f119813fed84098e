"""The copies of sources that the archive keeps, joined to the records whose sources they are."""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from mission_archive.building.faults import BuildFault
from mission_archive.links.external.captures import TABLE, read_captures
from mission_archive.model.addresses import copy_url
from mission_archive.model.captures import COPIES, Capture
from mission_archive.model.records import Record


def with_captures(
    records: Iterable[Record], folder: Path, log: Callable[[int, str], None]
) -> tuple[Record, ...]:
    """The records, each source with the copy that is kept of it in `folder`.

    Reports what may be published and is not kept. Raises BuildFault if the table of the copies is damaged.
    """
    try:
        kept = read_captures(folder)
    except (ValueError, OSError) as fault:
        raise BuildFault(str(fault)) from fault
    joined = tuple(_joined(record, kept) for record in records)
    for record in joined:
        for source in record.sources:
            if source.copy_permission and not source.capture and not (record.withdrawn or record.removed):
                none = f"a copy of {source.url} may be published, and none is kept"
                log(logging.INFO, f"{record.path}: {none}; run: archive links --capture")
    return joined


def _joined(record: Record, kept: Mapping[str, Capture]) -> Record:
    sources = tuple(
        replace(source, capture=kept[source.url]) if source.url and source.url in kept else source
        for source in record.sources
    )
    return replace(record, sources=sources) if sources != record.sources else record


def files_of_copies(records: Iterable[Record], project: Path) -> Mapping[str, Path]:
    """The copies that the site gives to readers: path in the site, and the file.

    Raises BuildFault if one is missing, is a link, or has another size than when it was kept.
    """
    files = {}
    for record in records:
        for source in record.sources:
            if (capture := record.published_copy(source)) is None:
                continue
            file = project / COPIES / capture.file
            if file.is_symlink() or not file.is_file() or file.stat().st_size != capture.size:
                raise BuildFault(
                    f"{COPIES}/{capture.file}, a copy of {source.url}, is missing or is not the file that "
                    f"{COPIES}/{TABLE} describes; put the file back, or delete the source's 'copy_permission' in "
                    f"{record.path}"
                )
            files[copy_url(record, capture)] = file
    return files
