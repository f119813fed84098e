"""The folder `pagefind/` of a built site: Pagefind's index, and beside it what our search page shows and counts.

What belongs to one state of the archive lies in one folder named by its digest, so that a browser never joins rows of
yesterday to an index of today, and may keep all it has fetched for ever. Only `pagefind-entry.json` tells which.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol

from mission_archive.search.metadata import UnknownForm, number_of_pages, with_numbered_pages
from mission_archive.search.pagefind import LANGUAGE, SearchFault, write_index

FOLDER = "pagefind"
KEPT = ("pagefind.js", f"wasm.{LANGUAGE}.pagefind")
"""Of what Pagefind writes: not its own search boxes, nor a worker that would load its program a second time."""


class Document(Protocol):
    """A record for the search: what it is found by, and what is shown of it."""

    @property
    def id(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def fields(self) -> Mapping[str, str]: ...
    @property
    def row(self) -> Mapping[str, Any]: ...


def write_search(
    site: Path, documents: Iterable[Document], tables: Mapping[str, Any], executable: Path | None = None
) -> int:
    """Make the site in folder `site` searchable, in the place of any search it had; the number of records.

    `tables` is what the search page loads besides: the name of a file → what it says as JSON.
    Raises SearchFault if Pagefind is missing or fails.
    """
    target = site / FOLDER
    shutil.rmtree(target, ignore_errors=True)
    rows: list[str] = []

    def indexed() -> Iterable[tuple[str, str, Mapping[str, str]]]:
        for document in documents:
            rows.append(_json(document.row))
            yield document.id, document.text, document.fields

    with tempfile.TemporaryDirectory(prefix="search-") as folder:
        made = Path(folder) / "index"
        count = write_index(indexed(), made, executable)
        written = {name: _json(table) for name, table in tables.items()}
        (meta_path,) = made.glob("*.pf_meta") if count else (None,)
        meta = meta_path.read_bytes() if meta_path else b""
        state = _digest(meta, *rows, *written.values())
        _write_state(target / state, rows, written)
        if meta:
            _move_index(made, target, meta, state, count)
        (target / "pagefind-entry.json").write_text(_entry(made, state), encoding="utf-8")
    return count


def _write_state(folder: Path, rows: list[str], tables: Mapping[str, str]) -> None:
    (folder / "rows").mkdir(parents=True)
    for number, row in enumerate(rows):
        (folder / "rows" / f"{number}.json").write_text(row, encoding="utf-8")
    for name, table in tables.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(table, encoding="utf-8")


def _move_index(made: Path, target: Path, meta: bytes, state: str, count: int) -> None:
    try:
        if number_of_pages(meta) != count:
            raise UnknownForm("it does not know all records")
        (target / f"pagefind.{state}.pf_meta").write_bytes(with_numbered_pages(meta))
    except UnknownForm as fault:
        raise SearchFault(
            f"Pagefind's pf_meta has an unknown form ({fault}); use the version that requirements/ names"
        ) from fault
    shutil.move(made / "index", target / "index")
    for name in KEPT:
        shutil.move(made / name, target / name)


def _entry(made: Path, state: str) -> str:
    """Pagefind's entry with the name of our state in the place of its own digest."""
    entry = json.loads((made / "pagefind-entry.json").read_text(encoding="utf-8"))
    for language in entry["languages"].values():
        language["hash"] = state
    return _json({**entry, "state": state})


def _digest(meta: bytes, *texts: str) -> str:
    digest = hashlib.sha256(meta)
    for text in texts:
        digest.update(text.encode())
    return digest.hexdigest()[:10]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
