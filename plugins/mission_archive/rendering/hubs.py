"""The pages from which others are reached: what the home page and the lists show besides their rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from mission_archive.model.archive import Archive
from mission_archive.model.records import UNDATED, Record
from mission_archive.rendering.addresses import language_root, listing_url, root_of
from mission_archive.rendering.bands import year_band
from mission_archive.rendering.listings import Listing, facet_index, span_of
from mission_archive.rendering.maps import Atlas, place_point, town_dots
from mission_archive.rendering.messages import Messages
from mission_archive.rendering.threads import promise, step

MOST_YEARS = 120
"""A band over more years than this has bars that nobody can tell apart; the list of years serves instead."""


def _band(records: Iterable[Record], messages: Messages, root: str, *, is_small: bool = False) -> Markup:
    counts = Counter(year for record in records for year in record.date.years)
    if counts and max(counts) - min(counts) > MOST_YEARS:
        return Markup()
    hrefs = {year: listing_url("years", f"{year:04}", messages.language) for year in counts}
    return year_band(counts, hrefs, messages, root=root, is_small=is_small)


def listing_view(listing: Listing, archive: Archive, messages: Messages, atlas: Atlas) -> Mapping[str, Any]:
    """A page of a list; the first one of a place with its dot on the map, of a theme with its years."""
    view: dict[str, Any] = {"listing": listing}
    if listing.number > 1:
        return view
    if listing.facet == "places":
        point = place_point(archive, listing.term_id)
        view["locator"] = atlas.locator_map(point) if point else None
    if listing.facet == "themes":
        view["band"] = _band(listing.records, messages, root_of(listing.pages[0]), is_small=True)
    return view


def home_view(archive: Archive, messages: Messages, atlas: Atlas) -> Mapping[str, Any]:
    """What the home page shows of the archive."""
    language = messages.language
    root = root_of(language_root(language))
    records = list(archive.listed)
    return {
        "count": len(records),
        "span": span_of(records, archive),
        "newest": records[:5],
        "band": _band(records, messages, root),
        "map": atlas.town_map(town_dots(archive, language), messages, root=root).svg,
        "undated": archive.listing("years").get(UNDATED),
        "facets": {facet: facet_index(archive, facet, messages) for facet in ("dimensions", "series")},
        "promises": [
            step(record, archive.now, language)
            if outcome is None
            else promise(outcome, record, archive.now, language, is_away=True)
            for record, outcome in archive.open_promises
        ],
    }
