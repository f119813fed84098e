"""Strategies for texts of dates: all that the record format accepts, and what it shares with the package edtf."""

import datetime

from hypothesis import strategies as st

from mission_archive.model.dates import Date, Mistake

YEARS = st.integers(1000, 9999).map("{:04}".format)
MASKED_YEARS = (
    YEARS.map(lambda year: f"{year[:3]}X") | YEARS.map(lambda year: f"{year[:2]}XX") | st.just("XXXX")
)
MONTHS = st.integers(1, 12).map("{:02}".format)
SEASONS = st.sampled_from(["21", "22", "23", "24"])
DAYS = st.dates(datetime.date(1000, 1, 1)).map(str)


def joined(*parts: st.SearchStrategy[str], by: str = "-") -> st.SearchStrategy[str]:
    return st.tuples(*parts).map(by.join)


KNOWN = DAYS | YEARS | joined(YEARS, MONTHS) | joined(YEARS, SEASONS)
MASKED = (
    MASKED_YEARS
    | joined(YEARS, st.just("XX"))
    | joined(YEARS, MONTHS, st.just("XX"))
    | joined(MASKED_YEARS, MONTHS)
    | joined(MASKED_YEARS, DAYS.map(lambda day: day[5:]))
)
QUALIFIERS = st.sampled_from(["", "", "", "?", "~", "%"])
POINTS = joined(KNOWN | MASKED | joined(MASKED_YEARS, SEASONS), QUALIFIERS, by="")


def exists(text: str) -> bool:
    try:
        Date.parse(text)
    except Mistake:
        return False
    return True


def spans(points: st.SearchStrategy[str], by: str) -> st.SearchStrategy[str]:
    """Spans with their ends in order: two days drawn at random are in order half of the time."""
    return st.lists(points, min_size=2, max_size=2).map(sorted).map(by.join)


def sets(parts: st.SearchStrategy[str], least: int = 1) -> st.SearchStrategy[str]:
    return st.lists(parts, min_size=least, max_size=4).map(lambda parts: "{" + ",".join(parts) + "}")


def texts(points: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return (
        points
        | spans(points, "/").filter(exists)
        | joined(points, st.just("/.."), by="")
        | joined(st.just("../"), points, by="")
        | sets(points | spans(points, "..").filter(lambda span: exists(span.replace("..", "/"))))
    )


TEXTS = texts(POINTS)
TEXTS_WITH_YEARS = texts(joined(KNOWN, QUALIFIERS, by=""))
TEXTS_WITHOUT_YEARS = joined(MASKED_YEARS | joined(MASKED_YEARS, MONTHS), QUALIFIERS, by="")

MONTHS_AND_DAYS = DAYS | YEARS | joined(YEARS, MONTHS)
SHARED_WITH_EDTF = (
    joined(YEARS, SEASONS.filter(lambda season: season != "24"))
    | joined(MONTHS_AND_DAYS, QUALIFIERS, by="")
    | MASKED.filter(lambda text: "XXXX" not in text and not text.endswith("-02-29"))
    | spans(joined(MONTHS_AND_DAYS, QUALIFIERS, by=""), "/").filter(exists)
    | sets(MONTHS_AND_DAYS | spans(DAYS, ".."), least=2)
)
