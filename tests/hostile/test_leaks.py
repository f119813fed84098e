"""Nothing of what is not public is in any byte of a built site, packed files and the index of the search included."""

from __future__ import annotations

import gzip
import io
import re
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pytest
from PIL import Image

from mission_archive.model.addresses import permalink_of_id
from tests.hostile.canaries import HIDDEN, PUBLIC, SECRET, TERMS, write_canaries
from tests.support.site import Site, build, configure, copy_project, file_bytes, run

RE_CANARY = re.compile(rb"zq(?:draft|embargo|removed|consent)[a-z]*", re.IGNORECASE)
RE_WITHDRAWN = re.compile(rb"zqwithdrawn[a-z]*", re.IGNORECASE)
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif")
ROOTS = ("", "ru/", "tg/")
"""Of the languages: each record has a page in every one."""
WITHDRAWN_OWN = tuple(f"{root}reports/2009/withdrawn/" for root in ROOTS)
WITHDRAWN_FORMER = tuple(f"{root}{old}" for root in ROOTS for old in ("old/", "events/2009/zqwithdrawn"))
YEARS = {"draft": "1971", "embargo": "1981", "removed": "1991"}


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """The archive of canaries, whose site has compressed twins of its files, and the ledger that is made of it."""
    project = copy_project(tmp_path_factory.mktemp("canaries") / "project", has_content=False)
    write_canaries(project)
    configure(project, "host: github-pages", "host: netlify\n      compressed: true")
    return project


@pytest.fixture(scope="module")
def site(project):
    return build(project)


@pytest.fixture(scope="module")
def opened(site, tmp_path_factory):
    """Every file of the site, those that are packed in others, and the rules for another server."""
    other = Path(shutil.copytree(site.project, tmp_path_factory.mktemp("other") / "project"))
    configure(other, "host: netlify", "host: nginx")
    configure(other, "  - archive/search\n", "")
    rules = {uri: data for uri, data in build(other).files.items() if uri.startswith(".nginx/")}
    files = {**site.files, **rules}
    return {name: data for uri, bytes_ in files.items() for name, data in unpacked(uri, bytes_)}


def unpacked(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """A file as it lies there, and what is packed in it, however deep."""
    yield name, data
    if data[:2] == b"\x1f\x8b":
        yield from unpacked(f"{name} unpacked", gzip.decompress(data))
    elif data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for inner in packed.namelist():
                yield from unpacked(f"{name} {inner}", packed.read(inner))
    if b"%" in data and not name.endswith(PICTURES):
        yield f"{name} unquoted", unquote_to_bytes(data)


def found_in(pattern: re.Pattern[bytes], opened: Mapping[str, bytes]) -> dict[str, set[str]]:
    """The files, by name, in whose name or bytes a pattern is found."""
    found = {
        name: {each.decode().lower() for each in pattern.findall(data + b" " + name.encode())}
        for name, data in opened.items()
    }
    return {name: words for name, words in found.items() if words}


# The search itself sees what is there


@pytest.mark.parametrize(
    "place",
    [
        "assets/index/w/",
        "assets/index/r/",
        "index.html.gz unpacked",
        "zqpublicinside.txt",
        ".warc.gz unpacked",
        "sitemap.xml",
        "_redirects",
        ".nginx/http.conf",
    ],
)
def test_what_is_public_is_found_wherever_what_is_hidden_is_sought(opened, place):
    pattern = re.compile(rb"zqpublic|events/2010/public", re.IGNORECASE)
    assert any(place in name for name in found_in(pattern, opened)), place


def test_every_field_of_the_hidden_records_holds_a_canary(project):
    written = {
        uri: data
        for uri, data in file_bytes(project / "content").items()
        if b"zqembargo" in data or "zqembargo" in uri
    }
    told = {
        word
        for words in found_in(RE_CANARY, written).values()
        for word in words
        if word.startswith("zqembargo")
    }
    for name in ("title", "summary", "spelling", "venue", "symbol", "participants", "person", "role", "alt", "caption",
                 "credit", "licence", "paper", "outcome", "source", "publisher", "url", "permission", "datenote",
                 "note", "former", "oldname", "heading", "body", "shown", "inpaper", "inlist", "photo",
                 "slug"):  # fmt: skip
        assert f"zqembargo{name}" in told, name


# What is hidden


def test_no_word_of_a_hidden_record_is_in_any_file_or_name(opened):
    assert found_in(RE_CANARY, opened) == {}


def test_no_picture_of_a_hidden_record_is_in_the_site(site):
    colours = {}
    for uri, data in site.files.items():
        if uri.endswith(PICTURES) and "/images/" not in uri and not uri.startswith("images/"):
            with Image.open(io.BytesIO(data)) as picture:
                colours[uri] = picture.convert("RGB").resize((1, 1)).getpixel((0, 0))
    assert [uri for uri, colour in colours.items() if is_near(colour, SECRET)] == []
    assert len([uri for uri, colour in colours.items() if is_near(colour, PUBLIC)]) >= 3


def is_near(colour, other) -> bool:
    return all(abs(one - two) < 40 for one, two in zip(colour, other, strict=True))


def test_no_term_that_hidden_records_alone_name_has_a_page_a_dot_or_a_choice(site):
    for state in HIDDEN:
        for name in TERMS:
            assert not any(f"{name}/{state}-{name}" in uri for uri in site.files)
            assert site.has(f"{state}-{name}") == []


@pytest.mark.parametrize("state", HIDDEN)
def test_no_list_count_or_calendar_tells_the_year_of_a_hidden_record(site, state):
    year = YEARS[state]
    own = f"events/{year}/gone/" if state == "removed" else "no page at all"
    pages = [url for url in site.pages if year in url and own not in url]
    assert pages == []
    told = [
        url for url, page in site.pages.items()
        if own not in url and not url.startswith(("editors/", "develop/", "about", "ru/about", "tg/about"))
        and re.search(rf"\b{year}\b", page.text_content())
    ]  # fmt: skip
    assert told == []


def test_the_home_page_counts_public_records_alone(site):
    for root in ("", "ru/", "tg/"):
        (count,) = site.page(root).cssselect(".home__count")
        assert re.findall(r"[0-9]+", count.text_content()) == ["2", "2010", "2012"]


@pytest.mark.parametrize("record", ["events/1971/zqdraftslug", "events/1981/zqembargoslug"])
def test_a_hidden_record_has_no_short_address_and_no_rule_leads_to_it(site, record):
    assert site.has(permalink_of_id(record).strip("/")) == []


def test_a_public_record_is_shown_as_if_the_hidden_ones_were_not(site):
    page = site.page("events/2010/public/")
    links = [link.get("href") for link in page.cssselect("article a, .neighbours a")]
    # What is left of a removed record may be linked to in words; nothing else leads there.
    assert [link for link in links if re.search("19[789]1|withdrawn", link)] == ["../../../events/1991/gone/"]
    text = " ".join(page.cssselect(".prose")[0].text_content().split())
    assert text.endswith("Of a plan, another and a third, with .")
    assert (
        "zqpubliclater" in page.cssselect(".facts")[0].text_content()
    )  # the next of the series, two numbers on


def test_the_ledger_takes_up_no_address_of_a_hidden_record(project, site):
    done = run(project, "archive", "addresses", "--update")
    assert done.returncode == 0, done.stderr
    ledger = (project / "addresses.txt").read_bytes()
    assert b"events/2010/public/" in ledger
    assert RE_CANARY.findall(ledger) == []
    assert not re.search(rb"19[78]1", ledger)
    for record in ("events/1971/zqdraftslug", "events/1981/zqembargoslug"):
        assert permalink_of_id(record).encode() not in ledger


# What was removed, and what was withdrawn


def test_of_a_removed_record_day_and_reason_are_left_in_each_language(site):
    for root in ROOTS:
        text = site.page(f"{root}events/1991/gone/").cssselect("main")[0].text_content()
        assert "At the wish of those it named." in text
    assert [uri for uri in site.files if "1991/gone" in uri and not uri.endswith((".html", ".gz"))] == []


def test_a_withdrawn_record_is_read_at_its_own_addresses_alone(opened):
    files = [name for name in found_in(RE_WITHDRAWN, opened) if not name.startswith(WITHDRAWN_OWN)]
    assert [name for name in files if not name.startswith(("_redirects", ".nginx", *WITHDRAWN_FORMER))] == []


def test_a_withdrawn_record_is_in_no_sitemap_list_or_result(site, opened):
    assert "withdrawn" not in site.files["sitemap.xml"].decode()
    rows = [uri for uri in opened if uri.startswith("assets/index") and b"2009/withdrawn" in opened[uri]]
    assert rows == []
    assert not any(
        url.startswith(("years/2009", "calendar/2009", "reports/page")) or url == "reports/"
        for url in site.pages
    )


def test_after_the_embargo_has_ended_all_of_it_is_there(project, tmp_path):
    """What is sought above is sought by the right names: once it is public, it is found."""
    public = copy_project(tmp_path / "project", has_content=False)
    write_canaries(public)
    for name in ("index.md", "index.ru.md"):
        path = public / "content/events/1981/zqembargoslug" / name
        path.write_text(
            path.read_text("utf-8").replace("published: 2999", "published: 1999"), encoding="utf-8"
        )
    site = Site(public / "site", public)
    done = run(public, "archive", "build")
    assert done.returncode == 0, done.stderr
    files = {name: data for uri, bytes_ in site.files.items() for name, data in unpacked(uri, bytes_)}
    told = {word for words in found_in(RE_CANARY, files).values() for word in words}
    for name in ("title", "summary", "body", "alt", "caption", "credit", "person", "venue", "paper", "inpaper",
                 "inlist", "inside", "note", "former", "places", "themes", "institutions", "formats",
                 "dimensions"):  # fmt: skip
        assert f"zqembargo{name}" in told, name
