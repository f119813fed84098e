"""The search page in a reader's hands: facets, chips, order, addresses, the keyboard, and help if nothing is found."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.search.conftest import SearchPage
from tests.support.axe import AXE
from tests.support.look import Look


def opened(search: SearchPage, asked: str = "", language: str = "en") -> SearchPage:
    """The page with its facets in sight."""
    search.open(asked, language)
    if search.page.get_attribute("#search-panel", "open") is None:
        search.page.click("#search-panel > summary")
    search.page.wait_for_selector("#search-from")
    return search


def test_without_a_query_all_records_are_shown_newest_first_ten_at_a_time(search, real_site):
    search.open()
    assert search.number > 200
    assert len(search.records) == 10
    years = [int(record.split("/")[1]) for record in search.records]
    assert years == sorted(years, reverse=True)
    search.page.click("#search-more")
    search.page.wait_for_selector("#search-rows .row >> nth=19")
    assert search.page.evaluate("document.activeElement.closest('#search-rows .row') !== null")


def test_facets_widen_within_themselves_and_narrow_one_another(search):
    opened(search)
    places = search.counts("place")
    search.box("place", "khujand")
    assert search.number == places["khujand"]
    search.box("place", "khorog")
    assert places["khujand"] < search.number <= places["khujand"] + places["khorog"]
    both = search.number
    search.box("collection", "conferences")
    assert 0 < search.number < both
    assert search.page.url.endswith("?place=khujand&place=khorog&collection=conferences")


def test_each_count_is_the_number_that_its_choice_gives(search):
    opened(search, "q=border")
    for theme, count in list(search.counts("theme").items())[:3]:
        search.open(f"q=border&theme={theme}")
        assert search.number == count


def test_counts_follow_the_choice_and_what_would_give_nothing_goes(search):
    opened(search)
    before = search.counts("theme")
    search.box("place", "khujand")
    after = search.counts("theme")
    assert set(after) < set(before)
    assert all(0 < count <= before[theme] for theme, count in after.items())


def test_a_region_holds_the_records_of_its_towns(search):
    opened(search)
    counts = search.counts("place")
    assert counts["sughd"] >= counts["khujand"]
    assert counts["tajikistan"] >= counts["sughd"] + counts["dushanbe"]


def test_a_term_stands_below_the_one_that_contains_it(search):
    opened(search)
    search.page.evaluate("document.querySelector('#search-facets [data-facet=places]').open = true")
    shown = search.page.evaluate(
        "[...document.querySelectorAll('#search-facets [data-facet=places] li')]"
        ".filter((item) => item.checkVisibility())"
        ".map((item) => [item.querySelector('input').value, +item.className.match(/term--([0-3])/)[1]])"
    )
    above: list[str] = []
    inside: dict[str, list[str]] = {}
    for term, depth in shown:
        del above[depth:]
        assert len(above) == depth, term
        inside[term] = list(above)
        above.append(term)
    assert inside["khujand"][-1] == "sughd"
    assert "dushanbe" not in inside["khujand"]


@pytest.mark.parametrize("is_opened", [True, False])
def test_of_a_region_and_a_town_in_it_the_town_is_meant(search, is_opened):
    search.open("place=khujand")
    town = search.number
    search.open("place=sughd")
    assert search.number > town
    opened(search, "place=sughd&place=khujand") if is_opened else search.open("place=sughd&place=khujand")
    assert search.number == town
    search.open("place=khujand&place=dushanbe")
    assert search.number > town


def test_the_same_search_is_open_in_the_other_languages(search):
    opened(search, "q=border&sort=oldest")
    search.box("place", "dushanbe")
    hrefs = [link.get_attribute("href") for link in search.page.locator(".languages a").all()]
    assert len(hrefs) == 2
    assert all(href.endswith("search/?q=border&place=dushanbe&sort=oldest") for href in hrefs), hrefs


def test_years_are_chosen_from_and_to(search):
    opened(search)
    search.page.select_option("#search-from", "2009")
    search.wait()
    search.page.select_option("#search-to", "2010")
    search.wait()
    assert "from=2009&to=2010" in search.page.url
    assert {record.split("/")[1] for record in search.records} <= {"2009", "2010", "undated"}
    assert search.chips[:2] == ["from 2009", "to 2010"]


def test_a_chip_takes_its_choice_back_and_keeps_the_focus_in_the_search(search):
    opened(search, "q=border&theme=border-management&place=dushanbe")
    narrowed = search.number
    assert len(search.chips) == 3  # and one that removes all
    search.page.get_by_role("link", name="Remove: Dushanbe").click()
    search.wait()
    assert "place" not in search.page.url
    assert search.number > narrowed
    assert search.page.evaluate("document.activeElement.closest('#search') !== null")


def test_the_order_is_by_relevance_or_date(search):
    search.open("q=border")
    by_relevance = search.records
    search.page.select_option("#search-sort", "oldest")
    search.wait()
    years = [record.split("/")[1] for record in search.records if "undated" not in record]
    assert years == sorted(years)
    assert "sort=oldest" in search.page.url
    assert search.records != by_relevance


def test_the_back_button_goes_through_what_was_searched(search):
    opened(search, "q=border")
    first = search.records
    search.box("place", "dushanbe")
    assert search.records != first
    search.page.go_back()
    search.wait()
    assert search.records == first
    assert search.chips == []
    search.page.go_forward()
    search.wait()
    assert search.chips == ["Dushanbe"]


def test_a_shared_address_shows_the_same(search, browser, search_address):
    opened(search, "q=border&sort=oldest&place=dushanbe&from=2010")
    with browser.new_context(viewport={"width": 360, "height": 800}) as context:
        other = SearchPage(context.new_page(), search_address)
        other.page.goto(search.page.url)
        other.wait()
        assert other.records == search.records
        assert other.said == search.said
        assert other.chips == search.chips


def test_results_follow_the_typing_by_the_beginnings_of_words(search):
    search.open()
    search.page.locator("#search-field").press_sequentially("inaug", delay=20)
    search.page.wait_for_url("**q=inaug")
    search.wait()
    assert "events/2009/border-college-inauguration" in search.records
    search.page.go_back()
    search.wait()
    assert search.page.input_value("#search-field") == ""


def test_found_words_are_marked_whatever_their_ending(search):
    search.find("границами", "ru")
    marks = {mark.inner_text().lower() for mark in search.page.locator("mark").all()}
    assert {"границы", "границами"} <= marks


def test_a_record_without_the_readers_language_is_shown_in_the_next_best_and_says_so(search):
    search.find("precursors", "tg")
    title = search.page.locator(".row:has(a[href*='workshops/2013/drug-precursors']) h3")
    assert title.locator("a").get_attribute("lang") == "ru"
    assert title.locator(".language").inner_text() == "Русский"


def test_a_result_links_to_the_page_in_the_readers_language(search):
    search.find("водными ресурсами", "ru")
    search.page.click(".row:has(a[href*='workshops/2010/water-confidence-building']) h3 a")
    search.page.wait_for_url("**/ru/workshops/2010/water-confidence-building/")
    assert "водными ресурсами" in search.page.inner_text("h1")


@pytest.mark.parametrize(
    ("query", "offered"),
    [("bordr", "border"), ("Dushambe conference", "Dushanbe conference"), ("kujand", "khujand")],
)
def test_a_misspelled_word_is_answered_with_the_nearest_spelling(search, query, offered):
    search.find(query)
    assert f"Results for “{offered}”." in search.page.inner_text("#search-hint")
    assert search.number > 0
    search.page.click("#search-hint a")
    search.wait()
    assert search.page.url.endswith("&exact=1")
    assert "Results for" not in search.page.inner_text("#search-hint")


def test_nothing_found_says_what_was_searched_and_offers_ways_on(search):
    opened(search, "q=zzzzqqqq")
    assert search.said == "Nothing found for “zzzzqqqq”"
    assert search.page.is_visible("#search-ways")
    opened(search, "q=border&place=khorog&theme=water-management")
    assert search.number == 0
    without = search.page.locator("#search-hint li").all_inner_texts()
    assert any(line.startswith("without") for line in without)
    link = search.page.locator("#search-hint li a").first
    count = int(search.page.locator("#search-hint li .count").first.inner_text())
    link.click()
    search.wait()
    assert search.number == count


def test_where_no_record_has_all_words_those_with_most_of_them_come_in_groups(search):
    search.find("uranium tailings elections")
    groups = search.page.locator("#search-rows .search__group").all_inner_texts()
    assert groups == ["No record has all the words. These have 2 of 3:"]
    assert {"workshops/2016/uranium-legacy-osh", "workshops/2017/uranium-tailings"} <= set(search.records)
    search.find("uranium elections covid khujand")
    groups = search.page.locator("#search-rows .search__group").all_inner_texts()
    assert groups[0].startswith("No record has all the words")


@pytest.mark.parametrize("query", ["2010-2012", "2012 – 2010", "from 2010 to 2012", "с 2010 по 2012"])
def test_years_that_are_asked_for_are_those_between_them(search, query):
    search.open("from=2010&to=2012")
    number, records = search.number, search.records
    search.find(query)
    assert search.number == number
    assert search.records == records


@pytest.mark.parametrize("query", ["border 2010-2012", "from 2010 to 2012 border", "border 2012 – 2010"])
def test_years_beside_words_are_those_between_them(search, query):
    search.open("q=border&from=2010&to=2012")
    records = {*search.records}
    search.find(query)
    assert records <= {*search.records}
    years = [record.split("/")[1] for record in search.records]
    assert [year for year in years[: len(records)] if not "2010" <= year <= "2012"] == []


def test_the_field_has_the_focus(search):
    search.open()
    assert search.page.evaluate("document.activeElement.id") == "search-field"


def test_years_that_the_arrow_keys_go_through_are_one_step_back(search):
    opened(search, "q=border")
    search.page.focus("#search-from")
    for _ in range(3):
        search.page.keyboard.press("ArrowDown")
        search.wait()
    assert "from=" in search.page.url
    search.page.go_back()
    search.wait()
    assert search.page.url.endswith("?q=border")


def test_the_page_of_what_is_named_stands_above_the_results_with_its_number(search):
    search.find("Leninabad")
    (link,) = search.page.locator("#search-pages a").all()
    assert link.inner_text() == "Khujand"
    count = int(search.page.inner_text("#search-pages .count"))
    link.click()
    search.page.wait_for_url("**/places/khujand/")
    search.open("place=khujand")
    assert search.number == count


def test_what_stands_beside_a_text_is_shown_where_it_alone_answers(search):
    search.find("Jarbussynova")
    assert (
        search.page.locator(".row:has(a[href*='events/2015/special-representative-visit']) mark").count() > 0
    )


def test_the_search_works_by_keyboard_alone(search):
    opened(search)
    page: Page = search.page
    page.focus("#search-field")
    page.keyboard.type("border")
    page.keyboard.press("Enter")
    search.wait()
    found = search.number
    page.focus("#search-panel > summary")
    for _ in range(3):
        page.keyboard.press("Tab")  # from year, to year, the first facet
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    search.wait()
    assert 0 < search.number <= found
    assert len(search.chips) == 1
    page.focus(".chip")
    page.keyboard.press("Enter")
    search.wait()
    assert search.number == found
    page.focus("#search-rows .row a")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/search/" not in url)


def test_what_is_found_is_announced(search):
    search.find("border")
    assert search.page.get_attribute("#search-count", "role") == "status"
    assert search.page.get_attribute("#search-count", "aria-live") == "polite"


def test_nothing_is_asked_of_another_host(search, search_address):
    opened(search, "q=border&theme=border-management")
    assert [url for url in search.asked if not url.startswith(search_address)] == []


def test_without_javascript_the_page_says_so_and_shows_the_ways_in(browser, search_address):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{search_address}search/?q=border")
        assert "needs JavaScript" in page.inner_text("main")
        assert not page.is_visible("#search-form")
        links = page.locator("#search-ways a")
        assert links.count() >= 8
        links.first.click()
        assert page.locator("h1").count() == 1


@pytest.fixture(scope="module")
def judged(browser: Browser, search_address: str) -> Iterator[tuple[SearchPage, Look]]:
    """The page, and what is wrong with it. The checker is a script from outside; the policy is tested above."""
    with browser.new_context(reduced_motion="reduce", bypass_csp=True) as context:
        context.add_init_script(AXE)
        search = SearchPage(context.new_page(), search_address)
        yield search, Look(search.page, search.faults)


@pytest.mark.parametrize("language", ["en", "ru", "tg"])
def test_the_page_with_all_facets_open_violates_no_rule_of_accessibility(judged, language):
    search, look = judged
    opened(search, "q=osce&theme=border-management", language)
    for facet in search.page.locator("details.facet:not([open]) > summary").all():
        if facet.is_visible():
            facet.click()
    assert look.here() == []
    assert search.page.locator("details.facet[open] input").first.is_visible()
    search.open("q=zzzzqqqq", language)
    assert look.here() == []


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_the_page_never_scrolls_sideways(search, width):
    search.page.set_viewport_size({"width": width, "height": 900})
    opened(search, "q=osce&theme=border-management&place=tajikistan", "ru")
    ends = "[...document.querySelectorAll('#search *')].map(e => e.getBoundingClientRect().right)"
    assert search.page.evaluate(f"Math.max(...{ends})") <= width


@pytest.mark.parametrize("url", ["themes/border-management/", "ru/years/2009/", "workshops/"])
def test_a_list_narrowed_by_a_link_leads_to_as_many_records_as_it_says(search, url):
    search.page.goto(search.address + url)
    links = search.page.locator(".narrow li").all()
    assert len(links) > 5
    told = [(item.locator("a").get_attribute("href"), item.locator(".count").inner_text()) for item in links]
    search.page.set_viewport_size({"width": 360, "height": 900})  # facets would take most of the time
    for href, count in told[:: max(1, len(told) // 6)]:
        search.page.goto(search.address + url + str(href))
        assert search.wait().number == int(count)


@pytest.fixture
def large(search: SearchPage) -> SearchPage:
    """The search as an archive of many records has it: facets are loaded when they are wanted."""

    def with_a_low_bound(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace('"large":false', '"large":true'))

    search.page.route("**/search/?*", with_a_low_bound)
    return search


def test_a_large_archive_loads_no_facet_until_one_is_wanted(large):
    large.find("border")
    assert not [url for url in large.asked if "/index/f/" in url]
    opened(large, "q=border")
    assert large.counts("theme") == {}
    large.page.click("[data-facet=themes] > summary")
    large.page.wait_for_selector("[data-facet=themes] li")
    large.box("theme", "border-management")
    assert 0 < large.number < 201
    assert large.counts("theme")["border-management"] == large.number


def test_a_shared_address_of_a_large_archive_loads_what_it_chooses_and_counts_the_same(large, search_address):
    large.open("q=border&place=khujand&from=2009")
    assert [url.rpartition("/")[2] for url in large.asked if "/index/f/" in url] == ["en.places.js"]
    narrowed = large.number
    large.page.unroute_all()
    large.page.reload()
    assert large.wait().number == narrowed
