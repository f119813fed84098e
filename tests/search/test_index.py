"""The index as files: what is written, what goes, and what is said when it cannot be made."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from mission_archive.model.languages import LANGUAGES
from mission_archive.rendering.folding import fold
from mission_archive.rendering.search_documents import search_documents
from mission_archive.rendering.search_facets import LANGUAGE_FACET, facet_names, facet_records
from mission_archive.rendering.words.messages import load_messages
from mission_archive.search.files import write_search
from mission_archive.search.pagefind import SearchFault
from mission_archive.search.tables import DRAWERS, cut
from tests.search.conftest import SearchPage
from tests.support.server import serve
from tests.support.site import build
from tests.support.toy import toy_archive, write_toy_vocabularies


def test_documents_hold_what_a_record_may_be_found_by_in_one_spelling():
    documents = {document.id: document for document in search_documents(toy_archive(), load_messages())}
    document = documents["workshops/2010/preventing-extremism"]
    for text in (document.text, *document.fields.values()):
        assert text == fold(text)
    assert set(document.row["words"]) == {"en", "ru", "tg"}


def test_records_that_lists_do_not_show_are_not_searched():
    ids = [document.id for document in search_documents(toy_archive(), load_messages())]
    assert ids == [record.id for record in toy_archive().listed]
    assert "events/2012/withdrawn-visit" not in ids
    assert "events/2012/removed-visit" not in ids


def test_facets_tell_the_places_of_records_in_the_list_of_all():
    archive = toy_archive()
    for term_id, places in facet_records(archive, "collections").items():
        assert [archive.listed[place].id for place in places] == [
            record.id for record in archive.listing("collections")[term_id]
        ]


def test_every_facet_names_the_terms_whose_records_it_tells():
    archive = toy_archive()
    names = facet_names(archive, load_messages()["ru"])
    for facet, terms in names.items():
        assert facet_records(archive, facet).keys() <= {term_id for term_id, _, _ in terms}
    assert ["ru", "Русский", ""] in names[LANGUAGE_FACET]


def test_a_second_build_leaves_nothing_of_the_first(tmp_path):
    documents = list(search_documents(toy_archive(), load_messages()))
    assert write_search(tmp_path, documents, {"spellings.json": []}) == len(documents)
    first = {path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()}
    assert write_search(tmp_path, documents[:3], {"spellings.json": []}) == 3
    rows = {path.name.partition(".")[0] for path in tmp_path.rglob("rows/*.json")}
    assert rows == {"0", "1", "2"}
    entry = json.loads((tmp_path / "pagefind/pagefind-entry.json").read_text())
    assert (tmp_path / "pagefind" / entry["state"]).is_dir()
    assert not any((tmp_path / uri).is_file() for uri in first if entry["state"] in str(uri))


def test_the_same_records_make_the_same_files(tmp_path):
    documents = list(search_documents(toy_archive(), load_messages()))
    found = []
    for name in ("one", "two"):
        write_search(tmp_path / name, documents, {"spellings.json": [("x", "x")]})
        found.append(sorted(str(path.relative_to(tmp_path / name)) for path in (tmp_path / name).rglob("*")))
    assert found[0] == found[1]


def test_what_is_shown_of_a_record_names_the_folder_so_that_no_browser_keeps_an_old_row(tmp_path):
    document = next(iter(search_documents(toy_archive(), load_messages())))
    states = []
    for name, place in (("one", "Alder"), ("two", "Birch")):
        write_search(
            tmp_path / name,
            [replace(document, row={**document.row, "places": dict.fromkeys(LANGUAGES, place)})],
            {},
        )
        states.append(json.loads((tmp_path / name / "pagefind/pagefind-entry.json").read_text())["state"])
    assert states[0] != states[1]


def test_an_archive_without_records_has_an_empty_search(tmp_path):
    assert write_search(tmp_path, [], {"spellings.json": []}) == 0
    entry = json.loads((tmp_path / "pagefind/pagefind-entry.json").read_text())
    assert entry["languages"] == {}


def test_a_missing_program_is_told_plainly(tmp_path):
    with pytest.raises(SearchFault, match="does not start") as fault:
        write_search(tmp_path, [], {}, executable=tmp_path / "pagefind")
    assert "archive/search" in str(fault.value)


def test_a_program_that_breaks_off_is_told_plainly(tmp_path):
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    broken.chmod(0o755)
    documents = list(search_documents(toy_archive(), load_messages()))
    with pytest.raises(SearchFault, match="it ended with status 3"):
        write_search(tmp_path, documents, {}, executable=broken)


WORDS = [
    "Қӯрғонтеппа",
    "Ҳуҷҷатҳои қалбакӣ",
    "Ёлка",
    "Yrjölä",
    "Désir",
    "Łódź",
    "Straße",
    "Ma’ruf",
    "Ӣ",
    "Край",
    "ŞİRİN",
    "ǅ",
]


def modules(page: SearchPage, wanted: str, words: list[str]) -> Any:
    """What JavaScript makes of `words` with our modules `text` (words.js) and `help` (help.js)."""
    page.open()
    return page.page.evaluate(
        "async (words) => { const program = document.querySelector('script[type=module]').src; "
        "const [text, help] = "
        "await Promise.all(['words.js', 'help.js'].map((name) => import(new URL(name, program)))); "
        f"return {wanted}; }}",
        words,
    )


def test_what_is_typed_is_folded_as_what_is_indexed(kept_page):
    assert modules(kept_page, "words.map(text.fold)", WORDS) == [fold(word) for word in WORDS]


BEGINNINGS = [
    "Ærø",
    "Œuvre",
    "Ijara",
    "ılıca",
    "Ǿyvind",
    "ʻAbdulloh",
    "ʼAlisher",
    "Ғарм",
    "Ҷирғатол",
    "Йод",
    "ßx",
    "Þór",
]


def test_each_right_spelling_is_sought_in_the_drawer_in_which_it_lies(kept_page, search_address, real_site):
    files = cut({"spellings.json": [(fold(word), word) for word in (*WORDS, *BEGINNINGS)]})
    state = json.loads((real_site.root / "pagefind/pagefind-entry.json").read_text())["state"]
    real = {
        f"spellings/{path.name}": json.loads(path.read_text(encoding="utf-8"))
        for path in (real_site.root / "pagefind" / state / "spellings").iterdir()
    }
    assert modules(kept_page, "help.DRAWERS", []) == DRAWERS == len(real) - 1 == len(files) - 1
    for drawers in (files, real):
        lies = {word: name for name, words in drawers.items() if "common" not in name for word in words}
        sought = modules(kept_page, "words.map((word) => help.drawer(text.fold(word)))", list(lies))
        assert dict(zip(lies, sought, strict=True)) == lies != {}


def test_a_page_in_a_language_without_records_asks_for_no_missing_file(browser, project):
    record = write_toy_vocabularies(project) / "events/2010/visit.md"
    record.parent.mkdir(parents=True)
    record.write_text(
        "---\ntitle: Border visit\nsummary: A visit.\ndate: 2010-05-01\n---\n", encoding="utf-8"
    )
    built = build(project)
    with (
        serve(built.root) as address,
        browser.new_context(viewport={"width": 1280, "height": 900}) as context,
    ):
        page = SearchPage(context.new_page(), address)
        for asked in ("q=border", "q=bordr", "language=tg"):
            page.open(asked, "tg")
            page.page.wait_for_load_state("networkidle")
            assert page.number == (asked == "q=border")
        assert page.faults == []
        # One language is no choice.
        assert page.page.locator("[data-facet=languages]").count() == 0


def test_each_term_of_a_facet_is_followed_by_those_it_contains():
    archive = toy_archive()
    for facet, terms in facet_names(archive, load_messages()["en"]).items():
        above = [""]
        for term_id, _, broader in terms:
            while above[-1] != broader:
                above.pop()
                assert above, f"{facet}: {term_id} stands apart from {broader}"
            above.append(term_id)
