"""A record's file parted into its fields and its text."""

from __future__ import annotations

from dataclasses import dataclass

from mission_archive.model.problems import Code, Problem

FENCE = "---"


@dataclass(frozen=True, slots=True)
class Parts:
    """The YAML text and the body of a file, each with the line on which it begins."""

    fields: str
    fields_line: int
    body: str
    body_line: int


def split(text: str, path: str) -> tuple[Parts | None, list[Problem]]:
    """Part a Markdown file at its two `---` lines. Blank lines before the first are let pass."""
    lines = text.split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if lines[start].rstrip() != FENCE:
        return None, [
            Problem(
                path,
                start + 1,
                1,
                Code.FRONT_MATTER,
                "",
                "the file does not begin with the record's "
                f"fields; write '{FENCE}', the fields, and '{FENCE}' again above the text",
            )
        ]
    for number in range(start + 1, len(lines)):
        if lines[number].rstrip() == FENCE:
            fields = "\n".join(lines[start + 1 : number])
            body = "\n".join(lines[number + 1 :])
            return Parts(fields + "\n", start + 2, body, number + 2), []
    return None, [
        Problem(
            path,
            start + 1,
            1,
            Code.FRONT_MATTER,
            "",
            f"the fields begin here and never end; put a line '{FENCE}' between the fields and the text",
        )
    ]
