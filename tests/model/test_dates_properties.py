"""What holds for every date: its text comes back, its order is total, and edtf finds the same bounds.

`edtf`, the reference implementation in Python, differs where this is known to be its fault or its choice:
it gives winter the December only, a 29 February to years that have none, a year 0 to XXXX, accepts ends in
the wrong order, refuses a set of one date and some spans of mixed precision in sets, and does not read every
mixture of unknown digits, seasons and qualifiers.
"""

import datetime
import warnings

from hypothesis import given, settings

from mission_archive.model.dates import Date
from tests.support.edtf_texts import SHARED_WITH_EDTF, TEXTS, TEXTS_WITH_YEARS, TEXTS_WITHOUT_YEARS

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # pyparsing's diagnostics of edtf's grammar
    from edtf import parse_edtf


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


@given(TEXTS_WITH_YEARS)
def test_the_years_of_a_date_begin_and_end_with_its_bounds(text):
    date = Date.parse(text)
    assert list(date.years) == sorted(set(date.years))
    assert date.has_open_start or date.years[0] == date.earliest.year
    assert date.has_open_end or date.years[-1] == date.latest.year


@settings(deadline=None)  # edtf takes its time
@given(SHARED_WITH_EDTF)
def test_the_bounds_are_those_that_edtf_finds(text):
    reference, date = parse_edtf(text), Date.parse(text)
    assert date.earliest == datetime.date(*reference.lower_strict()[:3])
    assert date.latest == datetime.date(*reference.upper_strict()[:3])
