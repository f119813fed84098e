"""The kind of value that names a file of a record's folder."""

import posixpath
from dataclasses import dataclass

from mission_archive.model.addresses import PAGE_FILE
from mission_archive.model.file_names import MOST_OF_PART, MOST_OF_PATH, UNFIT
from mission_archive.model.problems import Code, shorten
from mission_archive.model.text.slugs import is_reserved
from mission_archive.reading.fields.reader import Reader, Wrong, scalar
from mission_archive.reading.yaml.nodes import Node


@dataclass(frozen=True, slots=True)
class FileName:
    """The path of a file in the record's folder, with one of some endings."""

    endings: tuple[str, ...]
    wanted: str = "the name of a file in the record's folder"

    def read(self, node: Node, reader: Reader) -> str:
        name = scalar(node, reader, self.wanted).text.strip()
        if fault := _fault_of(name):
            raise Wrong(Code.PATH, f"'{shorten(name)}' {fault}")
        name = posixpath.normpath(name)
        reader.files[reader.within] = name
        if not name.lower().endswith(self.endings):
            fault = "is not a type of file that can be published here; use one of "
            raise Wrong(Code.FILE_TYPE, f"'{shorten(name)}' {fault}{', '.join(self.endings)}")
        return name


def _fault_of(name: str) -> str | None:
    """What is wrong with the path of a file, after its name."""
    parts = name.split("/")
    if UNFIT & set(name):
        return f"has one of the signs {' '.join(sorted(UNFIT))}; rename the file without it"
    if any(is_reserved(part) or part != part.rstrip(". ") for part in parts if part not in (".", "..")):
        return "has a name that Windows keeps for a device, or ends in a full stop or space; rename the file"
    if any(part.casefold() == PAGE_FILE for part in parts):
        return "would take the place of a page; rename the file"
    if len(name) > MOST_OF_PATH or any(len(part) > MOST_OF_PART for part in parts):
        return f"is too long; give each part of the path at most {MOST_OF_PART} characters"
    if "\\" in name or ":" in name or name.startswith("/") or ".." in parts:
        return "is not in the folder of the record; put the file there and write only its name"
    return None
