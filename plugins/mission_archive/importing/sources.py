"""Tables of others: YAML and CSV files become entries whose values are text, with the line they come from."""

import codecs
import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

import yaml

Value: TypeAlias = "str | list[Value] | dict[str, Value]"

TABLE_ENDINGS = {".csv", ".tsv"}
SPREADSHEET_ENDINGS = {".xlsx", ".xls", ".ods", ".numbers"}
DELIMITERS = {",": ",", ";": ";", "|": "|", "tab": "\t"}
"""How a mapping names it → the sign."""

MOST_DOTS = 8
MOST_LEVELS = 40
"""How deep a value may lie inside others, in the header of a table and in YAML: more is not a table of facts."""

WORDS_FOR_NOTHING = {"", "~", "null", "Null", "NULL"}


class ImportFailure(Exception):
    """An import that cannot begin or go on; the message says what to do.

    Raised for files that cannot be read and for mappings that are wrong. A single value that finds no
    place in the archive never raises: it goes into the report, and the rest is imported.
    """


@dataclass(frozen=True, slots=True)
class Entry:
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
    """The text of a UTF-8 file, without a byte order mark. Raises ImportFailure when it cannot be read."""
    try:
        content = path.read_bytes().removeprefix(codecs.BOM_UTF8)
    except FileNotFoundError:
        raise ImportFailure(f"{path}: there is no such file; check the name") from None
    except IsADirectoryError:
        raise ImportFailure(f"{path}: this is a folder; name a file in it") from None
    except OSError as error:
        raise ImportFailure(f"{path}: cannot be read ({error.strerror})") from None
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        _fail(path, line, "the file is not UTF-8; save it as UTF-8 and try again")


def read_yaml(path: Path) -> tuple[Value, Any]:
    """A YAML file as plain values and as the node it was read from (for line numbers).

    Every scalar stays text; an empty one or `null` becomes the empty text. Raises ImportFailure for YAML that is
    broken, has a key twice, or refers to other parts of itself.
    """
    try:
        node = _Loader(read_text(path), path).get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f", line {mark.line + 1}" if mark else ""
        raise ImportFailure(f"{path}{where}: this is not valid YAML: {error.problem}") from None
    except yaml.YAMLError as error:
        raise ImportFailure(f"{path}: this is not valid YAML: {error}".splitlines()[0]) from None
    if node is None:
        raise ImportFailure(f"{path}: the file is empty")
    return _value_of(node, path), node


class _Loader(yaml.SafeLoader):
    """Refuses what no table of facts holds: depth, and references.

    A few lines of references stand for millions of values.
    """

    def __init__(self, text: str, path: Path) -> None:
        super().__init__(text)
        self.path = path
        self.levels = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            event: Any = self.get_event()  # type: ignore[no-untyped-call]
            what = f"'*{event.anchor}' refers to a value written elsewhere; write the value"
            _fail(self.path, event.start_mark.line + 1, what)
        if self.levels > MOST_LEVELS:
            raise ImportFailure(f"{self.path}: nested too deeply to be a table of facts")
        self.levels += 1
        node = super().compose_node(parent, index)
        self.levels -= 1
        return node


def _value_of(node: Any, path: Path) -> Value:
    if isinstance(node, yaml.ScalarNode):
        is_nothing = node.style is None and node.value in WORDS_FOR_NOTHING
        return "" if is_nothing else str(node.value).strip()
    if isinstance(node, yaml.SequenceNode):
        return [_value_of(item, path) for item in node.value]
    values: dict[str, Value] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            _fail(path, line, "a key must be a text")
        key = str(key_node.value)
        if key in values:
            _fail(path, line, f"the key '{key}' is given twice; keep one")
        values[key] = _value_of(value_node, path)
    return values


def is_table(path: Path) -> bool:
    """Whether a file has rows and cells, by its ending."""
    return path.suffix.lower() in TABLE_ENDINGS


def read_entries(path: Path, delimiter: str) -> dict[str, list[Entry]]:
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
    value, node = read_yaml(path)
    if isinstance(value, list):
        return {"": _yaml_entries(value, node, path)}
    if isinstance(value, str):
        raise ImportFailure(f"{path}: expected a list of entries ('- id: …'), found a text")
    return {
        name: _yaml_entries(items, item_node, path)
        for (name, items), (_, item_node) in zip(value.items(), node.value, strict=True)
        if isinstance(items, list)
    }


def _yaml_entries(items: list[Value], node: Any, path: Path) -> list[Entry]:
    entries = []
    for item, item_node in zip(items, node.value, strict=True):
        line = item_node.start_mark.line + 1
        if isinstance(item, list):
            _fail(path, line, "expected an entry with keys and values")
        # A plain word, as in a list of kinds, is an entry that has only an id.
        entries.append(Entry({"id": item} if isinstance(item, str) else item, path.name, line))
    return entries


def _csv_entries(path: Path, delimiter: str) -> Iterator[Entry]:
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
                yield Entry(_nested(dict(zip(header, row, strict=False))), path.name, line)
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
