"""What records are listed by, and the terms by which each is."""

from collections.abc import Callable, Iterable, Mapping

from mission_archive.model.records import UNDATED, Record

MOST_YEARS = 30
"""A record of more years is listed under its first and last alone."""


def _years(record: Record) -> Iterable[str]:
    years = record.date.years
    shown = years if len(years) <= MOST_YEARS else (years[0], years[-1])
    return [f"{year:04}" for year in shown] or [UNDATED]


TERMS: Mapping[str, Callable[[Record], Iterable[str | None]]] = {
    "collections": lambda record: [record.collection],
    "years": _years,
    "places": lambda record: [mention.place for mention in record.places],
    "themes": lambda record: record.themes,
    "dimensions": lambda record: record.dimensions,
    "institutions": lambda record: record.organisers + record.partners,
    "series": lambda record: [record.series],
    "formats": lambda record: [record.format],
}
FACETS = tuple(TERMS)
"""What records are listed by. All but collections and years are vocabularies of the same name."""


def terms_of(record: Record, facet: str) -> tuple[str, ...]:
    """The ids of the terms that `record` itself names, each once, in its own order. Years are four digits."""
    return tuple(dict.fromkeys(filter(None, TERMS[facet](record))))
