"""Lines that a message proposes for a file, ready to be pasted."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from mission_archive.model.file_names import FENCE, YAML
from mission_archive.model.yaml_text import Yaml, block_yaml

ONE_LINE = 1_000_000
"""Characters. A text that is folded could begin a line with what a host takes for a command, such as `::error`."""

RE_NEW_FIELD = re.compile(r"[^\s#-]")
"""The first character of a line that ends the field above it."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Lines for the file `path` in place of its lines `first` to `last`, which count from 1.

    With `last` before `first` nothing is replaced: the lines come after line `last`. `text` has the indentation that
    its place needs, and ends with a line break.
    """

    path: str
    first: int
    last: int
    text: str

    def how(self, seen_at: str) -> str:
        """What to do with the lines, for a message that names the file `seen_at` already."""
        of = "" if self.path == seen_at else f" of {self.path}"
        if self.last < self.first:
            return f"add the lines below after line {self.last}{of}"
        if self.first == self.last:
            return f"write line {self.first}{of} as below"
        return f"write lines {self.first} to {self.last}{of} as below"


def with_item(text: str, path: str, field: str, item: Yaml) -> Proposal:
    """How to add an item to a list among the top fields of a record, with the field itself where it is missing.

    `text` is that of the record's file, `path` its name. A list in brackets is written anew, one item below the other.
    """
    lines = text.splitlines()
    start, end = _fields(lines, path)
    for number in range(start, end):
        if re.match(rf"(['\"]?){field}\1\s*:(?:\s|$)", lines[number]):
            return _to_list(path, lines[:end], number, field, item)
    return Proposal(path, end + 1, end, block_yaml({field: [item]}, width=ONE_LINE))


def _fields(lines: list[str], path: str) -> tuple[int, int]:
    """The first line of a record's fields and the one after the last, both counted from 0."""
    if path.endswith(YAML):
        return 0, next((at for at, line in enumerate(lines) if line.startswith("body:")), len(lines))
    fences = [at for at, line in enumerate(lines) if line.rstrip() == FENCE][:2]
    return (fences[0] + 1, fences[1]) if len(fences) == 2 else (0, len(lines))


def _to_list(path: str, lines: list[str], at: int, field: str, item: Yaml) -> Proposal:
    """`lines` end with the fields; the field is at line `at`, counted from 0."""
    end = len(lines)
    after = next((n for n in range(at + 1, end) if RE_NEW_FIELD.match(lines[n])), end)
    last = max(n for n in range(at, after) if n == at or (lines[n].strip() and lines[n][0] != "#"))
    below = next((line for line in lines[at + 1 : last + 1] if line.lstrip().startswith("-")), None)
    rest = lines[at].partition(":")[2].strip()
    if below is not None and (not rest or rest.startswith("#")):
        return Proposal(
            path, last + 2, last + 1, block_yaml([item], len(below) - len(below.lstrip()), ONE_LINE)
        )
    written = yaml.load("\n".join(lines[at : last + 1]), Loader=yaml.BaseLoader)
    items = next(iter(written.values())) or []
    return Proposal(
        path, at + 1, last + 1, block_yaml({field: [*map(_on_one_line, items), item]}, width=ONE_LINE)
    )


def _on_one_line(value: Yaml) -> Yaml:
    """A value whose texts have no line breaks; none of them means anything in such a list."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, Mapping):
        return {key: _on_one_line(part) for key, part in value.items()}
    return [_on_one_line(part) for part in value]
