"""The kind of value that names a file of a record's folder."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from mission_archive.model.addresses import PAGE_FILE
from mission_archive.model.problems import Code, shorten
from mission_archive.model.text.slugs import is_reserved
from mission_archive.reading.fields.reader import Reader, scalar
from mission_archive.reading.yaml.nodes import Node

UNFIT = frozenset('*"<>?|')
"""Signs that not every system allows in the name of a file; `:` and the backslash are reported as parts of a path."""

MOST_OF_PATH, MOST_OF_PART = 200, 80
"""Characters."""


@dataclass(frozen=True, slots=True)
class FileName:
    """The path of a file in the record's folder, with one of some endings."""

    endings: tuple[str, ...]

    @property
    def wanted(self) -> str:
        return "the name of a file in the record's folder"

    def read(self, node: Node, reader: Reader) -> str | None:
        found = scalar(node, reader, self.wanted)
        if found is None:
            return None
        name = found.text.strip()
        parts = name.split("/")
        if UNFIT & set(name):
            message = f"'{shorten(name)}' has one of the signs {' '.join(sorted(UNFIT))}; rename the file without it"
            reader.report(node, Code.PATH, message)
            return None
        if any(is_reserved(part) or part != part.rstrip(". ") for part in parts if part not in (".", "..")):
            message = (
                f"'{shorten(name)}' has a name that Windows keeps for a device, or ends in a full stop or space; "
                "rename the file"
            )
            reader.report(node, Code.PATH, message)
            return None
        if any(part.casefold() == PAGE_FILE for part in parts):
            message = f"'{shorten(name)}' would take the place of a page; rename the file"
            reader.report(node, Code.PATH, message)
            return None
        if len(name) > MOST_OF_PATH or any(len(part) > MOST_OF_PART for part in parts):
            message = (
                f"'{shorten(name)}' is too long; give each part of the path at most {MOST_OF_PART} characters"
            )
            reader.report(node, Code.PATH, message)
            return None
        if "\\" in name or ":" in name or name.startswith("/") or ".." in parts:
            reader.report(
                node,
                Code.PATH,
                f"'{shorten(name)}' is not in the folder of the record; put the file there and "
                "write only its name",
            )
            return None
        name = posixpath.normpath(name)
        reader.files[reader.within] = name
        if not name.lower().endswith(self.endings):
            reader.report(
                node,
                Code.FILE_TYPE,
                f"'{shorten(name)}' is not a type of file that can be published here; use one of "
                + ", ".join(self.endings),
            )
            return None
        return name
