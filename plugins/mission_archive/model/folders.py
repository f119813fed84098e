"""Where files lie, given by paths with `/`."""

from __future__ import annotations

from collections.abc import Set


def lies_in(path: str, folders: Set[str]) -> bool:
    """Whether a file is in one of some folders, or below it."""
    parts = path.split("/") if folders else []
    return any("/".join(parts[:count]) in folders for count in range(1, len(parts)))
