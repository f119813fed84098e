"""Tables of others: YAML and CSV files become entries whose values are text, with the line they come from."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from mission_archive.importing.errors import ImportFailure

Value: TypeAlias = "str | list[Value] | dict[str, Value]"

TABLE_ENDINGS = {".csv", ".tsv"}
SPREADSHEET_ENDINGS = {".xlsx", ".xls", ".ods", ".numbers"}
OTHER_DELIMITERS = {";": ";", "\t": "tab", "|": "|", ",": ","}
"""Sign → how a mapping names it."""

MOST_DOTS = 8
MOST_LEVELS = 40
"""How deep a value may lie inside others, in the header of a table and in YAML: more is not a table of facts."""

WORDS_FOR_NOTHING = {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a source: its values by key, and the file and line where it begins."""

    values: dict[str, Value]
    file: str
    line: int


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, without a byte order mark. Raises ImportFailure when it cannot be read."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise ImportFailure(f"{path}: there is no such file; check the name") from None
    except IsADirectoryError:
        raise ImportFailure(f"{path}: this is a folder; name a file in it") from None
    except OSError as error:
        raise ImportFailure(f"{path}: cannot be read ({error.strerror})") from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ImportFailure(
            f"{path}, line {line}: the file is not UTF-8; save it as UTF-8 and try again"
        ) from None


def read_yaml(path: Path) -> tuple[Value, Any]:
    """A YAML file as plain values and as the node it was read from (for line numbers).

    Every scalar stays text; an empty one or `null` becomes the empty text. Raises ImportFailure for YAML that is
    broken, has a key twice, or refers to other parts of itself.
    """
    try:
        text = read_text(path)
        _check_shape(text, path)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        if node is None:
            raise ImportFailure(f"{path}: the file is empty")
        return _value_of(node, path), node
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f", line {mark.line + 1}" if mark else ""
        raise ImportFailure(f"{path}{where}: this is not valid YAML: {error.problem}") from None
    except yaml.YAMLError as error:
        raise ImportFailure(f"{path}: this is not valid YAML: {error}".splitlines()[0]) from None


def _check_shape(text: str, path: Path) -> None:
    """Refuse what no table of facts holds: references, of which a few lines stand for millions of values, and depth."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MOST_LEVELS:
            raise ImportFailure(f"{path}: nested too deeply to be a table of facts")
        if isinstance(event, yaml.AliasEvent):
            line = event.start_mark.line + 1 if event.start_mark else 1
            raise ImportFailure(
                f"{path}, line {line}: '*{event.anchor}' refers to a value written elsewhere; write the value"
            )


def _value_of(node: Any, path: Path) -> Value:
    if isinstance(node, yaml.ScalarNode):
        is_nothing = node.style is None and node.value in WORDS_FOR_NOTHING
        return "" if is_nothing else str(node.value).strip()
    if isinstance(node, yaml.SequenceNode):
        return [_value_of(item, path) for item in node.value]
    values: dict[str, Value] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            raise ImportFailure(f"{path}, line {key_node.start_mark.line + 1}: a key must be a text")
        key = str(key_node.value)
        if key in values:
            line = key_node.start_mark.line + 1
            raise ImportFailure(f"{path}, line {line}: the key '{key}' is given twice; keep one")
        values[key] = _value_of(value_node, path)
    return values


def is_table(path: Path) -> bool:
    """Whether a file has rows and cells (told by its ending)."""
    return path.suffix.lower() in TABLE_ENDINGS


def read_entries(path: Path, delimiter: str) -> dict[str, list[Entry]]:
    """The entries of a source by the name of their list; a file that is one list has the name "".

    CSV files (told by their ending) have a header row; a header with dots becomes a nested value. YAML files are a
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
            raise ImportFailure(f"{path}, line {line}: expected an entry with keys and values")
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
                    raise ImportFailure(
                        f"{path}, line {line}: {len(row)} cells, but the header names {len(header)};"
                        f" put quotes around a cell that contains '{delimiter}'"
                    )
                yield Entry(_nested(dict(zip(header, row, strict=False))), path.name, line)
            line = reader.line_num + 1
    except csv.Error as error:
        raise ImportFailure(f"{path}, line {reader.line_num}: this is not valid CSV: {error}") from None
    if not header:
        raise ImportFailure(f"{path}: the file is empty; its first row must name the columns")


def _checked_header(path: Path, header: list[str], delimiter: str) -> list[str]:
    if len(header) == 1:
        other = next((name for sign, name in OTHER_DELIMITERS.items() if sign in header[0]), None)
        if other is not None and OTHER_DELIMITERS.get(delimiter) != other:
            raise ImportFailure(
                f"{path}, line 1: the first row is a single column '{header[0][:60]}'; if '{other}' separates the "
                f"columns, write 'delimiter: \"{other}\"' under 'source:' in the mapping"
            )
    seen: set[str] = set()
    parents = {name[:dot] for name in header for dot in _dots(name)}
    for number, name in enumerate(header, start=1):
        if not name:
            raise ImportFailure(f"{path}, line 1: column {number} has no name; write one in the first row")
        if name in seen:
            raise ImportFailure(f"{path}, line 1: two columns are named '{name}'; rename one")
        if name in parents:
            raise ImportFailure(
                f"{path}, line 1: '{name}' cannot be a column and the first part of others; rename it"
            )
        if name.count(".") > MOST_DOTS:
            raise ImportFailure(
                f"{path}, line 1: the name of column {number} has more than {MOST_DOTS} dots; rename it"
            )
        seen.add(name)
    return header


def _dots(name: str) -> list[int]:
    return [place for place, letter in enumerate(name) if letter == "."][: MOST_DOTS + 1]


def _nested(row: dict[str, str]) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for header, cell in row.items():
        *parents, last = header.split(".")
        inner = values
        for parent in parents:
            step = inner.setdefault(parent, {})
            assert isinstance(step, dict)  # the header was checked for columns that are both value and parent
            inner = step
        inner[last] = cell.strip()
    return values
