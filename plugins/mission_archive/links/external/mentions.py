"""Where records name addresses on other hosts: under `sources`, and as links in their texts."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mission_archive.links.faults import Place
from mission_archive.links.sources import SourceFiles
from mission_archive.model.prose import cleaned, parsed
from mission_archive.model.records import Record
from mission_archive.model.site_paths import record_url

RE_LINK = re.compile(r'<a(?: [a-z-]+="[^"]*")*? href="((?i:https?)://[^"]+)"')
"""A link in cleaned HTML."""
RE_MAY_LINK = re.compile(r"http|www\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an address stands.

    `page` is the address of the record's page from the site's root. `archived` is the kept copy that this page offers
    beside the link, if the record names one.
    """

    url: str
    page: str
    place: Place
    archived: str | None = None


def mentions_of(records: Iterable[Record], project: Path, site_url: str = "") -> list[Mention]:
    """Every mention of an http(s) address in these records, in their order; those below `site_url` are our own.

    Only of records that the public may see, since a report on them may be public. The words of removed ones are gone.
    """
    kept = [record for record in records if not record.removed]
    files = SourceFiles(
        project,
        {
            record_url(record, words.language): words.path
            for record in kept
            for words in record.words.values()
        },
    )
    return [
        mention
        for record in kept
        for mention in dict.fromkeys((*_in_sources(record, files), *_in_texts(record, files)))
        if not (site_url and mention.url.startswith(site_url))
    ]


def _in_sources(record: Record, files: SourceFiles) -> Iterator[Mention]:
    page = record_url(record, record.original)
    for source in record.sources:
        if source.url:
            yield Mention(source.url, page, _place(files, page, source.url, record), source.archived)
        elif source.archived:
            # The copy is all there is, so it is the source.
            yield Mention(source.archived, page, _place(files, page, source.archived, record))


def _in_texts(record: Record, files: SourceFiles) -> Iterator[Mention]:
    copies = {source.url: source.archived for source in record.sources}
    for words in record.words.values():
        if not RE_MAY_LINK.search(words.body):
            continue
        page = record_url(record, words.language)
        for written in RE_LINK.findall(cleaned(words.body, parsed(words.body))):
            url = html.unescape(written)
            yield Mention(url, page, _place(files, page, url, record), copies.get(url))


def _place(files: SourceFiles, page: str, url: str, record: Record) -> Place:
    return files.place(page, "", url) or Place(record.path)
