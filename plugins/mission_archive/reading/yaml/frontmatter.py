"""A record's file parted into its fields and its text."""

import re
from dataclasses import dataclass

from mission_archive.model.file_names import FENCE
from mission_archive.model.problems import Code, Problem

RE_LIKE_FENCE = re.compile(r"\s*(?:[-‐‑‒–—―−]{1,8}|\+\+\+)\s*")


@dataclass(frozen=True, slots=True)
class Parts:
    """The YAML text and the body of a file, each with the line on which it begins."""

    fields: str
    fields_line: int
    body: str
    body_line: int


def split(text: str, path: str) -> Parts | Problem:
    """Part a Markdown file at its two `---` lines. Blank lines before the first are let pass."""

    def problem(number: int, message: str) -> Problem:
        return Problem(path, number + 1, 1, Code.FRONT_MATTER, "", message)

    lines = text.split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if lines[start].rstrip() != FENCE:
        message = (
            f"the file does not begin with the fields of the record; write '{FENCE}', the fields, and '{FENCE}' again, "
            "above the text"
        )
        is_near = RE_LIKE_FENCE.fullmatch(lines[start])
        return problem(start, _near_fence("begin", lines[start]) if is_near else message)
    for number in range(start + 1, len(lines)):
        if lines[number].rstrip() == FENCE:
            fields = "\n".join(lines[start + 1 : number])
            body = "\n".join(lines[number + 1 :])
            return Parts(fields + "\n", start + 2, body, number + 2)
    for number in range(start + 1, len(lines)):
        if RE_LIKE_FENCE.fullmatch(lines[number]):
            return problem(number, _near_fence("end", lines[number]))
    message = f"the fields begin here and do not end; put a line '{FENCE}' between the fields and the text"
    return problem(start, message)


def _near_fence(edge: str, line: str) -> str:
    instead = f"instead of '{line.strip()}'" if line.strip() != FENCE else "without spaces before it"
    return f"the fields {edge} with a line of three hyphens; write '{FENCE}' {instead}"
