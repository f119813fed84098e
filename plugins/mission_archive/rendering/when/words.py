"""What a language needs to say when something was: its names, its joints and its order, from `locale/…/dates.yml`.

In a phrase `{}` is what it is about.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from babel import Locale

from mission_archive.model.package_data import package_data

Style = Literal["long", "short"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DurationWords:
    """How a language counts days, weeks, months and years."""

    units: Mapping[str, Mapping[str, str]]
    """For `years`, `months`, `weeks` and `days` the forms that `plural` chooses from."""
    plural: Callable[[int], str]
    """Which form goes with a number: `one`, `few`, `many` or `other` (Unicode CLDR)."""
    numerals: Sequence[str]
    """The numbers from zero that are written as words; greater ones are written in digits."""
    numerals_by_unit: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    """Numerals that differ with the gender of a unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateWords:
    """How a language writes dates in one style."""

    months: Sequence[str]
    """Without a day: "апрель 2010 г."."""
    months_after_day: Sequence[str] = ()
    """With a day, where that differs: "15 апреля 2010 г."."""
    months_after_preposition: Sequence[str] = ()
    """Without a day, after `since` or `until`, where that differs: "с апреля 2010 г."."""
    month_ending: str = ""
    """What any of these takes on before a year: the Tajik izofat."""
    seasons: Sequence[str]
    seasons_after_preposition: Sequence[str] = ()
    season_ending: str = ""
    """What a season takes on before a year."""

    with_year: str
    """`{0}` the month or season, `{1}` the year, all digits known."""
    with_winter_years: str
    """`{0}` winter, `{1}` the year it begins in, `{2}` the next, `{3}` the next in two digits
    (in four at the turn of a century)."""
    year: str
    """A year alone."""
    years: str
    """Several years alone, joined already."""
    decade: str
    """`{}` is its first year."""
    decade_after_preposition: str = ""
    decade_after_month: str = ""
    century: str
    """`{0}` and `{1}` are its first and last year."""
    unknown_date: str
    unknown_year: str

    since: str
    since_second_day: str = ""
    """`since` before the second day of a month, where that differs."""
    until: str
    conjunction: str
    wide_dash: str = " – "
    """Between the two ends of a span that are more than a number or a word."""
    has_wide_dash_between_words: bool = False
    """The same dash is between two words: "апрель — июнь", while numbers have a narrow one: "12–16"."""

    qualifiers: Mapping[str, str]
    """For `?`, `~` and `%` the phrase around a date that ends there."""
    qualifiers_inside: Mapping[str, str]
    """The same where more words follow."""
    is_qualified_outside: bool
    """A qualifier comes before `since` and `until`, not between them and the date."""

    roles: Mapping[str, str]
    """For `start`, `end` and `published` the phrase around a day."""
    roles_without_day: Mapping[str, str] = field(default_factory=dict)
    """The same around a month, a season, a year or a decade, where that differs."""

    durations: DurationWords


def load(language: str) -> Mapping[Style, DateWords]:
    """The words of a language in both styles; what the short one does not say for itself is as in the long one."""
    said = package_data(f"locale/{language}/dates.yml")
    short = said.pop("short")
    durations = DurationWords(plural=Locale.parse(language).plural_form, **said.pop("durations"))
    long = DateWords(durations=durations, **said)
    return {"long": long, "short": replace(long, **short)}
