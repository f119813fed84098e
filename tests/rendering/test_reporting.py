"""Where a reader reports a mistake."""

from urllib.parse import parse_qs, urlsplit

import pytest

from mission_archive.rendering.records.reporting import is_target, report_url
from mission_archive.rendering.words.messages import Messages

ENGLISH = Messages.load("en")


def test_an_e_mail_is_filled_in_with_title_and_address():
    url = report_url("archive@mission.example", "Water & “rights”", "https://a.example/x/", ENGLISH)
    assert url.startswith("mailto:archive@mission.example?subject=")
    assert "+" not in url
    query = parse_qs(urlsplit(url).query)
    assert query["subject"] == ["Mistake in “Water & ‘rights’”"]
    assert query["body"][0].startswith("Water & “rights”\r\n\r\nhttps://a.example/x/\r\n")


@pytest.mark.parametrize(
    ("form", "sign"), [("https://forge.example/a/issues/new", "?"), ("https://forge.example/new?template=m.md", "&")]
)  # fmt: skip
def test_an_issue_form_is_filled_in_with_title_and_address(form, sign):
    url = report_url(form, "Water", "https://a.example/x/", ENGLISH)
    assert url.startswith(f"{form}{sign}title=Mistake")
    assert "https://a.example/x/" in parse_qs(urlsplit(url).query)["body"][0]


def test_the_words_are_in_the_language_of_the_page():
    url = report_url("a@b.example", "Вода", "https://a.example/x/", Messages.load("ru"))
    assert parse_qs(urlsplit(url).query)["subject"] == ["Ошибка в записи «Вода»"]


@pytest.mark.parametrize(
    ("report_to", "expected"),
    [
        ("archive@mission.example", True),
        ("https://forge.example/new", True),
        ("http://forge.example/new", False),
        ("javascript:alert(1)", False),
        ("mailto:a@b.example", False),
        ("archive", False),
        ('https://forge.example/"new"', False),
    ],
)
def test_only_an_e_mail_address_or_an_https_address_takes_reports(report_to, expected):
    assert is_target(report_to) is expected
