"""Dates in English: day, month, year, as in British usage."""

from dataclasses import replace

from mission_archive.rendering.when.words import DateWords, DurationWords

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
SHORT_MONTHS = tuple(month[:3] for month in MONTHS)
SEASONS = ("spring", "summer", "autumn", "winter")

ROLES = {"start": "began {}", "end": "ended {}", "published": "published {}"}

LONG = DateWords(
    months=MONTHS,
    seasons=SEASONS,
    with_year="{0} {1}",
    with_winter_years="{0} {1}–{3}",
    year="{}",
    years="{}",
    decade="the {}s",
    decade_after_preposition="the {}s",
    decade_after_month="{}s",
    century="between {} and {}",
    unknown_date="date not known",
    unknown_year="year not known",
    since="from {}",
    until="until {}",
    conjunction="and",
    qualifiers={"?": "{}, uncertain", "~": "about {}", "%": "about {}, uncertain"},
    qualifiers_inside={"?": "{} (uncertain)", "~": "about {}", "%": "about {} (uncertain)"},
    is_qualified_outside=False,
    roles=ROLES,
    # "began 12 April", but "began in April"
    roles_without_day={role: phrase.replace("{}", "in {}") for role, phrase in ROLES.items()},
    durations=DurationWords(
        units={
            "years": ("year", "years"),
            "months": ("month", "months"),
            "weeks": ("week", "weeks"),
            "days": ("day", "days"),
        },
        plural=lambda number: int(number != 1),
        numerals=(
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
        ),
    ),
)

SHORT = replace(
    LONG,
    months=SHORT_MONTHS,
    decade="{}s",
)
