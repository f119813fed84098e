"""The last published state of the records, from the history that git keeps."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO

MAIN_BRANCHES = (
    "refs/remotes/origin/HEAD", "refs/remotes/origin/main", "refs/remotes/origin/master",
    "refs/heads/main", "refs/heads/master",
)  # fmt: skip

PUBLISHED_TAGS = "published*"
"""Tags that mark what has been published, where a project sets them."""

SECONDS = 120

NO_REPOSITORY = "not a git repository"

QUIET = {"GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}

KEPT_VARIABLES = frozenset(("GIT_CONFIG_PARAMETERS", "GIT_CONFIG_COUNT"))
"""Settings that somebody gave for one command, such as safe.directory; they do not say which repository is meant."""


class HistoryFault(Exception):
    """There is no state to compare with; `str` says why, and what to do."""

    def __str__(self) -> str:
        return f"{super().__str__()}."


class NoHistory(HistoryFault):
    """Nobody keeps a history here: git is not installed, or the folder is in no repository."""


def published_commit(folder: Path, since: str | None = None) -> str:
    """The commit that holds the last published state, as its full hash.

    That is `since` if it is given; else where the present branch left the main branch; on the main branch itself the
    last tag that begins with "published", or, without one, the last commit. Raises HistoryFault.
    """
    if not shutil.which("git"):
        raise NoHistory("git is not installed, so there is nothing to compare with; install it")
    inside = _git(folder, "rev-parse", "--is-inside-work-tree")
    if inside.returncode and NO_REPOSITORY not in inside.stderr:
        raise _unreadable(folder, inside)
    if inside.stdout.strip() != "true":
        raise NoHistory(f"{folder} is not in a repository of git, so there is nothing to compare with")
    if since is not None:
        if commit := _commit(folder, since):
            return commit
        raise HistoryFault(f"there is no commit, tag or branch '{since}' here{_shallow(folder)}")
    head = _commit(folder, "HEAD")
    if head is None:
        raise HistoryFault("the repository has no commit yet, so there is nothing to compare with")
    main = next(filter(None, (_commit(folder, name) for name in MAIN_BRANCHES)), None)
    if main is None:
        raise HistoryFault(
            f"there is no branch 'main' to compare with{_shallow(folder)}; name a commit, tag or branch with --since"
        )
    base = _answer(folder, "merge-base", "HEAD", main)
    if not base:
        raise HistoryFault(
            f"this branch and 'main' have no common commit here{_shallow(folder)}; name one with --since"
        )
    if base == head:
        described = _git(folder, "describe", "--tags", "--abbrev=0", f"--match={PUBLISHED_TAGS}", "HEAD")
        if tag := described.stdout.strip():
            return _commit(folder, f"refs/tags/{tag}") or head
        if cause := _shallow(folder):
            raise HistoryFault(f"the last published state is not known{cause}; name a commit with --since")
    return base


@contextmanager
def exported(folder: Path, commit: str) -> Iterator[Path | None]:
    """`folder` as it was in `commit` (a full hash), in a folder that lasts as long as the block; None if it was not
    there then. Only files are in it, no links. Raises HistoryFault.
    """
    within = _answer(folder, "rev-parse", "--show-prefix").removesuffix("/")
    tree = f"{commit}:{within}"
    if _git(folder, "cat-file", "-t", tree).stdout.strip() != "tree":
        yield None
        return
    files = dict(_files_of(folder, tree))
    with TemporaryDirectory(prefix="archive-before-") as place:
        _write(folder, commit, files, Path(place))
        yield Path(place)


def _write(folder: Path, commit: str, files: Mapping[PurePosixPath, str], target: Path) -> None:
    """Write files, given by the hashes of their blobs, into a folder."""
    # Objects are read as they are kept: attributes and filters, with which a proposal could hide files or change them,
    # have no part in it.
    with TemporaryFile() as objects:
        wanted = "".join(f"{blob}\n" for blob in files.values()).encode()
        command = ["git", "-C", str(folder), "cat-file", "--batch"]
        done = subprocess.run(
            command, input=wanted, stdout=objects, stderr=subprocess.PIPE, env=_environment(), check=False
        )
        objects.seek(0)
        if done.returncode or not all(_copy(objects, target / path) for path in files):
            raise HistoryFault(
                f"git could not give {folder} as it was in {commit[:10]}{_shallow(folder)}. "
                f"It says: {_said(done.stderr.decode(errors='replace'))}"
            )


def _files_of(folder: Path, tree: str) -> Iterator[tuple[PurePosixPath, str]]:
    """The path of each plain file of a tree and the hash of its blob; links and submodules are left out."""
    listed = _git(folder, "ls-tree", "-r", "-z", "--full-tree", tree)
    if listed.returncode:
        raise _unreadable(folder, listed)
    for entry in listed.stdout.split("\0")[:-1]:
        about, _, name = entry.partition("\t")
        mode, _, blob = about.split(" ")
        path = PurePosixPath(name)
        if mode.startswith("100") and not path.is_absolute() and ".." not in path.parts:
            yield path, blob


def _copy(stream: IO[bytes], file: Path) -> bool:
    """Copy the next object that `git cat-file --batch` has given into a file; False where there is none."""
    about = stream.readline().split()
    if len(about) != 3:
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    left = int(about[2])
    with file.open("wb") as copy:
        while left and (part := stream.read(min(left, 1 << 20))):
            copy.write(part)
            left -= len(part)
    return not left and stream.read(1) == b"\n"


def _commit(folder: Path, name: str) -> str | None:
    found = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return found.stdout.strip() or None


def _shallow(folder: Path) -> str:
    """What to do if the history was cut off when it was fetched, as code hosts do in their checks."""
    if _git(folder, "rev-parse", "--is-shallow-repository").stdout.strip() != "true":
        return ""
    return ", for the history here is cut off (git fetch --unshallow; in a workflow: fetch-depth: 0)"


def _answer(folder: Path, *arguments: str) -> str:
    """What git answers, on one line; nothing if it ends with status 1, with which it says that there is none.

    Raises HistoryFault if it fails.
    """
    done = _git(folder, *arguments)
    if done.returncode not in (0, 1):
        raise _unreadable(folder, done)
    return done.stdout.strip()


def _unreadable(folder: Path, done: subprocess.CompletedProcess[str]) -> HistoryFault:
    return HistoryFault(f"git cannot read the history of {folder}. It says: {_said(done.stderr)}")


def _said(stderr: str) -> str:
    """What git says of a failure, on one line. Some of it, as on a folder of another user, says what to do."""
    return " ".join(stderr.replace("fatal: ", "").split()).removesuffix(".") or "nothing"


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    try:
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
    except subprocess.TimeoutExpired:
        raise HistoryFault(f"git did not answer within {SECONDS} seconds; try again") from None


def _environment() -> dict[str, str]:
    # Git gives hooks and aliases variables that name a repository, and they would come before `folder`.
    # Nothing is asked of a person, nothing is fetched that a partial copy lacks, no lock is taken.
    others = {name: value for name, value in os.environ.items() if name not in _variables_of_repository()}
    return {**others, "LC_ALL": "C", "GIT_NO_REPLACE_OBJECTS": "1", **QUIET}


@cache
def _variables_of_repository() -> frozenset[str]:
    """The variables that name a repository and its parts, as git itself lists them."""
    listed = subprocess.run(
        ["git", "rev-parse", "--local-env-vars"], capture_output=True, text=True, check=False
    )
    return frozenset(listed.stdout.split()) - KEPT_VARIABLES
