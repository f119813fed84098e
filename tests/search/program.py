"""The search page's program by itself, in a page without one, so that hundreds of queries take seconds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from mission_archive.building.search import PROGRAM, RULES_OF_PROGRAM

FOLDER = Path(__file__).parents[2] / "overrides/assets/search"


def parts(names: Sequence[str]) -> str:
    return "\n".join((RULES_OF_PROGRAM, *((FOLDER / f"{name}.js").read_text("utf-8") for name in names)))


def evaluated(browser: Browser, script: str, wanted: str, given: Any) -> Any:
    """What a function makes of a value, where the parts of the program in `script` are known."""
    with browser.new_context() as context:
        page = context.new_page()
        page.add_script_tag(content=script)
        return page.evaluate(wanted, given)


@contextmanager
def program(browser: Browser, address: str) -> Iterator[Page]:
    """A page of a site with all parts of the program but for the last, which belongs to the search page."""
    with browser.new_context(bypass_csp=True) as context:
        page = context.new_page()
        page.goto(f"{address}search/")
        page.add_script_tag(content=parts(PROGRAM.split()[:-1]))
        yield page


def ask(page: Page, queries: Sequence[tuple[str, str]]) -> list[list[int]]:
    """The numbers of the records that answer each query, given with the language of the page, the best first."""
    told: Any = page.evaluate(
        """async ([queries, base]) => {
            const index = new Index(base, JSON.parse(document.getElementById("search-root").textContent));
            const found = [];
            for (const [language, query] of queries) {
                const answer = await new Engine(index, language).find(query);
                found.push(answer.groups.flatMap(({ records }) => [...records]).slice(0, 20));
            }
            return found;
        }""",
        [
            queries,
            f"{page.url.removesuffix('search/')}assets/",
        ],
    )
    return list(told)
