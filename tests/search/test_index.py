"""The index of a site: what is written, what goes, and what is not there."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from mission_archive.building.search import script_of
from mission_archive.model.archive import Archive
from mission_archive.model.searching import LANGUAGES_FACET, SearchDocument
from mission_archive.rendering.lists.rows import RecordRows
from mission_archive.rendering.search_documents import search_documents
from mission_archive.rendering.search_facets import namings
from mission_archive.rendering.words.messages import load_messages
from mission_archive.search.index import index_files
from tests.search.conftest import SearchPage
from tests.site.sample import write
from tests.support.server import serve
from tests.support.site import build
from tests.support.toy import toy_archive, write_toy_vocabularies


def documents(archive: Archive) -> list[SearchDocument]:
    rows = {code: RecordRows(archive, words) for code, words in load_messages().items()}
    return list(search_documents(archive, rows))


def test_documents_hold_what_a_record_may_be_found_by():
    told = {document.id: document for document in documents(toy_archive())}
    document = told["workshops/2010/preventing-extremism"]
    assert [language for language, *_ in document.texts] == ["en", "ru", "tg"]
    assert set(document.rows) == {"en", "ru", "tg"}
    assert "collections/workshops" in document.terms
    assert {(None, "Field office"), ("en", "The opening panel")} <= {*document.facts}
    assert document.id in document.addresses
    assert any(address.startswith("id/") for address in document.addresses)


def test_records_that_lists_do_not_show_are_not_searched():
    ids = [document.id for document in documents(toy_archive())]
    assert ids == [record.id for record in reversed(toy_archive().listed)]
    assert "events/2012/withdrawn-visit" not in ids
    assert "events/2012/removed-visit" not in ids


def test_facets_name_the_terms_that_have_records():
    files = index()
    names = json.loads(next(value for name, value in files.items() if name.endswith("ru.others")))
    assert ["workshops", "Семинары", ""] in names["collections"]["terms"]
    root = json.loads(files["index"])
    assert ["ru", "Русский", ""] in root[LANGUAGES_FACET]["terms"]
    years = [year for year, *_ in root["years"]["terms"]]
    assert years == sorted(years)
    assert all(year.isdigit() for year in years)


def index(count: int | None = None, change=lambda document: document) -> dict[str, bytes]:
    archive, messages = toy_archive(), load_messages()
    files: dict[str, bytes] = {}
    made = list(map(change, documents(archive)))[:count]
    files["index"] = index_files(made, [*namings(archive, messages)], (), files.__setitem__)
    return files


def shown_otherwise(document):
    return replace(document, rows={code: f"{html}Another." for code, html in document.rows.items()})


def excerpted_otherwise(document):
    return replace(document, excerpted={"en": "Another."})


def said_otherwise(document):
    return replace(
        document, texts=tuple((code, title, "Another.", text) for code, title, _, text in document.texts)
    )


def listed_otherwise(document):
    return replace(document, terms=document.terms[:1])


@pytest.mark.parametrize("change", [shown_otherwise, excerpted_otherwise, said_otherwise, listed_otherwise])
def test_only_the_root_changes_under_its_name_so_that_browsers_may_keep_the_rest(change):
    before, after = index(), index(change=change)
    assert before != after
    assert {path for path in before.keys() & after.keys() if before[path] != after[path]} <= {"index"}


def test_the_same_records_make_the_same_files():
    assert index() == index()


def test_an_archive_without_records_has_an_empty_index():
    root = json.loads(index(0)["index"])
    assert root["records"] == 0
    assert root["terms"] == []


def test_each_file_hands_over_what_it_holds_under_its_own_name():
    for name, value in index().items():
        path, script = script_of(name, value)
        assert path == f"assets/{name}.js"
        text = script.decode()
        assert text.startswith(f'archive_search("{name}",')
        json.loads(text.partition(",")[2].removesuffix(")"))


def test_a_page_in_a_language_without_records_asks_for_no_missing_file(browser, project):
    record = write_toy_vocabularies(project) / "events/2010/visit.md"
    record.parent.mkdir(parents=True)
    record.write_text(
        "---\ntitle: Border visit\nsummary: A visit.\ndate: 2010-05-01\n---\n\nSee https://www.example.org/report_2020.pdf.\n",
        encoding="utf-8",
    )
    built = build(project)
    with (
        serve(built.root) as address,
        browser.new_context(viewport={"width": 1280, "height": 900}) as context,
    ):
        page = SearchPage(context.new_page(), address)
        # The address stands in the text alone.
        for asked in ("q=border", "q=bordr", "language=tg", "q=http://example.org/report_2020.pdf"):
            page.open(asked, "tg")
            page.page.wait_for_load_state("networkidle")
            assert page.number == (asked != "language=tg")
        assert page.faults == []
        # One language is no choice, and no record is in a series.
        for facet in ("languages", "series"):
            assert page.page.locator(f"[data-facet={facet}]").is_hidden()


def test_each_term_of_a_facet_is_followed_by_those_it_contains():
    above: dict[str, list[str]] = {}
    for naming in namings(toy_archive(), load_messages()):
        lineage = above.setdefault(naming.facet, [""])
        while lineage[-1] != naming.broader:
            lineage.pop()
            assert lineage, f"{naming.key} stands apart from {naming.broader}"
        lineage.append(naming.term)


def test_years_beside_words_find_records_of_these_years_and_those_that_name_both(browser, project):
    write_toy_vocabularies(project)
    titles = {
        "2009/named": "Action plan for 2010 to 2012",
        "2011/between": "A plan for borders",
        "2013/after": "The plan of another year",
    }
    for name, title in titles.items():
        write(
            project / "content",
            f"events/{name}.md",
            f"---\ntitle: {title}\nsummary: Words.\ndate: {name[:4]}\n---\n",
        )
    with serve(build(project).root) as address, browser.new_context() as context:
        page = SearchPage(context.new_page(), address)
        page.open("q=plan 2010-2012")
        assert {*page.records} == {"events/2009/named", "events/2011/between"}
        page.open("q=plan 2012-2013")
        assert page.records == ["events/2013/after"]
        page.open("q=2010-2011")
        assert page.records == ["events/2011/between"]
        page.open("q=2010-2013 -borders")
        assert page.records == ["events/2013/after"]
        page.open("q=1950-1955")
        assert page.records == []
        assert page.faults == []
