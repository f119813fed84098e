"""Dates in words, in all languages. The tables of the editors' guide are the first cases."""

import datetime
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mission_archive.model.dates import Date, Duration, Mistake
from mission_archive.rendering.when import WORDS, day_in_words, machine_dates, when
from tests.support.edtf_texts import TEXTS

GUIDE = (Path(__file__).parents[2] / "docs" / "editors" / "dates.md").read_text(encoding="utf-8")
RE_ROW = re.compile(r"^\| (.+) \|$", re.MULTILINE)

ROWS = [[cell.strip() for cell in row.split("|")] for row in RE_ROW.findall(GUIDE)]
FORMS = [(row[1].strip("`"), row[2:]) for row in ROWS if len(row) == 5 and row[1].startswith("`")]
ROLES = [
    ([cell.strip("`") for cell in row[:3]], row[3:]) for row in ROWS if len(row) == 6 and row[0] != "`date`"
]
CASES = [
    [cell.strip() for cell in line.split("|")]
    for line in Path(__file__).with_name("when_cases.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
MISTAKES = [row for row in ROWS if len(row) == 2 and row[0].startswith("`")]


def in_all_languages(text, **options):
    return [when(Date.parse(text), language, **options) for language in WORDS]


@pytest.mark.parametrize(("text", "words"), FORMS, ids=[form[0] for form in FORMS])
def test_every_form_of_the_guide_reads_as_the_guide_says(text, words):
    assert in_all_languages(text) == words


@pytest.mark.parametrize(("fields", "words"), ROLES, ids=[" ".join(role[0]) for role in ROLES])
def test_every_role_of_the_guide_reads_as_the_guide_says(fields, words):
    text, role, length = fields
    assert in_all_languages(text, role=role, duration=Duration.parse(length) if length else None) == words


def test_the_order_of_the_guide_is_the_order_of_a_list():
    order = GUIDE.split("```text\n")[1].split("```")[0].split()
    assert sorted(order, key=lambda text: Date.parse(text).order, reverse=True) == order


@pytest.mark.parametrize(("written", "meant"), MISTAKES, ids=[row[0] for row in MISTAKES])
def test_every_mistake_of_the_guide_is_answered_with_what_was_meant(written, meant):
    with pytest.raises(Mistake) as raised:
        Date.parse(written.split("`")[1])
    assert raised.value.write == f"write {meant.strip('`')}"


def test_the_guide_has_all_its_tables():
    assert (len(FORMS), len(ROLES), len(MISTAKES)) == (31, 8, 25)


@pytest.mark.parametrize("case", CASES, ids=[" ".join(case[:3]) for case in CASES])
def test_rarer_dates_read_well_too(case):
    text, role, length, *words = case
    assert in_all_languages(text, role=role, duration=Duration.parse(length) if length else None) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2010-04-15", ["15 Apr 2010", "15 апр. 2010", "15 апр 2010"]),
        ("2010-05-15", ["15 May 2010", "15 мая 2010", "15 май 2010"]),
        ("2010-03", ["Mar 2010", "март 2010", "мар 2010"]),
        ("2009", ["2009", "2009", "2009"]),
        ("201X", ["2010s", "2010-е", "солҳои 2010-ум"]),
        ("2011-21", ["spring 2011", "весна 2011", "баҳори 2011"]),
        ("2010-24", ["winter 2010–11", "зима 2010–2011", "зимистони 2010–2011"]),
        ("2003/2012", ["2003–2012", "2003–2012", "2003–2012"]),
        ("2016-12-28/2017-01", ["28 Dec 2016 – Jan 2017", "28 дек. 2016 — янв. 2017", "28 дек 2016 – янв 2017"]),
        ("2003-01-21/..", ["from 21 Jan 2003", "с 21 янв. 2003", "аз 21 янв 2003"]),
        ("201X/..", ["from the 2010s", "с 2010-х", "аз солҳои 2010-ум"]),
        ("2009?", ["2009, uncertain", "предположительно 2009", "эҳтимолан 2009"]),
    ],
)  # fmt: skip
def test_the_short_style_abbreviates_months_and_drops_the_word_for_year(text, words):
    assert in_all_languages(text, style="short") == words


def test_a_day_of_the_calendar_is_said_as_a_date_of_a_record_is():
    day = datetime.date(2010, 4, 15)
    assert [day_in_words(day, "en"), day_in_words(day, "en", style="short")] == [
        "15 April 2010",
        "15 Apr 2010",
    ]


def test_a_decade_is_said_as_what_has_no_day():
    assert in_all_languages("201X", role="published") == [
        "published in the 2010s",
        "опубликовано: 2010-е гг.",
        "нашр: солҳои 2010-ум",
    ]


def test_the_short_style_keeps_the_role_and_leaves_the_duration_out():
    words = in_all_languages("2007-12-06", role="end", duration=Duration(days=3), style="short")
    assert words == ["ended 6 Dec 2007", "окончание: 6 дек. 2007", "анҷом: 6 дек 2007"]


def test_all_spaces_are_plain():
    for text, *_ in CASES:
        assert not any("\N{NO-BREAK SPACE}" in words or "~" in words for words in in_all_languages(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("P1D", ["one day", "один день", "як рӯз"]),
        ("P2D", ["two days", "два дня", "ду рӯз"]),
        ("P5D", ["five days", "пять дней", "панҷ рӯз"]),
        ("P10D", ["ten days", "десять дней", "даҳ рӯз"]),
        ("P11D", ["11 days", "11 дней", "11 рӯз"]),
        ("P12D", ["12 days", "12 дней", "12 рӯз"]),
        ("P21D", ["21 days", "21 день", "21 рӯз"]),
        ("P22D", ["22 days", "22 дня", "22 рӯз"]),
        ("P111D", ["111 days", "111 дней", "111 рӯз"]),
        ("P1W", ["one week", "одна неделя", "як ҳафта"]),
        ("P2W", ["two weeks", "две недели", "ду ҳафта"]),
        ("P8W", ["eight weeks", "восемь недель", "ҳашт ҳафта"]),
        ("P1M", ["one month", "один месяц", "як моҳ"]),
        ("P4M", ["four months", "четыре месяца", "чор моҳ"]),
        ("P18M", ["18 months", "18 месяцев", "18 моҳ"]),
        ("P2Y", ["two years", "два года", "ду сол"]),
        ("P5Y", ["five years", "пять лет", "панҷ сол"]),
        ("P1M15D", ["one month and 15 days", "один месяц и 15 дней", "як моҳ ва 15 рӯз"]),
        ("P1Y1M2D", ["one year, one month and two days", "один год, один месяц и два дня", "як сол, як моҳ ва ду рӯз"]),
    ],
)  # fmt: skip
def test_durations_agree_with_their_numbers(text, words):
    date, duration = Date.parse("2010"), Duration.parse(text)
    said = [when(date, language, duration=duration) for language in WORDS]
    assert [text.partition(", ")[2] for text in said] == words


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2010-04-15", "2010-04-15", "2010-04-15"),
        ("2010-12", "2010-12", "2010-12"),
        ("2010-12-XX", "2010-12", "2010-12"),
        ("2009?", "2009", "2009"),
        ("2011-21", "2011-03-01", "2011-05-31"),
        ("2010-24", "2010-12-01", "2011-02-28"),
        ("2010-04-12/2010-05", "2010-04-12", "2010-05"),
        ("2010-23/2011", "2010-09-01", "2011"),
        ("{2009-12,2009-04}", "2009-04", "2009-12"),
        ("2010/..", "2010", None),
        ("../2010", None, "2010"),
        ("201X", None, None),
        ("20XX-12-04", None, None),
    ],
)
def test_machines_get_years_months_and_days_only(text, first, last):
    assert machine_dates(Date.parse(text)) == (first, last)


def test_machines_get_the_implied_end_where_it_is_exact():
    start, months = Date.parse("2006-07-27"), Date.parse("2020-01-01")
    assert machine_dates(start, role="start", duration=Duration(days=10)) == ("2006-07-27", "2006-08-05")
    assert machine_dates(start, role="end", duration=Duration(weeks=1)) == ("2006-07-21", "2006-07-27")
    assert machine_dates(months, role="start", duration=Duration(months=18)) == ("2020-01-01", "2020-01-01")


@pytest.mark.parametrize("language", WORDS)
def test_every_month_and_season_has_its_own_name_in_every_style(language):
    for style in ("long", "short"):
        for numbers in (range(1, 13), range(21, 25)):
            names = {when(Date.parse(f"2010-{number:02}"), language, style=style) for number in numbers}
            assert len(names) == len(numbers)


@given(TEXTS, st.sampled_from(["held", "start", "end", "published"]), st.none() | st.just(Duration(weeks=2)))
def test_every_date_can_be_said_in_every_language_style_and_role(text, role, duration):
    for language, styles in WORDS.items():
        for style in styles:
            words = when(Date.parse(text), language, role=role, duration=duration, style=style)
            assert words == " ".join(words.split())
            assert not set("{}~?%/_") & set(words)
            assert "X" not in words
            assert not words.endswith((",", "–"))


def test_an_unknown_role_is_a_fault_of_the_caller():
    with pytest.raises(ValueError, match="held_at"):
        when(Date.parse("2010"), "en", role="held_at")
