"""What a result shows of a record: the part of its texts, in whichever language, that has what is sought."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mission_archive.rendering.search_documents import BESIDE, EXCERPT_SOURCE, beginning
from tests.search.conftest import SearchPage
from tests.search.program import evaluated, parts
from tests.support.server import serve
from tests.support.site import build, copy_project
from tests.support.toy import write_toy_vocabularies

ENGLISH = """\
---
title: Course on beekeeping
summary: Farmers learned to keep bees.
date: 2010-05-01
places:
  - place: dushanbe
    venue: {en: Walnut hall, ru: Ореховый зал}
people:
  - name: Anna Kettle
    role: {en: head of the hive, ru: пасечница}
sources:
  - url: https://example.org/honey
    title: {en: Sweet news, ru: Сладкая весть}
    publisher: Meadow Post
---

Tall hives &amp; one <b>umbrella</b> in the hall.
"""
RUSSIAN = """\
---
title: Курс пчеловодства
summary: Крестьяне учились разводить пчёл.
---

Улей стоял под каштаном.
"""
TAJIK = """\
---
title: Курси занбӯрпарварӣ
summary: Деҳқонон нигоҳубини занбӯрро омӯхтанд.
---

Кандуҳо дар боғ буданд.
"""


@pytest.fixture(scope="module")
def kept(tmp_path_factory, browser) -> Iterator[SearchPage]:
    project = copy_project(tmp_path_factory.mktemp("excerpts") / "project", has_content=False)
    record = write_toy_vocabularies(project) / "events/2010/beekeeping"
    record.mkdir(parents=True)
    for name, text in {"index.md": ENGLISH, "index.ru.md": RUSSIAN, "index.tg.md": TAJIK}.items():
        (record / name).write_text(text, encoding="utf-8")
    with (
        serve(build(project).root) as address,
        browser.new_context(viewport={"width": 360, "height": 800}) as context,
    ):
        yield SearchPage(context.new_page(), address)


@pytest.mark.parametrize(
    ("language", "query", "shown", "code"),
    [
        # of the title and the summary in other languages
        ("en", "пчеловодство", "Курс пчеловодства", "ru"),
        ("tg", "пчёлы", "Крестьяне учились разводить пчёл.", "ru"),
        ("ru", "деҳқонон", "Деҳқонон нигоҳубини занбӯрро омӯхтанд.", "tg"),
        # of a text in another one
        ("en", "каштан", "Улей стоял под каштаном.", "ru"),
        ("ru", "канду", "Кандуҳо дар боғ буданд.", "tg"),
        # of the text in its own
        ("en", "umbrella", "Tall hives & one umbrella in the hall.", "en"),
        # of what stands beside it
        ("tg", "пасечница", "пасечница", ""),
        ("tg", "walnut", "Walnut hall", ""),
        ("en", "ореховый", "Ореховый зал", ""),
        ("ru", "kettle", "Anna Kettle", ""),
        ("ru", "сладкая", "Сладкая весть", ""),
        ("tg", "meadow", "Meadow Post", ""),
    ],
)
def test_what_is_sought_is_shown_in_whichever_language_it_stands(kept, language, query, shown, code):
    kept.ask(query, language)
    summary = kept.page.locator(".row__summary")
    assert shown in summary.inner_text()
    assert summary.get_attribute("lang") == code
    assert summary.locator("mark").count() == 1


def test_of_several_parts_the_one_that_says_most_is_shown(kept):
    kept.ask("walnut hall", "en")
    assert kept.page.locator(".row__summary mark").all_inner_texts() == ["Walnut", "hall"]


def test_a_word_of_the_row_itself_leaves_the_summary_as_it_is(kept):
    kept.ask("beekeeping", "en")
    summary = kept.page.locator(".row__summary")
    assert summary.inner_text() == "Farmers learned to keep bees."
    assert summary.get_attribute("lang") is None


def test_the_name_of_a_place_is_marked_where_the_row_has_it(kept):
    kept.ask("Dushanbe", "en")
    assert kept.page.locator(".row__meta mark").all_inner_texts() == ["Dushanbe"]


def test_texts_are_kept_up_to_a_blank():
    assert beginning("one two", 7) == "one two"
    assert beginning("one two three", 7) == "one two"
    assert beginning("one two three", 6) == "one"
    assert beginning("onetwo", 3) == ""
    assert BESIDE < EXCERPT_SOURCE


@pytest.mark.parametrize("blank", ["", " "])
def test_an_excerpt_has_what_was_found_though_there_be_no_blank_near_it(browser, blank):
    text = f"{'a/' * 300}{blank}needle{blank}{'/b' * 300}"
    cut = evaluated(
        browser,
        parts(["vendor/stemmers", "words", "rows"]),
        "(text) => excerpt(text, [text.indexOf('needle'), text.indexOf('needle') + 6])",
        text,
    )
    assert "needle" in cut
    assert len(cut) < 300
    assert cut.startswith("… ")
    assert cut.endswith(" …")
