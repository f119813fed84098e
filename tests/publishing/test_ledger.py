"""The file of addresses: read, written, merged, and compared with what there is."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mission_archive.model.addresses import permalink_of_id
from mission_archive.model.records import Attachment, Ending
from mission_archive.publishing.addresses.ledger import Ledger, parse_ledger
from mission_archive.publishing.addresses.site_addresses import addresses_of, addresses_of_site
from mission_archive.publishing.addresses.vanished import compare
from tests.publishing.records import MOMENT, record
from tests.support.steps import steps

PAGES = frozenset({"", "about/", "places/", "places/alder/", "events/2010/energy/", "ru/events/2010/energy/"})


def ledger(text):
    read, problems = parse_ledger(text, "addresses.txt")
    assert problems == []
    return read


def faults(text):
    return [f"{problem.line}: {problem.message}" for problem in parse_ledger(text)[1]]


def told(text, addresses, records=(), before=()):
    problems = compare(ledger(text), addresses, records, before, moment=MOMENT)
    return [f"{problem.line}: {problem.message}" for problem in problems]


# Which addresses are public


def test_pages_attachments_and_feeds_are_addresses_and_what_comes_and_goes_is_not():
    files = [
        "index.html", "404.html", "about/index.html", "places/alder/index.html", "places/alder/page/2/index.html",
        "ru/events/page/3/index.html", "reports/2009/x/план.pdf", "reports/2009/x/panel.jpg", "feed.xml",
        "feeds/events.ics", "sitemap.xml", "sitemap.xml.gz", "robots.txt", "assets/archive.css", "assets/data.json",
        "assets/index/r/1d1365e/1.en.js", "_headers", ".nginx/http.conf", "about/index.html.gz",
        "id/4k7w2xm/index.html",
    ]  # fmt: skip
    assert sorted(addresses_of(files)) == [
        "", "*/feed.xml", "about/", "feeds/events.ics", "id/4k7w2xm/", "places/alder/", "reports/2009/x/план.pdf",
    ]  # fmt: skip


def test_the_addresses_of_a_built_site_are_found_in_its_folder(tmp_path):
    for name in ("index.html", "ru/index.html", "reports/2009/x/план.pdf", "assets/archive.css"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert addresses_of_site(tmp_path) == {"", "ru/", "reports/2009/x/план.pdf"}


def test_a_site_that_is_not_there_is_no_site_without_addresses(tmp_path):
    with pytest.raises(OSError, match="nowhere"):
        addresses_of_site(tmp_path / "nowhere")


def test_no_draft_embargoed_record_or_photo_of_a_real_site_is_among_its_addresses(sample_site):
    found = addresses_of_site(sample_site.root)
    assert "workshops/2010/everything/" in found
    assert "workshops/2010/everything/paper.pdf" in found
    assert not [
        address for address in found if "draft" in address or "embargo" in address or address.endswith(".png")
    ]


# The file


def test_a_ledger_is_sorted_and_says_each_address_once():
    text = str(ledger("b/\na/\nb/\n\nc.pdf\n/\n"))
    assert text.split("\n\n")[1] == "/\na/\nb/\nc.pdf\n"


def test_a_letter_may_be_encoded_as_browsers_copy_it():
    text = "files/%D0%BE%D1%82%D1%87%D0%B5%D1%82.pdf\nold%20news/ -> %D0%B4%D0%B0/\n"
    found, problems = parse_ledger(text)
    assert not problems
    assert str(found).split("\n\n")[1] == "files/отчет.pdf\nold news/ -> да/\n"


def test_new_addresses_are_added_and_none_is_taken_out():
    grown = ledger("old/ -> a/\ngone/ gone: why\nlost/\n").with_new({"a/", "old/", "new/"})
    assert str(grown).split("\n\n")[1] == "a/\ngone/ gone: why\nlost/\nnew/\nold/ -> a/\n"


def test_remarks_stay_above_the_lines_they_are_about():
    text = "# Ours.\n\n# the town was renamed\nb/ -> c/\nc/\n"
    grown = str(ledger(text).with_new({"a/"}))
    assert grown == "# Ours.\n\na/\n# the town was renamed\nb/ -> c/\nc/\n"


def test_remarks_of_both_branches_stay_when_one_ends_an_address():
    merged = ledger("# Ours.\n\n# one\na/\n# two\na/ -> b/\nb/\n")
    assert str(merged) == "# Ours.\n\n# one\n# two\na/ -> b/\nb/\n"


def test_two_branches_that_add_addresses_merge_whichever_lines_git_keeps():
    ours, theirs = ledger("a/\n").with_new({"b/"}), ledger("a/\n").with_new({"c/", "b/"})
    both = ledger(str(ours) + str(theirs))
    assert set(both.entries) == {"a", "b", "c"}


def test_an_address_that_one_branch_ends_and_another_keeps_is_ended():
    assert ledger("a/\na/ -> b/\nb/\n").redirects == {"a/": "b/"}
    assert ledger("a/ -> b/\na/\nb/\n").redirects == {"a/": "b/"}


def test_a_page_with_and_without_its_last_slash_is_one_address():
    assert ledger("a/\n").new_among({"a"}) == []


def test_accents_stored_apart_make_no_other_address():
    assert ledger("\u0438\u0306.pdf\n").new_among({"\u0439.pdf"}) == []
    assert ledger("\u0439.pdf\n").new_among({"\u0438\u0306.pdf"}) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a/ -> ", "1: the line says no target; write 'old/ -> new/' or 'old/ gone: why'"),
        ("a/ gone: ", "1: the line says no reason; write 'old/ -> new/' or 'old/ gone: why'"),
        (
            "a/\n<<<<<<< HEAD\n",
            "2: '<<<<<<< HEAD' is not a path on this site; write a path, or two with",
        ),
        (
            "a/->b/",
            "1: 'a/->b/' is not a path on this site; write a path, or two with ' -> '",
        ),
        (
            "a/ -> https://example.org/",
            "1: 'https://example.org/' is of another site; write only paths on this site",
        ),
        (
            "../a/",
            "1: '../a/' is not a path on this site; write it from the site's root",
        ),
        (
            "a//b/",
            "1: 'a//b/' is not a path on this site; write it from the site's root",
        ),
        ("a/ -> b/\na/ -> c/", "2: '/a/' has another end in line 1; take one of the two lines out"),
    ],
)
def test_a_line_that_is_wrong_is_told_with_what_to_write(text, expected):
    (fault,) = faults(text)
    assert fault.startswith(expected)


PARTS = st.text(
    st.characters(exclude_characters="/<>\\:#\u0085", exclude_categories=["C", "Z"]), min_size=1, max_size=8
)
PATHS = st.lists(PARTS.filter(lambda part: part not in (".", "..")), min_size=1, max_size=4).map("/".join)


@given(st.lists(PATHS), st.dictionaries(PATHS, PATHS), st.dictionaries(PATHS, PARTS))
def test_a_ledger_that_is_written_and_read_again_is_the_same(plain, moved, gone):
    lines = [
        *plain,
        *(f"{a}/ -> {b}/" for a, b in moved.items()),
        *(f"{a} gone: {b}" for a, b in gone.items()),
    ]
    once, _ = parse_ledger("\n".join(lines))
    text = str(once)
    again, problems = parse_ledger(text)
    assert problems == []
    assert str(again) == text
    assert again.redirects == once.redirects


# What would vanish


def test_nothing_is_said_while_every_address_is_there():
    assert told(str(Ledger().with_new(PAGES)), PAGES) == []


def test_new_addresses_are_no_fault():
    assert told("about/\n", PAGES) == []


def test_a_list_that_would_vanish_gets_the_line_that_ends_it():
    assert told("places/\nplaces/birch/\n", PAGES - {"places/alder/"}) == [
        "2: '/places/birch/' would vanish: end it in this line: 'places/birch/ -> places/', "
        "or 'places/birch/ gone: why'"
    ]


def test_a_list_under_a_new_name_is_offered_for_the_old_one():
    (fault,) = told("places/\nplaces/aldre/\n", PAGES)
    assert "'places/aldre/ -> places/alder/'" in fault


def test_an_address_that_is_ended_may_vanish():
    assert told("places/birch/ -> places/\nevents/2001/x/ gone: why\n", PAGES) == []


def test_the_attachments_and_the_short_address_of_a_record_that_is_ended_go_with_it():
    short = permalink_of_id("events/2001/x")
    text = f"events/2001/x/ -> events/2010/energy/\nevents/2001/x/paper.pdf\n{short}\n"
    assert told(text, PAGES) == []
    assert told(text.replace(" -> events/2010/energy/", " gone: why"), PAGES) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a/ -> b/\nb/ -> a/\n", "leads in a circle"),
        ("A/x.pdf -> a/x.pdf\n", "leads in a circle"),  # servers take capital and small letters for one
        ("a/ -> lost/\n", "leads to '/lost/', which is not there"),
        ("a/ -> b/\nb/ -> lost/\n", "leads to '/lost/', which is not there"),
    ],
)
def test_an_end_must_lead_to_an_address_that_is_there(text, expected):
    assert all(expected in fault for fault in told(text, PAGES))
    assert told(text, PAGES)


def test_a_renamed_record_is_known_by_its_title_and_date_and_gets_the_line_to_add():
    old = record("events/2010/energi", title="Energy for all")
    new = record("events/2010/energy", title="Energy for all")
    other = record("events/2010/energic", title="Something else")
    (fault,) = told("events/2010/energi/\n", PAGES | {"events/2010/energic/"}, [new, other], [old])
    assert fault == (
        "1: '/events/2010/energi/' would vanish: the record seems to be 'events/2010/energy' now; add "
        "'/events/2010/energi/' to the field 'former_urls' of content/events/2010/energy.md"
    )


def test_without_history_a_renamed_record_is_known_by_its_short_name():
    (fault,) = told("events/2009/energy/\n", PAGES, [record("events/2010/energy")])
    assert "seems to be 'events/2010/energy' now" in fault


def test_a_record_that_was_in_the_ledger_before_is_not_taken_for_the_renamed_one():
    (fault,) = told("events/2009/energy/\nevents/2010/energy/\n", PAGES, [record("events/2010/energy")])
    assert "there is no such record any more" in fault


def test_of_a_deleted_record_only_its_pages_are_told_with_what_to_write_instead():
    text = f"events/2009/x/\nevents/2009/x/paper.pdf\n{permalink_of_id('events/2009/x')}\nru/events/2009/x/\n"
    pages = told(text, PAGES)
    assert [fault.partition(" would")[0] for fault in pages] == [
        "1: '/events/2009/x/'",
        "4: '/ru/events/2009/x/'",
    ]
    assert "'withdrawn:' (it no longer holds) or 'removed:' alone (it must not be public)" in pages[0]


def test_files_beside_pages_go_with_the_last_of_them_but_not_all_at_once():
    text = "*/cite.bib\n*/feed.xml\n*/opensearch.xml\n"
    assert told(text, ["*/opensearch.xml"]) == []
    first, *others = told(text, ["events/"])
    assert first == (
        "1: '/*/cite.bib' would vanish: no page has a file 'cite.bib' any more; name the plugin archive/formats under "
        "'plugins:' in mkdocs.yml and set 'site_url' there, or end the address in this line: '*/cite.bib gone: why'"
    )
    assert len(others) == 2
    assert told("*/cite.bib gone: nobody used it\n", ["events/"]) == []


@pytest.mark.parametrize("name", ["data/records.csv", "feeds/corrections.xml"])
def test_a_file_of_the_site_itself_is_not_said_to_be_of_a_record(name):
    (fault,) = told(f"{name}\n", ["events/"])
    assert fault == (
        f"1: '/{name}' would vanish: the site has no file '{name}' any more; name the plugin archive/formats under "
        f"'plugins:' in mkdocs.yml and set 'site_url' there, or end the address in this line: '{name} gone: why'"
    )


def test_copies_of_sources_are_one_entry_and_may_all_go():
    copy = "events/2010/x/source-0123456789abcdef.warc.gz"
    assert addresses_of([copy, "events/2011/y/source-fedcba9876543210.warc.gz"]) == {"*/source-*.warc.gz"}
    assert told("*/source-*.warc.gz\n", ["events/"]) == []


def test_a_short_address_may_not_vanish_while_its_record_is_there():
    (fault,) = told("events/2010/energy/\nid/0000000/\n", PAGES, [record("events/2010/energy")])
    assert fault.startswith("2: '/id/0000000/' would vanish")


@pytest.mark.parametrize(
    ("fields", "line"),
    [({"draft": True}, "draft"), ({"published": MOMENT + datetime.timedelta(days=1)}, "published")],
)
def test_a_public_record_that_is_hidden_again_is_told_the_field_that_hides_it(fields, line):
    (fault,) = told("events/2010/y/\n", PAGES, [record("events/2010/y", **fields)])
    assert f"its field '{line}' hides it again" in fault


def test_a_removed_record_takes_its_attachments_with_it():
    removed = record("events/2010/energy", removed=Ending(date=MOMENT.date(), reason={"en": "asked for"}))
    assert told("events/2010/energy/\nevents/2010/energy/paper.pdf\n", PAGES, [removed]) == []


def test_a_removed_record_takes_the_attachments_beside_it_in_the_folder_of_the_year():
    paper = Attachment(file="paper.pdf", title={"en": "Paper"})
    before = record("events/2010/energy", attachments=(paper,))
    removed = record("events/2010/energy", removed=Ending(date=MOMENT.date(), reason={"en": "asked for"}))
    text = "events/2010/energy/\nevents/2010/paper.pdf\n"
    assert told(text, PAGES, [removed], [before]) == []
    (fault,) = told(text, PAGES, [before], [before])
    assert "the record no longer has the attachment 'paper.pdf'" in fault


def test_a_removed_record_takes_the_attachments_of_its_former_addresses_with_it():
    removed = record(
        "events/2010/energy",
        removed=Ending(date=MOMENT.date(), reason={"en": "asked for"}),
        former_urls=("events/2010/water",),
    )
    assert told("events/2010/energy/\nevents/2010/water/paper.pdf\n", PAGES, [removed]) == []


def test_a_former_address_in_another_language_is_told_where_to_put_it_back_too():
    before = record("events/2010/energy", former_urls=("events/2010/water",))
    (fault,) = told("ru/events/2010/water/\n", PAGES, [record("events/2010/energy")], [before])
    assert "no longer names it; put" in fault


def test_an_attachment_of_a_record_that_is_there_may_not_vanish():
    (fault,) = told("events/2010/energy/paper.pdf\n", PAGES, [record("events/2010/energy")])
    assert "no longer has the attachment 'paper.pdf'" in fault


def test_a_translation_that_is_deleted_is_told_and_gets_the_line_that_ends_it():
    (fault,) = told("tg/events/2010/energy/\n", PAGES, [record("events/2010/energy")])
    assert "'tg/events/2010/energy/ -> events/2010/energy/'" in fault


def test_a_former_address_that_is_taken_out_of_its_record_is_told_where_to_put_it_back():
    before = record("events/2010/energy", former_urls=("news/energy",))
    (fault,) = told("news/energy/\n", PAGES, [record("events/2010/energy")], [before])
    assert fault.endswith(
        "content/events/2010/energy.md no longer names it; put '/news/energy/' back into its field 'former_urls'"
    )


def test_a_ledger_of_forty_thousand_addresses_is_compared_whole():
    addresses = {f"events/2010/record-{number}/" for number in range(40_000)}
    text = str(Ledger().with_new(addresses))
    assert told(text, addresses - {"events/2010/record-777/"})[0].startswith(
        f"{text.splitlines().index('events/2010/record-777/') + 1}: "
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Old/ gone: x\nold/ gone: y\n", "'/old/' differs only in capital letters from '/Old/' in line 1"),
        ("x" * 3000 + "/ gone: y\n", "has 3,001 characters, more than servers accept"),
        ("a\0b/ -> c/\n", r"'a\x00b/' holds a character that no address has"),
        ("a\x1bb/\n", r"'a\x1bb/' holds a character that no address has"),
        ("a%00b/\n", r"'a\x00b/' holds a character that no address has"),
        ("a%FF/\n", "has signs such as '%FF' that stand for no letter"),
        ("a/%2E%2E/b/\n", "'a/../b/' is not a path on this site"),
    ],
)
def test_an_address_with_which_no_server_would_start_is_reported_at_its_line(text, said):
    _, problems = parse_ledger(text)
    assert [said in problem.message for problem in problems] == [True]
    assert problems[0].line == text.count("\n")


def test_lines_that_the_pages_of_a_record_in_all_languages_need_are_proposed_once():
    both = ("en", "ru")
    old, new = (record(f"events/2010/{name}", "Talks", languages=both) for name in ("old", "new"))
    problems = compare(
        ledger("events/2010/old/\nru/events/2010/old/\n"),
        {"events/2010/new/", "ru/events/2010/new/"},
        [new],
        [old],
        moment=MOMENT,
        text_of=lambda path: "---\ntitle: Talks\n---\n",
    )
    proposed = [problem.proposal and problem.proposal.text for problem in problems]
    assert proposed == ["former_urls:\n  - /events/2010/old/\n", None]


# However many lines there are

LINES = {
    "a chain": lambda n: "".join(f"a{k}/ -> a{k + 1}/\n" for k in range(n)),
    "a circle": lambda n: "".join(f"a{k}/ -> a{(k + 1) % n}/\n" for k in range(n)),
    "what leads to what is gone": lambda n: "z/ gone: why\n" + "".join(f"a{k}/ -> z/\n" for k in range(n)),
    "records that are ended, and short addresses": lambda n: "".join(
        f"events/2010/a{k}/ gone: why\n{permalink_of_id(f'events/2010/b{k}')}\n" for k in range(n)
    ),
    "lines that are wrong": lambda n: "".join(f"a{k}/../b ->\n" for k in range(n)),
}


@pytest.mark.parametrize("make", LINES.values(), ids=LINES)
def test_four_times_the_lines_take_four_times_the_steps(make):
    def all_told(count):
        read, problems = parse_ledger(make(count))
        return [*problems, *compare(read, [""], moment=MOMENT)]

    assert len(all_told(3_000)) <= 1_001
    few, many = steps(lambda: all_told(400)), steps(lambda: all_told(1_600))
    assert many < 5 * few


def test_more_addresses_that_lead_on_than_a_site_may_have_are_reported_with_their_number():
    text = "".join(f"a{number}/ -> b/\n" for number in range(100_003))
    (problem,) = parse_ledger(text)[1]
    assert problem.line == 100_001
    assert problem.message.startswith(
        "100,003 addresses of this file lead to others, and a site may have 100,000; end "
    )
    gone = text.replace("-> b/", "gone: nobody uses it")
    assert parse_ledger(gone)[1] == []
