"""The band of years: one bar a year, each a way in."""

import pytest
from lxml import html

from mission_archive.rendering.lists.bands import year_band
from mission_archive.rendering.words.messages import Messages

ENGLISH = Messages.load("en")
COUNTS = {2009: 4, 2010: 8, 2012: 1}
HREFS = {year: f"years/{year}/" for year in COUNTS}


def parsed(band):
    return html.fragment_fromstring(str(band))


def heights(band):
    return [[int(bar.get("height")) for bar in item.iter("rect")] for item in parsed(band).iter("li")]


def test_every_year_from_the_first_to_the_last_has_its_place_and_one_without_records_is_empty():
    items = [*parsed(year_band(COUNTS, HREFS, ENGLISH)).iter("li")]
    assert [item.findtext(".//span") for item in items] == ["2009", "2010", "2011", "2012"]
    assert [len([*item.iter("a")]) for item in items] == [1, 1, 0, 1]
    assert [len([*item.iter("rect")]) for item in items] == [1, 1, 0, 1]


def test_a_bar_is_a_link_that_names_its_year_and_records():
    links = [*parsed(year_band(COUNTS, HREFS, ENGLISH, root="../")).iter("a")]
    assert [link.get("aria-label") for link in links] == [
        "2009: 4 records",
        "2010: 8 records",
        "2012: 1 record",
    ]
    assert links[0].get("href") == "../years/2009/"
    assert {svg.get("aria-hidden") for link in links for svg in link.iter("svg")} == {"true"}


def test_bars_are_as_high_as_their_counts_and_all_stand_on_one_line():
    band = year_band(COUNTS, HREFS, ENGLISH)
    assert heights(band) == [[36], [72], [], [9]]
    feet = {int(bar.get("y")) + int(bar.get("height")) for bar in parsed(band).iter("rect")}
    assert len(feet) == 1


def test_a_single_record_beside_a_thousand_can_still_be_seen():
    assert heights(year_band({2009: 1000, 2010: 1}, HREFS, ENGLISH)) == [[72], [2]]


def test_a_year_without_a_page_is_a_bar_and_no_link():
    items = [*parsed(year_band({2009: 1, 2010: 2}, {2010: "y/"}, ENGLISH)).iter("li")]
    assert [len([*item.iter("a")]) for item in items] == [0, 1]
    assert items[0].get("title") == "2009: 1 record"


def test_the_number_is_written_above_a_large_bar_and_not_above_a_small_one():
    large, small = (parsed(year_band(COUNTS, HREFS, ENGLISH, is_small=small)) for small in (False, True))
    assert [text.text for text in large.iter("text")] == ["4", "8", "1"]
    assert [*small.iter("text")] == []
    assert small.get("class") == "band band--small"
    assert max(height for (height,) in filter(None, heights(html.tostring(small, encoding="unicode")))) == 28


def test_a_band_of_nothing_is_no_band():
    assert year_band({}, {}, ENGLISH) == ""
    assert year_band({2009: 0}, HREFS, ENGLISH) == ""


def test_a_band_has_no_style_of_its_own_and_addresses_are_never_markup():
    band = year_band({2009: 1}, {2009: 'y/"><b>'}, ENGLISH)
    assert "style" not in band
    assert next(parsed(band).iter("a")).get("href") == 'y/"><b>'
    assert "<b>" not in band


def test_a_band_of_twenty_years_is_light():
    years = range(2003, 2024)
    band = year_band(dict.fromkeys(years, 100), {year: f"years/{year}/" for year in years}, ENGLISH)
    assert len(band.encode()) < 12_000


@pytest.mark.parametrize("language", ["ru", "tg"])
def test_bars_are_named_in_the_readers_language(language):
    messages = Messages.load(language)
    link = next(parsed(year_band({2009: 5}, HREFS, messages)).iter("a"))
    assert link.get("aria-label") == f"2009: {messages.ngettext('{number} record', '{number} records', 5)}"


def test_a_large_bar_is_20_px_wide_and_a_small_one_16():
    for is_small, width in ((False, "20"), (True, "16")):
        bars = parsed(year_band(COUNTS, HREFS, ENGLISH, is_small=is_small)).iter("rect")
        assert {bar.get("width") for bar in bars} == {width}
