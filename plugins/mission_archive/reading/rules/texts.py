"""A record's text as the parser sees it: as HTML, and piece by piece, with the place of each piece in its file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pyromark

from mission_archive.model.problems import Code, Problem, Severity
from mission_archive.model.text.markup import DIALECT, is_nested_too_deep
from mission_archive.model.text.prose import parsed
from mission_archive.reading.fields.record_file import RecordFile


@dataclass(frozen=True, slots=True)
class Passage:
    """One event of the parser: `kind` is its name, `value` what it holds; `start` and `end` count bytes of the text."""

    kind: str
    value: Any
    start: int
    end: int


@dataclass(frozen=True)
class Text:
    """The text of one file; parsed when first asked for."""

    file: RecordFile

    @property
    def body(self) -> str:
        return self.file.body

    @cached_property
    def html(self) -> str:
        return parsed(self.body)

    @cached_property
    def is_deep(self) -> bool:
        """Whether it is nested deeper than pages can show."""
        return is_nested_too_deep(self.html)

    @cached_property
    def source(self) -> bytes:
        return self.body.encode()

    @property
    def passages(self) -> list[Passage]:
        return self._parsed[0]

    @property
    def unresolved(self) -> list[Passage]:
        """Links by a reference that no line defines, which is their value."""
        return self._parsed[1]

    @cached_property
    def _parsed(self) -> tuple[list[Passage], list[Passage]]:
        unresolved = []

        def note_unresolved(link: Mapping[str, Any]) -> None:
            if link["link_type"] in ("Reference", "Collapsed"):
                span = link["span"]
                unresolved.append(Passage("Unresolved", link["reference"], span["start"], span["end"]))

        passages = []
        for event, span in pyromark.events_with_range(
            self.body, options=DIALECT, broken_link_callback=note_unresolved
        ):
            kind, value = next(iter(event.items())) if isinstance(event, dict) else (event, None)
            if kind in ("Start", "End"):
                name, inner = next(iter(value.items())) if isinstance(value, dict) else (value, None)
                kind, value = f"{kind}{name}", inner
            passages.append(Passage(kind, value, span["start"], span["end"]))
        return passages, unresolved

    def between(self, start: int, end: int) -> str:
        return self.source[start:end].decode(errors="replace")

    def before(self, at: int) -> str:
        """The character before a place, or nothing."""
        return self.source[max(0, at - 4) : at].decode(errors="ignore")[-1:]

    def after(self, at: int) -> str:
        """The character at a place, or nothing."""
        return self.source[at : at + 4].decode(errors="ignore")[:1]

    def warning(self, at: int, message: str) -> Problem:
        """A doubt about the Markdown at a place, given in bytes."""
        place = len(self.between(0, at))
        return self.file.problem_in_text(place, Code.MARKDOWN, message, Severity.WARNING)
