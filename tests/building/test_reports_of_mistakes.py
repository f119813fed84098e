"""“Report a mistake”: a link on every record that leads somewhere real, or none."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.building.small_archive import small_project
from tests.site.sample import write
from tests.support.site import BASE, build

RECORD = "events/2010/talks/"
HOST = "https://example.org"
FORM = "https://forge.example/issues/new?template=mistake.md"
LINK = ".edit a"


def site_reporting_to(folder, target):
    project = small_project(folder / "project")
    config = (project / "mkdocs.yml").read_text("utf-8")
    if target:
        config = config.replace("content_dir: content", f"content_dir: content\n      report_to: {target}")
    write(project, "mkdocs.yml", config)
    return build(project)


@pytest.fixture
def visit(browser):
    """Opens a page of a site as if it were on its host; whatever else is asked for ends in `asked`."""
    with browser.new_context() as context:
        page = context.new_page()
        asked = []

        def opened(site, url):
            def answer(route):
                address = route.request.url
                path = address.removeprefix(f"{HOST}{BASE}")
                if path != address and (data := site.files.get(path + "index.html" * path.endswith("/"))):
                    route.fulfill(body=data, content_type="text/html" if path.endswith("/") else None)
                else:
                    asked.append(address)
                    route.fulfill(body="<h1>The form</h1>", content_type="text/html")

            page.route("**/*", answer)
            page.goto(f"{HOST}{BASE}{url}")
            asked.clear()
            return page, asked

        yield opened


def test_without_an_address_no_page_offers_to_report_a_mistake(tmp_path):
    site = site_reporting_to(tmp_path, None)
    assert [url for url, page in site.pages.items() if page.cssselect(LINK)] == []


def test_an_e_mail_address_is_written_to_with_title_and_address_of_the_record(tmp_path, visit):
    site = site_reporting_to(tmp_path, "archive@mission.example")
    page, _ = visit(site, RECORD)
    link = page.get_by_role("link", name="Report a mistake in this record")
    assert link.is_visible()
    written = urlsplit(link.evaluate("link => link.href"))
    assert (written.scheme, written.path) == ("mailto", "archive@mission.example")
    told = parse_qs(written.query)
    assert told["subject"] == ["Mistake in “Talks, the first version”"]
    assert f"{HOST}{BASE}{RECORD}" in told["body"][0]
    for language in ("ru", "tg"):
        assert site.page(f"{language}/{RECORD}").cssselect("a[href^='mailto:archive@mission.example?']")


def test_a_form_is_opened_with_title_and_address_of_the_record(tmp_path, visit):
    site = site_reporting_to(tmp_path, FORM)
    page, asked = visit(site, RECORD)
    page.get_by_role("link", name="Report a mistake in this record").click()
    page.get_by_role("heading", name="The form").wait_for()
    told = parse_qs(urlsplit(asked[0]).query)
    assert asked[0].startswith(f"{FORM}&title=")
    assert told["title"] == ["Mistake in “Talks, the first version”"]
    assert f"{HOST}{BASE}{RECORD}" in told["body"][0]
