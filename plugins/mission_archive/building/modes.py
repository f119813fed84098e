"""Who may read a new site: everybody, or those who could read the site that it replaces."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PUBLIC = 0o755


@contextmanager
def open_as(site: Path, staged: Path, tell: Callable[[str], None]) -> Iterator[None]:
    """Let what is written into `staged` have the mode and the group of `site`; what replaces none is for everybody.

    A site is public, whatever the umask of the person or service that builds it. The umask belongs to the process, so
    it is put back at the end. `tell` is told where the group cannot be kept.
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
                tell(
                    f"The group of {site} cannot be kept: only its owner or root may give files to that group."
                )
        staged.chmod(mode)
        yield
    finally:
        os.umask(umask)
