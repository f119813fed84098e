"""Dates in Tajik: month and season are tied by the izofat «-и» to the year, which is «соли 2010»."""

from dataclasses import replace

from mission_archive.rendering.when.words import DateWords, DurationWords

MONTHS = (
    "январ", "феврал", "март", "апрел", "май", "июн", "июл", "август", "сентябр", "октябр", "ноябр",
    "декабр",
)  # fmt: skip
SHORT_MONTHS = tuple(month[:3] for month in MONTHS)
SEASONS = ("баҳор", "тобистон", "тирамоҳ", "зимистон")

LONG = DateWords(
    months=MONTHS,
    month_ending="и",
    seasons=SEASONS,
    season_ending="и",
    with_year="{0} соли {1}",
    with_winter_years="{0} солҳои {1}–{2}",
    year="соли {}",
    years="солҳои {}",
    decade="солҳои {}-ум",
    century="солҳои {}–{}",
    unknown_date="сана номаълум",
    unknown_year="сол номаълум",
    since="аз {}",
    until="то {}",
    conjunction="ва",
    qualifiers={"?": "эҳтимолан {}", "~": "тахминан {}", "%": "тахминан {}, номуайян"},
    qualifiers_inside={"?": "эҳтимолан {}", "~": "тахминан {}", "%": "тахминан {} (номуайян)"},
    is_qualified_outside=True,
    roles={"start": "оғоз: {}", "end": "анҷом: {}", "published": "нашр: {}"},
    durations=DurationWords(
        # A noun stays in the singular after a number.
        units={"years": ("сол",), "months": ("моҳ",), "weeks": ("ҳафта",), "days": ("рӯз",)},
        plural=lambda number: 0,
        numerals=("сифр", "як", "ду", "се", "чор", "панҷ", "шаш", "ҳафт", "ҳашт", "нуҳ", "даҳ"),
    ),
)

SHORT = replace(
    LONG,
    months=SHORT_MONTHS,
    # three letters are a sign, not a word: they take no ending
    month_ending="",
    with_year="{0} {1}",
    with_winter_years="{0} {1}–{2}",
    year="{}",
    years="{}",
)
