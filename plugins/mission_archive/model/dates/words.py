"""Dates that someone wrote in words, in one of the archive's languages, and the EDTF they may have meant.

Only for advice to an editor: what comes out is a guess that the reader of dates checks and the editor decides on.
"""

import re
from collections.abc import Iterator

from mission_archive.model.package_data import by_word, package_data

RE_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+")
RE_WEEKDAY = re.compile(
    r"(?:mon|tue|tues|wednes|wed|thurs|thur|thu|fri|satur|sat|sun)(?:days?)?"
    r"|понедельник|вторник|сред[ауы]|четверг|пятниц[ауы]|суббот[ауы]|воскресенье|(?:як|ду|се|чор|панҷ)?шанбе|ҷумъа"
)
RE_DECADE = re.compile(r"([0-9]{3})0-?(?:s|'s|е|х|х гг|ум)")

_WORDS = package_data("model/dates/words.yml")
STEMS = {
    stem: number
    for first, units in ((1, _WORDS["months"]), (21, _WORDS["seasons"]))
    for number, stems in enumerate(units, first)
    for stem in stems.split()
}
"""Beginning of a word → the month, 1 to 12, or the season, 21 to 24."""
MONTH_STEMS = tuple(stem for stem, number in STEMS.items() if number <= 12)
RE_STEM = re.compile("|".join(STEMS))
ENGLISH = f" {_WORDS['english']}"
NOT_KNOWN = frozenset(frozenset(words.split()) for words in _WORDS["not_known"])
KIND_OF_WORD = by_word(_WORDS["kinds"])
"""Word → what it says of the date beside it, empty if nothing."""


def edtf_of_words(text: str) -> str | None:
    """The EDTF of a text such as "15 April 2010", "весна 2011" or "since 2010"; None if it is not understood."""
    text = text.casefold()
    if decade := RE_DECADE.search(text):
        return f"{decade[1]}X"
    tokens = RE_TOKEN.findall(text)
    if frozenset(tokens) in NOT_KNOWN:
        return "XXXX"
    numbers = [token for token in tokens if token.isdecimal()]
    words = [token for token in tokens if not token.isdecimal() and not RE_WEEKDAY.fullmatch(token)]
    units = [unit for word in words if (unit := _unit(word))]
    kinds = {KIND_OF_WORD.get(word) for word in words if not _unit(word)} - {""}
    if len(numbers) == len(tokens) or None in kinds or not {len(number) for number in numbers} <= {1, 2, 4}:
        return None
    years = [number for number in numbers if len(number) == 4] or ["XXXX"] * (len(units) == 1)
    dates = list(_dates(years, units, [f"-{number:0>2}" for number in numbers if len(number) < 3]))
    if len(dates) != 1:
        return "/".join(dates) if dates and kinds <= {"since", "until", "to"} else None
    date = dates[0] + ("%" if {"~", "?"} <= kinds else "~" * ("~" in kinds) + "?" * ("?" in kinds))
    return f"{date}/.." if "since" in kinds else f"../{date}" if "until" in kinds else date


def _unit(word: str) -> int | None:
    """The month or season that a word names. An English one is whole or cut short: "maybe" is none, nor is "market"."""
    stem = RE_STEM.match(word)
    if stem is None or (word.isascii() and f" {word}" not in ENGLISH):
        return None
    return STEMS[stem[0]]


def _dates(years: list[str], units: list[int], days: list[str]) -> Iterator[str]:
    """The one date, or the first and the last, of the numbers and words that a text has of each kind."""
    match years, units, days:
        case [_] | [_, _], [], []:
            yield from years
        case [year], [unit], [] | [_] | [_, _] if unit <= 12 or not days:
            yield from (f"{year}-{unit:02}{day}" for day in days or [""])
        case [year], [_, _], [] | [_, _] if max(units) <= 12 or not days:
            yield from (f"{year}-{unit:02}{day}" for unit, day in zip(units, days or ["", ""], strict=True))
