"""Short addresses, and all old addresses that lead on."""

import re
import subprocess
import sys

import pytest

from mission_archive.model.addresses import permalink, permalink_of_id, permalinks
from mission_archive.model.records import Attachment, Ending
from mission_archive.model.terms import Place, Vocabularies, Vocabulary
from mission_archive.publishing.addresses.ledger import parse_ledger
from mission_archive.publishing.addresses.redirects import (
    collisions,
    misplaced_redirects,
    record_redirects,
    resting_lists,
    site_redirects,
)
from mission_archive.publishing.addresses.site_addresses import served_addresses
from tests.publishing.records import MOMENT, record
from tests.support.toy import toy_archive


def redirects(text, *records):
    ledger, problems = parse_ledger(text)
    assert problems == []
    return site_redirects(records, ledger)


# Short addresses


@pytest.mark.parametrize(
    ("record_id", "address"),
    [
        ("events/2010/energy-security", "id/zj5jnrf/"),
        ("reports/undated/needs-assessment", "id/dhst638/"),
    ],
)
def test_a_short_address_never_changes(record_id, address):
    assert permalink(record(record_id)) == address


def test_short_addresses_are_the_same_in_every_run():
    code = "from mission_archive.model.addresses import *; print(permalink_of_id('events/2010/x'))"
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert runs == {f"{permalink_of_id('events/2010/x')}\n"}


def test_a_short_address_spells_no_word_and_has_no_letter_that_is_taken_for_another():
    addresses = [permalink_of_id(f"events/2010/record-{number}") for number in range(2000)]
    assert all(re.fullmatch(r"id/[0-9bcdfghjkmnpqrstvwxz]{7}/", address) for address in addresses)
    assert (
        len(set("".join(addresses)) - set("id/")) == 28
    )  # all letters come up; d stands in the folder's name, too


def test_a_renamed_record_keeps_its_short_address():
    old = record("events/2010/energi")
    new = record("events/2010/energy", former_urls=("events/2010/energi",))
    newest = record("events/2011/energy", former_urls=("events/2010/energi", "events/2010/energy"))
    assert permalink(old) == permalink(new) == permalink(newest)


def test_former_addresses_that_were_no_record_do_not_count():
    assert permalink(record("events/2010/x", former_urls=("news/12", "places/old"))) == permalink(
        record("events/2010/x")
    )


def test_every_short_address_that_a_record_ever_had_leads_to_it_whatever_the_order_of_its_former_addresses():
    ids = ("events/2010/a", "ru/events/2011/b")
    shorts = {permalink_of_id(record_id) for record_id in ("events/2010/a", "events/2011/b", "events/2012/c")}
    for former in (ids, ids[::-1]):
        assert set(permalinks(record("events/2012/c", former_urls=former))) == shorts
        found = record_redirects([record("events/2012/c", former_urls=former)])
        assert {old for old, new in found.items() if new == "events/2012/c/"} >= shorts


def test_two_records_of_one_short_address_are_told(monkeypatch):
    from mission_archive.model import addresses as room

    records = [record("events/2010/a"), record("events/2010/b")]
    assert list(collisions(records)) == []
    monkeypatch.setattr(room, "LENGTH", 0)  # with no letters left all are the same
    (problem,) = collisions(records)
    assert problem.path == "content/events/2010/b.md"
    assert "belongs to the record 'events/2010/a' too" in problem.message


# Redirects


def test_one_former_address_stands_for_all_languages_and_attachments():
    moved = record(
        "events/2011/energy",
        languages=("en", "ru"),
        former_urls=("events/2010/energy", "news/12"),
        attachments=(Attachment(file="план.pdf", title={"en": "Plan"}, size=1),),
    )
    found = record_redirects([moved])
    assert found["events/2010/energy/"] == "events/2011/energy/"
    assert found["ru/events/2010/energy/"] == "ru/events/2011/energy/"
    assert (
        found["events/2010/energy/план.pdf"] == "events/2011/план.pdf"
    )  # a record of one file: its year's folder
    assert found["news/12/"] == "events/2011/energy/"
    assert found["tg/events/2010/energy/"] == "tg/events/2011/energy/"


def test_a_former_address_in_a_language_leads_to_that_language():
    both = record("events/2011/x", languages=("en", "ru"), former_urls=("ru/news/1", "tg/news/1"))
    found = record_redirects([both])
    assert found["ru/news/1/"] == "ru/events/2011/x/"
    assert found["tg/news/1/"] == "tg/events/2011/x/"


def test_a_former_address_that_another_record_says_itself_is_its_own():
    one = record("events/2011/x", languages=("en", "ru"), former_urls=("news/1",))
    two = record("events/2011/y", former_urls=("ru/news/1",))
    assert record_redirects([one, two])["ru/news/1/"] == "ru/events/2011/y/"


def test_a_removed_record_leads_nobody_to_its_attachments():
    removed = record(
        "events/2011/x", former_urls=("news/1",), attachments=(Attachment(file="a.pdf", title={"en": "A"}, size=1),),
        removed=Ending(date=MOMENT.date(), reason={"en": "asked for"}),
    )  # fmt: skip
    assert not [old for old in record_redirects([removed]) if old.endswith(".pdf")]


def test_a_record_in_russian_alone_is_reached_by_its_short_address():
    assert record_redirects([record("events/2011/x", languages=("ru",))]) == {
        permalink_of_id("events/2011/x"): "ru/events/2011/x/"
    }


def test_the_ledgers_redirects_lead_to_their_last_target_at_once():
    found = redirects("a/ -> b/\nb/ -> c/\nc/\n")
    assert found == {"a/": "c/", "b/": "c/"}


def test_a_redirect_of_the_ledger_to_a_renamed_record_leads_to_its_new_address():
    moved = record("events/2011/x", former_urls=("events/2010/x",))
    assert redirects("old/ -> events/2010/x/\n", moved)["old/"] == "events/2011/x/"


def test_a_circle_is_no_redirect():
    assert redirects("a/ -> b/\nb/ -> A/\nd/ -> e/\n") == {"d/": "e/"}


def test_the_short_address_of_a_record_that_the_ledger_ends_leads_where_its_page_leads():
    found = redirects("events/2001/x/ -> events/2011/x/\n")
    assert found[permalink_of_id("events/2001/x")] == "events/2011/x/"


def test_nothing_leads_to_a_record_that_is_not_public():
    archive = toy_archive()
    hidden = archive.records.keys() - archive.visible().records.keys()
    assert {"events/2013/draft-meeting", "events/2013/embargoed-meeting"} <= hidden
    found = record_redirects(archive.visible().records.values())
    told = {*found, *found.values()}
    for record_id in hidden:
        assert permalink_of_id(record_id) not in told
        assert not [address for address in told if record_id in address]


def test_an_end_is_told_when_there_is_a_page_again():
    ledger, _ = parse_ledger("a/ -> b/\nb/\nc/ gone: why\n")
    assert [problem.line for problem in misplaced_redirects(ledger, {"a/", "b/", "c"})] == [1, 3]
    assert list(misplaced_redirects(ledger, {"b/"})) == []


def test_a_list_that_has_no_record_at_present_leads_to_what_lies_above_it():
    vocabularies = Vocabularies(places=Vocabulary([Place(id="alder", name={"en": "Alder"}, kind="town")]))
    ledger, _ = parse_ledger(
        "places/\nplaces/alder/\nru/places/alder/\nplaces/gone/\nyears/2010/\nevents/\nevents/2010/x/\nabout/\n"
        "years/2011/ -> about/\nru/reports/\n"
    )
    pages = {"", "places/", "ru/", "ru/places/", "years/"}
    assert resting_lists(ledger, pages, vocabularies) == {
        "places/alder/": "places/",
        "ru/places/alder/": "ru/places/",
        "years/2010/": "years/",
        "events/": "",
        "ru/reports/": "ru/",
    }
    assert resting_lists(ledger, pages | {"places/alder/"}, vocabularies).keys().isdisjoint({"places/alder/"})


def test_no_file_and_no_page_of_the_site_can_be_ended_whatever_its_case():
    ledger, _ = parse_ledger("/ gone: x\nsitemap.xml gone: x\nA/Paper.pdf -> a/\nfree/ gone: x\nold/ -> a/\n")
    files = ["index.html", "sitemap.xml", "a/index.html", "a/paper.pdf", "old/index.html"]
    said = {
        problem.line: problem.message
        for problem in misplaced_redirects(ledger, served_addresses(files, ["old/"]))
    }
    assert said.keys() == {1, 2, 3}
    assert said[1] == "there is a page at '/' again; delete the end of this line, from the space on"
    assert said[2].startswith("there is a file at '/sitemap.xml' again")
    assert "differs only in capital letters from '/a/paper.pdf'" in said[3]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("a/paper.pdf/old/ -> a/", "is within '/a/paper.pdf', which is a file and no folder"),
        ("A/PAPER.pdf/x gone: why", "is within '/a/paper.pdf', which is a file and no folder"),
        ("sitemap.xml/x/ -> a/", "is within '/sitemap.xml', which is a file and no folder"),
        ("index.html -> a/", "is the file of a page; write the address of the page, '/'"),
        ("old/index.html/ gone: why", "is the file of a page; write the address of the page, '/old/'"),
        (".nginx/http.conf -> a/", "belongs to what the site writes for itself or for servers"),
        ("_headers gone: why", "belongs to what the site writes for itself or for servers"),
        ("data/archive.zip gone: why", "belongs to what the site writes for itself or for servers"),
        ("data/Archive.zip/ -> a/", "belongs to what the site writes for itself or for servers"),
        ("id/ -> a/", "belongs to what the site writes for itself or for servers"),
        ("id/4k7w2xm/x/ -> a/", "belongs to what the site writes for itself or for servers"),
    ],
)
def test_no_line_ends_an_address_at_which_no_page_can_be(line, said):
    ledger, _ = parse_ledger(f"{line}\nid/4k7w2xm/ -> a/\nassets/ -> a/\n")
    (problem,) = misplaced_redirects(ledger, {"a/", "a/paper.pdf"})
    assert (problem.line, said in problem.message) == (1, True)
