"""How messages repeat what an editor wrote."""

from __future__ import annotations


def shorten(text: str, most: int = 60) -> str:
    """`text` on one line and not too long to stand inside a message."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"
