"""What the public must not see is nowhere in the site; what was withdrawn, removed or moved is said to be."""

import os
import re

import pytest

from mission_archive.media.store import PHOTO_CACHE
from mission_archive.rendering.words.messages import Messages
from tests.site.sample import write, write_sample
from tests.support.site import (
    Site,
    address,
    build,
    copy_project,
    is_redirect,
    row_targets,
    run,
    text_of,
    texts_of,
    words,
)

RE_SECRET = re.compile(rb"[\w-]*-secret(?!ar)[\w-]*")  # documentation names secretariats


def rows(site):
    """The addresses of all records that stand in any list of the site."""
    return {row for url, page in site.pages.items() for row in row_targets(url, page)}


def test_nothing_secret_is_in_any_file_or_name_of_the_site(sample_site):
    leaks = {
        uri: sorted(
            {found.decode() for found in RE_SECRET.findall(data)} | set(re.findall(r".*-secret.*", uri))
        )
        for uri, data in sample_site.files.items()
        if RE_SECRET.search(data) or "-secret" in uri
    }
    assert leaks == {}


def test_the_sample_holds_secrets_of_every_kind_that_could_leak(sample_site):
    written = b"".join(
        path.read_bytes() for path in (sample_site.project / "content").rglob("*") if path.is_file()
    )
    secrets = {found.decode() for found in RE_SECRET.findall(written)}
    for kind in ("draft-title", "draft-body", "draft-file", "draft-url", "draft-photo", "embargo-title",
                 "embargo-file", "removed-title", "removed-body", "removed-file", "removed-russian",
                 "consent", "photo-alt", "photo-caption"):  # fmt: skip
        assert any(secret.startswith(kind) for secret in secrets), kind


@pytest.mark.parametrize("record", ["workshops/2011/draft", "workshops/2011/embargoed"])
def test_a_record_that_is_not_public_has_no_page_and_no_address_points_to_it(sample_site, record):
    assert f"{record}/" not in sample_site.pages
    assert sample_site.has(record) == []


def test_a_withdrawn_record_can_be_read_and_says_when_and_why_it_was_withdrawn(sample_site):
    page = sample_site.page("reports/2009/withdrawn/")
    assert text_of(page, ".banner") == "Withdrawn on 3 February 2015. Its figures were wrong."
    assert text_of(page, "h1") == "Withdrawn report"
    assert text_of(page, ".prose") == "The text of the withdrawn report."


@pytest.mark.parametrize(
    ("url", "title"),
    [
        ("events/2012/announced/", "Only announced: A visit that was announced"),
        ("ru/events/2012/cancelled/", "Отменено: A cancelled visit"),
        ("events/2098/planned/", "Planned: A planned visit"),
        ("reports/2009/withdrawn/", "Withdrawn: Withdrawn report"),
        ("workshops/2010/everything/", 'Workshop on "water" & <rivers>'),
    ],
)
def test_a_shared_page_says_in_its_title_what_keeps_it_from_being_a_plain_fact(sample_site, url, title):
    page = sample_site.page(url)
    (shared,) = page.cssselect("meta[property='og:title']")
    assert shared.get("content") == title
    for picture in page.cssselect("meta[property='og:image:alt']"):
        assert picture.get("content") == title or "withdrawn" in url  # its picture is that of the archive


def test_the_summary_of_a_withdrawn_record_is_not_shared(sample_site):
    page = sample_site.page("reports/2009/withdrawn/")
    for meta in page.cssselect("meta[name=description], meta[property='og:description']"):
        assert meta.get("content") == sample_site.page("").cssselect("meta[name=description]")[0].get(
            "content"
        )


def test_a_withdrawn_record_is_in_no_list_and_no_thread(sample_site):
    assert "reports/2009/withdrawn/" not in rows(sample_site)
    others = [url for url, page in sample_site.pages.items() if "Withdrawn report" in words(page.body)]
    assert sorted(others) == [f"{root}reports/2009/withdrawn/" for root in ("", "ru/", "tg/")]


def test_a_withdrawn_or_removed_record_asks_not_to_be_indexed(sample_site):
    for url in ("reports/2009/withdrawn/", "reports/2009/removed/", "ru/reports/2009/removed/"):
        assert sample_site.page(url).cssselect("meta[name=robots][content=noindex]"), url


def test_a_term_that_only_hidden_records_name_has_no_list_and_no_link_to_one(sample_site):
    assert "institutions/only-withdrawn/" not in sample_site.pages
    assert "themes/unused/" not in sample_site.pages
    page = sample_site.page("reports/2009/withdrawn/")
    (body,) = [dd for dd in page.cssselect("dd") if words(dd) == "Body of the withdrawn record"]
    assert not body.cssselect("a")


def test_of_a_removed_record_only_date_and_reason_are_left(sample_site):
    page = sample_site.page("reports/2009/removed/")
    assert text_of(page, "h1") == "This record was removed"
    text = text_of(page, "main")
    assert "Removed on 8 July 2016. At the wish of those it named." in text
    assert not {"reports/2009/removed/", "ru/reports/2009/removed/"} & rows(sample_site)


def test_a_removed_record_says_so_at_its_address_in_each_language_in_that_language(sample_site):
    russian = sample_site.page("ru/reports/2009/removed/")
    assert russian.get("lang") == "ru"
    assert (
        text_of(russian, "h1")
        == Messages.load("ru").gettext("This record was removed")
        != "This record was removed"
    )
    reason = russian.cssselect("main [lang=en]:not(.language)")
    assert [words(element) for element in reason] == ["At the wish of those it named."]
    assert texts_of(russian, "main .language") == ["English"]
    tajik = sample_site.page("tg/reports/2009/removed/")
    assert texts_of(tajik, "main .language") == ["English"]
    assert [a.get("href") for a in russian.cssselect(".languages a[hreflang=en]")] == [
        "../../../../reports/2009/removed/"
    ]


def test_a_record_removed_from_russian_alone_is_said_to_be_removed_in_every_language(sample_site):
    url = "ru/reports/2009/removed-russian/"
    assert "По желанию названных." in text_of(sample_site.page(url), "main")
    english = sample_site.page("reports/2009/removed-russian/")
    assert texts_of(english, "main [lang=ru]:not(.language)") == ["По желанию названных."]
    moved = sample_site.page("old/removed-russian/")
    (link,) = moved.cssselect("a")
    assert address("old/removed-russian/", link.get("href")) == url


@pytest.mark.parametrize(
    ("former", "target"),
    [
        ("old/everything.html/", "workshops/2010/everything/"),
        ("old/other/", "workshops/2010/everything/"),
        ("old/third/", "workshops/2010/everything/"),
        ("old/removed/", "reports/2009/removed/"),
        ("old/removed-russian/", "ru/reports/2009/removed-russian/"),
    ],
)
def test_a_former_address_leads_to_the_record_with_and_without_a_browser_that_follows(
    sample_site, former, target
):
    page = sample_site.page(former)
    assert is_redirect(page)
    way = "../" * former.count("/") + target
    assert page.cssselect("meta[http-equiv=refresh]")[0].get("content") == f"0; url={way}"
    assert [a.get("href") for a in page.cssselect("a")] == [way]


def test_the_documents_of_a_public_record_are_published_byte_for_byte(sample_site):
    folder = "workshops/2010/everything"
    for name in ("paper.pdf", "list.csv"):
        source = (sample_site.project / "content" / folder / name).read_bytes()
        assert sample_site.files[f"{folder}/{name}"] == source


def test_no_source_of_a_record_or_vocabulary_is_published(sample_site):
    assert [uri for uri in sample_site.files if uri.endswith((".md", ".yml", ".yaml"))] == []


def test_an_embargoed_record_appears_when_its_time_has_come(tmp_path):
    project = copy_project(tmp_path / "project", has_content=False)
    text = "---\ntitle: At last\ndate: 2020\nsummary: It is out.\npublished: 2020-01-02T10:00+05:00\n---\n"
    write(project / "content", "events/2020/at-last.md", text)
    moment = 1577941200  # 2020-01-02T05:00:00Z, which is 10:00 at +05:00
    before = run(project, "archive", "build", SOURCE_DATE_EPOCH=str(moment - 1))
    assert before.returncode == 0, before.stderr
    assert "events/2020/at-last/" not in Site(project / "site", project).pages
    after = run(project, "archive", "build", SOURCE_DATE_EPOCH=str(moment))
    assert after.returncode == 0, after.stderr
    assert "events/2020/at-last/" in Site(project / "site", project).pages


def test_a_removal_takes_the_files_of_the_last_build_away(tmp_path):
    project = copy_project(tmp_path / "project", has_content=False)
    write_sample(project / "content")
    built = build(project)
    assert "workshops/2010/everything/paper.pdf" in built.files
    made = list((project / PHOTO_CACHE).glob("*/*"))
    for folder in made:
        os.utime(folder, (0, 0))  # as if nobody had asked for it for a day
    record = project / "content/workshops/2010/everything/index.md"
    text = record.read_text("utf-8").replace(
        "title:", "removed: {date: 2026-01-01, reason: It was asked for.}\ntitle:", 1
    )
    record.write_text(text, encoding="utf-8")
    # Texts elsewhere may still link to it.
    again = build(project)
    assert [uri for uri in again.files if uri.startswith("workshops/2010/everything/")] == [
        "workshops/2010/everything/index.html"
    ]
    assert again.has("Seventy people of both banks") == []
    # Its photos are kept nowhere, and those of other records are.
    kept = [folder for folder in made if folder.exists()]
    assert 0 < len(kept) < len(made)
