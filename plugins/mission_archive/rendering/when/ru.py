"""Dates in Russian: the month in the genitive after a day, «г.» after a year and «гг.» after several."""

from dataclasses import replace

from mission_archive.rendering.when.words import DateWords, DurationWords

MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь",
    "декабрь",
)  # fmt: skip
MONTHS_GENITIVE = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября",
    "ноября", "декабря",
)  # fmt: skip
# A short name loses nothing, so it is not abbreviated: март, май, июнь, июль.
SHORT_MONTHS = (
    "янв.", "февр.", "март", "апр.", "май", "июнь", "июль", "авг.", "сент.", "окт.", "нояб.", "дек.",
)  # fmt: skip
SHORT_MONTHS_GENITIVE = (
    "янв.", "февр.", "марта", "апр.", "мая", "июня", "июля", "авг.", "сент.", "окт.", "нояб.", "дек.",
)  # fmt: skip


def _plural(number: int) -> int:
    """1, 21, 31 … день; 2–4, 22–24 … дня; all others дней."""
    if number % 10 == 1 and number % 100 != 11:
        return 0
    return 1 if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else 2


LONG = DateWords(
    months=MONTHS,
    months_after_day=MONTHS_GENITIVE,
    months_after_preposition=MONTHS_GENITIVE,
    seasons=("весна", "лето", "осень", "зима"),
    seasons_after_preposition=("весны", "лета", "осени", "зимы"),
    with_year="{0} {1} г.",
    with_winter_years="{0} {1}–{2} гг.",
    year="{} г.",
    years="{} гг.",
    decade="{}-е гг.",
    decade_after_preposition="{}-х гг.",
    decade_after_month="{}-е гг.",
    century="{}–{} гг.",
    unknown_date="дата неизвестна",
    unknown_year="год неизвестен",
    since="с {}",
    # read aloud it is «со второго»
    since_second_day="со {}",
    until="до {}",
    conjunction="и",
    qualifiers={"?": "предположительно {}", "~": "примерно {}", "%": "примерно {}, под вопросом"},
    qualifiers_inside={
        "?": "предположительно {}",
        "~": "примерно {}",
        "%": "примерно {} (под вопросом)",
    },
    is_qualified_outside=True,
    wide_dash=" — ",
    has_wide_dash_between_words=True,
    # Nouns, because a verb would have to agree with what began: начался семинар, началась встреча. The colon,
    # because «начало 12 апреля» is the morning of that day; after it the month stays in the nominative, while
    # «опубликовано в сентябре» would need one more case.
    roles={"start": "начало: {}", "end": "окончание: {}", "published": "опубликовано {}"},
    roles_without_day={"start": "начало: {}", "end": "окончание: {}", "published": "опубликовано: {}"},
    durations=DurationWords(
        units={
            "years": ("год", "года", "лет"),
            "months": ("месяц", "месяца", "месяцев"),
            "weeks": ("неделя", "недели", "недель"),
            "days": ("день", "дня", "дней"),
        },
        plural=_plural,
        numerals=(
            "ноль",
            "один",
            "два",
            "три",
            "четыре",
            "пять",
            "шесть",
            "семь",
            "восемь",
            "девять",
            "десять",
        ),
        numerals_by_unit={"weeks": {1: "одна", 2: "две"}},
    ),
)

SHORT = replace(
    LONG,
    months=SHORT_MONTHS,
    months_after_day=SHORT_MONTHS_GENITIVE,
    months_after_preposition=SHORT_MONTHS_GENITIVE,
    with_year="{0} {1}",
    with_winter_years="{0} {1}–{2}",
    year="{}",
    years="{}",
    decade="{}-е",
    decade_after_preposition="{}-х",
    decade_after_month="{}-е",
    century="{}–{}",
)
