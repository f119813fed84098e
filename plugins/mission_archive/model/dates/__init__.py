"""When something was, in EDTF; how long it took, in ISO 8601; and what to write instead of a wrong date."""

from mission_archive.model.dates.date import Date, DateRole
from mission_archive.model.dates.durations import Duration, span
from mission_archive.model.dates.mistakes import Mistake
from mission_archive.model.dates.parts import DateSet, Interval, Point, Precision, Season

__all__ = [
    "Date",
    "DateRole",
    "DateSet",
    "Duration",
    "Interval",
    "Mistake",
    "Point",
    "Precision",
    "Season",
    "span",
]
