"""Every title of the archive finds its record: in full, and by any three of its words."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from playwright.sync_api import Browser

from mission_archive.building.read import read
from mission_archive.search.words import fold, spelt, term_of, tokens
from tests.search.program import ask, program
from tests.support.site import Site

TOP = 3
NEAR = 10


@pytest.fixture(scope="module")
def titles(real_site: Site) -> list[tuple[int, str, str]]:
    """The number of each record in the index, with its titles and their languages."""
    archive = read(real_site.project / "content", real_site.moment, lambda *_: None).archive
    return [
        (number, code, words.title)
        for number, record in enumerate(reversed(archive.listed))
        for code, words in record.words.items()
    ]


def ranks(browser: Browser, address: str, wanted: list[tuple[int, str, str]]) -> list[int]:
    """The place of the wanted record in the answer to each query; 0 if it is not among the first."""
    with program(browser, address) as page:
        found = ask(page, [(code, query) for _, code, query in wanted])
    return [
        those.index(number) + 1 if number in those else 0
        for (number, _, _), those in zip(wanted, found, strict=True)
    ]


def test_a_title_in_full_finds_its_record_at_the_top(browser, search_address, titles, record_property):
    found = ranks(browser, search_address, titles)
    record_property("titles in full: place of the record → titles", str(sorted(Counter(found).items())))
    assert [title for title, rank in zip(titles, found, strict=True) if not 1 <= rank <= TOP] == []


@pytest.mark.long
def test_any_three_words_of_a_title_find_its_record_near_the_top(
    browser, search_address, titles, record_property
):
    chance = random.Random(12)
    queries = []
    for number, code, title in titles:
        words = [token for token in tokens(fold(title)) if term_of(spelt(token), code)]
        queries += [(number, code, " ".join(chance.sample(words, 3))) for _ in range(2) if len(words) >= 3]
    found = ranks(browser, search_address, queries)
    record_property(
        "three words of a title: place of the record → queries", str(sorted(Counter(found).items()))
    )
    assert [query for query, rank in zip(queries, found, strict=True) if not 1 <= rank <= NEAR] == []
