"""A disk that is soon full, without the rights of root: a file system of some megabytes that only some processes see.

Linux gives one to a process in namespaces of its own. Where that is forbidden, and on macOS, a limit on the size of
files stands in: what is written fails in the same place, with another number.
"""

from __future__ import annotations

import os
import resource
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

BYTES = 16 << 20

LEAST = 1000
"""Bytes that a file may always have, so that something is written before something fails."""

WAYS_IN = (
    ((), ()),  # root needs no user namespace
    (("--user", "--map-root-user"), ("--user", "--preserve-credentials")),
)
"""What unshare(1) and nsenter(1) are told besides."""

MOUNT = 'mount -t tmpfs -o size=$2,mode=755 none "$1" && echo ready && exec cat'
ENTER = 'cd "$1" && shift && exec "$@"'


@dataclass(frozen=True)
class SmallDisk:
    """A disk at `folder`; `seen` is where others see what lies on it."""

    folder: Path
    seen: Path
    prefix: tuple[str, ...] = ()
    is_real: bool = True

    def run(
        self, project: Path, *command: str | Path, environment: Mapping[str, str], free: int | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a command in a project's folder while the disk has no more than `free` bytes left."""
        limit = None if self.is_real or free is None else LEAST + free // 100
        ballast = self.seen / "ballast"
        if self.is_real and free is not None:
            system = os.statvfs(self.seen)
            with ballast.open("wb") as file:
                os.posix_fallocate(file.fileno(), 0, max(system.f_bavail * system.f_frsize - free, 1))
        entered = [*self.prefix, "sh", "-c", ENTER, "sh", project, *command]
        done = run_limited(project, entered, environment, limit)
        ballast.unlink(missing_ok=True)
        return done


def run_limited(
    project: Path, command: Sequence[str | Path], environment: Mapping[str, str], limit: int | None
) -> subprocess.CompletedProcess[str]:
    """Run a command, none of whose files may have more than `limit` bytes.

    Python keeps nothing that it has compiled then: half a module would fail whoever imports it next.
    """

    def limit_files() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(
        command,
        cwd=project,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=300,
        preexec_fn=limit_files,
    )


@contextmanager
def small_disk(folder: Path) -> Iterator[SmallDisk]:
    """A small disk at `folder`, which must be there."""
    for unshare, enter in WAYS_IN:
        with tempfile.TemporaryFile() as said:
            try:
                holder = subprocess.Popen(
                    ["unshare", "--mount", *unshare, "sh", "-c", MOUNT, "sh", folder, str(BYTES)],
                    stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said,
                )  # fmt: skip
            except FileNotFoundError:
                break
            with holder:
                assert holder.stdout is not None
                # It ends with its input, when this is left.
                if holder.stdout.readline() == b"ready\n":
                    seen = Path(f"/proc/{holder.pid}/root{folder}")
                    prefix = ("nsenter", "--target", str(holder.pid), "--mount", *enter)
                    yield SmallDisk(folder, seen, prefix)
                    return
    yield SmallDisk(folder, folder, is_real=False)
