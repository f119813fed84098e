"""On paper: no record of a list is cut in two, and no heading stands alone at the foot of a sheet."""

import io
import re
import unicodedata

import pytest
from pypdf import PdfReader

from tests.support.server import serve
from tests.support.site import texts_of


@pytest.fixture(scope="module")
def address(real_site):
    with serve(real_site.root) as address:
        yield address


def bare(text):
    """The text without what a line break on paper or joined letters change."""
    return re.sub(r"[\s\u00ad-]+", "", unicodedata.normalize("NFKC", text))


@pytest.fixture
def sheets(still_browser, address):
    """The text of each sheet of a page, printed on A4."""

    def printed(url):
        with still_browser.new_context() as context:
            page = context.new_page()
            page.goto(address + url)
            paper = page.pdf(format="A4", margin=dict.fromkeys(("top", "right", "bottom", "left"), "15mm"))
        return [sheet.extract_text() for sheet in PdfReader(io.BytesIO(paper)).pages]

    return printed


@pytest.mark.parametrize("url", ["workshops/", "ru/events/", "tg/themes/gender-equality/"])
def test_a_row_of_a_list_stands_on_one_sheet(real_site, sheets, url):
    page, found = real_site.page(url), [bare(sheet) for sheet in sheets(url)]
    assert len(found) > 3
    rows = [
        [bare(text) for kind in (".row__title a", ".row__summary") for text in texts_of(row, kind)]
        for row in page.cssselect(".row")
    ]
    assert len(rows) > 15
    cut = [row[0] for row in rows if not any(all(part in sheet for part in row) for sheet in found)]
    assert cut == []


@pytest.mark.parametrize("url", ["workshops/", "ru/events/", "themes/border-management/", "calendar/2016/"])
def test_no_heading_is_alone_at_the_foot_of_a_sheet(real_site, sheets, url):
    page, found = real_site.page(url), sheets(url)
    headings = [bare(text) for text in texts_of(page, "main h2, main h3:not(.row__title)")]
    assert len(headings) > 3
    feet = [bare(sheet.strip().splitlines()[-1]) for sheet in found]
    assert len(feet) > 1
    assert [foot for foot in feet if foot in headings] == []


@pytest.mark.parametrize("language", ["", "ru/", "tg/"])
@pytest.mark.parametrize(
    "record", ["workshops/2014/chemical-precursors/", "events/2013/election-needs-assessment-mission/"]
)
def test_a_short_record_fits_one_sheet_in_every_language(sheets, language, record):
    assert len(sheets(f"{language}{record}")) == 1
