"""Where addresses on other hosts stand: under `sources` of records, and as links in texts of records and terms."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mission_archive.links.broken import Location
from mission_archive.links.sources import SourceFiles
from mission_archive.model.addresses import listing_url, record_url
from mission_archive.model.records import Record
from mission_archive.model.terms import VOCABULARY_NAMES, Vocabularies
from mission_archive.model.text.prose import cleaned, parsed

RE_LINK = re.compile(r'<a(?: [a-z-]+="[^"]*")*? href="((?i:https?)://[^"]+)"')
"""A link in cleaned HTML."""
RE_MAY_LINK = re.compile(r"http|www\.", re.IGNORECASE)
NO_TERMS = Vocabularies()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where an address stands.

    `page` is the address of the page from the site's root. `archived` is the kept copy that this page offers
    beside the link, if the record names one.
    """

    url: str
    page: str
    location: Location
    archived: str | None = None


def occurrences_of(
    records: Iterable[Record], project: Path, site_url: str = "", vocabularies: Vocabularies = NO_TERMS
) -> list[Occurrence]:
    """Every occurrence of an http(s) address in these records, in their order, and then in the texts of terms.

    Those below `site_url` are our own. Give only records and terms that the public may see, since a report on them
    may be public. The words of removed ones are gone.
    """
    files = SourceFiles(project)
    found = (
        Occurrence(url, page, files.location(path, "", url), copy)
        for page, path, url, copy in (*_in_records(records), *_in_terms(vocabularies))
        if not (site_url and url.startswith(site_url))
    )
    return [*dict.fromkeys(found)]


_Found = tuple[str, str, str, str | None]
"""The address of a page, its file, an address on the page, and the copy of that which the page offers."""


def _in_records(records: Iterable[Record]) -> Iterator[_Found]:
    for record in records:
        if record.removed:
            continue
        page = record_url(record, record.original)
        for source in record.sources:
            if source.url:
                yield page, record.path, source.url, source.archived
            elif source.archived:  # the copy is all there is, so it is the source
                yield page, record.path, source.archived, None
        copies = {source.url: source.archived for source in record.sources}
        for words in record.words.values():
            page = record_url(record, words.language)
            yield from ((page, words.path, url, copies.get(url)) for url in _links(words.body))


def _in_terms(vocabularies: Vocabularies) -> Iterator[_Found]:
    for name in VOCABULARY_NAMES:
        for term in getattr(vocabularies, name).values():
            for language, text in term.texts.items():
                page = listing_url(name, term.id, language)
                yield from ((page, text.path, url, None) for url in _links(text.body))


def _links(body: str) -> Iterator[str]:
    """The addresses to which a text leads."""
    if RE_MAY_LINK.search(body):
        yield from (html.unescape(written) for written in RE_LINK.findall(cleaned(body, parsed(body))))
