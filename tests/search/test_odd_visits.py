"""The search page where something is odd: the address, the query, the line, the window."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route

from tests.search.conftest import SearchPage
from tests.search.test_page import opened
from tests.support.waiting import until

FAILED = "The search could not be loaded"


def test_years_the_wrong_way_round_are_put_right(search):
    search.open("from=2015&to=2009")
    wrong = search.number
    assert search.chips[:2] == ["from 2009", "to 2015"]
    search.open("from=2009&to=2015")
    assert search.number == wrong > 0


def test_a_year_without_records_stays_chosen_when_another_choice_is_made(search):
    opened(search, "from=1900")
    assert search.page.input_value("#search-from") == "1900"
    search.page.select_option("#search-to", "2010")
    search.wait()
    assert search.page.url.endswith("?from=1900&to=2010")


def test_an_unknown_choice_finds_nothing_and_can_be_taken_back(search):
    search.open("q=border&theme=nonsense")
    search.faults.clear()  # its term is asked for in vain
    assert search.number == 0
    assert "without nonsense" in search.page.inner_text("#search-hint")
    search.page.get_by_role("link", name="Remove: nonsense").click()
    assert search.wait().number > 0


def test_where_no_single_choice_is_in_the_way_all_can_be_taken_back(search):
    search.open("q=border&theme=nonsense&place=..%2F..%2Fx&sort=foo&language=xx")
    search.faults.clear()
    assert search.number == 0
    search.page.click("#search-hint a")
    assert search.wait().number > 0
    assert search.chips == []


def test_an_address_with_thousands_of_choices_keeps_nobody_waiting(search):
    search.open("q=" + "border " * 500 + "".join(f"&place=nonsense{number}" for number in range(3_000)))
    search.faults.clear()  # the terms are asked for in vain
    assert len([chip for chip in search.chips if "nonsense" in chip]) == 50
    assert len(search.page.input_value("#search-field")) <= 200


def test_an_unknown_choice_stays_when_another_is_made(search):
    opened(search, "theme=nonsense")
    search.faults.clear()
    search.page.select_option("#search-to", "2010")
    search.wait()
    assert search.page.url.endswith("?theme=nonsense&to=2010")


@pytest.mark.parametrize("width", [360, 1280])
def test_a_query_with_nothing_to_search_by_is_told_so_and_not_answered_with_all_records(search, width):
    search.page.set_viewport_size({"width": width, "height": 800})
    for query in ("b", "%D1%8F", "*", "%00%F0%9F%98%80%22%27%3C", "the", "%22%22", "-"):
        search.open(f"q={query}")
        assert "There is no word to search for in" in search.said, query
        assert search.records == [], query
        assert search.page.is_visible("#search-ways"), query


@pytest.mark.parametrize("asked", ["q=+++", "sort=relevance"])
def test_a_search_without_a_query_shows_all_records(search, asked):
    assert search.open(asked).number > 200


def test_markup_in_a_query_is_text(search):
    search.find("<b>zzzzqqqq</b>")
    assert search.said == "Nothing found for “<b>zzzzqqqq</b>”"
    assert search.page.locator("#search b").count() == 0


def test_what_means_something_where_text_is_replaced_stands_in_the_title_as_typed(search):
    search.find("border")
    rest = search.page.title().removeprefix("border")
    query = "border $& $' $` $$"
    assert search.find(query).page.title() == query + rest


@pytest.mark.parametrize("width", [360, 1280])
def test_an_endless_query_is_cut_where_it_is_repeated(search, width):
    search.page.set_viewport_size({"width": width, "height": 800})
    search.find("x" * 3000)
    assert len(search.said) < 120
    assert len(search.page.title()) < 200
    search.find("border management " * 60)
    assert search.number > 10
    assert search.page.evaluate("document.documentElement.scrollWidth") <= width


def test_two_misspelled_words_are_righted_together_by_one_file(search):
    search.find("Dushambe conferense")
    assert "Results for “Dushanbe conference”." in search.page.inner_text("#search-hint")
    assert [url.rpartition("/")[2] for url in search.asked if "/index/s/" in url] == ["latin.js"]


# Every file that a search loads, and one that a narrowed search loads.
PARTS = ["index/w/**", "index/r/**"]


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_cannot_be_loaded_is_told_and_loaded_when_asked_again(browser, search_address, part):
    with browser.new_context(viewport={"width": 360, "height": 800}) as context:
        search = SearchPage(context.new_page(), search_address)
        search.page.route(f"**/assets/{part}", lambda route: route.abort())
        search.open("q=border&theme=border-management")
        assert FAILED in search.said
        assert search.records == []
        assert search.page.is_visible("#search-ways")
        search.page.unroute_all()
        search.page.press("#search-field", "Enter")
        search.page.wait_for_selector("#search-rows .row")
        assert search.number > 10
        assert not search.page.is_visible("#search-ways")


def test_where_the_program_cannot_be_loaded_the_page_says_so_after_a_while(browser, search_address):
    with browser.new_context() as context:
        page = context.new_page()
        # However long it takes to open the page, the while is not over before it has been looked at.
        context.new_cdp_session(page).send("Animation.setPlaybackRate", {"playbackRate": 0})
        page.route("**/program.js", lambda route: route.abort())
        page.goto(f"{search_address}search/?q=border")
        assert not page.is_visible(".search__missing")
        page.evaluate("() => document.getAnimations().forEach((animation) => animation.finish())")
        assert FAILED in page.inner_text("main")
        assert page.is_visible("#search-ways")
        page.unroute_all()
        page.reload()
        page.wait_for_selector("#search-rows .row")
        assert page.evaluate("() => document.getAnimations().length") == 0
        assert not page.is_visible(".search__missing")


def test_without_a_line_the_last_results_do_not_pass_for_an_answer(first_search):
    first_search.find("border")
    first_search.page.context.set_offline(True)
    first_search.find_by_typing("uranium")
    assert FAILED in first_search.said
    assert first_search.records == []
    first_search.page.context.set_offline(False)
    first_search.page.press("#search-field", "Enter")
    first_search.page.wait_for_selector("#search-rows .row")
    assert "workshops/2017/uranium-tailings" in first_search.records


def test_a_search_that_takes_long_says_that_it_goes_on(first_search):
    held: list[Route] = []
    first_search.page.route("**/index/w/**", lambda route: held.append(route))  # noqa: PLW0108 - it wants a function
    first_search.page.goto(f"{first_search.address}search/?q=border", wait_until="commit")
    first_search.page.get_by_text("Searching …").wait_for()
    assert first_search.page.get_attribute("#search-rows", "aria-busy") == "true"
    # On a slow machine it is asked for after that is said.
    until(lambda: held, "a request", first_search.rest, 25)
    for route in held:
        route.continue_()
    assert first_search.wait().number > 10


@pytest.mark.parametrize("width", [360, 1280])
def test_who_comes_back_from_a_record_finds_the_same_place_of_the_list(search, width):
    search.page.set_viewport_size({"width": width, "height": 800})
    search.open("")
    search.page.click("#search-more")
    search.page.wait_for_selector("#search-rows .row >> nth=19")
    search.page.locator("#search-rows .row h3 a").nth(15).click()
    search.page.wait_for_url(lambda url: "/search/" not in url)
    search.page.go_back()
    search.wait()
    assert len(search.records) == 20
    search.page.wait_for_timeout(100)
    top = search.page.locator("#search-rows .row").nth(15).evaluate("row => row.getBoundingClientRect().top")
    assert 0 <= top < 800


def test_who_asks_for_more_twice_at_once_misses_no_result(search):
    search.open("q=border")
    search.page.evaluate("() => { for (const _ of [1, 2]) document.getElementById('search-more').click(); }")
    search.page.wait_for_selector("#search-rows .row >> nth=19")
    search.wait()
    search.page.click("#search-more")
    search.page.wait_for_selector("#search-rows .row >> nth=29")
    records = search.records
    assert search.open("q=border").records == records


def test_more_of_the_last_search_is_not_added_to_the_next_one(first_search):
    first_search.find("border")
    held: list[Route] = []
    first_search.page.route("**/index/w/**", lambda route: held.append(route))  # noqa: PLW0108 - it wants a function
    first_search.page.fill("#search-field", "women")
    first_search.page.press("#search-field", "Enter")
    first_search.page.click("#search-more")
    until(lambda: held, "a request", first_search.rest, 25)
    for route in held:
        route.continue_()
    first_search.page.unroute_all()
    shown = first_search.wait().records
    assert len(shown) == 10
    assert first_search.find("women").records == shown


def test_the_field_can_be_used_in_the_narrowest_window(search):
    """360 pixels enlarged to 200 % are 180."""
    search.page.set_viewport_size({"width": 180, "height": 400})
    search.open("q=border&theme=border-management&from=2009")
    width = search.page.locator("#search-field").evaluate("field => field.getBoundingClientRect().width")
    assert width > 120
    assert search.page.evaluate("document.documentElement.scrollWidth") <= 180
