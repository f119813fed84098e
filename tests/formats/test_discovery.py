"""How programs find their way: links in the head of a record's page, one set of all links, robots.txt."""

from __future__ import annotations

import json
import mimetypes
from dataclasses import replace
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from mission_archive.formats.edition import Subject
from mission_archive.formats.structured.table import nodes_of
from mission_archive.formats.table import format_files, page_formats
from mission_archive.model.addresses import record_url
from mission_archive.model.files import MEDIA_TYPES, media_type
from mission_archive.reading.fields.schema import ATTACHMENT_ENDINGS
from tests.formats.awkward import awkward_archive
from tests.formats.editions import URL, edition_of
from tests.support.site import address, is_redirect
from tests.support.toy import toy_archive

SIGNPOSTS = ("cite-as", "describedby", "type", "license", "author", "item", "linkset")
LICENCE = "https://example.org/licence"
KINDS = ("Event", "Report", "CreativeWork")


def test_a_page_says_what_to_cite_and_where_its_data_and_documents_are(toy_site):
    found = 0
    for url, page in toy_site.pages.items():
        if is_redirect(page):
            continue
        links = {each: page.cssselect(f"head link[rel='{each}']") for each in SIGNPOSTS}
        if not links["cite-as"]:
            assert not any(links[each] for each in SIGNPOSTS[:-1]), url
            continue
        found += 1
        ours = [
            link.get("href")
            for each in ("cite-as", "describedby", "author", "item", "linkset")
            for link in links[each]
        ]
        assert len(links["linkset"]) == 1
        for full in ours:
            assert full.startswith(URL), url
            path = full.removeprefix(URL)
            assert path in toy_site.files or f"{path}index.html" in toy_site.files, path
        assert [link.get("href") for link in links["license"]] == [
            "https://creativecommons.org/licenses/by/4.0/"
        ]
    assert found > 10


def test_all_links_are_in_one_set():
    archive = toy_archive()
    edition = replace(edition_of(archive), licence=LICENCE)
    contexts = json.loads(format_files(edition)["data/linkset.json"]())["linkset"]
    assert [each["anchor"] for each in contexts] == [f"{URL}{record.id}/" for record in archive.listed]
    for context, record in zip(contexts, archive.listed, strict=True):
        head = page_formats(edition, Subject(record_url(record, "en"), "en", record)).head
        for relation in SIGNPOSTS[:4]:
            assert context[relation]
            assert all(f'rel="{relation}"' in head and each["href"] in head for each in context[relation])
        assert len(context.get("item", ())) == len(record.attachments)
        assert all(f'rel="item" type="{each["type"]}"' in head for each in context.get("item", ()))
        authors = [each["href"] for each in context.get("author", ())]
        assert authors == [f"{URL}institutions/{each}/" for each in record.organisers]
        assert all(f'rel="author" href="{each}"' in head for each in authors)


def test_the_type_of_a_document_is_the_same_on_every_machine():
    assert set(MEDIA_TYPES) == set(ATTACHMENT_ENDINGS)
    assert media_type("Plan.v2.DOCX") == (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    )
    every = mimetypes.MimeTypes()  # what Python itself knows, without a file of this machine
    known = {ending: every.guess_type(f"x{ending}", strict=False)[0] for ending in MEDIA_TYPES}
    assert {ending: kind for ending, kind in known.items() if kind} == {
        ending: MEDIA_TYPES[ending] for ending, kind in known.items() if kind
    }


def test_a_record_is_of_the_same_kind_in_its_links_as_in_its_structured_data():
    edition = edition_of(awkward_archive())
    sets = json.loads(format_files(edition)["data/linkset.json"]())["linkset"]
    kinds = {each["anchor"].removeprefix(URL): [kind["href"] for kind in each["type"]] for each in sets}
    assert "https://schema.org/Report" in kinds["reports/2011/corrected/"]
    assert "https://schema.org/CreativeWork" in kinds["conferences/2016/announcement/"]
    found = set()
    for record in edition.archive.listed:
        subject = Subject(record_url(record, record.original), record.original, record)
        nodes = (node for node in nodes_of(edition, subject) if isinstance(node, dict))
        node = next(node for node in nodes if node["@type"] in KINDS)
        assert f"https://schema.org/{node['@type']}" in kinds[f"{record.id}/"]
        found.add(node["@type"])
    assert found == {*KINDS}


def feeds_and_searches(page):
    """The links in the head of a page to feeds and searches, by the kind of file."""
    kinds = "link[rel=alternate][type='application/atom+xml'], link[type='application/feed+json'], link[rel=search]"
    return [(link.get("type"), link.get("href")) for link in page.cssselect(f"head {kinds}")]


def test_every_page_leads_to_the_feeds_and_the_search_of_the_archive_in_its_language(toy_site):
    found = 0
    for url, page in toy_site.pages.items():
        if is_redirect(page) or url == "404.html":
            continue
        folder = {"en": ""}.get(page.get("lang"), f"{page.get('lang')}/")
        links = {address(url, href) for _, href in feeds_and_searches(page)}
        assert {f"{folder}{name}" for name in ("feed.xml", "feed.json", "opensearch.xml")} <= links, url
        found += 1
    assert found > 50


def test_the_page_404_leads_to_those_of_all_languages_from_every_depth(toy_site):
    links = [href for _, href in feeds_and_searches(toy_site.pages["404.html"])]
    root = urlsplit(URL).path
    names = [
        f"{folder}{name}"
        for folder in ("", "ru/", "tg/")
        for name in ("feed.xml", "feed.json", "opensearch.xml")
    ]
    assert links == [f"{root}{name}" for name in names]
    assert all(name in toy_site.files for name in names)


def test_robots_may_read_everything_and_are_led_to_the_sitemap():
    robots = RobotFileParser()
    robots.parse(format_files(edition_of(toy_archive()))["robots.txt"]().decode().splitlines())
    assert robots.can_fetch("any", f"{URL}data/records.jsonl")
    assert robots.site_maps() == [f"{URL}sitemap.xml"]
