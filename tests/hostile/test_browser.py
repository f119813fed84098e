"""The hostile site in a browser: no script runs, nothing is asked elsewhere, and the policy finds nothing to refuse.

Once with the policy of the pages, as readers have it, and once in a browser that was told to heed no policy: the
markup must be harmless by itself, and the policy is there for the day on which it is not.
"""

from __future__ import annotations

from urllib.parse import quote

import pytest

from tests.hostile.attacks import LINES, TEXTS
from tests.hostile.conftest import visitor
from tests.hostile.site import COMMON
from tests.hostile.test_site import LINE_PAGES, TEXT_PAGES
from tests.search.conftest import SearchPage
from tests.support.waiting import until

LISTS = (
    "", "ru/", "tg/", "about/", "places/", "ru/places/", "tg/places/", "institutions/", "themes/", "ru/themes/",
    "dimensions/", "formats/", "series/", "collections/", "years/", "years/2010/", "events/", "workshops/", "calendar/",
    "calendar/2010/", "ru/calendar/2010/", "places/term-2/", "institutions/term-24/", "themes/term-4/", "404.html",
)  # fmt: skip

WRITTEN = """() => {
  const attributes = [];
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      if (name.startsWith("on") || name === "style" || name === "srcdoc"
        || /^(href|src|action|formaction)$/.test(name) && /^\\s*(javascript|data|vbscript):/i.test(value)) {
        attributes.push(`${element.tagName} ${name}=${value}`);
      }
    }
  }
  return attributes;
}"""

ARE_LOADED = "[...document.images].every(each => each.complete)"


@pytest.fixture(
    scope="module", params=[True, pytest.param(False, marks=pytest.mark.long)], ids=["policy", "no policy"]
)
def reader(request, browser, hostile_address):
    with visitor(browser, hostile_address, has_policy=request.param) as reader:
        yield reader


@pytest.fixture
def visit(reader):
    """Visit addresses, which must leave nothing behind."""
    reader.forget()

    def visit(*urls):
        for url in urls:
            reader.visit(url)
            assert reader.ran == [], url
            assert reader.complaints == [], url
            assert reader.page.evaluate(WRITTEN) == [], url

    yield visit
    assert reader.ran == []


def test_the_canary_sings_where_a_script_runs(browser, hostile_address):
    """Else all that follows would pass whatever happens."""
    with visitor(browser, hostile_address, has_policy=False) as reader:
        reader.visit("events/2010/line-000/")
        reader.page.set_content(
            "<p>x</p><img src=x onerror=\"attacked(7)\"><iframe srcdoc='<script>parent.attacked(8)</script>'>"
        )
        rest = reader.page.wait_for_timeout
        until(lambda: len(reader.ran) == 2, lambda: f"two scripts; there ran {reader.ran}", rest, 25)
        assert sorted(reader.ran) == ["(7,)", "(8,)"]
    with visitor(browser, hostile_address, has_policy=True) as reader:
        reader.visit("events/2010/line-000/")
        reader.page.evaluate(
            "document.body.insertAdjacentHTML('beforeend', '<img src=panel.png onload=attacked(9)>')"
        )
        rest = reader.page.wait_for_timeout
        refusal = "Content Security Policy"
        until(lambda: any(refusal in told for told in reader.complaints), "the refusal", rest, 25)
        until(lambda: reader.page.evaluate(ARE_LOADED), "the picture", rest, 25)
        assert reader.ran == []


def test_no_script_of_a_line_runs_on_the_pages_of_records(visit):
    visit(*LINE_PAGES[: len(LINES)])


@pytest.mark.long
def test_no_script_of_a_line_runs_on_the_pages_of_translations(visit):
    visit(*LINE_PAGES[len(LINES) :])


def test_no_script_of_a_text_runs_on_the_pages_of_records(visit):
    visit(*(url for url, text in TEXT_PAGES.items() if text in TEXTS))


@pytest.mark.long
def test_no_script_of_a_line_runs_in_a_text(visit):
    visit(*(url for url, text in TEXT_PAGES.items() if text not in TEXTS))


def test_no_script_of_a_line_runs_in_lists_banners_and_on_the_home_page(visit):
    visit(
        *LISTS, *(f"reports/2009/{kind}-{n:03}/" for kind in ("withdrawn", "removed") for n in (0, 1, 23, 24))
    )


def test_results_of_the_search_show_attacks_as_words(reader):
    reader.forget()
    search = SearchPage(reader.page, reader.address).open()
    for _ in range(4):
        search.page.click("#search-more")
        search.wait()
    for facet in search.page.locator("#search-facets details > summary").all():
        facet.click()
    for line in LINES:
        search.ask(f"{COMMON} {line}", "en")
    for words in ("script attacked", "img src", "config class", "Alderlaek attacked"):
        search.ask(words, "en")
        assert search.page.evaluate(WRITTEN) == []
    assert search.page.locator("#search :is(script, img, svg, iframe, style, form form)").count() == 0
    assert (reader.ran, reader.complaints, search.faults) == ([], [], [])


@pytest.mark.parametrize("language", ["en", "ru", "tg"])
def test_an_address_with_an_attack_in_it_is_shown_as_words(reader, language):
    reader.forget()
    search = SearchPage(reader.page, reader.address)
    for line in (LINES[0], LINES[24], LINES[33], LINES[59], LINES[64]):
        name = quote(line)
        search.open(
            f"q=zzzz{name}&place={name}&theme={name}&from={name}&sort={name}&language={name}", language
        )
        assert search.page.input_value("#search-field") == f"zzzz{line}"
        assert line in " ".join(search.chips)
        assert search.page.evaluate(WRITTEN) == []
    search.open("place=__proto__&place=constructor&from=2010%22%3E&to=9999", language)
    assert (reader.ran, reader.complaints) == ([], [])


def test_an_attack_in_the_address_of_a_page_that_is_not_there_is_not_repeated(reader):
    reader.forget()
    for line in LINES[::7]:
        for url in (quote(line), f"events/{quote(line)}/", f"?{quote(line)}", f"places/#{quote(line)}"):
            reader.visit(url)
            assert reader.page.evaluate(WRITTEN) == []
            is_missing = not url.startswith(("?", "places/"))
            assert reader.page.inner_text("h1") == "Page not found" or not is_missing
    assert (reader.ran, reader.complaints) == ([], [])
