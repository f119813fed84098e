"""The page "Use our data": its examples work as they are written, and it names what there is."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import urllib.request

import pytest

from tests.support.server import serve
from tests.support.site import BASE, address, text_of

URL = "https://example.org/archive/"
PAGES = ("data/", "ru/data/", "tg/data/")


@pytest.fixture(scope="module")
def local(toy_site):
    """Puts the address at which a server of this machine has the site in the place of the site's own."""
    with serve(toy_site.root) as served:
        yield lambda text: text.replace(URL, served.rstrip("/").removesuffix(BASE.rstrip("/")) + BASE)


def examples(site, url):
    return {example.get("id"): example.text_content() for example in site.page(url).cssselect("pre.example")}


@pytest.mark.skipif(not shutil.which("curl"), reason="there is no curl")
def test_the_examples_with_curl_work_as_they_are_written(toy_site, local):
    commands = {name: text for name, text in examples(toy_site, "data/").items() if name.startswith("curl")}
    assert len(commands) == 3
    for name, command in commands.items():
        done = subprocess.run(["sh", "-c", local(command)], capture_output=True, check=True, timeout=60)
        found = [json.loads(line) for line in done.stdout.splitlines()] if name == "curl-all" else None
        assert found or json.loads(done.stdout)["id"], name


def test_the_example_with_pandas_names_a_table_and_a_column_of_it(toy_site, local):
    text = examples(toy_site, "data/")["pandas"]
    (read,) = re.findall(r'read_csv\("(.*)"\)', text)
    with urllib.request.urlopen(local(read), timeout=60) as answer:
        table = list(csv.DictReader(io.StringIO(answer.read().decode("utf-8-sig"))))
    assert table
    assert set(re.findall(r'records\["(\w+)"\]', text)) <= table[0].keys()
    compile(text, "example", "exec")


def test_the_page_names_every_file_of_the_folder_in_every_language(toy_site):
    files = {
        path for path in toy_site.files if path.startswith("data/") and not path.endswith((".html", ".gz"))
    }
    for url in PAGES:
        links = {
            address(url, link.get("href")) for link in toy_site.page(url).cssselect("main a[href^='../']")
        }
        assert {link for link in links if link.startswith("data/")} == files, url


def test_every_address_of_an_example_is_a_file_of_the_site(toy_site):
    for url in PAGES:
        found = examples(toy_site, url)
        assert {
            "feed",
            "calendar",
            "citation",
            "pandas",
            "curl-all",
            "curl-record",
            "curl-list",
        } <= found.keys()
        for text in found.values():
            (address_,) = re.findall(rf"{re.escape(URL)}[^\s\"]+", text)
            assert address_.removeprefix(URL) in toy_site.files, text
        (link,) = toy_site.page(url).cssselect("#citation a")
        assert address(url, link.get("href")) == found["citation"].strip().removeprefix(URL)


def test_the_examples_are_the_same_in_every_language(toy_site):
    told = [
        {
            name: text
            for name, text in examples(toy_site, url).items()
            if name not in ("feed", "calendar", "citation")
        }
        for url in PAGES
    ]
    assert told[0] == told[1] == told[2]


def test_every_page_leads_there_from_its_footer(toy_site):
    for url in ("", "ru/", "tg/places/", "events/"):
        page = toy_site.page(url)
        links = {address(url, link.get("href")) for link in page.cssselect(".colophon a[href]")}
        language = page.get("lang")
        assert ("data/" if language == "en" else f"{language}/data/") in links, url
    assert text_of(toy_site.page("data/"), "h1") == "Use our data"
