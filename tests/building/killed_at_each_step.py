"""A process that replaces a small site and is killed before each thing it does to the disk, in turn.

Started by itself, so that it may fork. Prints a line of JSON for each step: what it was, and what lay there after the
kill, after a build that failed, and after one that went well.
"""

from __future__ import annotations

import itertools
import json
import os
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from mission_archive.building.placing import exchange, put_in_place, staging

STEPS = frozenset({"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "ctypes.dlsym", "shutil.rmtree"})
"""Events before each step that changes a disk (see the table of audit events in Python's documentation)."""

WAYS: Mapping[str, Callable[[Path, Path], bool]] = {
    "in one step": exchange,
    "by turns": lambda one, other: False,
}


def replace(site: Path, words: str, way: str, *, fails: bool = False) -> None:
    with staging(site, lambda said: None) as staged:
        for name in ("sitemap.xml", "index.html", "events/index.html"):
            (staged / name).parent.mkdir(exist_ok=True)
            (staged / name).write_text(f"{words} {name}\n" * 3)
        if fails:
            raise RuntimeError
        put_in_place(staged, site, WAYS[way])


def forked(work: Callable[[], None]) -> int:
    """Do something in a process of its own; its status, below nought if it was killed."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    try:
        work()
    except RuntimeError:
        os._exit(3)
    except BaseException as fault:
        os.write(2, repr(fault).encode())
        os._exit(4)
    os._exit(0)


def killed_before(step: int, work: Callable[[], None], told: Path) -> None:
    """Do something until a step is about to be done; its name is written to a file first."""
    done = 0

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal done
        if event not in STEPS:
            return
        done += 1
        if done == step:
            told.write_text(f"{event} {arguments[0]}")
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    work()


def lying(site: Path) -> dict[str, str] | None:
    if not site.exists():
        return None
    return {path.relative_to(site).as_posix(): path.read_text() for path in site.rglob("*") if path.is_file()}


def attempt(step: int, folder: Path, way: str) -> dict[str, Any]:
    """Replace a site and be killed before a step; then build once in vain and once well. What lay there each time."""
    site, told = folder / f"{step}/site", folder / f"{step}.txt"
    forked(lambda: replace(site, "old", way))
    is_killed = forked(lambda: killed_before(step, lambda: replace(site, "new", way), told)) < 0
    seen: dict[str, Any] = {"step": told.read_text() if is_killed else "", "killed": lying(site)}
    seen["status of failing"] = forked(lambda: replace(site, "broken", way, fails=True))
    seen["failed"] = lying(site)
    seen["status of next"] = forked(lambda: replace(site, "next", way))
    seen["next"] = lying(site)
    seen["beside"] = sorted(path.name for path in site.parent.iterdir())
    return seen


def main(folder: Path, way: str) -> None:
    for step in itertools.count(1):
        seen = attempt(step, folder, way)
        print(json.dumps(seen))
        if not seen["step"]:
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
