"""The tables of queries: what readers ask is found among the first five answers. `make long` asks more of each kind."""

from __future__ import annotations

from pathlib import Path

import pytest

FIRST = 5


def rows(name, *marks):
    for line in Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            language, query, *wanted = (part.strip() for part in line.split("|"))
            told = wanted if len(wanted) > 1 else [wanted[0].split()]
            yield pytest.param(language, query, *told, id=f"{language}-{query}", marks=marks)


ROWS = [*rows("queries.txt"), *rows("more_queries.txt", pytest.mark.long)]


@pytest.mark.parametrize(("language", "query", "wanted"), ROWS)
def test_a_query_finds_what_is_meant_among_the_first_five(kept_page, language, query, wanted):
    found = kept_page.ask(query, language).records[:FIRST]
    assert [record for record in wanted if record not in found] == [], f"found {found}"


SAYINGS = [*rows("sayings.txt"), *rows("more_sayings.txt", pytest.mark.long)]


@pytest.mark.parametrize(("language", "query", "number", "said"), SAYINGS)
def test_what_there_is_to_say_of_a_query_is_said(kept_page, language, query, number, said):
    page = kept_page.ask(query, language)
    parts = ("#search-count", "#search-hint", "#search-pages", "#search-rows .search__group >> nth=0")
    told = [page.page.locator(part) for part in parts]
    texts = " ".join(" ".join(part.inner_text().split()) for part in told if part.count())
    assert said in texts
    assert len(page.records) > 0 if number == "+" else len(page.records) == int(number)


def test_the_tables_have_hundreds_of_queries_in_three_languages():
    assert len(ROWS) + len(SAYINGS) >= 160
    assert len(SAYINGS) >= 25
    assert {row.values[0] for row in ROWS} == {"en", "ru", "tg"}


def test_the_table_names_records_that_exist(real_site):
    wanted = {record for row in ROWS for record in row.values[2]}
    assert {record for record in wanted if f"{record}/" not in real_site.pages} == set()


NAMES_OF_BOKHTAR = ["Bokhtar", "Kurgan-Tyube", "Qurghonteppa", "Курган-Тюбе", "Кургонтеппа", "Қӯрғонтеппа"]


@pytest.mark.parametrize("name", NAMES_OF_BOKHTAR)
def test_every_name_of_a_town_finds_all_that_took_place_there(kept_page, real_site, name):
    from tests.support.site import row_targets

    listing = real_site.page("places/bokhtar/")
    there = {target.rstrip("/") for target in row_targets("places/bokhtar/", listing)}
    assert there
    assert there - set(kept_page.ask(name, "en").records) == set()
