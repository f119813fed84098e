"""The site as ZIM files, read by the library's own reader."""

import re

import pytest
from libzim.reader import Archive
from libzim.search import Query, Searcher

from mission_archive.publishing.zim import within, write_zim

URL = "https://example.org/archive/"


@pytest.fixture(scope="module")
def russian(sample_site, tmp_path_factory):
    place = tmp_path_factory.mktemp("zim") / "archive-ru.zim"
    pages = write_zim(sample_site.root, "ru", URL, "2026-11-27", place)
    assert pages == len([uri for uri in sample_site.files if uri.startswith("ru/") and uri.endswith(".html")])
    return Archive(place)


def held(archive, path):
    return bytes(archive.get_entry_by_path(path).get_item().content).decode()


def test_the_file_is_whole_and_opens_at_the_home_page_of_its_language(russian):
    assert russian.check()
    assert russian.main_entry.get_item().path == "ru/index.html"
    assert bytes(russian.get_metadata("Language")) == b"rus"
    assert bytes(russian.get_metadata("Date")) == b"2026-11-27"
    assert russian.has_illustration(48)


def test_its_links_lead_to_its_own_files_or_to_the_site(russian):
    page = held(russian, "ru/workshops/2010/everything/index.html")
    links = re.findall(r' href="([^"]+)"', page)
    assert f"{URL}workshops/2010/everything/" in links  # the same page in English
    within_it = [link for link in links if "://" not in link and not link.startswith(("#", "mailto:"))]
    assert within_it
    for link in within_it:
        assert not link.partition("#")[0].endswith("/"), link
    assert not russian.has_entry_by_path("workshops/2010/everything/index.html")


def test_photos_documents_and_the_index_of_the_search_are_in_it(russian, sample_site):
    leaf = next((sample_site.root / "assets/index/w").rglob("*.js"))
    assert russian.has_entry_by_path(leaf.relative_to(sample_site.root).as_posix())
    assert russian.has_entry_by_path("workshops/2010/everything/paper.pdf")
    assert not russian.has_entry_by_path("workshops/2010/everything/record.json")


def test_kiwix_finds_words_of_its_pages(russian):
    found = Searcher(russian).search(Query().set_query("семинар"))
    assert "ru/workshops/2010/everything/index.html" in list(found.getResults(0, 10))


def test_a_link_with_a_place_within_its_page_keeps_it():
    page = '<a href="../b/index.html#x">b</a><a href="https://other.example/">o</a><a href="#y">y</a>'
    assert within(page, "ru/a/index.html", {"ru/b/index.html"}, URL) == page
    assert within(page, "ru/a/index.html", set(), URL) == page.replace("../b/index.html#x", f"{URL}ru/b/#x")
