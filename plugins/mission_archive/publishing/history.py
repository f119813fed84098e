"""The last published state of the records, from the history that git keeps."""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import IO

MAIN_BRANCHES = (
    "refs/remotes/origin/HEAD", "refs/remotes/origin/main", "refs/remotes/origin/master",
    "refs/heads/main", "refs/heads/master",
)  # fmt: skip

PUBLISHED_TAGS = "published*"
"""Tags that mark what has been published, where a project sets them."""

SECONDS = 120


class HistoryFault(Exception):
    """There is no state to compare with; `str` says why, and what to do."""


def published_commit(folder: Path, since: str | None = None) -> str:
    """The commit that holds the last published state, as its full hash.

    That is `since` if it is given; else where the present branch left the main branch; on the main branch itself the
    last tag that begins with "published", or, without one, the last commit. Raises HistoryFault.
    """
    if not shutil.which("git"):
        raise HistoryFault("git is not installed, so there is nothing to compare with; install it")
    if _git(folder, "rev-parse", "--is-inside-work-tree").stdout.strip() != "true":
        raise HistoryFault(f"{folder} is not in a repository of git, so there is nothing to compare with")
    if since is not None:
        return _commit(folder, since) or _missing(folder, since)
    head = _commit(folder, "HEAD")
    if head is None:
        raise HistoryFault("the repository has no commit yet, so there is nothing to compare with")
    main = next((commit for name in MAIN_BRANCHES if (commit := _commit(folder, name))), None)
    if main is None:
        raise HistoryFault(
            f"there is no branch 'main' to compare with{_shallow(folder)}; name a commit, tag or branch with --since"
        )
    base = _git(folder, "merge-base", "HEAD", main).stdout.strip()
    if not base:
        raise HistoryFault(
            f"this branch and 'main' have no common commit here{_shallow(folder)}; name one with --since"
        )
    if base == head:
        tag = _git(
            folder, "describe", "--tags", "--abbrev=0", f"--match={PUBLISHED_TAGS}", "HEAD"
        ).stdout.strip()
        if not tag and (cause := _shallow(folder)):
            raise HistoryFault(f"the last published state is not known{cause}; name a commit with --since")
        return (_commit(folder, f"refs/tags/{tag}") if tag else None) or head
    return base


def export(folder: Path, commit: str, target: Path) -> bool:
    """Write `folder` as it was in `commit` (a full hash) into `target`. False if it was not there then.

    Only files are written, no links. Raises HistoryFault.
    """
    top = _git(folder, "rev-parse", "--show-toplevel").stdout.strip()
    within = _git(folder, "rev-parse", "--show-prefix").stdout.strip().removesuffix("/")
    tree = f"{commit}:{within}"
    if _git(folder, "cat-file", "-t", tree).stdout.strip() != "tree":
        return False
    # A tree alone has no prefix to take off, and no attributes of the working tree come in.
    command = ["git", "-C", top, "archive", "--format=tar", tree]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()
    ) as process:
        assert process.stdout is not None
        _unpack(process.stdout, target)
    if process.returncode:
        raise HistoryFault(f"git could not give {folder} as it was in {commit[:10]}{_shallow(folder)}")
    return True


def _unpack(stream: IO[bytes], target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    with tarfile.open(fileobj=stream, mode="r|") as members:
        for member in members:
            path = PurePosixPath(member.name)
            source = members.extractfile(member) if member.isfile() else None
            if source is None or path.is_absolute() or ".." in path.parts:
                continue
            file = target / path
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("wb") as copy:
                shutil.copyfileobj(source, copy)


def _commit(folder: Path, name: str) -> str | None:
    found = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return found.stdout.strip() or None


def _missing(folder: Path, name: str) -> str:
    raise HistoryFault(f"there is no commit, tag or branch '{name}' here{_shallow(folder)}")


def _shallow(folder: Path) -> str:
    """What to do if the history was cut off when it was fetched, as code hosts do in their checks."""
    is_shallow = _git(folder, "rev-parse", "--is-shallow-repository").stdout.strip() == "true"
    return (
        ", for the history here is cut off (git fetch --unshallow; in a workflow: fetch-depth: 0)"
        if is_shallow
        else ""
    )


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", "-C", str(folder), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=SECONDS,
        env=_environment(),
    )


def _environment() -> dict[str, str]:
    # Nothing is asked of a person, nothing is fetched that a partial copy lacks, no lock is taken.
    return {**os.environ, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}


@contextmanager
def exported(folder: Path, commit: str) -> Iterator[Path | None]:
    """`folder` as it was in `commit`, in a folder that lasts as long as the block; None if it was not there then."""
    with TemporaryDirectory(prefix="archive-before-") as place:
        target = Path(place) / "content"
        yield target if export(folder, commit, target) else None
