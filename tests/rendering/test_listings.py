"""Which lists there are and what is on each page of them."""

import pytest

from mission_archive.model.archive import Archive
from mission_archive.model.dates import Date
from mission_archive.model.languages import LANGUAGES
from mission_archive.model.terms import Institution, Name, Series, Term, Vocabularies, Vocabulary
from mission_archive.rendering.links import ShortText
from mission_archive.rendering.lists.extents import PER_PAGE, YearRange, year_range
from mission_archive.rendering.lists.listings import (
    facet_index,
    listings,
    names_over_time,
    year_anchor,
)
from mission_archive.rendering.words.messages import Messages
from tests.rendering.archives import NOW, archive, record

ENGLISH = Messages.load("en")


def pages(facet, *records, language="en"):
    return list(listings(archive(*records), facet, Messages.load(language)))


def flat(counts):
    for count in counts:
        yield count.link.text, count.count
        yield from flat(count.narrower)


@pytest.mark.parametrize(
    ("records", "counts"), [(1, [1]), (50, [50]), (51, [50, 1]), (100, [50, 50]), (101, [50, 50, 1])]
)
def test_a_list_is_cut_into_pages_of_50(records, counts):
    found = pages("themes", *(record(f"events/2010/r{n:03}", themes=("letters",)) for n in range(records)))
    assert [sum(len(group) for _, group in page.groups) for page in found] == counts
    assert {len(page.records) for page in found} == {records}
    assert [page.number for page in found] == list(range(1, len(counts) + 1))
    for page in found:
        assert len(page.pages) == len(counts)
        assert page.pages[page.number - 1].endswith(
            "letters/" if page.number == 1 else f"page/{page.number}/"
        )
    assert PER_PAGE == 50


def test_records_are_grouped_under_the_year_in_which_they_begin_and_unknown_years_stand_apart():
    (page,) = pages(
        "themes",
        record("events/2010/a", date="2010-04-15", themes=("letters",)),
        record("events/2010/b", date="2010-12/2011-02", themes=("letters",)),
        record("events/2012/c", date="2012", themes=("letters",)),
        record("events/undated/d", date="XXXX-12-04", themes=("letters",)),
    )
    years = [year for year, _ in page.groups]
    assert sorted(year for year in years if year is not None) == [2010, 2012]
    assert years.count(None) == 1
    assert len(years) == 3
    grouped = {year: {r.id for r in group} for year, group in page.groups}
    assert grouped[2010] == {"events/2010/a", "events/2010/b"}
    assert grouped[None] == {"events/undated/d"}


def test_a_record_of_several_years_is_in_the_list_of_each():
    found = pages("years", record(date="2010-12/2012-01"))
    assert {page.term_id for page in found} == {"2010", "2011", "2012"}


def test_a_record_without_a_year_is_listed_as_undated():
    (page,) = pages("years", record("events/undated/a", date="XXXX-12-04"))
    assert page.term_id == "undated"
    assert page.title == ShortText("Year not known")


def test_a_broader_term_holds_the_records_of_the_narrower_one_once():
    both = record("events/2010/a", themes=("rivers", "water"))
    found = {
        page.term_id: page.records
        for page in pages("themes", both, record("events/2010/b", themes=("rivers",)))
    }
    assert [r.id for r in found["water"]] == ["events/2010/b", "events/2010/a"]
    assert len(found["rivers"]) == 2


def test_an_index_nests_and_counts_and_leaves_out_what_has_no_records():
    index = facet_index(archive(record(themes=("rivers",))), "themes", ENGLISH)
    assert list(flat(index)) == [("Water", 1), ("Rivers", 1)]
    assert [count.link.text for count in index] == ["Water"]


def test_an_index_is_in_the_order_of_the_alphabet_of_its_language():
    names = ["Ҳавза", "Хазина", "Ғалла", "Гандум", "Яхмос"]
    terms = [Term(id=f"t{n}", name={"tg": name}, broader="all") for n, name in enumerate(names)]
    terms = [Term(id="all", name={"tg": "Ҳама"}), *terms]
    found = record(themes=tuple(term.id for term in terms))
    vocabularies = Vocabularies(themes=Vocabulary(terms))
    (whole,) = facet_index(Archive([found], vocabularies, NOW), "themes", Messages.load("tg"))
    assert [count.link.text for count in whole.narrower] == ["Гандум", "Ғалла", "Хазина", "Ҳавза", "Яхмос"]


def test_an_index_of_years_has_the_newest_first_and_the_undated_last():
    records = (
        record(f"events/{y}/a", date=d) for y, d in [("2009", "2009"), ("2011", "2011"), ("undated", "XXXX")]
    )
    assert [text for text, _ in flat(facet_index(archive(*records), "years", ENGLISH))] == [
        "2011", "2009", "Year not known",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("dates", "span"),
    [
        (["2010"], YearRange(2010, None)),
        (["2010-04", "2010-12"], YearRange(2010, None)),
        (["2009", "2012/2013"], YearRange(2009, 2013)),
        (["XXXX-12-04"], YearRange(None, None)),
        ([], YearRange(None, None)),
    ],
)
def test_the_span_of_records_is_their_first_and_last_known_year(dates, span):
    assert year_range([record(f"events/2010/r{n}", date=date) for n, date in enumerate(dates)]) == span


def test_names_are_listed_by_their_time_with_the_oldest_first_and_mere_spellings_last():
    names = (
        Name(name="Spelling"),
        Name(name="New", from_=Date.parse("2018-01")),
        Name(name="Middle", from_=Date.parse("1990"), to=Date.parse("2018-01")),
        Name(name="Срединное", language="ru", from_=Date.parse("1990"), to=Date.parse("2018-01")),
        Name(name="Old", to=Date.parse("1990")),
    )
    times = names_over_time(Term(id="a", name={"en": "New"}, names=names), "en")
    assert [[name.name for name in time.names] for time in times] == [
        ["Old"], ["Middle", "Срединное"], ["New"], ["Spelling"],
    ]  # fmt: skip
    assert (times[-1].from_, times[-1].to) == (None, None)


def test_a_mere_spelling_is_shown_to_those_who_read_its_language():
    names = (Name(name="Spelling", language="en"), Name(name="Написание", language="ru"), Name(name="Any"))
    term = Term(id="a", name={"en": "New"}, names=names)
    shown = {
        code: [n.name for time in names_over_time(term, code) for n in time.names] for code in ("en", "ru")
    }
    assert shown == {"en": ["Spelling", "Any"], "ru": ["Написание", "Any"]}


def test_a_list_shows_what_contains_its_term_and_what_is_contained():
    found = {page.term_id: page for page in pages("places", record(places=(_mention("town"),)))}
    assert [link.text for link in found["town"].broader] == ["Land"]
    assert [count.link.text for count in found["land"].narrower] == ["New Town"]


def _mention(place):
    from mission_archive.model.records import Mention

    return Mention(place=place)


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_of_every_language_hold_the_same_records(language):
    records = [record(f"events/2010/r{n}", themes=("letters",)) for n in range(60)]
    found = pages("themes", *records, language=language)
    assert len(found) == 2
    prefix = "" if language == "en" else f"{language}/"
    assert [page.pages[page.number - 1] for page in found] == [
        f"{prefix}themes/letters/", f"{prefix}themes/letters/page/2/",
    ]  # fmt: skip


def test_a_list_of_a_body_shows_its_country_in_the_language_of_the_reader():
    body = Institution(id="ministry", name={"en": "Ministry"}, country={"en": "Land", "ru": "Страна"})
    found = of_vocabulary(record(organisers=("ministry",)), institutions=Vocabulary([body]))
    countries = {
        language: next(listings(found, "institutions", Messages.load(language))).country
        for language in ("en", "ru", "tg")
    }
    assert {language: (link.text, link.language) for language, link in countries.items() if link} == {
        "en": ("Land", None), "ru": ("Страна", None), "tg": ("Страна", "ru"),
    }  # fmt: skip


def test_a_series_shows_what_it_carries_on_and_what_carries_it_on():
    series = Vocabulary(
        [Series(id="old", name={"en": "Old"}), Series(id="new", name={"en": "New"}, succeeds="old")]
    )
    records = [record("events/2010/a", series="old"), record("events/2011/b", series="new")]
    old, new = listings(of_vocabulary(*records, series=series), "series", ENGLISH)
    assert (old.series_before, [link.text for link in old.series_after]) == (None, ["New"])
    assert [link.text for link in (new.series_before, *new.series_after) if link] == ["Old"]


def of_vocabulary(*records, **vocabularies):
    return Archive(records, Vocabularies(**vocabularies), NOW)


@pytest.mark.parametrize(
    ("pages", "number", "offered"),
    [
        (1, 1, [1]),
        (3, 2, [1, 2, 3]),
        (9, 1, [1, 2, 3, 4, None, 9]),
        (9, 5, [1, 2, 3, 4, 5, 6, 7, 8, 9]),  # a gap of one page would be as wide as the page
        (20, 10, [1, None, 7, 8, 9, 10, 11, 12, 13, None, 20]),
        (20, 20, [1, None, 17, 18, 19, 20]),
    ],
)
def test_a_page_of_a_list_leads_to_those_around_it_and_to_both_ends(pages, number, offered):
    records = [record(f"events/2010/r{n:04}", date="2010") for n in range((pages - 1) * PER_PAGE + 1)]
    found = list(listings(archive(*records), "years", ENGLISH))
    assert found[number - 1].offered_pages == offered


def test_a_year_of_a_list_has_an_address_of_its_own_that_never_changes():
    assert year_anchor(2010) == "y2010"
