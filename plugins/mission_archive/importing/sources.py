"""Tables of others: YAML and CSV files become entries whose values are text, with the line they come from."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

from mission_archive.model.problems import Code
from mission_archive.reading.yaml.decoding import decode
from mission_archive.reading.yaml.nodes import Node, ScalarNode, SequenceNode, parse_nodes

Value: TypeAlias = "str | list[Value] | dict[str, Value]"

TABLE_ENDINGS = {".csv", ".tsv"}
SPREADSHEET_ENDINGS = {".xlsx", ".xls", ".ods", ".numbers"}
DELIMITERS = {",": ",", ";": ";", "|": "|", "tab": "\t"}
"""How a mapping names it → the sign."""

MOST_DOTS = 8
"""How deep a value may lie inside others in the header of a table: more is not a table of facts."""

WORDS_FOR_NOTHING = {"", "~", "null", "Null", "NULL"}


class ImportFailure(Exception):
    """An import that cannot begin or go on; the message says what to do.

    Raised for files that cannot be read and for mappings that are wrong. A single value that finds no
    place in the archive never raises: it goes into the report, and the rest is imported.
    """


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One entry of a source: its values by key, and the file and line where it begins."""

    values: dict[str, Value]
    file: str
    line: int


def members_of(value: Value) -> list[Value]:
    """The members of a list; another value is the only one."""
    return value if isinstance(value, list) else [value]


def keys_of(values: Mapping[str, Value], parent: str = "") -> Iterator[tuple[str, bool]]:
    """The dotted keys of values, and whether each has a text there; a list has the keys of all its members."""
    for key, value in values.items():
        for member in members_of(value) or [""]:
            yield parent + key, bool(member) and not isinstance(member, dict)
            if isinstance(member, dict):
                yield from keys_of(member, f"{parent}{key}.")


def read_text(path: Path) -> str:
    """The text of a file, read as that of a record is. Raises ImportFailure when it cannot be read."""
    try:
        text, problems = decode(path.read_bytes(), path.as_posix())
    except FileNotFoundError:
        raise ImportFailure(f"{path}: there is no such file; check the name") from None
    except IsADirectoryError:
        raise ImportFailure(f"{path}: this is a folder; name a file in it") from None
    except OSError as error:
        raise ImportFailure(f"{path}: cannot be read ({error.strerror})") from None
    if text is None and problems[0].code is not Code.EMPTY_FILE:
        raise ImportFailure(str(problems[0]))
    return text or ""


def read_yaml(path: Path) -> tuple[Value, Node]:
    """A YAML file as plain values and as the node it was read from (for line numbers).

    Every scalar stays text; an empty one or `null` becomes the empty text. Raises ImportFailure for YAML in which a
    record, too, would have a mistake.
    """
    node, problems = parse_nodes(read_text(path), path.as_posix())
    if problems:
        raise ImportFailure(str(problems[0]))
    if node is None:
        raise ImportFailure(f"{path}: the file is empty")
    return _value_of(node), node


def _value_of(node: Node) -> Value:
    match node:
        case ScalarNode():
            return "" if node.text in WORDS_FOR_NOTHING else node.text.strip()
        case SequenceNode():
            return [_value_of(item) for item in node.items]
    return {key.text: _value_of(value) for key, value in node.entries}


def is_table(path: Path) -> bool:
    """Whether a file has rows and cells, by its ending."""
    return path.suffix.lower() in TABLE_ENDINGS


def read_entries(path: Path, delimiter: str) -> dict[str, list[SourceEntry]]:
    """The entries of a source by the name of their list; a file that is one list has the name "".

    CSV files (by their ending) have a header row; a header with dots becomes a nested value. YAML files are a
    list of mappings, or a mapping of such lists. Raises ImportFailure when the file is neither.
    """
    if path.suffix.lower() in SPREADSHEET_ENDINGS:
        raise ImportFailure(
            f"{path}: this is a spreadsheet; save it in its program as CSV in UTF-8, and import that"
        )
    if is_table(path):
        return {"": list(_csv_entries(path, delimiter))}
    _, node = read_yaml(path)
    if isinstance(node, SequenceNode):
        return {"": _yaml_entries(node, path)}
    if isinstance(node, ScalarNode):
        raise ImportFailure(f"{path}: expected a list of entries ('- id: …'), found a text")
    return {
        name.text: _yaml_entries(items, path)
        for name, items in node.entries
        if isinstance(items, SequenceNode)
    }


def _yaml_entries(items: SequenceNode, path: Path) -> list[SourceEntry]:
    entries = []
    for node in items.items:
        item = _value_of(node)
        if isinstance(item, list):
            _fail(path, node.line, "expected an entry with keys and values")
        # A plain word, as in a list of kinds, is an entry that has only an id.
        entries.append(SourceEntry({"id": item} if isinstance(item, str) else item, path.name, node.line))
    return entries


def _csv_entries(path: Path, delimiter: str) -> Iterator[SourceEntry]:
    reader = csv.reader(io.StringIO(read_text(path), newline=""), delimiter=delimiter, strict=True)
    header: list[str] = []
    line = 1
    try:
        for row in reader:
            if not header:
                header = _checked_header(path, [cell.strip() for cell in row], delimiter)
            elif any(cell.strip() for cell in row):
                if len(row) > len(header):
                    cure = f"put quotes around a cell that contains '{delimiter}'"
                    _fail(path, line, f"{len(row)} cells, but the header names {len(header)}; {cure}")
                yield SourceEntry(_nested(dict(zip(header, row, strict=False))), path.name, line)
            line = reader.line_num + 1
    except csv.Error as error:
        _fail(path, reader.line_num, f"this is not valid CSV: {error}")
    if not header:
        raise ImportFailure(f"{path}: the file is empty; its first row must name the columns")


def _checked_header(path: Path, header: list[str], delimiter: str) -> list[str]:
    if len(header) == 1:
        others = [name for name, sign in DELIMITERS.items() if sign in header[0] and sign != delimiter]
        for other in others[:1]:
            what = f"the first row is a single column '{header[0][:60]}'; if '{other}' separates the columns"
            _fail(path, 1, f"{what}, write 'delimiter: \"{other}\"' under 'source:' in the mapping")
    for number, name in enumerate(header, start=1):
        if name.count(".") > MOST_DOTS:
            what = f"the name of column {number} has more than {MOST_DOTS} dots; rename it"
            _fail(path, 1, what)
    parents = {parent for name in header for parent in accumulate(name.split(".")[:-1], "{}.{}".format)}
    seen: set[str] = set()
    for number, name in enumerate(header, start=1):
        if not name:
            _fail(path, 1, f"column {number} has no name; write one in the first row")
        if name in seen:
            _fail(path, 1, f"two columns are named '{name}'; rename one")
        if name in parents:
            _fail(path, 1, f"'{name}' cannot be a column and the first part of others; rename it")
        seen.add(name)
    return header


def _nested(row: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for header, cell in row.items():
        *parents, last = header.split(".")
        inner = values
        for parent in parents:  # no column is both a value and a parent of others: see `_checked_header`
            inner = inner.setdefault(parent, {})
        inner[last] = cell.strip()
    return values


def _fail(path: Path, line: int, what: str) -> NoReturn:
    raise ImportFailure(f"{path}, line {line}: {what}") from None
