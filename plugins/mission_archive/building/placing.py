"""The folder in which a new site is built, and its way to the place of the old one.

All that a build of `site` needs lies beside it, and is gone when the build has ended: `.site.lock`, `.site.new-…` with
the new site, and after it has taken its place, with the old. Where two folders cannot be exchanged in one step, the
old site is `.site.old-…` for an instant. What a killed build left is put right by the next.
"""

import ctypes
import errno
import itertools
import os
import re
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from mission_archive.building.faults import BuildFault
from mission_archive.building.locks import held, in_use, is_in_use
from mission_archive.publishing.content_digest import built_from

PUBLIC = 0o755

HERE = -100
"""AT_FDCWD of Linux: paths are meant from the present folder."""

EXCHANGE = 2
"""RENAME_EXCHANGE of renameat2(2) on Linux, and RENAME_SWAP of renamex_np(2) on macOS."""

CANNOT = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM})
"""What is said where a system, a file system or a container does not know the exchange."""


def place_of(site_dir: Path) -> Path:
    """Where the site lies in truth: a link is kept, and what it leads to is replaced.

    Raises BuildFault for a place that no build may take.
    """
    try:
        site = site_dir.resolve()
    except (OSError, RuntimeError) as fault:
        raise BuildFault(f"{site_dir} is a link that leads to itself; remove it and build again") from fault
    if os.path.ismount(site):
        raise _fixed(site, "it is a mount point")
    if site.exists() and not site.is_dir():
        raise BuildFault(
            f"{site} is a file, and the site is a folder; remove it, or choose another place with --site-dir"
        )
    return site


def refuse_foreign_folder(site: Path) -> None:
    """A build replaces the whole folder: only one that is empty or that a build made is taken. Raises BuildFault."""
    if site.exists() and any(site.iterdir()) and built_from(site) is None:
        raise BuildFault(
            f"{site} holds something else than a site of this archive; empty it, or choose another folder with "
            "--site-dir"
        )


@contextmanager
def staging(site: Path, say: Callable[[str], None]) -> Iterator[Path]:
    """A new folder beside `site`, in which one build at a time makes a site; it is deleted at the end.

    A build that comes second waits, rather than fail or win by chance: so the site is that of the build which read its
    records last. `say` is called with what a person may want to know. Raises OSError if nothing can be written there.
    """
    site.parent.mkdir(parents=True, exist_ok=True)

    def say_waiting(process: str) -> None:
        who = f" (process {process})" if process else ""
        say(f"Another build into {site} is running{who}; this one begins when that one has ended.")

    with held(site.with_name(f".{site.name}.lock"), say_waiting) as is_alone:
        _put_back(site, say)
        if is_alone:
            _remove_leftovers(site, say)
        else:
            say(
                f"{site.parent} is on a file system without locks; see to it that no other build writes there, and "
                f"remove folders .{site.name}.new-… that killed builds may have left."
            )
        staged = _free(site, "new")
        staged.mkdir()
        try:
            with in_use(staged):
                yield staged
        finally:
            _remove(staged, say)


@contextmanager
def open_as(site: Path, staged: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Let what is written into `staged` have the mode and the group of `site`; what replaces none is for everybody.

    A site is public, whatever the umask of the person or service that builds it. The umask belongs to the process, so
    it is put back at the end. `say` is called where the group cannot be kept.
    """
    old = site.stat() if site.is_dir() else None
    mode = stat.S_IMODE(old.st_mode) if old else PUBLIC
    umask = os.umask(~mode & 0o777)
    try:
        if old and old.st_gid != staged.stat().st_gid:
            try:
                os.chown(staged, -1, old.st_gid)
                mode |= stat.S_ISGID  # so that all that is written there gets the group too
            except PermissionError:
                say(
                    f"The group of {site} cannot be kept: only its owner or root may give files to that group."
                )
        staged.chmod(mode)
        yield
    finally:
        os.umask(umask)


def exchange(one: Path, other: Path) -> bool:
    """Let two folders of one file system take each other's place, so that at no moment either place is empty.

    False, and nothing has changed, where that is not to be had. Raises OSError for what stands in the way of any
    renaming.
    """
    try:
        system = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            status = system.renamex_np(os.fsencode(one), os.fsencode(other), ctypes.c_uint(EXCHANGE))
        else:
            status = system.renameat2(
                HERE, os.fsencode(one), HERE, os.fsencode(other), ctypes.c_uint(EXCHANGE)
            )
    except AttributeError:  # a library of C without it
        return False
    code = ctypes.get_errno()
    if status and code not in CANNOT:
        raise OSError(code, os.strerror(code), str(one), None, str(other))
    return not status


def put_in_place(staged: Path, site: Path, swap: Callable[[Path, Path], bool] = exchange) -> None:
    """Let the new site take the old one's place; the old one is then where the new one was.

    `swap` does it in one step, or returns False and nothing has happened; then it takes three, and one who comes
    between them finds no site for an instant. Whatever fails leaves the old site in its place. Raises OSError, and
    BuildFault for a folder that cannot be moved.
    """
    try:
        if not os.path.lexists(site):
            staged.rename(site)
        elif not swap(staged, site):
            _change_by_turns(staged, site)
    except OSError as fault:
        if fault.errno in (errno.EBUSY, errno.EXDEV):
            raise _fixed(site, "it is a mount point, or a part of a container's image") from fault
        raise


def _change_by_turns(staged: Path, site: Path) -> None:
    old = _free(site, "old")
    site.rename(old)
    try:
        staged.rename(site)
    except OSError:
        old.rename(site)
        raise
    # Under the name of what may be deleted at any time; what is called old is always whole.
    old.rename(staged)


def _put_back(site: Path, say: Callable[[str], None]) -> None:
    """Put back the old site of a build that was killed when it had set it aside and not put the new one there."""
    if not os.path.lexists(site) and (old := _beside(site, "old")):
        old[0].rename(site)
        say(f"{site} was missing since a build was killed; the old site is there again.")


def _remove_leftovers(site: Path, say: Callable[[str], None]) -> None:
    for folder in (*_beside(site, "new"), *_beside(site, "old")):
        if not is_in_use(folder):  # somebody may have deleted the lock of a build that still runs
            _remove(folder, say)


def _remove(folder: Path, say: Callable[[str], None]) -> None:
    try:
        shutil.rmtree(folder)
    except FileNotFoundError:
        return
    except OSError as fault:
        say(f"{folder} is no longer needed and cannot be removed ({fault.strerror}); remove it by hand.")


def _beside(site: Path, kind: str) -> list[Path]:
    """The folders of a kind that builds have made for `site`, and none of a site whose name begins alike."""
    pattern = re.compile(rf"\.{re.escape(site.name)}\.{kind}-[0-9]+(-[0-9]+)?")
    return sorted(
        path
        for path in site.parent.iterdir()
        if pattern.fullmatch(path.name) and path.is_dir() and not path.is_symlink()
    )


def _free(site: Path, kind: str) -> Path:
    """A name that nothing bears, though a folder of an earlier process of the same number could not be removed."""
    first = site.with_name(f".{site.name}.{kind}-{os.getpid()}")
    names = itertools.chain([first], (Path(f"{first}-{number}") for number in itertools.count(2)))
    return next(path for path in names if not os.path.lexists(path))


def _fixed(site: Path, reason: str) -> BuildFault:
    return BuildFault(
        f"{site} cannot be replaced: {reason}; choose a folder within it, such as --site-dir {site / 'public'}, "
        "or one elsewhere"
    )
