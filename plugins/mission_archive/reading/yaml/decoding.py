"""From the bytes of a file to its text, without what an editor cannot see."""

from __future__ import annotations

import codecs
import re

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

RE_CONFLICT_MARKS = tuple(re.compile(mark, re.MULTILINE) for mark in (r"^<{7} ", r"^={7}$", r"^>{7}(?: |$)"))
"""The lines around and between two versions of some others, which git leaves where it cannot join them."""

UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(data: bytes, path: str) -> tuple[str | None, list[Problem]]:
    """The text with `\\n` line ends, no byte order mark and no invisible characters, and what is wrong with it.

    No text (None) if it cannot be read or there is none.
    """
    if data.startswith(UTF_16_MARKS) or data[:200].count(0) > len(data[:200]) // 4:
        return None, [_problem(path, 1, 1, Code.ENCODING, f"the file is in UTF-16; {_SAVE_AS}")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig")
        line, column = _place(before.replace("\r\n", "\n").replace("\r", "\n"))
        message = f"from here on the file is not in UTF-8; {_SAVE_AS}"
        return None, [_problem(path, line, column, Code.ENCODING, message)]
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "<<<<<<< " in text and (conflict := _conflict(text, path)):
        return None, [conflict]
    problems = []
    invisible = invisible_in(text)
    if invisible:
        line, column = _place(text[: invisible.start()])
        others = sum(map(len, RE_INVISIBLE.findall(text))) - 1
        message = f"the invisible character U+{ord(invisible[0][0]):04X} is here; delete it"
        if others:
            message += f", and {others} more in this file"
        problems.append(_problem(path, line, column, Code.CHARACTER, message))
        text = RE_INVISIBLE.sub(lambda found: " " if found[0] in "\u2028\u2029\x85" else "", text)
    problems += _for_no_browser(text, path)
    if not text.isascii() and (joined := RE_JOINED.search(text)):
        problems.append(_joined(text, joined, path))
        text = without_joined(text)
    if not text.strip():
        empty = "the file is empty; write the record, or delete the file"
        return None, problems or [_problem(path, 1, 1, Code.EMPTY_FILE, empty)]
    return text, problems


def _joined(text: str, joined: re.Match[str], path: str) -> Problem:
    """One character that stands for several letters, or for the shape of one within a word."""
    line, column = _place(text[: joined.start()])
    others = len(RE_JOINED.findall(text)) - 1
    message = (
        f"'{joined[0]}' (U+{ord(joined[0]):04X}) is one character for what is written as "
        f"'{without_joined(joined[0])}', so a search does not find the word; write '{without_joined(joined[0])}'"
    )
    if others:
        message += f", and correct {others} more in this file"
    return _problem(path, line, column, Code.CHARACTER, message)


_SAVE_AS = "save it again in your editor as UTF-8 (menu «Save as», «Encoding»)"


def _conflict(text: str, path: str) -> Problem | None:
    """Two versions of some lines that git could not join, if there are such."""
    lines = []
    at = 0
    for mark in RE_CONFLICT_MARKS:
        found = mark.search(text, at)
        if found is None:
            return None
        at = found.start()
        lines.append(text.count("\n", 0, at) + 1)
    first, middle, last = lines
    message = (
        f"git could not join two versions of this file: one is in lines {first} to {middle}, the other in "
        f"lines {middle} to {last}; keep what is right in both, and delete these three lines"
    )
    return _problem(path, first, 1, Code.CONFLICT, message)


def _for_no_browser(text: str, path: str) -> list[Problem]:
    """Letters that would keep a browser busy for minutes."""
    found = []
    if (at := piled_marks(text)) is not None:
        found.append(
            (at, f"more than {MOST_MARKS} accents or other marks are on one letter here; delete them")
        )
    if (at := turns_too_often(text)) is not None:
        message = (
            f"the direction of writing changes more than {MOST_TURNS:,} times in this paragraph; split it, or delete "
            "the letters that do not belong to it"
        )
        found.append((at, message))
    return [_problem(path, *_place(text[:at]), Code.CHARACTER, message) for at, message in found]


def _problem(path: str, line: int, column: int, code: Code, message: str) -> Problem:
    return Problem(path, line, column, code, "", message)


def _place(before: str) -> tuple[int, int]:
    """Line and column of what follows `before`."""
    return before.count("\n") + 1, len(before) - before.rfind("\n")
