"""What the pages of lists and the home page show besides their rows."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from mission_archive.model.addresses import language_root, listing_url, root_of
from mission_archive.model.archive import Archive
from mission_archive.model.records import REPORTS, UNDATED
from mission_archive.rendering.lists.bands import year_band
from mission_archive.rendering.lists.extents import year_range
from mission_archive.rendering.lists.listings import Listing, facet_index, year_anchor
from mission_archive.rendering.lists.narrowing import FEWEST, Narrowings
from mission_archive.rendering.lists.overviews import Overviews
from mission_archive.rendering.lists.recent import recent_changes
from mission_archive.rendering.maps.atlas import Atlas
from mission_archive.rendering.maps.dots import town_dots
from mission_archive.rendering.records.threads import promise_step
from mission_archive.rendering.words.alphabets import sort_key
from mission_archive.rendering.words.messages import Messages

MOST_TOWNS = 12
"""Towns that the home page lists beside the map; the index of places lists all of them."""

FEWEST_YEARS = 3
"""Years of a list that are worth a band of their own."""


def listing_view(
    listing: Listing, messages: Messages, overviews: Overviews, narrowings: Narrowings | None
) -> Mapping[str, Any]:
    """A page of a list. The first one says more: an overview, and how the list may be narrowed.

    Without `narrowings` it is not, for want of a search that could.
    """
    view: dict[str, Any] = {"listing": listing}
    if listing.number > 1:
        return view
    view |= overviews.of(listing, messages)
    if narrowings:
        view["narrowings"] = narrowings.of(listing, messages)
    if listing.facet != "years":
        view["band"] = _band_of(listing, messages)
    return view


def _band_of(listing: Listing, messages: Messages) -> Markup | None:
    """The years of a list that lead to where they begin in it, if there are too many to see at a glance."""
    counts, pages = listing.extent.counts, listing.extent.pages
    if len(listing.records) < FEWEST or len(counts) < FEWEST_YEARS:
        return None
    hrefs = {year: f"{listing.pages[page]}#{year_anchor(year)}" for year, page in pages.items()}
    return year_band(counts, hrefs, messages, root=root_of(listing.pages[0]), is_small=True)


def home_view(archive: Archive, messages: Messages, atlas: Atlas) -> Mapping[str, Any]:
    """What the home page shows of the archive."""
    language = messages.language
    root = root_of(language_root(language))
    records = list(archive.listed)
    counts = Counter(year for record in records for year in record.date.years)
    hrefs = {year: listing_url("years", f"{year:04}", language) for year in counts}
    dots = town_dots(archive, language)
    return {
        "count": len(records),
        "span": year_range(record for record in records if record.collection != REPORTS),
        "newest": records[:5],
        "band": year_band(counts, hrefs, messages, root=root),
        "map": atlas.town_map(dots, messages, root=root),
        "towns": sorted(dots, key=lambda dot: (-dot.count, sort_key(dot.link.text, language)))[:MOST_TOWNS],
        "changes": recent_changes(archive, messages),
        "undated": archive.listing("years").get(UNDATED),
        "facets": {
            facet: facet_index(archive, facet, messages) for facet in ("dimensions", "themes", "series")
        },
        "promises": [
            promise_step(record, outcome, archive.now, language) for record, outcome in archive.open_promises
        ],
    }
