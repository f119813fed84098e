"""A stand-in for the command `aws s3 sync`: filters, times and headers as its reference describes them.

Run as `python aws.py s3 sync FOLDER s3://BUCKET/ …`. The store is the folder that AWS_STORE names; beside each file
lies one with its `Cache-Control`.
"""

from __future__ import annotations

import argparse
import os
import shutil
from fnmatch import fnmatchcase
from pathlib import Path

HEADERS = ".headers"


class Filters(argparse.Action):
    """Both options make one list, for their order counts."""

    def __call__(
        self, parser: object, given: argparse.Namespace, value: object, option: str | None = None
    ) -> None:
        given.filters = [*given.filters, (str(option).removeprefix("--"), value)]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("service", choices=["s3"])
    parser.add_argument("what", choices=["sync"])
    parser.add_argument("source", type=Path)
    parser.add_argument("target")
    parser.add_argument("--cache-control", default="")
    parser.add_argument("--delete", action="store_true")
    parser.add_argument("--exclude", "--include", action=Filters, dest="filters", default=[])
    given = parser.parse_args()
    store = Path(os.environ["AWS_STORE"])
    sync(given.source, store, given.filters, given.cache_control, is_deleting=given.delete)


def is_wanted(path: str, filters: list[tuple[str, str]]) -> bool:
    """The last filter that fits decides; a star stands for any letters, `/` included."""
    fitting = [name for name, pattern in filters if fnmatchcase(path, pattern)]
    return not fitting or fitting[-1] == "include"


def files_of(folder: Path) -> dict[str, Path]:
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path for name, path in found.items() if not name.endswith(HEADERS)}


def sync(
    source: Path, store: Path, filters: list[tuple[str, str]], caching: str, *, is_deleting: bool
) -> None:
    ours = {name: path for name, path in files_of(source).items() if is_wanted(name, filters)}
    theirs = {name: path for name, path in files_of(store).items() if is_wanted(name, filters)}
    for name, path in ours.items():
        other = theirs.get(name)
        if (
            other
            and other.stat().st_size == path.stat().st_size
            and path.stat().st_mtime <= other.stat().st_mtime
        ):
            continue
        (store / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, store / name)
        (store / f"{name}{HEADERS}").write_text(caching, encoding="utf-8")
    for name in theirs.keys() - ours.keys() if is_deleting else ():
        (store / name).unlink()
        (store / f"{name}{HEADERS}").unlink()


if __name__ == "__main__":
    main()
