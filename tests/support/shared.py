"""Sites that are built once for all processes among which pytest-xdist divides the tests."""

from __future__ import annotations

import fcntl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.support.site import MOMENT, Site, build


@dataclass(frozen=True)
class Shared:
    """Builds sites below a folder that all processes of a run know. Tests read these sites and change nothing."""

    base: Path

    def __call__(
        self,
        name: str,
        write: Callable[[Path], object],
        moment: str = MOMENT,
        build: Callable[[Path, str], object] = build,
    ) -> Site:
        """The site of the project that `write` puts into a folder; whoever needs it first builds it."""
        folder = self.base / "sites" / name
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # until the file is closed
            if not (folder / "built").exists():
                write(folder / "project")
                build(folder / "project", moment)
                (folder / "built").touch()
        return Site(folder / "project/site", folder / "project", moment)
