"""Every format as it says the awkward records: the files in `expected/`, which were seen to be right.

`python -m tests.formats.golden` writes them anew; `git diff` then shows what has changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from mission_archive.formats.citations.cited import cited_in
from mission_archive.formats.citations.styles import citations
from mission_archive.formats.edition import Edition, Subject
from mission_archive.formats.share.drawing import Map
from mission_archive.formats.share.table import card_of
from mission_archive.formats.table import format_files, page_formats
from mission_archive.model.addresses import permalink, record_url, share_url
from mission_archive.model.languages import LANGUAGES
from mission_archive.model.records import Record
from tests.formats.awkward import awkward_archive
from tests.formats.editions import URL, edition_of

EXPECTED = Path(__file__).parent / "expected"

OF_THE_SITE: Mapping[str, str] = {
    "feed.xml": "feed.xml",
    "feed.json": "feed.json",
    "feed.tg.json": "tg/feed.json",
    "corrections.xml": "feeds/corrections.xml",
    "calendar.ics": "calendar/calendar.ics",
    "calendar.ru.ics": "ru/calendar/calendar.ics",
    "records.jsonl": "data/records.jsonl",
    "records.csv": "data/records.csv",
    "relations.csv": "data/relations.csv",
    "terms.csv": "data/terms.csv",
    "list.json": "events/list.json",
    "linkset.json": "data/linkset.json",
}
"""Name of a file in `expected/` → the file of the site that is to be equal to it."""


def cited(edition: Edition, record_id: str, language: str) -> dict[str, str]:
    """The citations of a record as the reader copies them, by their styles."""
    record, name = edition.archive.records[record_id], edition.words[language]["name"]
    one = cited_in(edition, record, language)
    made = citations(record, one, edition.messages[language], name, URL)
    return {one.style: one.text.striptags() for one in made}


def head(edition: Edition, record: Record, language: str) -> str:
    """What all formats put into the head of a record's page."""
    is_listed = record in edition.archive.listed
    subject = Subject(record_url(record, language), language, record if is_listed else None)
    return str(page_formats(edition, subject).head)


def _citations(edition: Edition) -> str:
    """Of each record its citations in every language, and its files for citation managers."""
    files = {path: make() for path, make in format_files(edition).items() if "/cite." in path}
    lines = []
    for record in _with_a_text(edition):
        lines.append(f"# {record.id}: {record.date}")
        for language in LANGUAGES:
            said = cited(edition, record.id, language)
            lines += [f"{style} ({language}): {text}" for style, text in said.items()]
        for ending in ("bib", "ris", "json"):
            lines.append(files.get(f"{record.id}/cite.{ending}", b"").decode().replace("\r", ""))
        lines.append("")
    return re.sub(r"\n\n+", "\n\n", "\n".join(lines))


def _heads(edition: Edition) -> str:
    """Of each record the head of its page: Dublin Core, Highwire, Open Graph, Signposting, JSON-LD."""
    return "\n".join(
        f"# {record.id}: {record.date}\n{head(edition, record, 'en')}\n" for record in _with_a_text(edition)
    )


def _pictures(edition: Edition) -> str:
    """The words of each share picture, and where its dots are. Its bytes depend on the versions of Pillow and zlib."""
    files = format_files(edition)
    cards = {
        f"{record.id} ({language})": card_of(edition, record, language)
        for record in edition.archive.listed
        for language in LANGUAGES
        if share_url(record, language) in files
    }
    return "\n".join(
        "\n".join((f"# {name}", card.kind, card.title, *card.lines, card.archive, *_map(card.map), ""))
        for name, card in cards.items()
    )


def _map(shown: Map | None) -> list[str]:
    if shown is None:
        return []
    return [" ".join(f"({x:.0f}, {y:.0f})" for x, y in shown.locator.spots), shown.note]


def _with_a_text(edition: Edition) -> list[Record]:
    return [record for record in edition.archive.records.values() if not record.removed]


MADE: Mapping[str, Callable[[Edition], str]] = {
    "citations.txt": _citations,
    "heads.txt": _heads,
    "pictures.txt": _pictures,
}
"""Name of a file in `expected/` → what gathers it."""


def golden() -> dict[str, bytes]:
    """All files of `expected/` as they are made now."""
    edition = edition_of(awkward_archive())
    files = format_files(edition)
    return {
        **{name: files[path]() for name, path in OF_THE_SITE.items()},
        **{name: make(edition).encode() for name, make in MADE.items()},
    }


def marks(record: Record) -> tuple[str, ...]:
    """What a file says that speaks of a record: its id, or its short address."""
    return record.id, permalink(record)


if __name__ == "__main__":
    for name, data in golden().items():
        (EXPECTED / name).write_bytes(data)
