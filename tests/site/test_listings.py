"""Every record stands in the lists it belongs to, in order, and the counts are those of the rows: in each language."""

import re
from collections import defaultdict

import pytest

from mission_archive.model.languages import FIRST_LANGUAGE, LANGUAGES
from mission_archive.reading.content import read_content
from mission_archive.rendering.lists.listings import NEAR
from tests.support.site import address, is_redirect, row_targets, text_of, texts_of, words

FACETS = ("collections", "years", "places", "themes", "dimensions", "institutions", "series", "formats")
VOCABULARIES = ("places", "themes", "dimensions", "institutions", "series", "formats")
RE_POINT = re.compile(r"\d{4}(-(0\d|1[0-2])(-\d\d)?)?")
"""A day, a month or a year, as HTML and EDTF both write it."""


@pytest.fixture(scope="module")
def content(site):
    read = read_content(site.project / "content")
    assert read.errors == []
    return read


@pytest.fixture(scope="module")
def public(content, site):
    """The records that lists may show, by the plainest rule."""
    return {
        record.id: record
        for record in content.records
        if not record.draft
        and not record.withdrawn
        and not record.removed
        and not (record.published and record.published > site.moment)
    }


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request):
    """Lists are there in every language of the site, and hold the same records in each."""
    return request.param


@pytest.fixture(scope="module")
def root(language):
    """Below what the lists of a language stand."""
    return "" if language == FIRST_LANGUAGE else f"{language}/"


@pytest.fixture(scope="module")
def at(public, root):
    """Address → record, as lists of the language show it: each record has a page in each language."""
    return {f"{root}{record.id}/": record for record in public.values()}


@pytest.fixture(scope="module")
def expected(content, at, root):
    """Address of a list → addresses of the records it must hold."""
    lists = defaultdict(set)
    for address_, record in at.items():
        written = {
            "collections": [record.id.split("/")[0]],
            "years": [f"{year:04}" for year in record.date.years] or ["undated"],
            "places": [mention.place for mention in record.places],
            "themes": record.themes,
            "dimensions": record.dimensions,
            "institutions": [*record.organisers, *record.partners],
            "series": [record.series] if record.series else [],
            "formats": [record.format] if record.format else [],
        }
        for facet, terms in written.items():
            for written_term in terms:
                term = written_term
                while term is not None:
                    url = f"{root}{term}/" if facet == "collections" else f"{root}{facet}/{term}/"
                    lists[url].add(address_)
                    term = (
                        getattr(content.vocabularies, facet)[term].broader if facet in VOCABULARIES else None
                    )
    return lists


def lists_of(site, language):
    """The first page of every list of a language."""
    for url, page in site.pages.items():
        is_first = page.get("lang") == language and "page/" not in url and page.cssselect(".head__count")
        if is_first and not is_redirect(page):
            yield url


def pages_of(site, url):
    """The addresses of the pages of a list, as its first page links to them."""
    return [address(url, a.get("href")) for a in site.page(url).cssselect(".pages a")] or [url]


def rows_of(site, url):
    return [row for page in pages_of(site, url) for row in row_targets(page, site.page(page))]


def test_there_is_a_list_for_every_term_that_records_name_and_for_no_other(site, expected, language):
    assert set(lists_of(site, language)) == set(expected)


def test_a_list_holds_every_record_of_its_term_and_of_narrower_ones_once(site, expected):
    wrong = {
        url: (sorted(records - set(rows_of(site, url))), sorted(set(rows_of(site, url)) - records))
        for url, records in expected.items()
        if sorted(rows_of(site, url)) != sorted(records)
    }
    assert wrong == {}


def test_a_list_is_ordered_with_the_newest_first(site, expected, at):
    for url in expected:
        orders = [at[row].date.order for row in rows_of(site, url)]
        assert orders == sorted(orders, reverse=True), url


def test_a_page_of_a_list_has_50_rows_but_for_the_last(site, expected):
    for url, records in expected.items():
        pages = pages_of(site, url)
        counts = [len(row_targets(page, site.page(page))) for page in pages]
        assert counts[:-1] == [50] * (len(pages) - 1), url
        assert 1 <= counts[-1] <= 50, url
        assert len(pages) == -(-len(records) // 50), url


def test_the_count_that_a_list_shows_is_that_of_its_rows(site, expected):
    for url, records in expected.items():
        for page in pages_of(site, url):
            shown = text_of(site.page(page), ".head__count")
            assert shown.split()[0] == str(len(records)), page
            if page.startswith(("ru/", "tg/")):
                continue
            assert shown.startswith(f"{len(records)} record{'s' if len(records) != 1 else ''}"), page


def test_every_page_of_a_list_says_which_it_is_and_links_to_those_around_it(site, expected):
    for url in expected:
        pages = pages_of(site, url)
        if len(pages) == 1:
            assert not site.page(url).cssselect(".pages"), url
            continue
        for number, address_ in enumerate(pages, 1):
            page = site.page(address_)
            linked = [address(address_, a.get("href")) for a in page.cssselect(".pages a")]
            near = {1, len(pages), *range(number - NEAR, number + NEAR + 1)}
            assert [page for n, page in enumerate(pages, 1) if n in near] == [
                page for page in linked if pages.index(page) + 1 in near
            ]
            assert len(linked) <= len(near) + 2  # a gap of one page is filled
            assert texts_of(page, ".pages a[aria-current=page]") == [str(number)]
            assert re.search(
                rf"\b{number}\b.*\b{len(pages)}\b", text_of(page, ".head__count").split(" · ")[1]
            )


def test_rows_stand_under_the_year_in_which_they_begin(site, expected, at, language):
    unknown = {"en": "Year not known", "ru": "Год неизвестен", "tg": "Сол номаълум"}[language]
    for url in expected:
        for page in pages_of(site, url):
            for group in site.page(page).cssselect(".group"):
                heading = text_of(group, "h2")
                for row in row_targets(page, group):
                    year = at[row].date.heading_year
                    assert heading == (unknown if year is None else str(year)), (page, row)


def test_a_row_tells_title_date_and_summary_of_its_record(site, expected, at, root, language):
    for url in expected.keys() & {
        f"{root}{name}/" for name in ("events", "workshops", "conferences", "reports")
    }:
        for page in pages_of(site, url):
            for row in site.page(page).cssselect(".row"):
                record = at[row_targets(page, row)[0]]
                said = record.in_language(language)
                assert text_of(row, ".row__title a") == " ".join(said.title.split())
                assert text_of(row, ".row__summary") == " ".join(said.summary.split())
                assert text_of(row, ".row__when")
                times = [time.get("datetime") for time in row.cssselect(".row__when time")]
                point = str(record.date).rstrip("?~%")
                # Only what is one point in the calendar can be written as such; a span is told in words alone.
                assert times == ([point] if RE_POINT.fullmatch(point) else []), record.id


@pytest.mark.parametrize("facet", FACETS)
def test_an_index_names_every_list_of_its_kind_with_its_count(site, expected, facet, root):
    url = f"{root}{facet}/"
    page = site.page(url)
    shown = {}
    for item in page.cssselect(".terms li, .country > h2:has(> a), .region > h3:has(> a)"):
        link, count = item.cssselect("a")[0], item.cssselect(".count")[0]
        target = address(url, link.get("href"))
        assert target not in shown, f"{target} stands there twice"
        shown[target] = int(words(count))
    wanted = {
        target: len(records)
        for target, records in expected.items()
        if (target.startswith(url) if facet != "collections" else target.removeprefix(root).count("/") == 1)
    }
    assert shown == wanted


def test_an_index_nests_a_term_below_the_one_that_contains_it(site, content, expected):
    for facet in VOCABULARIES:
        vocabulary = getattr(content.vocabularies, facet)
        url = f"{facet}/"
        for item in site.page(url).cssselect(".terms li"):
            term = address(url, item.cssselect("a")[0].get("href")).split("/")[1]
            above = item.xpath("ancestor::*[self::li or self::section][./a or ./h2/a or ./h3/a][1]//a")
            broader = address(url, above[0].get("href")).split("/")[1] if above else None
            container = vocabulary[term].broader
            if broader is None and container:
                # A region that no record names is no heading, and a body of another kind stands with its own.
                country = item.xpath("ancestor::section[./h2/a]")
                assert country or vocabulary[container].kind != vocabulary[term].kind, term
            else:
                assert container == broader, term


def test_a_list_leads_to_what_contains_it_and_to_what_it_contains(site, content, expected, root):
    for facet in VOCABULARIES:
        vocabulary = getattr(content.vocabularies, facet)
        for url in expected:
            kind, _, rest = url.removeprefix(root).partition("/")
            if kind != facet or not rest:
                continue
            term, page = rest.rstrip("/"), site.page(url)
            up = [address(url, a.get("href")) for a in page.cssselect(".crumbs a")]
            chain: list[str] = []
            above = vocabulary[term].broader
            while above is not None:
                chain.insert(0, f"{root}{facet}/{above}/")
                above = vocabulary[above].broader
            assert up == [root, f"{root}{facet}/", *chain]
            down = {address(url, a.get("href")) for a in page.cssselect(".terms > li > a")}
            narrower = {f"{root}{facet}/{t.id}/" for t in vocabulary.values() if t.broader == term}
            assert down >= narrower & expected.keys()


def test_the_home_page_counts_the_records_and_shows_the_newest(site, at, root):
    home = site.page(root)
    assert int(text_of(home, ".home__count a").split()[0]) == len(at)
    newest = sorted(at, key=lambda url: (at[url].date.order, at[url].id), reverse=True)[:5]
    assert row_targets(root, home) == newest


def test_the_home_page_counts_the_records_of_every_year(site, expected, root):
    home = site.page(root)
    shown = {
        address(root, link.get("href")): int(link.get("aria-label").split()[1])
        for link in home.cssselect(".home .band a")
    }
    for link in home.cssselect(".home p.count a"):
        shown[address(root, link.get("href"))] = int((link.tail or "").strip())
    assert shown == {url: len(rows) for url, rows in expected.items() if url.startswith(f"{root}years/")}


def test_the_home_page_names_its_towns_with_the_counts_of_their_lists(site, expected, root):
    towns = site.page(root).cssselect(".towns li:has(.count)")
    assert towns
    for town in towns:
        (link,) = town.cssselect("a")
        url = address(root, link.get("href"))
        assert int(text_of(town, ".count")) == len(expected[url])
        assert words(link) in text_of(site.page(url), "h1")


def test_the_bars_of_the_years_show_the_number_that_they_tell(site, root):
    for link in site.page(root).cssselect(".home .band a"):
        year, number = link.get("aria-label").split(":")
        assert text_of(link, ".band__year") == year
        assert text_of(link, "text") == number.split()[0]


def test_an_index_is_in_the_order_of_the_alphabet_but_where_the_order_of_the_vocabulary_says_something(
    sample_site,
):
    names = texts_of(sample_site.page("themes/"), ".terms li > a")
    assert names == ["Letters", "Water", "Rivers"]  # the vocabulary begins with Water, which contains Rivers
