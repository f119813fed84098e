"""Dates that someone wrote in words, in one of the archive's languages, and the EDTF they may have meant.

Only for advice to an editor: what comes out is a guess that the reader of dates checks and the editor decides on.
"""

import re

__all__ = ["edtf_of_words"]

RE_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+")
RE_WEEKDAY = re.compile(
    r"(?:mon|tue|tues|wednes|wed|thurs|thur|thu|fri|satur|sat|sun)(?:days?)?"
    r"|понедельник|вторник|сред[ауы]|четверг|пятниц[ауы]|суббот[ауы]|воскресенье|(?:як|ду|се|чор|панҷ)?шанбе|ҷумъа"
)
RE_DECADE = re.compile(r"([0-9]{3})0-?(?:s|'s|е|х|х гг|ум)")

# Beginnings of words: they cover cases, izofat and abbreviations. "ма" alone would be March and May.
MONTHS = (
    ("jan", "янв"),
    ("feb", "фев"),
    ("mar", "мар"),
    ("apr", "апр"),
    ("may", "май", "мая", "мае"),
    ("jun", "июн"),
    ("jul", "июл"),
    ("aug", "авг"),
    ("sep", "сен"),
    ("oct", "окт"),
    ("nov", "ноя"),
    ("dec", "дек"),
)
SEASONS = {
    21: ("spring", "весн", "баҳор"),
    22: ("summer", "лет", "тобистон"),
    23: ("autumn", "fall", "осен", "тирамоҳ"),
    24: ("winter", "зим", "зимистон"),
}
APPROXIMATE = frozenset(
    {
        "about",
        "around",
        "approx",
        "approximately",
        "circa",
        "ca",
        "c",
        "около",
        "примерно",
        "ориентировочно",
        "тахминан",
    }
)
UNCERTAIN = frozenset(
    {
        "probably",
        "perhaps",
        "possibly",
        "maybe",
        "вероятно",
        "возможно",
        "предположительно",
        "эҳтимолан",
        "шояд",
    }
)
SINCE = frozenset({"since", "from", "с", "со", "аз"})
UNTIL = frozenset({"until", "till", "before", "by", "до", "то"})
ONGOING = frozenset(
    {"now", "present", "today", "ongoing", "open", "date", "н", "в", "настоящее", "время", "нас", "имрӯз"}
)
LINKS = frozenset({"to", "through", "по", "то"})
NOT_KNOWN = (
    {"unknown"},
    {"undated"},
    {"n", "d"},
    {"no", "date"},
    {"без", "даты"},
    {"неизвестно"},
    {"номаълум"},
)
FILLERS = frozenset(
    {
        "of",
        "the",
        "in",
        "on",
        "st",
        "nd",
        "rd",
        "th",
        "a",
        "г",
        "гг",
        "год",
        "года",
        "году",
        "й",
        "го",
        "е",
        "в",
        "во",
        "соли",
        "сол",
        "дар",
        "and",
    }
)


def edtf_of_words(text: str) -> str | None:
    """The EDTF of a text such as "15 April 2010", "весна 2011" or "since 2010"; None if it is not understood."""
    text = text.casefold()
    decade = RE_DECADE.search(text)
    if decade:
        return f"{decade[1]}X"
    years: list[str] = []
    days: list[str] = []
    units: list[int] = []
    words: set[str] = set()
    for token in RE_TOKEN.findall(text):
        if token.isdecimal():
            if len(token) not in (1, 2, 4):
                return None
            (years if len(token) == 4 else days).append(token)
        elif unit := _month_or_season(token):
            units.append(unit)
        else:
            words.add(token)
    if words in NOT_KNOWN and not years + days:
        return "XXXX"
    words = {word for word in words if not RE_WEEKDAY.fullmatch(word)}
    known = APPROXIMATE | UNCERTAIN | SINCE | UNTIL | ONGOING | LINKS | FILLERS
    if not words <= known or not (years or units) or len(units) > 2 or len(years) > 2 or len(days) > 2:
        return None
    if len(units) == 2:
        return _from_month_to_month(years, units, days) if words <= LINKS | FILLERS else None
    if len(years) == 2:
        return f"{years[0]}/{years[1]}" if not days and not units else None
    return _assemble(years[0] if years else "XXXX", units[0] if units else None, days, words)


def _from_month_to_month(years: list[str], units: list[int], days: list[str]) -> str | None:
    """Two months or seasons, each with its day or neither; of one year, or one over its end."""
    if len(years) != 1 or len(days) == 1:
        return None
    first, last = (f"-{day:0>2}" for day in days) if days else ("", "")
    return f"{years[0]}-{units[0]:02}{first}/{years[0]}-{units[1]:02}{last}"


def _assemble(year: str, unit: int | None, days: list[str], words: set[str]) -> str | None:
    if days and (unit is None or unit > 12):
        return None
    month = f"{year}-{unit:02}" if unit else year
    if len(days) == 2:
        return f"{month}-{days[0]:0>2}/{month}-{days[1]:0>2}"
    date = f"{month}-{days[0]:0>2}" if days else month
    approximate, uncertain = bool(words & APPROXIMATE), bool(words & UNCERTAIN)
    date += "%" if approximate and uncertain else "~" * approximate + "?" * uncertain
    if words & ONGOING or words & SINCE:
        return f"{date}/.."
    return f"../{date}" if words & UNTIL else date


def _month_or_season(word: str) -> int | None:
    """A month as 1–12, a season as 21–24."""
    for season, stems in SEASONS.items():
        if word.startswith(stems):
            return season
    for month, stems in enumerate(MONTHS, start=1):
        if word.startswith(stems):
            return month
    return None
