"""Every page, style sheet and picture of the site is what its standard says, as the Nu Html Checker reads it.

The checker reads a page of each type, and every page on which an element has a form that is on none of those.
`make long` has it read all pages.
"""

from __future__ import annotations

import re

import lxml.html
import pytest

from tests.support.nu import complaints
from tests.support.pages import MOVED, PAGES, SCALE

UNKNOWN = {
    # CSS Containment 3: a map is drawn for the width that it has, whatever that of the window is.
    "“container-type”: Property “container-type” doesn't exist.",
    "Unrecognized at-rule “@container”",
    # SVG 2: lines and letters of a map keep their width when the map is made smaller.
    "“vector-effect”: Property “vector-effect” doesn't exist.",
    "“paint-order”: Property “paint-order” doesn't exist.",
}
"""What the checker of 2025 says of properties that browsers have known for years."""


def files(site, suffix):
    return sorted(site.root.rglob(f"*{suffix}"))


def forms(page):
    """The forms that elements have on a page: where each stands, its attributes, and the pattern of short values."""
    return {
        (
            element.getparent().tag if element.getparent() is not None else None,
            element.tag,
            *((name, pattern(name, value)) for name, value in sorted(element.attrib.items())),
        )
        for element in page.iter("*")
    }


NAMES_AND_WORDS = (
    "id",
    "for",
    "class",
    "href",
    "src",
    "srcset",
    "alt",
    "title",
    "content",
    "value",
    "d",
    "points",
)
"""Attributes whose values differ without end; other tests know of each what it must be."""


def pattern(name, value):
    if name in NAMES_AND_WORDS or name.startswith(("aria-", "data-")):
        return bool(value.strip())
    return re.sub(r"[0-9]+", "0", value)


def representative(pages, first):
    """Addresses of pages that together have all forms of elements: `first`, and what these have not."""
    chosen = [url for url in first if url in pages]
    known = {form for url in chosen for form in forms(pages[url])}
    for url, page in pages.items():
        if not forms(page) <= known:
            chosen.append(url)
            known |= forms(page)
    return chosen


def file_of(site, url):
    return site.root / (f"{url}index.html" if url.endswith("/") or not url else url)


def test_a_page_of_every_type_and_form_is_valid_html(real_site, sample_site, toy_site):
    """Without an error, a warning or a hint. One run for all sites, since the checker is slow to start."""
    pages = {
        (site, url): page for site in (sample_site, real_site, toy_site) for url, page in site.pages.items()
    }
    types = [(sample_site, url) for url in (*PAGES.values(), *MOVED.values())]
    types += [(real_site, url) for url in SCALE.values()]
    chosen = representative(pages, types)
    assert len(chosen) > 100
    assert complaints([file_of(site, url) for site, url in chosen]) == []


@pytest.mark.long
def test_every_page_is_valid_html(real_site, sample_site, toy_site):
    pages = [path for site in (real_site, sample_site, toy_site) for path in files(site, ".html")]
    assert len(pages) > 1_000
    assert complaints(pages) == []


def test_a_page_with_a_form_of_its_own_is_read_by_the_checker():
    texts = {
        "first/": "<p>Words, <time datetime=2010-04-15>15 April</time></p>",
        "like the first/": "<p>Others, <time datetime=2011-12-31>31 December</time></p>",
        "a date of another form/": "<p>Words, <time datetime=2010-04>April</time></p>",
        "an element elsewhere/": "<p>Words</p><time datetime=2010-04-15>15 April</time>",
        "an attribute more/": "<p hidden>Words</p>",
        "an empty name/": "<p id=''>Words</p>",
    }
    pages = {url: lxml.html.document_fromstring(text) for url, text in texts.items()}
    assert representative(pages, ["first/"]) == [url for url in texts if url != "like the first/"]


def faulty_and_others(tmp_path, paths, text):
    """What the checker says of a file that is not valid, and of the others. One run, since it is slow to start."""
    faulty = tmp_path / f"faulty{paths[0].suffix}"
    faulty.write_text(text, encoding="utf-8")
    said = complaints([faulty, *paths], kind=faulty.suffix[1:])
    return [[line for line in said if (faulty.name in line) == is_faulty] for is_faulty in (True, False)]


def test_every_style_sheet_of_ours_is_valid_css_and_the_checker_sees_what_is_not(sample_site, tmp_path):
    theme = sample_site.root / "assets/stylesheets"
    sheets = [path for path in files(sample_site, ".css") if theme not in path.parents]
    assert len(sheets) >= 2
    (found, *_), said = faulty_and_others(tmp_path, sheets, "a { color: rde; }")
    assert "“rde” is not a “color” value." in found
    assert [line for line in said if not any(known in line for known in UNKNOWN)] == []
    assert {known for known in UNKNOWN if not any(known in line for line in said)} == set()


def test_every_picture_of_ours_is_valid_svg_and_the_checker_sees_what_is_not(sample_site, tmp_path):
    broken = '<svg xmlns="http://www.w3.org/2000/svg"><circle radius="1"/></svg>'
    (found, *_), said = faulty_and_others(tmp_path, files(sample_site, ".svg"), broken)
    assert "“radius” not allowed" in found
    assert said == []


PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Title</title>{head}</head><body>{body}</body></html>
"""
POLICY = '<meta http-equiv="Content-Security-Policy" content="{}">'
NOT_VALID = {
    "valid": ("", "<p>Words", ""),
    "policy": (POLICY.format("script-src 'self'"), "", ""),
    "error": ("", "<p><div></div></p>", "error: No “p” element in scope"),
    "warning": ("", "<section></section>", "warning: Section lacks heading."),
    "twice": ("", '<p id="a"></p><p id="a"></p>', "error: Duplicate ID “a”."),
    "broken-policy": (POLICY.format("script-src self'"), "", "error: Bad value"),
}


def test_the_checker_sees_what_is_not_valid_html(tmp_path):
    for name, (head, body, _) in NOT_VALID.items():
        (tmp_path / f"{name}.html").write_text(PAGE.format(head=head, body=body), encoding="utf-8")
    found = complaints(tmp_path.iterdir())
    for name, (_, _, said) in NOT_VALID.items():
        lines = [line for line in found if f"/{name}.html:" in line]
        assert bool(lines) == bool(said), lines
        assert not said or any(said in line for line in lines), lines
