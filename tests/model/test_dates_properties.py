"""What holds for every date: its text comes back, its order is total, and edtf finds the same bounds.

`edtf`, the reference implementation in Python, differs where this is known to be its fault or its choice:
it gives winter the December only, a 29 February to years that have none, a year 0 to XXXX, accepts ends in
the wrong order, refuses a set of one date and some spans of mixed precision in sets, and does not read every
mixture of unknown digits, seasons and qualifiers.
"""

import datetime
import warnings

from hypothesis import given
from hypothesis import strategies as st

from mission_archive.model.dates import Date, DateError

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # pyparsing's diagnostics of edtf's grammar
    from edtf import parse_edtf

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
    except DateError:
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


@given(TEXTS)
def test_every_date_is_read_back_from_its_text(text):
    date = Date.parse(text)
    assert str(date) == text
    assert Date.parse(str(date)) == date


@given(TEXTS, TEXTS)
def test_two_dates_share_a_place_in_the_order_only_if_they_are_the_same(text, other):
    assert (Date.parse(text).order == Date.parse(other).order) == (text == other)


@given(TEXTS_WITH_YEARS, TEXTS_WITH_YEARS)
def test_what_ends_before_another_begins_sorts_before_it(text, other):
    date, later = sorted((Date.parse(text), Date.parse(other)), key=lambda date: (date.latest, date.earliest))
    assert date.order < later.order or later.earliest <= date.latest


@given(TEXTS_WITHOUT_YEARS, TEXTS_WITH_YEARS)
def test_dates_without_a_known_year_sort_before_all_others(undated, dated):
    assert Date.parse(undated).order < Date.parse(dated).order


@given(TEXTS)
def test_a_date_contains_its_own_bounds_and_nothing_beyond_them(text):
    date = Date.parse(text)
    assert date.contains(date.earliest)
    assert date.contains(date.latest)
    day = datetime.timedelta(days=1)
    assert date.earliest == datetime.date.min or not date.contains(date.earliest - day)
    assert date.latest == datetime.date.max or not date.contains(date.latest + day)


@given(TEXTS_WITH_YEARS)
def test_the_years_of_a_date_begin_and_end_with_its_bounds(text):
    date = Date.parse(text)
    assert list(date.years) == sorted(set(date.years))
    assert date.has_open_start or date.years[0] == date.earliest.year
    assert date.has_open_end or date.years[-1] == date.latest.year


@given(SHARED_WITH_EDTF)
def test_the_bounds_are_those_that_edtf_finds(text):
    reference, date = parse_edtf(text), Date.parse(text)
    assert date.earliest == datetime.date(*reference.lower_strict()[:3])
    assert date.latest == datetime.date(*reference.upper_strict()[:3])
