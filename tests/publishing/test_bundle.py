"""The site in one ZIP: opened from a folder, in a real browser without a connection, it is whole."""

import zipfile
from pathlib import Path
from urllib.parse import unquote

import lxml.html
import pytest

from mission_archive.publishing.bundle import leading_to_files, write_bundle
from tests.building.small_archive import small_project
from tests.support.site import build, file_bytes, is_redirect, run


@pytest.fixture(scope="module")
def bundle(sample_site, tmp_path_factory):
    place = tmp_path_factory.mktemp("bundle") / "archive.zip"
    write_bundle(sample_site.root, place, sample_site.files)
    return place


@pytest.fixture(scope="module")
def folder(bundle, tmp_path_factory):
    # Letters that an address must encode, and a space, as in the folder of a reader.
    there = tmp_path_factory.mktemp("pocket") / "USB стик 1"
    with zipfile.ZipFile(bundle) as held:
        held.extractall(there)
    return there


def links_within(folder):
    """Each link from a page of the folder to the folder itself: the page, and the path that it leads to."""
    for file in filter(Path.is_file, folder.rglob("*.html")):
        page = lxml.html.document_fromstring(file.read_bytes())
        found = [link for _, attribute, link, _ in page.iterlinks() if attribute in ("href", "action", "src")]
        if is_redirect(page):
            found.append(
                page.cssselect("meta[http-equiv=refresh]")[0].get("content", "").partition("url=")[2]
            )
        for link in found:
            path = link.partition("#")[0].partition("?")[0]
            if path and "://" not in path and not path.startswith("mailto:"):
                yield file, file.parent / unquote(path)


def test_each_link_within_the_bundle_leads_to_a_file(folder):
    found = [*links_within(folder)]
    assert len(found) > 1000
    for page, target in found:
        assert target.is_file(), page


def test_what_only_a_server_needs_is_left_out(folder, sample_site):
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    left_out = set(sample_site.files) - names
    assert {"404.html", "sitemap.xml", "sitemap.xml.gz", "share.png"} <= left_out
    assert not [name for name in left_out if name.endswith("/index.html")]


def test_it_is_the_same_bytes_for_the_same_site(bundle, sample_site, tmp_path):
    again = tmp_path / "archive.zip"
    write_bundle(sample_site.root, again, reversed(sample_site.files))
    assert again.read_bytes() == bundle.read_bytes()


def test_text_that_looks_like_a_link_stays_as_it_is():
    page = (
        b'<a id="x" title="a > b" href="../water/#top">x</a><code>href="../water/"</code>'
        b'<b class="y">or href="../water/"</b>'
        b'<a href="https://example.org/a/">y</a><a href="#z">z</a>'
    )
    assert leading_to_files(page) == page.replace(b'"../water/#top"', b'"../water/index.html#top"')


@pytest.mark.parametrize(
    ("start", "word"),
    [
        ("index.html", "workshop"),
        pytest.param("ru/index.html", "семинар", marks=pytest.mark.long),
        pytest.param("tg/index.html", "арзёбии", marks=pytest.mark.long),
    ],
)
def test_the_search_works_in_the_browser_without_a_server_or_a_connection(folder, browser, start, word):
    context = browser.new_context(offline=True)
    page = context.new_page()
    asked, errors = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto((folder / start).as_uri())
    page.fill(".find__field", word)
    page.press(".find__field", "Enter")
    first = page.locator("#search-rows .row__title a").first
    first.wait_for()
    title = first.inner_text()
    first.click()
    page.wait_for_url("**/index.html")
    assert title in page.locator("h1").inner_text()
    page.go_back()
    page.locator("#search-rows .row__title a").first.wait_for()
    assert not [url for url in asked if not url.startswith(folder.as_uri())]
    assert errors == []
    context.close()


def test_a_build_that_is_asked_for_it_has_the_bundle_and_the_next_without_is_not_refused(tmp_path):
    project = small_project(tmp_path / "project")
    plain = build(project).files
    assert run(project, "archive", "addresses", "--update").returncode == 0
    done = run(project, "archive", "build", "--bundle")
    assert done.returncode == 0, done.stderr
    files = file_bytes(project / "site")
    assert set(files) - set(plain) == {"data/archive.zip"}
    assert "data/archive.zip" not in (project / "addresses.txt").read_text("utf-8")
    with zipfile.ZipFile(project / "site/data/archive.zip") as held:
        held.extractall(tmp_path / "pocket")
    dead = [page for page, target in links_within(tmp_path / "pocket") if not target.is_file()]
    assert not dead, "the page that offers the bundle is in it, and the bundle is not"
    assert dict(build(project).files) == dict(plain)
