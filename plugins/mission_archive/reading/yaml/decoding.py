"""From the bytes of a file to its text, without what an editor cannot see."""

import re
from collections.abc import Iterator

from mission_archive.model.problems import Code, Problem
from mission_archive.model.text.characters import (
    MOST_MARKS,
    MOST_TURNS,
    RE_INVISIBLE,
    RE_JOINED,
    invisible_in,
    piled_marks,
    turns_too_often,
    without_joined,
)
from mission_archive.model.text.encoding import utf_8

RE_CONFLICT_MARKS = tuple(re.compile(mark, re.MULTILINE) for mark in (r"^<{7} ", r"^={7}$", r"^>{7}(?: |$)"))
"""The lines around and between two versions of some others, which git leaves where it cannot join them."""


def decode(data: bytes, path: str) -> tuple[str | None, list[Problem]]:
    """The text with `\\n` line ends, no byte order mark and no invisible characters, and what is wrong with it.

    No text (None) if it cannot be read or there is none.
    """

    def problem(before: str, code: Code, message: str) -> Problem:
        """A problem of what follows `before`."""
        return Problem(path, before.count("\n") + 1, len(before) - before.rfind("\n"), code, "", message)

    text = utf_8(data, path)
    if isinstance(text, Problem):
        return None, [text]
    if "<<<<<<< " in text and (conflict := _conflict(text)):
        at, message = conflict
        return None, [problem(text[:at], Code.CONFLICT, message)]
    problems = []
    if invisible := invisible_in(text):
        others = sum(map(len, RE_INVISIBLE.findall(text))) - 1
        message = f"the invisible character U+{ord(invisible[0][0]):04X} is here; delete it"
        message += f", and {others} more in this file" if others else ""
        problems.append(problem(text[: invisible.start()], Code.CHARACTER, message))
        text = RE_INVISIBLE.sub(lambda found: " " if found[0] in "\u2028\u2029\x85" else "", text)
    for at, message in _for_no_browser(text):
        problems.append(problem(text[:at], Code.CHARACTER, message))
    if not text.isascii() and (joined := RE_JOINED.search(text)):
        parted, others = without_joined(joined[0]), len(RE_JOINED.findall(text)) - 1
        message = (
            f"'{joined[0]}' (U+{ord(joined[0]):04X}) is one character for what is written as '{parted}', so a search "
            f"does not find the word; write '{parted}'"
        )
        message += f", and correct {others} more in this file" if others else ""
        problems.append(problem(text[: joined.start()], Code.CHARACTER, message))
    if not text.strip():
        empty = "the file is empty; write the record, or delete the file"
        return None, problems or [problem("", Code.EMPTY_FILE, empty)]
    return text, problems


def _conflict(text: str) -> tuple[int, str] | None:
    """Where two versions of some lines are that git could not join, and what to do, if there are such."""
    places, at = [], 0
    for mark in RE_CONFLICT_MARKS:
        found = mark.search(text, at)
        if found is None:
            return None
        at = found.start()
        places.append(at)
    first, middle, last = (text.count("\n", 0, place) + 1 for place in places)
    message = (
        f"git could not join two versions of this file: one is in lines {first} to {middle}, the other in "
        f"lines {middle} to {last}; keep what is right in both, and delete these three lines"
    )
    return places[0], message


def _for_no_browser(text: str) -> Iterator[tuple[int, str]]:
    """Where letters are that would keep a browser busy for minutes, and what to do."""
    if (at := piled_marks(text)) is not None:
        yield at, f"more than {MOST_MARKS} accents or other marks are on one letter here; delete them"
    if (at := turns_too_often(text)) is not None:
        message = (
            f"the direction of writing changes more than {MOST_TURNS:,} times in this paragraph; split it, or delete "
            "the letters that do not belong to it"
        )
        yield at, message
