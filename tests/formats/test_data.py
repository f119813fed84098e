"""Twins of records and lists: what they say, what they keep to themselves, and that they fit their schema."""

from __future__ import annotations

import datetime
import json
import re
from dataclasses import replace

import jsonschema
import pytest

from mission_archive.formats.data.schemas import list_schema, record_schema
from mission_archive.formats.data.twins import record_twin
from mission_archive.formats.table import format_files
from mission_archive.model.archive import Archive
from mission_archive.model.captures import Capture, file_of
from mission_archive.model.records import Source
from tests.formats.awkward import awkward_archive
from tests.formats.editions import URL, edition_of
from tests.rendering.archives import archive as archive_of
from tests.rendering.archives import record
from tests.support.site import address, is_redirect
from tests.support.toy import toy_archive


def read(archive, name):
    """The files of that name, each as what it says, by the path of its folder."""
    files = format_files(edition_of(archive))
    return {
        path.removesuffix(name): json.loads(make()) for path, make in files.items() if path.endswith(name)
    }


@pytest.fixture(scope="module")
def archive():
    return awkward_archive()


@pytest.fixture(scope="module")
def twins(archive):
    return read(archive, "/record.json")


@pytest.fixture(scope="module")
def lists(archive):
    return read(archive, "/list.json")


@pytest.mark.parametrize("archive_of", [awkward_archive, toy_archive])
def test_every_twin_and_list_fits_its_schema(archive_of):
    for schema, name in ((record_schema(f"{URL}schema"), "/record.json"), (list_schema(), "/list.json")):
        jsonschema.Draft202012Validator.check_schema(schema)
        checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
        found = read(archive_of(), name)
        assert found
        for folder, value in found.items():
            assert [error.message for error in checker.iter_errors(value)] == [], folder


@pytest.mark.parametrize("is_allowed", [True, False])
def test_a_kept_copy_is_described_and_has_an_address_only_with_a_permission(is_allowed):
    url, moment = "https://a.example/1", datetime.datetime(2019, 11, 27, 22, 30, 5, 7, datetime.UTC)
    capture = Capture(moment, file_of(url), "0" * 64, "text/html", 1234)
    permission = {"en": "CC BY 4.0"} if is_allowed else None
    source = Source(url=url, capture=capture, copy_permission=permission)
    archive = toy_archive()
    first = replace(archive.listed[0], sources=(source,))
    twin = record_twin(edition_of(Archive([first], archive.vocabularies, archive.now)), first)
    known = {"captured": "2019-11-27T22:30:05+00:00", "sha256": "0" * 64, "media_type": "text/html"}
    more = {"url": f"{URL}{first.id}/source-{file_of(url)}", "permission": permission, "size": 1234}
    assert twin["sources"] == [{"url": url, "copy": {**known, **(more if is_allowed else {})}}]
    checker = jsonschema.Draft202012Validator(record_schema(f"{URL}schema"))
    assert [error.message for error in checker.iter_errors(json.loads(json.dumps(twin)))] == []


def test_a_schema_refuses_a_name_that_is_not_in_it(twins):
    checker = jsonschema.Draft202012Validator(record_schema(f"{URL}schema"))
    twin = next(iter(twins.values()))
    assert not checker.is_valid({**twin, "consent": "given"})
    assert not checker.is_valid({**twin, "status": "surely held"})
    assert not checker.is_valid({name: value for name, value in twin.items() if name != "date"})


def test_each_listed_record_has_a_twin_and_no_other_has(archive, twins):
    assert sorted(twins) == sorted(record.id for record in archive.listed)


def test_links_to_notes_and_headings_of_a_text_lead_to_its_page():
    note = 'Text[^a], [part](#part) and `<a href="#x">`.\n\n## Part\n\n[^a]: A note.'
    one = record(words={"en": replace(record().words["en"], body=note)})
    text = record_twin(edition_of(archive_of(one)), one)["text_html"]["en"]
    found = re.findall(r'<a [^>]*href="([^"]*)"', text)
    assert found
    assert [href for href in found if not href.startswith(f"{URL}{one.id}/#")] == []


def test_relations_are_told_from_both_ends():
    archive = toy_archive()
    twins = read(archive, "/record.json")
    pairs = {(each, to) for each, twin in twins.items() for to in twin.get("follows", ())}
    assert pairs
    assert pairs == {
        (outcome["record"], each)
        for each, twin in twins.items()
        for outcome in twin.get("outcomes", ())
        if "record" in outcome
    }
    related = {(each, to) for each, twin in twins.items() for to in twin.get("related", ())}
    assert related == {(to, each) for each, to in related}
    assert {to for _, to in pairs | related} <= set(twins)


def test_texts_have_full_addresses(twins):
    html = twins["conferences/2014/split-period"]["text_html"]["en"]
    assert f'href="{URL}events/2010/series-instance/"' in html


def test_a_list_holds_what_its_page_shows(archive, lists):
    for facet, listing in ((each, archive.listing(each)) for each in ("places", "collections", "years")):
        for term, records in listing.items():
            found = lists[term if facet == "collections" else f"{facet}/{term}"]
            assert [entry["id"] for entry in found["records"]] == [record.id for record in records]
            assert found["count"] == len(records)
            assert set(found["name"]) <= {"en", "ru", "tg"}


def test_a_list_says_no_more_of_a_date_than_the_twin(lists, twins):
    found = {entry["id"]: entry for each in lists.values() for entry in each["records"]}
    assert {"date_role", "duration"} <= {name for entry in found.values() for name in entry}
    for record_id, entry in found.items():
        for name in ("date", "date_role", "duration", "status"):
            assert entry.get(name) == twins[record_id].get(name), record_id


def test_the_same_content_gives_the_same_bytes():
    first, second = (format_files(edition_of(awkward_archive())) for _ in range(2))
    assert list(first) == list(second)
    assert all(make() == second[path]() for path, make in first.items())


def test_pages_of_records_and_lists_lead_to_their_twins_in_every_language(toy_site):
    led = set()
    for url, page in toy_site.pages.items():
        if is_redirect(page) or url == "404.html":
            continue
        links = [
            address(url, link.get("href"))
            for link in page.cssselect("head link[rel=alternate][type='application/json']")
        ]
        bare = url.removeprefix("ru/").removeprefix("tg/").partition("page/")[0]
        wanted = [
            f"{bare}{name}" for name in ("record.json", "list.json") if f"{bare}{name}" in toy_site.files
        ]
        assert links == wanted, url
        led.update(links)
    # Those at addresses from which pages have moved are for programs that still ask there.
    moved = {url for url, page in toy_site.pages.items() if is_redirect(page)}
    twins = {path for path in toy_site.files if path.endswith(("/record.json", "/list.json"))}
    assert led == {path for path in twins if f"{path.rpartition('/')[0]}/" not in moved}
