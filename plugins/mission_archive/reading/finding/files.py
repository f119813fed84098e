"""The files below `content/`: which there are, and their text."""

import os
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Protocol

from mission_archive.model.file_names import UNFIT
from mission_archive.model.files import FileFault
from mission_archive.model.problems import Code, Problem, printable
from mission_archive.model.text.slugs import is_reserved
from mission_archive.model.text.suggestions import Suggestions
from mission_archive.reading.yaml.decoding import decode

MAX_TEXT_BYTES = 1_000_000
"""A record or vocabulary is a text that a person writes; anything larger is a file put into the wrong place."""

MAX_DEPTH = 12
"""Levels of folders; a record needs three."""

IGNORED_NAMES = ("Thumbs.db", "desktop.ini")
"""What operating systems leave behind; names that begin with '.' or end in '~' are ignored too."""


class Inspector(Protocol):
    """What looks into photos and documents."""

    def faults(self, path: Path, known: Collection[str]) -> Iterable[FileFault]:
        """What is wrong with what a file holds; `known` are the names that its properties may hold."""

    def thumbnail(self, path: Path) -> bytes | None:
        """A photo in a few bytes, by which it is known again (see `Likenesses`); None if it cannot be read."""


@dataclass(frozen=True)
class ContentFiles:
    """The files of one content folder. Keys are paths from the folder, with `/`; `name` is the folder from the root.

    `inspector` looks into photos and documents; without it nobody does.
    """

    root: Path
    name: str
    inspector: Inspector | None
    sizes: Mapping[str, int]
    problems: tuple[Problem, ...]

    @classmethod
    def scan(cls, root: Path, name: str, inspector: Inspector | None = None) -> "ContentFiles":
        """All files below `root`, sorted; links and other things that are not files become problems."""
        sizes, problems = {}, []
        for uri, found in _walk(root, ""):
            if isinstance(found, int):
                sizes[uri] = found
            else:
                problems.append(Problem.of_file(f"{name}/{uri}".rstrip("/"), *found))
        return cls(root, name, inspector, dict(sorted(sizes.items())), tuple(problems))

    def path(self, uri: str) -> str:
        """The path from the project's root, as problems give it."""
        return f"{self.name}/{uri}"

    @cached_property
    def beside(self) -> Callable[[str], Suggestions]:
        """From a folder to what an editor may call a file of it: the files there and below, as paths from it."""
        uris = list(self.sizes)

        @cache
        def files_of(folder: str) -> Suggestions:
            # 0 comes next to /.
            first, last = bisect_left(uris, f"{folder}/"), bisect_left(uris, f"{folder}0")
            return Suggestions(uri.removeprefix(f"{folder}/") for uri in uris[first:last])

        return files_of

    def faults(self, uri: str, known: Collection[str]) -> Iterable[FileFault]:
        return self.inspector.faults(self.root / uri, known) if self.inspector else ()

    def thumbnail(self, uri: str) -> bytes | None:
        return self.inspector.thumbnail(self.root / uri) if self.inspector and uri in self.sizes else None

    def beginning(self, uri: str, count: int) -> bytes:
        """The first bytes of a file; none if it cannot be read."""
        try:
            with (self.root / uri).open("rb") as file:
                return file.read(count)
        except OSError:
            return b""

    def text(self, uri: str) -> tuple[str | None, list[Problem]]:
        """The text of a file (see `decode`), or what is wrong with the file."""
        if self.sizes[uri] > MAX_TEXT_BYTES:
            message = (
                f"the file has {self.sizes[uri] / 1e6:.1f} MB, and a text may have {MAX_TEXT_BYTES / 1e6:.0f} MB; "
                "shorten it, and attach long documents as files"
            )
            return None, [Problem.of_file(self.path(uri), Code.FILE_SIZE, message)]
        try:
            with open(f"{self.root}/{uri}", "rb", buffering=0) as file:  # noqa: PTH123 - a Path costs twice the reading
                data = file.readall()
        except OSError as error:
            return None, [Problem.of_file(self.path(uri), Code.UNREADABLE, _cannot_read("file", error))]
        return decode(data, self.path(uri))


def _walk(folder: Path, prefix: str) -> Iterator[tuple[str, int | tuple[Code, str]]]:
    """Each file below a folder with its size, or with what is wrong with it."""
    if prefix.count("/") > MAX_DEPTH:
        yield prefix, (Code.MISPLACED, "folders are nested too deep here; move this up")
        return
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield prefix, (Code.UNREADABLE, _cannot_read("folder", error))
        return
    seen: dict[str, str] = {}
    for entry in found:
        if entry.name.startswith(".") or entry.name.endswith("~") or entry.name in IGNORED_NAMES:
            continue
        uri = prefix + entry.name
        twin = seen.setdefault(entry.name.casefold(), entry.name)
        if fault := fault_of_name(entry.name):
            yield prefix + printable(entry.name), (Code.FILE_NAME, fault)
        elif twin != entry.name:
            fault = f"there is also '{twin}', and many systems treat the two names as one; rename one of them"
            yield uri, (Code.FILE_NAME, fault)
        elif entry.is_symlink():
            yield uri, (Code.UNREADABLE, "this is a link to another file; put the file itself here")
        elif entry.is_dir():
            yield from _walk(folder / entry.name, f"{uri}/")
        elif entry.is_file():
            yield uri, entry.stat().st_size
        else:
            yield uri, (Code.UNREADABLE, "this is not an ordinary file; delete it")


def fault_of_name(name: str) -> str | None:
    """What is wrong with the name of a file or folder, whatever it holds."""
    unfit = UNFIT | {":", "\\"}
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return "the file's name is not in UTF-8; rename it with the letters a to z"
    if not name.isprintable() or name != name.strip():
        return "the file's name has spaces at an end or invisible characters; rename it"
    if is_reserved(name):
        return (
            f"Windows keeps the name '{name.partition('.')[0].strip()}' for a device, with any ending, so nobody could "
            "copy this file there; rename it"
        )
    if name.endswith(".") or unfit & set(name):
        return (
            f"'{printable(name)}' ends in a full stop or has one of the signs {' '.join(sorted(unfit))}, and not "
            "every system takes such a name; rename it"
        )
    if name != unicodedata.normalize("NFC", name):
        plain = unicodedata.normalize("NFC", name)
        return f"letters and accents of this name are stored separately, as old Macs did; rename the file to '{plain}'"
    return None


def _cannot_read(what: str, error: OSError) -> str:
    return f"the {what} cannot be read ({error.strerror}); check its permissions"
