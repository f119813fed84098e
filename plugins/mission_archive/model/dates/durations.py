"""How long something took, as the source says it: the date part of ISO 8601 durations, `P5D`, `P8W`, `P1M15D`."""

import datetime
import re
from dataclasses import dataclass

from mission_archive.model.dates.date import Date, DateRole
from mission_archive.model.dates.mistakes import Mistake, quoted
from mission_archive.model.dates.parts import Point, Precision

RE_DURATION = re.compile(
    r"P(?=[0-9])(?:([0-9]{1,3})Y)?(?:([0-9]{1,3})M)?(?:([0-9]{1,3})W)?(?:([0-9]{1,4})D)?"
)
RE_COUNT = re.compile(r"(?<![0-9])([0-9]{1,4})[ -]?([^\W\d_]+)")
RE_BETWEEN = re.compile(r"[ ,-]*(?:and|и|ва)?[ -]*")
RE_TIME = re.compile(r"P[0-9YMWD]*T[0-9HMS.,]+")

LONGEST_ADVISED = 60
"""Characters. A longer text is something other than a duration with a mistake."""
FORMS = "P and a number with D (days), W (weeks), M (months) or Y (years)"
UNITS = {
    "D": ("d", "д", "рӯз", "руз"),
    "W": ("w", "н", "ҳафта", "хафта"),
    "M": ("m", "м"),
    "Y": ("y", "г", "л", "сол"),
}
"""The letters of ISO 8601, and how the words for them begin in English, Russian and Tajik."""


@dataclass(frozen=True, slots=True)
class Duration:
    """A length in calendar units, kept as stated: four weeks are not turned into 28 days nor into a month."""

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0

    @classmethod
    def parse(cls, text: str) -> "Duration":
        """Read a duration of the record format; a `Mistake` says what an editor should write instead."""
        match = RE_DURATION.fullmatch(text)
        if match:
            duration = cls(*(int(number or 0) for number in match.groups()))
            if str(duration) == text:  # nothing has a zero
                return duration
        raise Mistake(*_explain(text))

    def __str__(self) -> str:
        units = ((self.years, "Y"), (self.months, "M"), (self.weeks, "W"), (self.days, "D"))
        return "P" + "".join(f"{number}{unit}" for number, unit in units if number)

    @property
    def exact_days(self) -> int | None:
        """The number of days where calendar arithmetic has no say: of days and weeks, not of months and years."""
        return None if self.years or self.months else self.weeks * 7 + self.days


def _explain(text: str) -> tuple[str, str]:
    """What is wrong with a text that is not a duration, and what to write."""
    if not text.strip():
        return "the duration is empty", f"write {FORMS}"
    wrong = f"{quoted(text)} is not an ISO 8601 duration"
    if RE_TIME.fullmatch(text):
        return f"{wrong}: hours and minutes are not used here", f"write whole days, {FORMS}"
    if meant := _meant(text):
        return f"{wrong}: a duration is P, then numbers with Y, M, W or D", f"write {meant}"
    return wrong, f"write {FORMS}"


def _meant(text: str) -> str | None:
    """The duration that an editor probably meant."""
    plain = re.sub("^[pр](?=[0-9])", "", text.strip().casefold())  # the other one is Cyrillic
    if len(text) > LONGEST_ADVISED or not RE_BETWEEN.fullmatch(RE_COUNT.sub("", plain)):
        return None
    counts: dict[str, int] = {}
    for number, word in RE_COUNT.findall(plain):
        unit = next((letter for letter, stems in UNITS.items() if word.startswith(stems)), None)
        if unit is None or unit in counts:
            return None
        counts[unit] = int(number)
    meant = "P" + "".join(f"{counts[unit]}{unit}" for unit in reversed(UNITS) if counts.get(unit))
    return meant if RE_DURATION.fullmatch(meant) else None


def span(date: Date, role: str, duration: Duration | None) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of what took place, inclusive, as far as the facts give them.

    A single known day that is its start or end (`role`), with a duration in days or weeks, implies the other end:
    what started on 2010-04-12 and took P5D ended on 2010-04-16. In all other cases these are the bounds of the date:
    months and years have no exact days, and of a day that something was merely held on nobody knows which one it is.
    """
    match date.value:
        case Point(precision=Precision.DAY, is_year_known=True, earliest=day) if (
            duration and duration.exact_days
        ):
            further = datetime.timedelta(days=duration.exact_days - 1)
            if role == DateRole.START:
                return day, day + min(further, datetime.date.max - day)
            if role == DateRole.END:
                return day - min(further, day - datetime.date.min), day
    return date.earliest, date.latest
