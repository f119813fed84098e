"""A field whose value YAML misreads, written anew so that it holds all that was written."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from mission_archive.model.problems import Code, Problem
from mission_archive.model.proposals import ONE_LINE, Proposal
from mission_archive.model.yaml_text import Yaml, block_yaml

RE_FIELD = re.compile(
    r"(?P<indent> *)(?P<dashes>(?:- +)*)(?:(?P<name>[^\W\d][\w-]*):[ \u00a0]+)?(?P<value>\S.*)"
)
"""A line that begins a field or a list item, with its value."""

RE_NAME = re.compile(r"\s*(?:- |[\w-]+:(?:\s|$))")
RE_BETWEEN_GROUPS = re.compile(r"\}\s*+(?:,\s*+)?\{")
RE_BETWEEN_FIELDS = re.compile(r",\s*(?=[a-z_]+:(?:\s|$))")
RE_GROUP_FIELD = re.compile(r"([a-z_]+):(?:\s+(.*))?", re.DOTALL)
RE_QUOTED = re.compile(r"'(?P<single>(?:[^']|'')*)'|\"(?P<double>[^\"\\]*)\"")
RE_GROUPS = re.compile(r"(?:\[\s*\{?|\{)\s*[a-z_]+:\s")
RE_ENDED = re.compile(r"(['\"])(?:(?!\1).)*[^\s\\]\1\s(?:.*\s)?\1\S.*\1$")
"""`"One" and "two"`: two texts in marks, so that the first mark and the last are not a pair."""

RE_ESCAPE = re.compile(r"\\([\"\\])")
MOST_LINES = 60
MOST_CHARACTERS = 2_000
"""Of one value, and of one of its lines; more are not written anew, so that no mistake takes long to explain."""

BRACKETS, CLOSING = "[{", "]}"

WrittenAnew = Callable[[str], str | None]
"""From a value as it is written to the same as a proposal writes it; None if it cannot be what is meant."""

NO_NAMES: Mapping[str, WrittenAnew] = {}


@dataclass(frozen=True)
class YamlSource:
    """The YAML text of a file, which begins at line `first_line` of the file. Lines and columns here count from 0.

    `names` are those of fields that groups may have, so that proposals do not take a word of a text for one, each with
    how its values are written.
    """

    text: str
    path: str
    first_line: int = 1
    names: Mapping[str, WrittenAnew] = field(default_factory=dict)

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    def problem(
        self, line: int, column: int, code: Code, wrong: str, write: str = "", *, field: str = ""
    ) -> Problem:
        """A problem at a place of the text."""
        return Problem(self.path, self.first_line + line, column + 1, code, field, wrong, write=write)

    def quoted(self, number: int) -> Proposal | None:
        """The field or item in a line with its whole value as one text; None if its end is not clear."""
        around = self._field_around(number)
        if around is None:
            return None
        start, last, field = around
        below = self.lines[start + 1 : last + 1]
        if RE_GROUPS.match(field["value"]) or any(RE_NAME.match(line) for line in below):
            return None
        text = _without_marks(" ".join([field["value"], *below]))
        return self._proposal(start, last, field, text) if text else None

    def with_value(self, place: tuple[int, int], value: Yaml) -> Proposal | None:
        """The field whose value begins at a line and column of the file, counted from 1, with another value."""
        line, column = place[0] - self.first_line, place[1] - 1
        field = _field_in(self.lines[line]) if line < len(self.lines) else None
        if field is None or not field["name"] or field.start("value") != column:
            return None
        last = self._last_line(line, _column(field))
        return self._proposal(line, last, field, value) if last < line + MOST_LINES else None

    def as_block(
        self, number: int, names: Mapping[str, WrittenAnew] = NO_NAMES, *, is_parted: bool = False
    ) -> Proposal | None:
        """The field around a line whose value is groups in brackets, one below the other, with each text whole.

        `[date: 2012, note: A]`, which YAML takes for two groups, is one; with `is_parted` also those in braces.

        A comma or a colon inside of a text ends nothing here, unless one of `names` follows, or of those of the source;
        without names, unless any word in small letters and a colon follow.
        """
        around = self._field_around(number, is_in_brackets=True)
        if around is None:
            return None
        start, last, field = around
        whole = " ".join(line.strip() for line in (field["value"], *self.lines[start + 1 : last + 1]))
        value = _lenient(whole, names or self.names)
        if is_parted and isinstance(value, list):
            value = _joined(value)
        return None if value is None else self._proposal(start, last, field, value)

    def _field_around(
        self, number: int, *, is_in_brackets: bool = False
    ) -> tuple[int, int, re.Match[str]] | None:
        """The first and last line of the field or item to whose value a line belongs, and how it begins."""
        for start in range(min(number, len(self.lines) - 1), max(number - MOST_LINES, -1), -1):
            field = _field_in(self.lines[start])
            if field is None or not (field["name"] or field["dashes"]) or self._goes_on(start, field):
                continue
            if is_in_brackets and field["value"][0] not in BRACKETS:
                continue
            last = self._last_line(start, _column(field), is_in_brackets=is_in_brackets)
            return (start, last, field) if number <= last < start + MOST_LINES else None
        return None

    def _goes_on(self, number: int, field: re.Match[str]) -> bool:
        """Whether a line that looks like a list item goes on with a text that begins beside the name of a field."""
        own = len(field["indent"])
        above = reversed(self.lines[max(0, number - MOST_LINES) : number])
        outer = next((line for line in above if line.strip() and len(line) - len(line.lstrip()) < own), "")
        begun = _field_in(outer) if field["dashes"] else None
        return (
            begun is not None
            and bool(begun["name"])
            and begun["value"][0] not in f"#{BRACKETS}"
            and own > _column(begun)
        )

    def _last_line(self, number: int, own: int, *, is_in_brackets: bool = False) -> int:
        """The last line of a value: what is indented more than its field, and a bracket that closes at the margin."""
        last = number
        for at in range(number + 1, min(number + 1 + MOST_LINES, len(self.lines))):
            line = self.lines[at]
            if len(line) > MOST_CHARACTERS:
                return number + MOST_LINES
            if not line.strip():
                continue
            is_closing = is_in_brackets and line.strip()[0] in CLOSING
            if len(line) - len(line.lstrip()) <= own and not is_closing:
                break
            last = at
        return last

    def _proposal(self, first: int, last: int, field: re.Match[str], value: Yaml) -> Proposal:
        """The field with another value, in place of its lines."""
        lead = field["indent"] + field["dashes"]
        if not field["name"]:
            lead = lead[: lead.rindex("-")]
        anew = block_yaml({field["name"]: value} if field["name"] else [value], len(lead), ONE_LINE)
        return Proposal(self.path, self.first_line + first, self.first_line + last, lead + anew[len(lead) :])


def _field_in(line: str) -> re.Match[str] | None:
    return RE_FIELD.fullmatch(line) if len(line) <= MOST_CHARACTERS else None


def _column(field: re.Match[str]) -> int:
    """The column of a field's name or of an item's hyphen, counted from 0."""
    dashes = field["dashes"]
    return len(field["indent"]) + (len(dashes) if field["name"] else len(dashes.rstrip()) - 1)


def _without_marks(text: str) -> str:
    """A text without the marks around it, if they do not belong to it."""
    text = " ".join(text.split())
    if RE_ENDED.match(text):
        return text
    if len(text) > 2 and text[0] == text[-1] == "'":
        return text[1:-1].replace("''", "'")
    if len(text) > 2 and text[0] == text[-1] == '"':
        return RE_ESCAPE.sub(r"\1", text[1:-1])
    return text


def _lenient(raw: str, names: Mapping[str, WrittenAnew]) -> "Yaml | None":
    """Groups in brackets as values, or None if they hold brackets of their own."""
    raw = raw.strip()
    is_list = raw.startswith("[")
    if is_list:
        raw = raw[1:].strip().removesuffix("]").strip()
    if not raw.startswith("{"):
        is_bare = is_list and raw.partition(":")[0] in names
        fields = [_group(part, names) for part in _fields(raw, names)] if is_bare else []
        return _joined(fields) if fields and all(fields) else None
    parts = RE_BETWEEN_GROUPS.split(raw[1:].removesuffix(",").removesuffix("}"))
    groups = [group for part in parts if (group := _group(part, names))]
    if len(groups) < len(parts) or (len(groups) > 1 and not is_list):
        return None
    return list(groups) if is_list else groups[0]


def _joined(groups: Iterable[Any]) -> list[Yaml]:
    """Groups of which each has a part of an item, as items: a new one begins where a name comes again."""
    items: list[dict[str, Yaml]] = [{}]
    for group in groups:
        if group.keys() & items[-1].keys():
            items.append({})
        items[-1] |= group
    return list(items)


def _fields(text: str, names: Collection[str]) -> list[str]:
    parts: list[str] = []
    for part in RE_BETWEEN_FIELDS.split(text):
        if parts and names and part.partition(":")[0] not in names:
            parts[-1] += f", {part}"
        else:
            parts.append(part)
    return parts


def _group(text: str, names: Mapping[str, WrittenAnew]) -> dict[str, Yaml] | None:
    group: dict[str, Yaml] = {}
    for part in _fields(text.strip().removesuffix(","), names):
        field = RE_GROUP_FIELD.fullmatch(part.strip())
        value = (field[2] or "").strip() if field else ""
        if field is None or field[1] in group or not value:
            return None
        if value[0] in BRACKETS and value[-1] in CLOSING:
            return None
        quoted = RE_QUOTED.fullmatch(value)
        if quoted:
            value = (quoted["single"] or "").replace("''", "'") or quoted["double"] or ""
        anew = names.get(field[1], str)(value)
        if anew is None:
            return None
        group[field[1]] = anew
    return group
