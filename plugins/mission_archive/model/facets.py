"""The terms by which a record is listed."""

from __future__ import annotations

from mission_archive.model.records import UNDATED, Record

MOST_YEARS = 30
"""A record of more years is listed under its first and last alone."""


def terms_of(record: Record, facet: str) -> tuple[str, ...]:
    """The ids of the terms that `record` itself names, each once, in its own order. Years are four digits."""
    if facet == "collections":
        return (record.collection,)
    if facet == "years":
        years = record.date.years
        shown = years if len(years) <= MOST_YEARS else (years[0], years[-1])
        return tuple(f"{year:04}" for year in shown) or (UNDATED,)
    if facet == "places":
        return tuple(dict.fromkeys(mention.place for mention in record.places))
    if facet == "institutions":
        return tuple(dict.fromkeys(record.organisers + record.partners))
    if facet in ("series", "formats"):
        term = record.series if facet == "series" else record.format
        return (term,) if term else ()
    return record.themes if facet == "themes" else record.dimensions
