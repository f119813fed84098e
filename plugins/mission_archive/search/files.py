"""The folder `pagefind/` of a built site: Pagefind's index, and beside it what our search page shows and counts.

What belongs to one state of the archive lies in one folder named by its digest, so that a browser never joins rows of
yesterday to an index of today, and may keep all it has fetched for ever. Only `pagefind-entry.json` tells which.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from mission_archive.search.cbor import UnknownForm
from mission_archive.search.metadata import Metadata, Range, read_metadata, write_metadata
from mission_archive.search.pagefind import LANGUAGE, SearchFault, write_index
from mission_archive.search.postings import WordFile, bounds, made_smaller
from mission_archive.search.tables import cut, cut_row, front_coded

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

    `tables` is what the search page loads besides: the name of a file → what it says as JSON, see `tables`.
    Raises SearchFault if Pagefind is missing, fails, or writes files of an unknown form.
    """
    target = site / FOLDER
    shutil.rmtree(target, ignore_errors=True)
    rows: list[Mapping[str, str]] = []

    def indexed() -> Iterable[tuple[str, str, Mapping[str, str]]]:
        for document in documents:
            rows.append({name: _json(row) for name, row in cut_row(document.row).items()})
            yield document.id, document.text, document.fields

    target.mkdir(parents=True)
    # Within the site, which the next build removes should this one be killed.
    with tempfile.TemporaryDirectory(prefix="made-", dir=target) as folder:
        made = Path(folder) / "index"
        count = write_index(indexed(), made, executable)
        metadata, words = _read_index(made, count)
        written = {name: _json(table) for name, table in cut(tables).items()}
        starts, ends = bounds(words)
        written["starts.json"] = _json(front_coded(starts))
        state = _digest([file.data for file in words], rows, written)
        _write_state(target / state, rows, written)
        if metadata:
            files = [
                Range(start, end, f"{state}/{number}")
                for number, (start, end) in enumerate(zip(starts, ends, strict=True))
            ]
            metadata = replace(metadata, files=files)
            _write_index(target, metadata, words)
            (target / f"pagefind.{state}.pf_meta").write_bytes(write_metadata(metadata))
            for name in KEPT:
                shutil.move(made / name, target / name)
        (target / "pagefind-entry.json").write_text(_entry(made, state), encoding="utf-8")
    return count


def _read_index(made: Path, count: int) -> tuple[Metadata | None, list[WordFile]]:
    """What Pagefind has made of `count` records, with its lists of words as we want them."""
    if not count:
        return None, []
    try:
        paths = list(made.glob("*.pf_meta"))
        if len(paths) != 1:
            raise UnknownForm(f"it has {len(paths)} files of metadata instead of one")
        metadata = read_metadata(paths[0].read_bytes())
        if metadata.pages != count:
            raise UnknownForm("it does not know all records")
        paths = [made / "index" / f"{file.name}.pf_index" for file in metadata.files]
        return metadata, made_smaller(path.read_bytes() for path in paths)
    except (UnknownForm, OSError, EOFError, zlib.error, ValueError) as fault:
        raise SearchFault(
            f"Pagefind's index has an unknown form ({fault}); use the version that requirements/ names"
        ) from fault


def _write_index(target: Path, metadata: Metadata, words: Sequence[WordFile]) -> None:
    for place, file in zip(metadata.files, words, strict=True):
        path = target / "index" / f"{place.name}.pf_index"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)


def _write_state(folder: Path, rows: list[Mapping[str, str]], tables: Mapping[str, str]) -> None:
    (folder / "rows").mkdir(parents=True)
    for number, by_ending in enumerate(rows):
        for ending, row in by_ending.items():
            (folder / "rows" / f"{number}{ending}.json").write_text(row, encoding="utf-8")
    for name, table in tables.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(table, encoding="utf-8")


def _entry(made: Path, state: str) -> str:
    """Pagefind's entry with the name of our state in the place of its own digest."""
    entry = json.loads((made / "pagefind-entry.json").read_text(encoding="utf-8"))
    for language in entry["languages"].values():
        language["hash"] = state
    return _json({**entry, "state": state})


def _digest(words: Iterable[bytes], rows: Iterable[Mapping[str, str]], tables: Mapping[str, str]) -> str:
    digest = hashlib.sha256()
    for data in words:
        digest.update(data)
    for named in (*rows, tables):
        for name, text in named.items():
            digest.update(f"{name}\n{text}\n".encode())
    return digest.hexdigest()[:10]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
