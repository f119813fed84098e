"""What ends a build without a fault of ours, in one sentence each: where, what, and what to do."""

import errno
import os
from collections.abc import Iterable
from pathlib import Path
from tempfile import gettempdir

UNCHANGED = "The old site is as it was."


class BuildFault(Exception):
    """A build that ended without a site; everything there is to say has been printed, or is in `str`."""


def temporary_folder() -> Path:
    """Where temporary files go. Raises BuildFault where they cannot go anywhere."""
    try:
        return Path(gettempdir())
    except FileNotFoundError as fault:
        raise BuildFault(
            "Temporary files cannot be written, for lack of space or permission; free some space in /tmp, "
            f"or name another folder in TMPDIR, and build again. {UNCHANGED}"
        ) from fault


def system_fault(fault: OSError, places: Iterable[Path]) -> str:
    """Of a copy that fails both files are named, and the second is the one that is written."""
    file = fault.filename2 or fault.filename
    if fault.errno in (errno.ENOSPC, errno.EDQUOT):
        # The system seldom says which file it was.
        where = _fullest(places) or file
        return f"{where}: no room is left there ({fault.strerror}); free some and build again. {UNCHANGED}"
    if fault.errno == errno.EFBIG:
        where = file or next(iter(places), "The site")
        return (
            f"{where}: a file is larger than this file system or 'ulimit -f' allows ({fault.strerror}); "
            f"raise the limit and build again. {UNCHANGED}"
        )
    if not _is_of_site(file, places):
        return f"{file or 'A file'} cannot be read or written ({fault.strerror}); check it. {UNCHANGED}"
    if fault.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR):
        return (
            f"{file} cannot be written ({fault.strerror}); the new site is built beside the old one, so "
            f"make the folder around it writable, or choose another with --site-dir. {UNCHANGED}"
        )
    return f"{file} cannot be written ({fault.strerror}); check the place. {UNCHANGED}"


def _is_of_site(file: object, places: Iterable[Path]) -> bool:
    """Whether a path is of the site, of a folder around it, or of what a build makes beside it: `.site.…`."""
    site = next(iter(places), None)
    if site is None or not isinstance(file, str):
        return False
    path = Path(file).absolute()
    return (
        site.is_relative_to(path)
        or path.is_relative_to(site)
        or str(path).startswith(str(site.with_name(f".{site.name}.")))
    )


def _fullest(places: Iterable[Path]) -> Path | None:
    """The place with the least room."""
    room = {place: _room(place) for place in places}
    return min(room, key=lambda place: room[place], default=None)


def _room(place: Path) -> int:
    """The bytes that may still be written below a folder that need not be there; none if no file may be added."""
    there = next((folder for folder in (place, *place.parents) if folder.exists()), Path())
    try:
        system = os.statvfs(there)
    except OSError:
        return 0
    is_out_of_files = system.f_files > 0 and not system.f_favail
    return 0 if is_out_of_files else system.f_bavail * system.f_frsize
