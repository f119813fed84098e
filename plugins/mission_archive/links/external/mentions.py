"""Where addresses on other hosts stand: under `sources` of records, and as links in texts of records and terms."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mission_archive.links.faults import Place
from mission_archive.links.sources import SourceFiles
from mission_archive.model.addresses import language_root, record_url
from mission_archive.model.records import Record
from mission_archive.model.terms import VOCABULARY_NAMES, TermText, Vocabularies
from mission_archive.model.text.prose import cleaned, parsed

RE_LINK = re.compile(r'<a(?: [a-z-]+="[^"]*")*? href="((?i:https?)://[^"]+)"')
"""A link in cleaned HTML."""
RE_MAY_LINK = re.compile(r"http|www\.", re.IGNORECASE)
NO_TERMS = Vocabularies()


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an address stands.

    `page` is the address of the page from the site's root. `archived` is the kept copy that this page offers
    beside the link, if the record names one.
    """

    url: str
    page: str
    place: Place
    archived: str | None = None


def mentions_of(
    records: Iterable[Record], project: Path, site_url: str = "", vocabularies: Vocabularies = NO_TERMS
) -> list[Mention]:
    """Every mention of an http(s) address in these records, in their order, and then in the texts of terms.

    Those below `site_url` are our own. Only of records and terms that the public may see, since a report on them may
    be public. The words of removed ones are gone.
    """
    kept = [record for record in records if not record.removed]
    files = SourceFiles(
        project,
        {
            **{
                record_url(record, words.language): words.path
                for record in kept
                for words in record.words.values()
            },
            **{page: text.path for page, text in _term_texts(vocabularies)},
        },
    )
    found = [
        mention
        for record in kept
        for mention in dict.fromkeys((*_in_sources(record, files), *_in_texts(record, files)))
    ]
    for page, text in _term_texts(vocabularies):
        found += dict.fromkeys(
            Mention(url, page, files.place(page, "", url) or Place(text.path)) for url in _links(text.body)
        )
    return [mention for mention in found if not (site_url and mention.url.startswith(site_url))]


def _term_texts(vocabularies: Vocabularies) -> Iterator[tuple[str, TermText]]:
    """The address of the page of each text about a term, and the text."""
    for name in VOCABULARY_NAMES:
        for term in getattr(vocabularies, name).values():
            for language, text in term.texts.items():
                yield f"{language_root(language)}{name}/{term.id}/", text


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
        page = record_url(record, words.language)
        for url in _links(words.body):
            yield Mention(url, page, _place(files, page, url, record), copies.get(url))


def _links(body: str) -> Iterator[str]:
    """The addresses to which a text leads."""
    if RE_MAY_LINK.search(body):
        yield from (html.unescape(written) for written in RE_LINK.findall(cleaned(body, parsed(body))))


def _place(files: SourceFiles, page: str, url: str, record: Record) -> Place:
    return files.place(page, "", url) or Place(record.path)
