"""Every page, style sheet and picture of the site is what its standard says, as the Nu Html Checker reads it."""

from __future__ import annotations

import pytest

from tests.support.nu import complaints

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


def test_every_page_is_valid_html(real_site, sample_site, toy_site):
    """Without an error, a warning or a hint. One run for all sites, since the checker is slow to start."""
    pages = [path for site in (real_site, sample_site, toy_site) for path in files(site, ".html")]
    assert len(pages) > 1_000
    assert complaints(pages) == []


def test_every_style_sheet_of_ours_is_valid_css(sample_site):
    theme = sample_site.root / "assets/stylesheets"
    sheets = [path for path in files(sample_site, ".css") if theme not in path.parents]
    assert len(sheets) >= 2
    said = complaints(sheets, kind="css")
    assert [line for line in said if not any(known in line for known in UNKNOWN)] == []
    assert {known for known in UNKNOWN if not any(known in line for line in said)} == set()


def test_every_picture_of_ours_is_valid_svg(sample_site):
    assert complaints(files(sample_site, ".svg"), kind="svg") == []


PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Title</title>{head}</head><body>{body}</body></html>
"""
POLICY = '<meta http-equiv="Content-Security-Policy" content="{}">'
NOT_VALID = {
    "valid": ("", "<p>Words", ""),
    "policy": (POLICY.format("script-src 'self' 'wasm-unsafe-eval'"), "", ""),
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


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("css", "a { color: rde; }", "“rde” is not a “color” value."),
        ("svg", '<svg xmlns="http://www.w3.org/2000/svg"><circle radius="1"/></svg>', "“radius” not allowed"),
    ],
)
def test_the_checker_sees_what_is_no_valid_css_or_svg(tmp_path, kind, text, said):
    path = tmp_path / f"a.{kind}"
    path.write_text(text, encoding="utf-8")
    assert any(said in line for line in complaints([path], kind=kind))
