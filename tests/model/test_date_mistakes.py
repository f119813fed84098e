"""Texts that are not dates: what an editor reads, and that nothing else ever happens."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mission_archive.model.dates import Date, Mistake

MISTAKES = [
    # text, what the sentence says is wrong, what it says to write
    ("", "empty", "YYYY-MM-DD"),
    (" \t", "empty", "YYYY-MM-DD"),
    ("2010-13", "there is no month 13", "2010, or 2010-MM with a month"),
    ("2010-00", "there is no month 00", "2010, or 2010-MM"),
    ("2010-04-00", "there is no day 00", "2010-04 if"),
    ("2010-02-30", "February 2010 has 28 days", "the right day, or 2010-02"),
    ("2012-02-30", "February 2012 has 29 days", "the right day, or 2012-02"),
    ("201X-02-30", "February has 29 days", "or 201X-02 if"),
    ("2010-15-04", "there is no month 15", "2010-04-15"),
    ("2010-25-04", "there is no month 25", "2010-04-25 if"),
    ("15.04.2010", "begins with the year", "2010-04-15"),
    ("15/04/2010", "begins with the year", "2010-04-15"),
    ("04/15/2010", "begins with the year", "2010-04-15"),
    ("04/05/2010", "begins with the year", "2010-05-04 or 2010-04-05"),
    ("04.2010", "begins with the year", "2010-04"),
    ("31.02.2010", "February 2010 has 28 days", "or 2010-02 if"),
    ("15.04.10", "four digits", "2010-04-15"),
    ("12.5.11", "four digits", "2011-05-12"),
    ("1/12/98", "four digits", "1998-12-01 or 1998-01-12"),
    ("5/11/11", "four digits", "2011-11-05 or 2011-05-11"),
    ("40.40.10", "four digits", "YYYY-MM-DD"),
    ("Thursday 12 May 2011", "words", "2011-05-12"),
    ("четверг, 12 мая 2011 г.", "words", "2011-05-12"),
    ("панҷшанбе, 12 майи 2011", "words", "2011-05-12"),
    ("May/June 2011", "words", "2011-05/2011-06"),
    ("апрель–июнь 2010 г.", "words", "2010-04/2010-06"),
    ("30 April to 2 May 2012", "words", "2012-04-30/2012-05-02"),
    ("about May to June 2011", "not an EDTF date", "YYYY-MM-DD"),
    ("May, June and July 2011", "not an EDTF date", "YYYY-MM-DD"),
    ("April 2010", "words", "2010-04"),
    ("15 April 2010", "words", "2010-04-15"),
    ("15 апреля 2010 г.", "words", "2010-04-15"),
    ("баҳори 2011", "words", "2011-21"),
    ("about 2010", "words", "2010~"),
    ("maybe about 2010", "words", "2010%"),
    ("Sept. 2010", "words", "2010-09"),
    ("decided in 2010", "not an EDTF date", "YYYY-MM-DD"),
    ("since 2010", "words", "2010/.."),
    ("until 2010", "words", "../2010"),
    ("2010s", "words", "201X"),
    ("4 December", "words", "XXXX-12-04"),
    ("в апреле 2010 года", "words", "2010-04"),
    ("с апреля по июнь 2010 года", "words", "2010-04/2010-06"),
    ("с 2010 г. по н. в.", "words", "2010/.."),
    ("unknown", "words", "XXXX"),
    ("2010/04/15", "a slash joins the two ends", "2010-04-15"),
    ("2003/04", "a slash joins the two ends", "2003-04 or 2003/2004"),
    ("2010/4", "a slash joins the two ends", "2010-04"),
    ("2010-4-5", "two digits", "2010-04-05"),
    ("40283", "number that a spreadsheet has", "2010-04-15"),
    ("40283.5", "number that a spreadsheet has", "2010-04-15"),
    ("201004", "joined by hyphens", "2010-04"),
    ("2010.4", "joined by hyphens", "2010-04"),
    ("2010.4.15", "joined by hyphens", "2010-04-15"),
    ("20100415", "joined by hyphens", "2010-04-15"),
    ("2016-12-16/2016-12-12", "it ends before it begins", "2016-12-12/2016-12-16"),
    ("202X-02-16/202X-02-13", "it ends before it begins", "202X-02-13/202X-02-16"),
    ("{2010..2009}", "it ends before it begins", "2009..2010"),
    ("2010-04-15-2010-04-17", "joined by a slash", "2010-04-15/2010-04-17"),
    ("2010-04-15 - 2010-04-17", "joined by a slash", "2010-04-15/2010-04-17"),
    ("2010-04-15 – 2010-04-17", "joined by a slash", "2010-04-15/2010-04-17"),
    ("2010-04-15..2010-04-17", "joined by a slash", "2010-04-15/2010-04-17"),
    ("15.04.2010 – 17.04.2010", "joined by a slash", "2010-04-15/2010-04-17"),
    ("15-17.04.2010", "joined by a slash", "2010-04-15/2010-04-17"),
    ("15–17/4/2010", "joined by a slash", "2010-04-15/2010-04-17"),
    ("15. 04. 2010", "begins with the year", "2010-04-15"),
    ("2010-04-15/17", "a whole date", "2010-04-15/2010-04-17"),
    ("2010-04/06", "a whole date", "2010-04/2010-06"),
    ("04.2010 – 05.2010", "joined by a slash", "2010-04/2010-05"),
    ("2010/2011/2012", "two ends", "{2010,2011,2012} or 2010/2012"),
    ("2010-25", "21 spring, 22 summer, 23 autumn, 24 winter", "2010-21"),
    ("2010-36", "36 is a quarter", "2010-10/2010-12"),
    ("2010-41", "41 is a half", "2010-07/2010-12"),
    ("2010-26", "26 is a season of one half of the world", "2010-22"),
    ("2010-31", "31 is a season of one half of the world", "2010-23"),
    ("2010-32", "32 is a season of one half of the world", "2010-24"),
    ("2010-33", "33 is a quarter", "2010-01/2010-03"),
    ("2010-34", "34 is a quarter", "2010-04/2010-06"),
    ("2010-35", "35 is a quarter", "2010-07/2010-09"),
    ("2010-37", "37 is a third", "2010-01/2010-04"),
    ("2010-38", "38 is a third", "2010-05/2010-08"),
    ("2010-39", "39 is a third", "2010-09/2010-12"),
    ("2010-40", "40 is a half", "2010-01/2010-06"),
    ("2010-42", "there is no month 42", "2010, or 2010-MM"),
    ("2010-21-05", "a season has no days", "2010-21"),
    ("2010–04–15", "a dash in place of a hyphen", "2010-04-15"),
    ("20ХХ", "capital Latin X", "20XX"),
    ("201x", "capital Latin X", "201X"),
    ("201?", "an unknown digit is written X", "201X"),
    ("20?", "an unknown digit is written X", "20XX"),
    ("(2010)", "in brackets", "2010"),
    ("2010»", "in brackets", "2010"),
    ("2010-??", "an unknown digit is written X", "2010-XX"),
    ("2010-1X", "a month is known in full or not at all", "2010-XX"),
    ("2010-12-1X", "a day is known in full or not at all", "2010-12-XX"),
    ("2010-XX-14", "only be known together with its month", "2010, or 2010-MM-14"),
    ("20X0", "only the last digits", "20XX"),
    ("0000", "no year 0000", "XXXX"),
    ("12010", "four digits", "YYYY-MM-DD"),
    ("2010-W15", "weeks", "YYYY-MM-DD"),
    ("2010-04-15.", "a punctuation mark after it", "2010-04-15"),
    ("2010-04-15T10:00", "no time of day", "2010-04-15"),
    ("2010-04-15 10:00", "no time of day", "2010-04-15"),
    ("?2010", "at the end", "2010?"),
    ("2010?-04", "at the end", "2010-04?"),
    ("2010?~", "comes once", "2010%"),
    ("2010/", "an open end is written ..", "2010/.."),
    ("/2010", "an open end is written ..", "../2010"),
    ("2010/present", "an open end is written ..", "2010/.."),
    ("../..", "at least one end", "a date before /.. or after ../"),
    ("{2009-04, 2009-12}", "spaces", "{2009-04,2009-12}"),
    ("2009-04, 2009-12", "a set of dates", "{2009-04,2009-12}"),
    ("[2009-04,2009-12]", "one of several", "2009"),
    ("[2010-05-06,2010-05-07]", "one of several", "2010-05"),
    ("[2010..2012]", "one of several", "201X"),
    ("[1998-05-06,2003]", "one of several", "XXXX"),
    ("{2014-10-13/2014-10-17,2014-10-20}", "joined by ..", "{2014-10-13..2014-10-17,2014-10-20}"),
    ("{2009-04,2009-12}?", "after each date", "{2009-04?,2009-12?}"),
    ("{2010..}", "two ends", "the first and the last date"),
    ("{}", "the set is empty", "a single date"),
    ("{2009-04,2009-13}", "there is no month 13", "2009, or 2009-MM"),
    ("2010-13/2011", "in '2010-13', there is no month 13", "2010, or 2010-MM"),
    (" 2010", "a space", "2010"),
    ("2010\n", "a space", "2010"),
    ("2010\x00", "cannot be seen", "2010"),
    ("٢٠١٠", "0 to 9", "2010"),
    ("２０１０", "0 to 9", "2010"),
    ("2010-04-15 📅", "not an EDTF date", "YYYY-MM-DD"),
    ("2010" * 5000, "20000 characters", "YYYY-MM-DD"),
    ("{" + "2010," * 5000 + "2010}", "characters", "YYYY-MM-DD"),
]


@pytest.mark.parametrize(("text", "wrong", "write"), MISTAKES, ids=[repr(case[0][:40]) for case in MISTAKES])
def test_a_mistake_is_named_with_its_correction(text, wrong, write):
    with pytest.raises(Mistake) as raised:
        Date.parse(text)
    assert wrong in raised.value.wrong
    assert write in raised.value.write
    assert str(raised.value) == f"{raised.value.wrong}; {raised.value.write}"
    assert len(str(raised.value)) < 300


@pytest.mark.parametrize(
    ("text", "write"), [("5.11.2011", "2011-11-05"), ("5.11.11", "2011-11-05"), ("5.11.98", "1998-11-05")]
)
def test_before_a_full_stop_stands_the_day_and_nothing_else_is_proposed(text, write):
    with pytest.raises(Mistake) as raised:
        Date.parse(text)
    assert raised.value.write == f"write {write}"


def test_the_sentence_reads_as_a_whole():
    with pytest.raises(Mistake) as raised:
        Date.parse("2010-13")
    assert str(raised.value) == (
        "'2010-13' is not an EDTF date: there is no month 13; write 2010, or 2010-MM with a month from 01 to 12"
    )


def test_an_error_survives_the_way_between_processes():
    with pytest.raises(Mistake) as raised:
        Date.parse("2010-13")
    assert str(pickle.loads(pickle.dumps(raised.value))) == str(raised.value)


@given(st.text() | st.text("0123456789X-/.{},?~% TАпрель2010ХӣJun", max_size=40))
def test_any_text_is_a_date_or_a_date_error(text):
    match read_or_refused(text):
        case Date() as date:
            assert str(date) == text
            assert date.earliest <= date.latest
        case Mistake(wrong=wrong, write=write):
            assert wrong.isprintable()
            assert write.startswith("write ")


def read_or_refused(text: str) -> Date | Mistake:
    try:
        return Date.parse(text)
    except Mistake as error:
        return error
