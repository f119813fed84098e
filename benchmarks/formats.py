"""What the formats cost: CPU milliseconds a record of each and of all, without the writing of files.

    .venv/bin/python -m benchmarks.formats [N]        by default 1000 records

Each is made in the order of a build, where a page has been rendered before the files beside it; what that takes without
any format is taken off. Share pictures are neither drawn nor read. A figure compares with another of the same machine
only, and with the loop in the last line.
"""

from __future__ import annotations

import datetime
import gc
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.calibration import loop
from benchmarks.growing import grow
from mission_archive.building.read import Holdings, read
from mission_archive.formats.citations.cited import cited_in
from mission_archive.formats.citations.styles import citations
from mission_archive.formats.edition import Edition, Format, Subject
from mission_archive.formats.table import FORMATS, format_files, page_formats
from mission_archive.model.file_names import folder_of
from mission_archive.rendering.maps.atlas import Atlas
from mission_archive.rendering.site_plan import site_plan
from mission_archive.rendering.texts.bodies import Bodies
from mission_archive.rendering.when import when
from mission_archive.rendering.words.messages import load_messages

URL, NAME = "https://example.org/archive/", "An archive"


def main(size: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        grow(Path(folder), size)
        holdings = held(Path(folder))
        for each in FORMATS:
            name = each.files.__module__.removeprefix("mission_archive.formats.")
            print(f"{name:24} {cost_of(holdings, [each]):7.3f} ms")
        print(f"{'all':24} {cost_of(holdings, FORMATS):7.3f} ms")
    print(f"{'a loop of 100,000':24} {loop():7.3f} ms")


def held(project: Path) -> Holdings:
    """The records of a project."""
    return read(project / "content", datetime.datetime.now(datetime.UTC), lambda level, text: None)


def cost_of(holdings: Holdings, formats: Sequence[Format], times: int = 3) -> float:
    """CPU milliseconds a record that formats add to what pages take anyway: the least of some runs."""
    more, bare = (min(_seconds(holdings, some) for _ in range(times)) for some in (formats, ()))
    return (more - bare) * 1000 / len(holdings.archive.listed)


def _seconds(holdings: Holdings, formats: Sequence[Format]) -> float:
    gc.set_threshold(100_000, 20, 50)  # as a build does
    archive, messages = holdings.archive, load_messages()
    words: Mapping[str, str] = {"name": NAME, "description": "", "copyright": ""}
    bodies = Bodies(archive, holdings.album.pictures)
    edition = Edition(
        archive, messages, bodies, URL, dict.fromkeys(messages, words), keep=lambda about, make: b""
    )
    pages = [*site_plan(archive, messages, Atlas(archive.vocabularies.places), bodies=bodies)]
    begun = time.process_time()
    files = format_files(edition, formats)
    beside: dict[str, list[str]] = {}
    for path in files:
        beside.setdefault(folder_of(path), []).append(path)
    for page in pages:
        if record := page.record:
            when(record.date, page.language, role=record.date_role, duration=record.duration)
            written = record.text_for(page.language)
            bodies.of(written, written.language, messages[page.language], "../../../")
        subject = Subject(page.url, page.language, page.record, page.listed)
        page_formats(edition, subject, formats)
        if record and formats:
            citations(record, cited_in(edition, record, page.language), messages[page.language], NAME, URL)
        for path in beside.pop(page.url.removesuffix("/"), ()):
            files[path]()
    for path in (path for paths in beside.values() for path in paths):
        files[path]()
    return time.process_time() - begun


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
