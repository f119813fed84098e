"""The files of records as text, for lines that are to be pasted into them."""

from collections.abc import Callable
from pathlib import Path

TextOf = Callable[[str], str]
"""From a record's path, as problems give it, to the text of its file; empty if it cannot be read."""


def texts_below(content: Path, name: str) -> TextOf:
    """A function that gives the text of a file below `content`, or nothing if it cannot be read. Its paths begin with
    `name`, as problems call that folder."""

    def text_of(path: str) -> str:
        try:
            return (content / path.removeprefix(f"{name}/")).read_text("utf-8-sig", errors="replace")
        except OSError:
            return ""

    return text_of
