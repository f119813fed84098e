"""The report of a check of other hosts' addresses: for people, for programs, and as Markdown for an issue."""

import datetime
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import Enum

from mission_archive.links.external.occurrences import Occurrence
from mission_archive.links.external.verdicts import LinkState, Verdict
from mission_archive.model.captures import Capture


class Part(Enum):
    """The parts of a report: a heading, and what to do."""

    DEAD = (
        "Dead, and no archived copy",
        "Look for a copy, for instance at web.archive.org, and write its address under `archived:`; or correct the "
        "address. Until then readers find nothing there.",
    )
    COPY_DEAD = (
        "Dead, and the archived copy too",
        "Look for another copy and write its address under `archived:`.",
    )
    MOVED = ("Moved for good", "Write the new address.")
    COPY_OFFERED = (
        "Dead, but the record's page offers an archived copy",
        "No action is needed: the page links to the copy beside the source.",
    )
    REFUSED = (
        "Not open to programs",
        "Look at these in a browser once, and make an exception in links.yml if they are right.",
    )
    OUTAGE = (
        "Not reached today",
        "No action is needed yet: an address that stays away for two weeks counts as dead.",
    )

    @property
    def asks_for_a_hand(self) -> bool:
        return self in (Part.DEAD, Part.COPY_DEAD, Part.MOVED)


@dataclass(frozen=True, slots=True)
class Finding:
    """One address, what is known of it and where it stands. `copies` are the archived ones of a dead address."""

    url: str
    verdict: Verdict
    occurrences: tuple[Occurrence, ...]
    is_dead: bool
    copies: tuple[tuple[str, Verdict], ...] = ()
    capture: Capture | None = None
    """What the archive itself kept of it."""

    @property
    def part(self) -> Part | None:
        """The part of the report that names it; None if all is well."""
        state = self.verdict.state
        if self.is_dead:
            # Each page must have a copy: one that is offered elsewhere helps its readers nothing.
            if not all(occurrence.archived for occurrence in self.occurrences):
                return Part.DEAD
            # A copy that is not open to programs, or not today, most often is there.
            is_offered = not any(copy.state.is_dead for _, copy in self.copies)
            return Part.COPY_OFFERED if is_offered else Part.COPY_DEAD
        if state is LinkState.OK:
            return None
        if state is LinkState.MOVED:
            return Part.MOVED
        return Part.OUTAGE if state is LinkState.UNREACHABLE else Part.REFUSED


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of a check. `errors` are mistakes in the file of exceptions, `notes` what may be tidied there.

    `exempted` and `asked` count addresses: those under an exception, and those that were due in this check.
    """

    findings: tuple[Finding, ...]
    errors: tuple[str, ...]
    notes: tuple[str, ...]
    exempted: int
    asked: int
    now: datetime.datetime

    @property
    def asks_for_a_hand(self) -> bool:
        """Whether a person has something to correct."""
        return bool(self.errors) or any(part.asks_for_a_hand for part, _ in self._parts())

    def _parts(self) -> Iterator[tuple[Part, list[Finding]]]:
        for part in Part:
            found = [finding for finding in self.findings if finding.part is part]
            if found:
                yield part, found

    def _summary(self) -> str:
        well = sum(finding.part is None for finding in self.findings)
        counts = [
            f"{len(found):,} {part.value[0][0].lower()}{part.value[0][1:]}" for part, found in self._parts()
        ]
        exempted = [f"{self.exempted:,} under an exception"] if self.exempted else []
        total = len(self.findings) + self.exempted
        return f"{total:,} address{'es' if total != 1 else ''}: " + "; ".join(
            (f"{well:,} well", *counts, *exempted)
        )

    def to_text(self) -> str:
        """Plain lines, each finding beginning with a place that editors recognise."""
        lines = [*self.errors]
        for part, found in self._parts():
            lines += ["", f"{part.value[0]}. {part.value[1].replace('`', '')}"]
            for finding in found:
                for occurrence in finding.occurrences:
                    lines.append(f"  {occurrence.location}: {_described(finding)}")
        return "\n".join([*lines, "", *self.notes, self._summary()]).strip() + "\n"

    def to_markdown(self) -> str:
        """The same for an issue: what needs a hand first, with the places of each address below it."""
        lines = ["# Links to other hosts", "", f"{self._summary()}.", ""]
        if self.errors or self.notes:
            lines += [
                "## The file of exceptions",
                "",
                *(f"- {_safe(line)}" for line in (*self.errors, *self.notes)),
                "",
            ]
        for part, found in self._parts():
            lines += [f"## {part.value[0]} ({len(found):,})", "", part.value[1], ""]
            for finding in found:
                lines.append(f"- {_safe(_described(finding))}")
                lines += [
                    f"  - `{occurrence.location}`, page `/{occurrence.page}`"
                    for occurrence in finding.occurrences
                ]
            lines.append("")
        return "\n".join(lines)

    def to_json(self) -> str:
        """Everything, the addresses that are well included."""
        return (
            json.dumps(asdict(self), default=datetime.datetime.isoformat, ensure_ascii=False, indent=2) + "\n"
        )


def _described(finding: Finding) -> str:
    """An address and what was found, on one line."""
    verdict = finding.verdict
    words = f"{finding.url} ({verdict.detail or verdict.state})"
    if verdict.address:
        words += f"; now {verdict.address}"
    if verdict.unwell_since and verdict.unwell_since.date() != verdict.checked.date():
        words += f"; since {verdict.unwell_since:%Y-%m-%d}"
    if finding.is_dead:
        without = [occurrence.page for occurrence in finding.occurrences if not occurrence.archived]
        for copy, copied in finding.copies:
            pages = ", ".join(
                f"/{occurrence.page}" for occurrence in finding.occurrences if occurrence.archived == copy
            )
            state = f", which is dead as well ({copied.detail})" if copied.state.is_dead else ""
            words += f"; the page {pages} offers the copy {copy}{state}"
        if without:
            words += f"; no copy is offered on {', '.join(f'/{page}' for page in dict.fromkeys(without))}"
        if finding.capture:
            words += f"; the archive kept {finding.capture}"
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in words)


def _safe(words: str) -> str:
    """Words in Markdown that make no markup, call nobody and name no other issue: some come from strangers' pages."""
    escaped = re.sub(r"([\\`*\[\]<>])", r"\\\1", words)
    return re.sub(r"(?<![\w/.])([@#])(?=\w)", "\\1\u200b", escaped)
