"""The plan of the whole site: every page with its address, its template, and how to get what it says.

What a page says is computed when the page is written and not before, so that a large archive does not stand in memory
twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from mission_archive.model.archive import FACETS, Archive
from mission_archive.model.languages import FIRST_LANGUAGE
from mission_archive.model.records import Record
from mission_archive.rendering.addresses import facet_url, record_url
from mission_archive.rendering.labels import COLLECTION_NAMES, FACET_NAMES
from mission_archive.rendering.links import Reader
from mission_archive.rendering.listings import Listing, facet_index, listings, span_of
from mission_archive.rendering.record_pages import promise, record_page, step

Translate = Callable[[str], str]
View = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PagePlan:
    """One page. `url` is its path from the site's root, `view` gives what its template is told.

    `source` is the file, from the project's root, in which an editor changes what the page says.
    `is_listed` tells whether the page may stand in the sitemap.
    """

    url: str
    template: str
    title: str
    language: str
    view: Callable[[], View]
    description: str = ""
    source: str | None = None
    is_listed: bool = True


def site_plan(archive: Archive, translate: Translate) -> Iterator[PagePlan]:
    """All pages made from records and vocabularies, records first. The home page is planned by `home_view`."""
    reader = Reader(FIRST_LANGUAGE)
    for record in archive.records.values():
        yield from _record_plans(record, archive, translate)
    for facet in FACETS:
        name = translate(FACET_NAMES[facet])
        yield PagePlan(
            facet_url(facet, reader.interface), "terms.html", name, reader.interface,
            partial(_index_view, archive, facet, reader),
        )  # fmt: skip
        for listing in listings(archive, facet, reader):
            title = listing.title or translate(
                COLLECTION_NAMES.get(listing.term_id, listing.term_id.capitalize())
            )
            yield PagePlan(
                listing.pages[listing.number - 1], "listing.html", title, reader.interface,
                partial(_listing_view, listing, title, reader), listing.description or "",
            )  # fmt: skip


def _record_plans(record: Record, archive: Archive, translate: Translate) -> Iterator[PagePlan]:
    for former in record.former_urls:
        # An old address may be written with or without the file's name; both are served from the folder.
        url = former.removesuffix("index.html").rstrip("/") + "/"
        target = record_url(record, record.original)
        yield PagePlan(
            url, "moved.html", record.id, record.original, partial(dict, target=target), is_listed=False
        )
    if record.removed:
        yield PagePlan(
            f"{record.id}/", "removed.html", translate("Record removed"), FIRST_LANGUAGE,
            partial(dict, removed=record.removed), is_listed=False,
        )  # fmt: skip
        return
    for language, words in record.words.items():
        yield PagePlan(
            record_url(record, language), "record.html", words.title, language,
            partial(_record_view, record, language, archive), words.summary, words.path,
            is_listed=record.withdrawn is None,
        )  # fmt: skip


def _record_view(record: Record, language: str, archive: Archive) -> View:
    page = record_page(record, language, archive, Reader(language))
    return {"record": page}


def _listing_view(listing: Listing, title: str, reader: Reader) -> View:
    return {"listing": listing, "title": title, "reader": reader}


def _index_view(archive: Archive, facet: str, reader: Reader) -> View:
    return {"facet": facet, "terms": facet_index(archive, facet, reader)}


def home_view(archive: Archive, reader: Reader) -> View:
    """What the home page shows of the archive."""
    records = list(archive.listed)
    return {
        "count": len(records),
        "span": span_of(records),
        "newest": records[:5],
        "years": facet_index(archive, "years", reader),
        "facets": {
            facet: facet_index(archive, facet, reader) for facet in ("collections", "dimensions", "series")
        },
        "promises": [
            step(record, archive.now, reader)
            if outcome is None
            else promise(outcome, archive.now, reader, record)
            for record, outcome in archive.open_promises
        ],
        "reader": reader,
    }
