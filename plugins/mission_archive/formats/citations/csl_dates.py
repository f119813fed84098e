"""Dates as CSL-JSON has them: one or two of year, month and day, `circa`, or words.

A season is in words: Zotero reads the season 3 of a year as March.
"""

from __future__ import annotations

from typing import Any

from mission_archive.formats.certainty import certain_span, has_unplaced_days, is_own_date
from mission_archive.model.dates import Point
from mission_archive.model.records import Record


def csl_date(record: Record, words: str) -> dict[str, Any]:
    """The date of a record; `words` say what the format cannot: gaps, open ends, decades, the mere day of a report."""
    if span := certain_span(record):
        first, last = ([int(part) for part in text.split("-")] for text in span)
        return {"date-parts": [first] if first == last else [first, last]}
    point = record.date.value
    if not isinstance(point, Point) or not is_own_date(record) or has_unplaced_days(record):
        return {"literal": words}
    if not point.is_year_known or point.season:
        return {"literal": words}
    date: dict[str, Any] = {
        "date-parts": [[part for part in (point.first_year, point.month, point.day) if part]]
    }
    if point.qualifier:
        date["circa"] = True
    return date
