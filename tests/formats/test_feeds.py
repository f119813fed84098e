"""Feeds: what a subscriber is shown, and what RFC 4287 and JSON Feed 1.1 ask of it."""

import datetime
import json
import re
from dataclasses import replace
from urllib.parse import urlsplit

import feedparser
import lxml.etree
import lxml.html
import pytest

from mission_archive.formats.edition import Subject
from mission_archive.formats.moments import updated_at
from mission_archive.formats.table import format_files, page_formats
from mission_archive.model.addresses import permalink
from mission_archive.model.archive import Archive
from mission_archive.model.records import Change, Mention
from tests.formats.awkward import awkward_archive
from tests.formats.editions import URL, edition_of
from tests.rendering.archives import NOW, VOCABULARIES, record

ATOM = {"a": "http://www.w3.org/2005/Atom"}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
RE_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
DAY = datetime.datetime(2015, 3, 1, 9, tzinfo=datetime.UTC)


def files_of(archive):
    return {path: make() for path, make in format_files(edition_of(archive)).items()}


AWKWARD = files_of(awkward_archive())
ATOM_FEEDS = [path for path in AWKWARD if path.endswith(("feed.xml", "corrections.xml"))]


def archive_of(*records):
    return Archive(records, VOCABULARIES, NOW)


def moment_of(changed):
    moment = updated_at(changed)
    assert moment is not None
    return moment


def change(day, kind="correction"):
    return Change(date=datetime.date.fromisoformat(day), kind=kind, note={"en": "What was wrong."})


def entries(files, path="feed.xml"):
    """The entries of an Atom feed: id → element."""
    root = lxml.etree.fromstring(files[path])
    return {entry.findtext("a:id", namespaces=ATOM): entry for entry in root.findall("a:entry", ATOM)}


def short_text(element, name):
    return element.findtext(f"a:{name}", namespaces=ATOM)


@pytest.mark.parametrize("path", ATOM_FEEDS)
def test_a_parser_of_feeds_finds_nothing_wrong_with_any_of_them(path):
    parsed = feedparser.parse(AWKWARD[path])
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert parsed.version == "atom10"
    assert parsed.entries


@pytest.mark.parametrize("path", ATOM_FEEDS)
def test_a_feed_has_all_that_rfc_4287_asks_for_even_where_parsers_forgive(path):
    root = lxml.etree.fromstring(AWKWARD[path])
    for element in (root, *root.findall("a:entry", ATOM)):
        for name in ("id", "title", "updated"):  # sections 4.1.1 and 4.1.2: exactly one of each
            assert len(element.findall(f"a:{name}", ATOM)) == 1, name
        assert urlsplit(short_text(element, "id")).scheme == "https"  # section 4.2.6: an absolute IRI
        for name in ("updated", "published"):
            for moment in element.findall(f"a:{name}", ATOM):  # section 3.3, with a capital T and Z
                assert RE_MOMENT.fullmatch(moment.text or "")
        links = [
            (link.get("rel"), link.get("type"), link.get("hreflang"))
            for link in element.findall("a:link", ATOM)
        ]
        assert len([kind for kind in links if kind[0] == "alternate"]) == len(
            set(links) - {("self", *links[0][1:])}
        )
        assert all(urlsplit(link.get("href")).scheme for link in element.findall("a:link", ATOM))
    assert root.findtext("a:author/a:name", namespaces=ATOM)  # section 4.1.1: else each entry needs one
    selfs = root.xpath("a:link[@rel='self']/@href", namespaces=ATOM)
    assert selfs == [URL + path]
    ids = root.xpath("a:entry/a:id/text()", namespaces=ATOM)
    assert len(ids) == len(set(ids))
    for content in root.findall("a:entry/a:content", ATOM):  # section 4.1.3.3: HTML that could stand in a div
        assert content.get("type") == "html"
        assert not len(content)
        lxml.html.fragment_fromstring(content.text or "", create_parent="div")
    moments = [short_text(entry, "updated") for entry in root.findall("a:entry", ATOM)]
    assert moments == sorted(moments, reverse=True)
    assert short_text(root, "updated") == moments[0]


@pytest.mark.parametrize("path", ATOM_FEEDS)
def test_a_json_feed_says_the_same_as_the_atom_feed_beside_it(path):
    feed = json.loads(AWKWARD[path.removesuffix(".xml") + ".json"])
    root = lxml.etree.fromstring(AWKWARD[path])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == short_text(root, "title")
    assert feed["feed_url"] == URL + path.removesuffix(".xml") + ".json"
    assert feed["home_page_url"].startswith(URL)
    assert feed["authors"][0]["name"]
    for item, (entry_id, entry) in zip(feed["items"], entries(AWKWARD, path).items(), strict=True):
        assert item["id"] == entry_id
        assert (item["title"], item["summary"]) == (short_text(entry, "title"), short_text(entry, "summary"))
        assert item["language"] == entry.get(LANG)
        assert item["content_html"] == short_text(entry, "content")
        assert (item["date_modified"], item.get("date_published")) == (
            short_text(entry, "updated"),
            short_text(entry, "published"),
        )
        assert item["url"] == entry.find("a:link[@rel='alternate']", ATOM).get("href")


def test_equal_content_gives_equal_bytes():
    assert files_of(awkward_archive()) == AWKWARD


def test_every_address_in_a_text_is_a_full_one():
    with_note = replace(record(body="See[^1] [a chapter](#chapter).\n\n[^1]: The note.\n"), published=DAY)
    for files in (AWKWARD, files_of(archive_of(with_note))):
        for item in json.loads(files["feed.json"])["items"]:
            html = lxml.html.fragment_fromstring(item["content_html"], create_parent="div")
            for _, _, address, _ in html.iterlinks():
                assert urlsplit(address).scheme == "https", address


def test_text_that_looks_like_a_link_stays_as_it_is():
    with_code = replace(
        record(body='Write `href="#top"` or href="#end", and see [it](#it).\n'), published=DAY
    )
    (item,) = json.loads(files_of(archive_of(with_code))["feed.json"])["items"]
    html = lxml.html.fragment_fromstring(item["content_html"], create_parent="div")
    assert 'Write href="#top" or href="#end", and see it.' in html.text_content()
    assert f'href="{item["url"]}#it"' in item["content_html"]


def test_a_status_that_no_reader_may_miss_comes_before_the_title_and_the_text():
    titles = {short_text(entry, "title"): entry for entry in entries(AWKWARD).values()}
    cancelled = titles["Cancelled: Cancelled round table"]
    assert "Cancelled: it did not take place as planned." in short_text(cancelled, "content")


def test_what_was_online_says_so_before_its_place():
    held = record(mode="online", places=(Mention(place="town"),), published=DAY)
    (entry,) = entries(files_of(archive_of(held)), "ru/feed.xml").values()
    assert short_text(entry, "content").startswith("<p>15 апреля 2010 г. · Онлайн · <a ")


def test_a_renamed_record_keeps_its_id():
    before = record("events/2010/talk", published=DAY)
    after = record("events/2011/speech", published=DAY, former_urls=("events/2010/talk",))
    assert permalink(before) == permalink(after)
    assert list(entries(files_of(archive_of(before)))) == list(entries(files_of(archive_of(after))))


def test_corrections_and_updates_move_the_moment_even_on_one_day_and_small_changes_do_not():
    before = record(published=DAY)
    moments = [moment_of(before)]
    for kind in ("correction", "update"):
        before = replace(before, changes=(*before.changes, change("2015-03-01", kind)))
        moments.append(moment_of(before))
    assert moments == sorted(set(moments))
    assert moment_of(replace(before, changes=(*before.changes, change("2016-01-01", "minor")))) == moments[-1]
    assert moment_of(replace(before, changes=(*before.changes, change("2016-01-01")))) > moments[-1]


def test_a_record_that_does_not_say_since_when_it_is_public_is_in_a_feed_from_its_first_correction_on():
    public, silent = record("events/2010/a", published=DAY), record("events/2010/b")
    assert len(entries(files_of(archive_of(public, silent)))) == 1
    corrected = replace(silent, changes=(change("2016-01-01"),))
    found = entries(files_of(archive_of(public, corrected)))
    assert [short_text(entry, "published") for entry in found.values()] == [None, "2015-03-01T09:00:00Z"]


def test_an_archive_that_knows_no_moment_has_no_feed_and_no_page_leads_to_one():
    edition = edition_of(archive_of(record()))
    assert not [path for path in format_files(edition) if "feed" in path]
    page = page_formats(edition, Subject("events/", "en", listed=("collections", "events")))
    assert "feed" not in page.head
    assert not page.follow


def test_a_feed_holds_the_thirty_records_that_were_published_or_changed_last():
    many = [record(f"events/2010/r{n:02}", published=DAY + datetime.timedelta(days=n)) for n in range(40)]
    many[0] = replace(many[0], changes=(change("2019-01-01"),))
    found = entries(files_of(archive_of(*many)), "events/feed.xml")
    titles = [short_text(entry, "title").rpartition("/")[2] for entry in found.values()]
    assert titles == ["r00", *(f"r{n:02}" for n in range(39, 10, -1))]


def test_a_feed_of_a_term_has_the_ten_latest_entries_and_that_of_a_collection_thirty():
    days = [DAY + datetime.timedelta(days=n) for n in range(40)]
    many = [record(f"events/2010/r{n:02}", published=day, themes=("letters",)) for n, day in enumerate(days)]
    files = files_of(archive_of(*many))
    latest = [f"{URL}events/2010/r{n:02}/" for n in range(39, 9, -1)]
    for path, expected in (("themes/letters/feed.json", latest[:10]), ("events/feed.json", latest)):
        assert [item["url"] for item in json.loads(files[path])["items"]] == expected


def test_there_is_a_feed_of_each_list_that_people_follow_in_each_language():
    for folder in ("", "ru/", "tg/"):
        for name in ("", "events/", "themes/energy/", "places/khatlon/", "dimensions/politico-military/",
                     "institutions/undp/", "series/social-partnership-club/"):  # fmt: skip
            assert f"{folder}{name}feed.xml" in AWKWARD
            assert f"{folder}{name}feed.json" in AWKWARD
        assert f"{folder}feeds/corrections.xml" in AWKWARD
    assert "years/2010/feed.xml" not in AWKWARD


def test_the_feed_of_corrections_has_each_with_its_note_and_leaves_out_small_changes():
    found = entries(AWKWARD, "feeds/corrections.xml")
    assert {(short_text(entry, "title"), short_text(entry, "summary")) for entry in found.values()} == {
        ("Update: Cancelled: Cancelled round table", "It was cancelled."),
        ("Correction: Study of needs", "The number of towns was 12, not 21."),
    }


def test_an_entry_says_what_its_date_is_based_on():
    files = files_of(archive_of(record(published=DAY, date_note={"ru": "Город <предположительно>."})))
    (entry,) = entries(files).values()
    assert '<p>About the date: <span lang="ru">Город &lt;предположительно&gt;.</span></p>' in short_text(
        entry, "content"
    )


def test_what_xml_cannot_hold_is_left_out():
    odd = replace(record(title="A\x0bB ]]> & <c>"), published=DAY)
    files = files_of(archive_of(odd))
    assert [short_text(entry, "title") for entry in entries(files).values()] == ["AB ]]> & <c>"]


def test_a_page_leads_to_the_feed_of_the_archive_and_a_list_to_its_own_first():
    edition = edition_of(awkward_archive())
    page = page_formats(edition, Subject("ru/about/", "ru"))
    assert re.findall('rel="alternate".*?href="([^"]*feed[^"]*)"', page.head) == [
        "../../ru/feed.xml",
        "../../ru/feed.json",
    ]
    assert not page.follow
    page = page_formats(edition, Subject("places/khatlon/", "en", listed=("places", "khatlon")))
    found = re.findall('rel="alternate".*?href="([^"]*feed[^"]*)"', page.head)
    assert found[0] == "../../places/khatlon/feed.xml"
    assert found[2:] == ["../../feed.xml", "../../feed.json"]
    assert [offer.url for offer in page.follow][:2] == ["places/khatlon/feed.xml", "places/khatlon/feed.json"]


def test_a_list_without_a_feed_leads_to_that_of_the_archive_alone():
    page = page_formats(edition_of(awkward_archive()), Subject("2010/", "en", listed=("years", "2010")))
    assert re.findall('href="([^"]*feed[^"]*)"', page.head) == ["../feed.xml", "../feed.json"]
    assert all("feed" not in offer.url for offer in page.follow)


def test_the_home_page_offers_the_feed_of_corrections_too():
    offers = page_formats(edition_of(awkward_archive()), Subject("tg/", "tg")).follow
    assert [offer.url for offer in offers] == [
        "tg/feed.xml", "tg/feed.json", "tg/feeds/corrections.xml", "tg/calendar/calendar.ics",
    ]  # fmt: skip
