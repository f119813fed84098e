"""What the formats cost: CPU milliseconds a record of each and of all, without the writing of files.

    .venv/bin/python -m benchmarks.formats [N]        by default 1000 records

The clock runs while formats work, and only then: while they list their files, say what belongs on each page, and make
each file, and while a page's citations are put together. Collections of garbage in that time are counted. Between
these, in the order of a build, what pages take without any format is made and not counted: the texts of the record
and its date in words, in all languages. Nor is what the building of pages itself takes: templates, lists and maps.
Share pictures are neither drawn nor read, for a build keeps them.

A figure is that of the best of some rounds over the same records, each with nothing at hand of the one before. Beside
it is what a loop that is always the same took during that round: a machine that does other work needs more time for
both, so figures are compared by how many loops they are. In the lines of single formats, each works alone, so what
several share is in each of them, and they add up to more than all.
"""

from __future__ import annotations

import datetime
import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.calibration import one_loop
from benchmarks.growing import grow
from mission_archive.building.read import Holdings, read
from mission_archive.formats.citations.cited import cited_in
from mission_archive.formats.citations.styles import citations
from mission_archive.formats.citations.table import FORMAT as CITATIONS
from mission_archive.formats.edition import Edition, Format, Make, Subject
from mission_archive.formats.table import FORMATS, format_files, page_formats
from mission_archive.model.file_names import folder_of
from mission_archive.model.records import Record
from mission_archive.reading.json_schema import source_schema
from mission_archive.rendering.maps.atlas import Atlas
from mission_archive.rendering.site_plan import PagePlan, site_plan
from mission_archive.rendering.texts.bodies import Bodies
from mission_archive.rendering.when import when
from mission_archive.rendering.words.messages import Messages, load_messages

URL, NAME = "https://example.org/archive/", "An archive"
PAGES_A_LOOP = 500
"""After so many pages the loop runs once."""


class Cost(NamedTuple):
    """CPU milliseconds a record, and those of the loop meanwhile."""

    record: float
    loop: float

    def __str__(self) -> str:
        return f"{self.record:7.3f} ms a record, a loop of 100,000 {self.loop:5.1f} ms"


def main(size: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        grow(Path(folder), size)
        holdings = held(Path(folder))
        for each in FORMATS:
            name = each.files.__module__.removeprefix("mission_archive.formats.")
            print(f"{name:24} {cost_of(holdings, [each])}")
        print(f"{'all':24} {cost_of(holdings, FORMATS)}")


def held(project: Path) -> Holdings:
    """The records of a project."""
    return read(project / "content", datetime.datetime.now(datetime.UTC), lambda level, text: None)


def cost_of(holdings: Holdings, formats: Sequence[Format], rounds: int = 3) -> Cost:
    """What formats add to what pages take anyway, in the best of some rounds."""
    costs = [_cost(holdings, formats) for _ in range(rounds)]
    return min(costs, key=lambda cost: cost.record / cost.loop)


def _cost(holdings: Holdings, formats: Sequence[Format]) -> Cost:
    gc.collect()
    gc.set_threshold(100_000, 20, 50)  # as a build does
    archive, messages = holdings.archive, load_messages()
    words: Mapping[str, str] = {"name": NAME, "description": "", "copyright": ""}
    bodies = Bodies(archive, holdings.album.pictures)
    atlas = Atlas(archive.vocabularies.places)
    names, schema = dict.fromkeys(messages, words), source_schema()
    edition = Edition(archive, messages, bodies, atlas, URL, names, schema, keep=lambda about, make: b"")
    atlas.locator(archive.vocabularies.places.values())  # reads the outlines, which pages of records need
    pages = [*site_plan(archive, messages, atlas, bodies=bodies)]
    loops = [one_loop()]
    begun = time.process_time()
    files = format_files(edition, formats)
    beside: dict[str, list[Make]] = {}
    for path, make in files.items():
        beside.setdefault(folder_of(path), []).append(make)
    taken = time.process_time() - begun
    rendered: Record | None = None
    for number, page in enumerate(pages, 1):
        if number % PAGES_A_LOOP == 0:
            loops.append(one_loop())
        if page.record and page.record is not rendered:
            rendered = page.record
            _render(rendered, bodies, messages)
        begun = time.process_time()
        _said(edition, page, formats)
        for make in beside.pop(page.url.removesuffix("/"), ()):
            make()
        taken += time.process_time() - begun
    begun = time.process_time()
    for make in (make for makes in beside.values() for make in makes):
        make()
    taken += time.process_time() - begun
    return Cost(taken * 1000 / len(archive.listed), statistics.mean(loops))


def _render(record: Record, bodies: Bodies, messages: Mapping[str, Messages]) -> None:
    """What the pages of a record take without any format, and formats take again."""
    for language, says in messages.items():
        when(record.date, language, role=record.date_role, duration=record.duration)
        written = record.text_for(language)
        bodies.of(written, written.language, says, "../../../")


def _said(edition: Edition, page: PagePlan, formats: Sequence[Format]) -> None:
    """What a page says of formats, and how its record is cited."""
    page_formats(edition, Subject(page.url, page.language, page.record, page.listed), formats)
    if page.record and CITATIONS in formats:
        one = cited_in(edition, page.record, page.language)
        citations(page.record, one, edition.messages[page.language], NAME, URL)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
