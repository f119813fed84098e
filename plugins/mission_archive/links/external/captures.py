"""Copies of sources, kept beside the archive for the day on which a source is gone: one WARC file (ISO 28500) for each
address, and a table of them all.
"""

import datetime
import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from mission_archive.model.captures import Capture, file_of

TABLE = "captures.json"
"""The table's file in the folder of the copies."""


def read_captures(folder: Path) -> dict[str, Capture]:
    """Address → its copy. Raises ValueError, naming the file, if the table is damaged: a person has to look then."""
    table = folder / TABLE
    if not table.is_file():
        return {}
    try:
        held = json.loads(table.read_text("utf-8"))
        if any(entry["file"] != file_of(url) for url, entry in held.items()):
            raise ValueError("a file that is not that of its address")
        return {
            url: Capture(**{**entry, "moment": datetime.datetime.fromisoformat(entry["moment"])})
            for url, entry in held.items()
        }
    except (ValueError, TypeError, KeyError, AttributeError) as fault:
        raise ValueError(
            f"{table.as_posix()} is damaged; put back the version of before, or move the folder away"
        ) from fault


def write_captures(folder: Path, captures: Mapping[str, Capture]) -> None:
    """Write the table, whole or not at all. Raises OSError."""
    held = {url: asdict(capture) for url, capture in sorted(captures.items())}
    new = folder / f".{TABLE}.new"
    text = json.dumps(held, default=datetime.datetime.isoformat, ensure_ascii=False, indent=1)
    new.write_text(f"{text}\n", "utf-8")
    new.replace(folder / TABLE)
