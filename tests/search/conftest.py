"""The real archive on a local port, and its search page in a browser."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Response

from tests.support.server import serve
from tests.support.site import Site
from tests.support.waiting import PATIENCE, until

ROOTS = {"en": "", "ru": "ru/", "tg": "tg/"}
NOTE_VIOLATIONS = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => window.violations.push(event.violatedDirective));
"""
TYPE = """(field, query) => {
  field.focus();
  field.value = query;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.form.requestSubmit();
}"""
IS_SHOWN = "document.getElementById('search')?.dataset.shown === location.search"
COUNTS = """items => items.map(item =>
  [item.querySelector("input").value, Number(item.querySelector(".count")?.textContent ?? 0)])"""


class SearchPage:
    """The search page as a reader sees it. `asked` are the addresses of all its requests."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.asked: list[str] = []
        self.faults: list[str] = []
        page.set_default_timeout(1000 * PATIENCE)
        page.add_init_script(NOTE_VIOLATIONS)
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        page.on("response", self._note)

    def _note(self, answer: Response) -> None:
        if answer.status >= 400:
            self.faults.append(answer.url)

    def open(self, asked: str = "", language: str = "en") -> SearchPage:
        """Open the page with what stands after `?` in its address."""
        self.page.goto(f"{self.address}{ROOTS[language]}search/{'?' + asked if asked else ''}")
        return self.wait()

    def find(self, query: str, language: str = "en") -> SearchPage:
        return self.open(f"q={quote(query)}", language)

    def ask(self, query: str, language: str) -> SearchPage:
        """Type a query into the page of a language, opened where it is not open already."""
        if f"{self.address}{ROOTS[language]}search/" != self.page.url.partition("?")[0]:
            self.open("", language)
        return self.find_by_typing(query)

    def find_by_typing(self, query: str) -> SearchPage:
        """Type a query into the page that is open, and the Enter key before the page searches by itself."""
        self.page.eval_on_selector("#search-field", TYPE, query)
        return self.wait()

    def wait(self) -> SearchPage:
        """Until what the address asks for is shown."""
        until(self._is_shown, lambda: f"results for {self.page.url}: {self.faults}", self.rest, 25)
        return self

    def _is_shown(self) -> bool:
        # A condition in JavaScript would be evaluated in the page, which its policy forbids.
        with contextlib.suppress(Error):  # a page that is being loaded anew has nothing to be asked
            return bool(self.page.evaluate(IS_SHOWN))
        return False

    def rest(self, milliseconds: float) -> None:
        self.page.wait_for_timeout(milliseconds)

    @property
    def records(self) -> list[str]:
        links = self.page.eval_on_selector_all(
            "#search-rows .row__title a", "found => found.map(each => each.href)"
        )
        return [re.sub(r"^(?:ru|tg)/|/$", "", link.removeprefix(self.address)) for link in links]

    @property
    def said(self) -> str:
        """The line that tells how much was found."""
        return self.page.inner_text("#search-count")

    @property
    def number(self) -> int:
        digits = "".join(letter for letter in self.said if letter.isdigit())
        return int(digits or 0)

    @property
    def chips(self) -> list[str]:
        return [chip.inner_text().removesuffix(" ×") for chip in self.page.locator(".chip").all()]

    def box(self, parameter: str, value: str) -> None:
        """Tick or untick a term, opening its facet where it is closed."""
        box = self.page.locator(f"#search-facets input[name={parameter}][value='{value}']")
        if not box.is_visible():
            facet = box.locator("xpath=ancestor::details[1]")
            if facet.get_attribute("open") is None:
                facet.locator("summary").click()
            if not box.is_visible():
                facet.locator(".facet__more").click()
        box.click()
        self.wait()

    def counts(self, parameter: str) -> dict[str, int]:
        """The numbers beside the terms of a facet that can be chosen."""
        items = f"#search-facets li:not([hidden]):has(input[name={parameter}])"
        return dict(self.page.eval_on_selector_all(items, COUNTS))


@pytest.fixture(scope="session")
def search_address(real_site: Site) -> Iterator[str]:
    with serve(real_site.root) as address:
        yield address


@pytest.fixture(scope="module")
def kept_page(still_browser: Browser, search_address: str) -> Iterator[SearchPage]:
    """One page for many queries: what is loaded once is not loaded again. It is narrow, so it has no facets to show."""
    with still_browser.new_context(viewport={"width": 360, "height": 800}) as context:
        yield SearchPage(context.new_page(), search_address)


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[BrowserContext]:
    """A wide window whose pages share what they load: it takes half as long to open one as a window of its own."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        context.new_page()  # without a page, the window would be closed and made again
        yield context


@contextlib.contextmanager
def sound_page(context: BrowserContext, address: str) -> Iterator[SearchPage]:
    """A page that must end without a fault."""
    page = SearchPage(context.new_page(), address)
    try:
        yield page
        assert page.faults == []
        assert page.page.evaluate("window.violations") == []
    finally:
        page.page.close()


@pytest.fixture
def search(window: BrowserContext, search_address: str) -> Iterator[SearchPage]:
    """A page of its own, in a wide window, that must end without a fault."""
    with sound_page(window, search_address) as page:
        yield page


@pytest.fixture
def first_search(browser: Browser, search_address: str) -> Iterator[SearchPage]:
    """Such a page in a window in which nothing has been loaded yet."""
    with (
        browser.new_context(viewport={"width": 1280, "height": 900}) as context,
        sound_page(context, search_address) as page,
    ):
        yield page
