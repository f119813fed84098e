"""A record's text as the parser sees it, piece by piece, with the place of each piece in its file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pyromark

from mission_archive.model.problems import Code, Problem, Severity
from mission_archive.model.text.markup import DIALECT
from mission_archive.reading.fields.records import Draft


@dataclass(frozen=True, slots=True)
class Passage:
    """One event of the parser: `kind` is its name, `value` what it holds; `start` and `end` count bytes of the text."""

    kind: str
    value: Any
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Words in the form of a link by reference, whose reference no line defines."""

    reference: str
    start: int
    end: int


@dataclass
class Passages:
    """All passages of a draft's text; parsed when first asked for."""

    draft: Draft
    unresolved: list[Unresolved] = field(default_factory=list)
    """Links by reference, filled when the text is parsed."""

    @cached_property
    def source(self) -> bytes:
        return self.draft.body.encode()

    @cached_property
    def all(self) -> list[Passage]:
        return list(self._parsed())

    def _parsed(self) -> Iterator[Passage]:
        def note_unresolved(link: Mapping[str, Any]) -> None:
            if link["link_type"] in ("Reference", "Collapsed"):
                span = link["span"]
                self.unresolved.append(Unresolved(link["reference"], span["start"], span["end"]))

        events = pyromark.events_with_range(
            self.draft.body, options=DIALECT, broken_link_callback=note_unresolved
        )
        for event, span in events:
            kind, value = next(iter(event.items())) if isinstance(event, dict) else (event, None)
            if kind in ("Start", "End"):
                name, inner = next(iter(value.items())) if isinstance(value, dict) else (value, None)
                kind, value = f"{kind}{name}", inner
            yield Passage(kind, value, span["start"], span["end"])

    def text(self, start: int, end: int) -> str:
        return self.source[start:end].decode(errors="replace")

    def before(self, at: int) -> str:
        """The character before a place, or nothing."""
        return self.source[max(0, at - 4) : at].decode(errors="ignore")[-1:]

    def after(self, at: int) -> str:
        """The character at a place, or nothing."""
        return self.source[at : at + 4].decode(errors="ignore")[:1]

    def warning(self, at: int, message: str) -> Problem:
        """A doubt about the Markdown at a place, given in bytes."""
        return problem_in_text(
            self.draft, len(self.text(0, at)), Code.MARKDOWN, message, severity=Severity.WARNING
        )


def problem_in_text(
    draft: Draft, at: int, code: Code, message: str, *, severity: Severity = Severity.ERROR
) -> Problem:
    """A problem at a place in the text of a draft, given in characters from its beginning."""
    line = draft.body_line + draft.body.count("\n", 0, at)
    column = at - draft.body.rfind("\n", 0, at) + draft.body_indent
    return Problem(draft.path, line, column, code, "", message, severity)
