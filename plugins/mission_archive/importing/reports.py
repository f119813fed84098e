"""What an import did, for the person who gave the command."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from mission_archive.model.problems import counted


@dataclass(frozen=True, slots=True)
class Unmapped:
    """A part of the source that found no place in the archive."""

    file: str
    line: int
    entry: str
    """The entry's id in the source, empty when it has none."""
    key: str
    value: str
    reason: str
    is_whole_entry: bool = False
    """Whether nothing of the entry was imported."""

    def __str__(self) -> str:
        entry = f" ({self.entry})" if self.entry else ""
        value = f" '{self.value}'" if self.value else ""
        return f"{self.file}, line {self.line}{entry}: {self.key}{value}: {self.reason}"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The files an import wrote or would write, those it left alone, and what it could not map."""

    is_dry_run: bool
    written: tuple[Path, ...]
    left_alone: tuple[Path, ...]
    """Files that were there already; an import never changes them."""
    unmapped: tuple[Unmapped, ...]

    @property
    def lost(self) -> tuple[Unmapped, ...]:
        """Why entries were not imported at all, one for each of them."""
        return tuple(item for item in self.unmapped if item.is_whole_entry)

    def lines(self) -> Iterator[str]:
        """The report as lines to print: files first, then what an editor should look at, then the sum."""
        would = "would write" if self.is_dry_run else "wrote"
        yield from (f"{would} {path.as_posix()}" for path in self.written)
        yield from (f"left alone {path.as_posix()}: it is there already" for path in self.left_alone)
        yield from self._unmapped_lines()
        values = len(self.unmapped) - len(self.lost)
        yield (
            f"{would} {counted(len(self.written), 'file')}, left {len(self.left_alone)} alone,"
            f" could not map {counted(values, 'value')}"
            + (f", did NOT import {counted(len(self.lost), 'entry')}" if self.lost else "")
        )

    def _unmapped_lines(self) -> Iterator[str]:
        """One line for each thing that is missing, naming the first place where it is met, and for each lost entry."""

        def what(item: Unmapped) -> tuple[str, str, str]:
            return (item.key, item.value, item.reason)

        values = (item for item in self.unmapped if not item.is_whole_entry)
        for _, group in groupby(sorted(values, key=lambda item: (*what(item), item.file, item.line)), what):
            first, *others = group
            yield f"not mapped: {first}" + (f" (and {counted(len(others), 'more entry')})" if others else "")
        for item in sorted(self.lost, key=lambda item: (item.file, item.line)):
            yield f"NOT IMPORTED: {item}"
