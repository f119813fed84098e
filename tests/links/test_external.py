"""A whole check of foreign addresses: what is found in records, what is asked for, remembered, excused and reported."""

import datetime
import json
from functools import partial

import pytest

from mission_archive.links.broken import Location
from mission_archive.links.external.checking import AT_ONCE, check_addresses
from mission_archive.links.external.exemptions import Exemptions, read_exemptions
from mission_archive.links.external.occurrences import Occurrence, occurrences_of
from mission_archive.links.external.verdicts import VERSION, LinkState, Verdict, read_known, write_known
from mission_archive.reading.content import read_content
from tests.links.conftest import NOW

NONE = Exemptions()
DAY = datetime.timedelta(days=1)
RECORD = """---
title: Round table on water
date: 2010-05-12
summary: Town councils spoke about water.
sources:
  - url: https://news.example/1
    archived: https://copies.example/1
  - title: A book
  - archived: https://copies.example/2
---

See [the news](https://news.example/1#part) and <https://news.example/2?a=1&b=2>, not `https://news.example/code`,
nor [our own](https://archive.example/events/), nor [a letter](mailto:x@news.example "https://news.example/title").
"""
TRANSLATION = """---
title: Круглый стол о воде
summary: Говорили о воде.
---

[Новости](http://news.example/вода).
"""


@pytest.fixture
def records(tmp_path):
    folder = tmp_path / "content/events/2010"
    folder.mkdir(parents=True)
    (folder / "water.md").write_text(RECORD, encoding="utf-8")
    (folder / "water.ru.md").write_text(TRANSLATION, encoding="utf-8")
    content = read_content(tmp_path / "content")
    assert not content.errors, content.errors
    return content.records


def test_addresses_are_found_in_sources_and_texts_with_their_places(records, tmp_path):
    found = occurrences_of(records, tmp_path, "https://archive.example/")
    page, file = "events/2010/water/", "content/events/2010/water.md"
    russian, russian_file = "ru/events/2010/water/", "content/events/2010/water.ru.md"
    assert found == [
        Occurrence("https://news.example/1", page, Location(file, 6), "https://copies.example/1"),
        Occurrence("https://copies.example/2", page, Location(file, 9)),
        Occurrence("https://news.example/1#part", page, Location(file, 12)),
        Occurrence("https://news.example/2?a=1&b=2", page, Location(file, 12)),
        Occurrence("http://news.example/%D0%B2%D0%BE%D0%B4%D0%B0", russian, Location(russian_file, 6)),
    ]


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("<a href='https://single.example/'>x</a>", ["https://single.example/"]),
        ("<a href=https://bare.example/b>x</a>", ["https://bare.example/b"]),
        ('<A title="a > b" HREF="https://double.example/">x</A>', ["https://double.example/"]),
        ("[x](HTTPS://LARGE.example/)", ["HTTPS://LARGE.example/"]),
        ("Look at https://words.example/a_(b).", ["https://words.example/a_(b)"]),
        ("WWW.words.example", ["http://WWW.words.example"]),
        ("<!-- https://remark.example/ -->", []),
        ("<span data-x='<a href=\"https://attribute.example/\">'>x</span>", []),
    ],
)
def test_every_link_of_the_page_is_asked_for_and_no_other(text, addresses, tmp_path):
    folder = tmp_path / "content/events/2010"
    folder.mkdir(parents=True)
    fields = RECORD.partition("sources:")[0]
    (folder / "water.md").write_text(f"{fields}---\n\n{text}\n", encoding="utf-8")
    found = occurrences_of(read_content(tmp_path / "content").records, tmp_path)
    assert [(occurrence.url, occurrence.location.line) for occurrence in found] == [
        (url, 7) for url in addresses
    ]


def test_addresses_in_texts_about_terms_are_found_with_their_places(records, tmp_path):
    folder = tmp_path / "content/vocabularies"
    (folder / "themes").mkdir(parents=True)
    (folder / "themes.yml").write_text("- id: water\n  name: Water\n", encoding="utf-8")
    (folder / "themes/water.md").write_text("First.\n\n[x](https://term.example/)\n", encoding="utf-8")
    (folder / "themes/water.ru.md").write_text("[я](https://term.example/ru)\n", encoding="utf-8")
    content = read_content(tmp_path / "content")
    assert not content.errors, content.errors
    found = occurrences_of(content.records, tmp_path, "", content.vocabularies)
    assert found[-2:] == [
        Occurrence(
            "https://term.example/", "themes/water/", Location("content/vocabularies/themes/water.md", 3)
        ),
        Occurrence(
            "https://term.example/ru",
            "ru/themes/water/",
            Location("content/vocabularies/themes/water.ru.md", 1),
        ),
    ]


def test_nothing_is_reported_of_a_removed_record(tmp_path):
    folder = tmp_path / "content/events/2010"
    folder.mkdir(parents=True)
    removed = RECORD.replace("---\n\n", "removed: {date: 2020-01-01, reason: Asked for.}\n---\n\n", 1)
    (folder / "water.md").write_text(removed, encoding="utf-8")
    assert occurrences_of(read_content(tmp_path / "content").records, tmp_path) == []


# The check


def occurrence(url, page="events/2010/water/", archived=None):
    return Occurrence(url, page, Location("content/events/2010/water.md", 6), archived)


def check(occurrences, ask, tmp_path, *, now=NOW, exemptions=NONE):
    cache = tmp_path / "cache.json"
    return check_addresses(
        occurrences, ask, read_known(cache), partial(write_known, cache), exemptions, now=now
    )


class Answers:
    """Plays lychee: the state of each address, and what was asked for."""

    def __init__(self, **states):
        self.states = {f"https://host.example/{name}": state for name, state in states.items()}
        self.asked = []

    def __call__(self, urls):
        self.asked += urls
        return {url: self.verdict(self.states.get(url, LinkState.OK)) for url in urls}

    @staticmethod
    def verdict(state):
        return Verdict(state, f"said {state}", "https://new.example/" if state is LinkState.MOVED else None)


def test_an_address_is_asked_for_once_however_often_it_stands(tmp_path):
    answers = Answers()
    names = ("a", "a#part", "b", "a")
    check([occurrence(f"https://host.example/{name}") for name in names], answers, tmp_path)
    assert sorted(answers.asked) == ["https://host.example/a", "https://host.example/b"]


@pytest.mark.parametrize("state", [LinkState.OK, LinkState.REFUSED])
def test_what_answered_or_refuses_is_not_asked_for_again_within_a_week(tmp_path, state):
    answers = Answers(a=state)
    for days in (0, 1, 5, 7):
        check([occurrence("https://host.example/a")], answers, tmp_path, now=NOW + days * DAY)
    assert len(answers.asked) == 2


@pytest.mark.parametrize("state", [LinkState.GONE, LinkState.SOFT_404, LinkState.LOOP, LinkState.UNREACHABLE])
def test_what_is_not_well_is_asked_for_again_the_next_day_and_not_before(tmp_path, state):
    answers = Answers(a=state)
    for hours in (0, 10, 24):
        now = NOW + datetime.timedelta(hours=hours)
        report = check([occurrence("https://host.example/a")], answers, tmp_path, now=now)
        assert report.findings[0].verdict.state is state
    assert len(answers.asked) == 2


def test_what_was_learned_before_an_interruption_is_kept(tmp_path):
    occurrences = [occurrence(f"https://host.example/{number}") for number in range(AT_ONCE + 1)]
    turns = iter((Answers(), None))

    def interrupted(urls):
        if answers := next(turns):
            return answers(urls)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check(occurrences, interrupted, tmp_path)
    answers = Answers()
    check(occurrences, answers, tmp_path)
    assert answers.asked == [f"https://host.example/{AT_ONCE}"]


@pytest.mark.parametrize(
    "damaged",
    [
        "", "{", "[]", '{"version": 99, "addresses": {}}', f'{{"version": {VERSION}}}',
        f'{{"version": {VERSION}, "addresses": []}}', f'{{"version": {VERSION}, "addresses": {{"a": {{}}}}}}',
        "{}",
    ],
)  # fmt: skip
def test_a_damaged_cache_is_as_good_as_none(tmp_path, damaged):
    (tmp_path / "cache.json").write_text(damaged, encoding="utf-8")
    answers = Answers()
    check([occurrence("https://host.example/a")], answers, tmp_path)
    assert len(answers.asked) == 1


def test_the_cache_forgets_what_nobody_names_any_more(tmp_path):
    check([occurrence("https://host.example/a")], Answers(), tmp_path)
    check([occurrence("https://host.example/b")], Answers(), tmp_path, now=NOW + 91 * DAY)
    held = json.loads((tmp_path / "cache.json").read_text("utf-8"))
    assert list(held["addresses"]) == ["https://host.example/b"]


def test_a_check_that_takes_too_long_reports_what_is_known_and_goes_on_where_it_ended(tmp_path):
    names = ("https://one.example/a", "https://one.example/b", "https://two.example/c")
    check([occurrence(url) for url in names[2:]], Answers(), tmp_path)

    def ask(urls):
        return {url: Verdict(LinkState.GONE) for url in urls if url.endswith("/a")}

    occurrences = [occurrence(url, archived="https://copies.example/x") for url in names]
    report = check(occurrences, ask, tmp_path, now=NOW + 30 * DAY)
    assert parts(report) == {"a": "COPY_OFFERED", "b": "OUTAGE", "c": None}
    assert "https://one.example/b (not asked in this run, which took too long)" in report.to_markdown()
    answers = Answers(a=LinkState.OK)
    check(occurrences, answers, tmp_path, now=NOW + 37 * DAY)
    assert answers.asked == ["https://one.example/b", "https://two.example/c", "https://one.example/a"]


def parts(report):
    return {finding.url.rpartition("/")[2]: finding.part and finding.part.name for finding in report.findings}


def test_every_answer_has_its_part_of_the_report(tmp_path):
    answers = Answers(
        gone=LinkState.GONE,
        soft=LinkState.SOFT_404,
        loop=LinkState.LOOP,
        moved=LinkState.MOVED,
        down=LinkState.UNREACHABLE,
        shut=LinkState.REFUSED,
    )
    names = ("ok", "gone", "soft", "loop", "moved", "down", "shut")
    report = check([occurrence(f"https://host.example/{name}") for name in names], answers, tmp_path)
    assert parts(report) == {
        "ok": None,
        "gone": "DEAD",
        "soft": "DEAD",
        "loop": "DEAD",
        "moved": "MOVED",
        "down": "OUTAGE",
        "shut": "REFUSED",
    }


def test_an_outage_of_two_weeks_is_a_death(tmp_path):
    answers = Answers(down=LinkState.UNREACHABLE)
    said = [
        parts(check([occurrence("https://host.example/down")], answers, tmp_path, now=NOW + days * DAY))[
            "down"
        ]
        for days in (0, 7, 14)
    ]
    assert said == ["OUTAGE", "OUTAGE", "DEAD"]


def test_an_outage_that_ended_begins_anew(tmp_path):
    for days, state in ((0, LinkState.UNREACHABLE), (7, LinkState.OK), (14, LinkState.UNREACHABLE)):
        report = check(
            [occurrence("https://host.example/x")], Answers(x=state), tmp_path, now=NOW + days * DAY
        )
    assert parts(report) == {"x": "OUTAGE"}


def test_the_archived_copy_of_a_live_address_is_not_asked_for(tmp_path):
    answers = Answers()
    check([occurrence("https://host.example/a", archived="https://host.example/copy")], answers, tmp_path)
    assert answers.asked == ["https://host.example/a"]


@pytest.mark.parametrize(
    ("copy", "part", "words"),
    [
        (
            LinkState.OK,
            "COPY_OFFERED",
            "the page /events/2010/water/ offers the copy https://host.example/copy",
        ),
        (LinkState.UNREACHABLE, "COPY_OFFERED", "offers the copy https://host.example/copy"),
        (
            LinkState.GONE,
            "COPY_DEAD",
            "offers the copy https://host.example/copy, which is dead as well (said gone)",
        ),
    ],
)
def test_the_report_says_which_page_offers_a_copy_of_a_dead_address(tmp_path, copy, part, words):
    answers = Answers(a=LinkState.GONE, copy=copy)
    report = check(
        [occurrence("https://host.example/a", archived="https://host.example/copy")], answers, tmp_path
    )
    assert parts(report) == {"a": part}
    assert words in report.to_markdown()


def test_the_report_says_which_page_offers_none(tmp_path):
    occurrences = [
        occurrence("https://host.example/a", archived="https://host.example/copy"),
        occurrence("https://host.example/a", "events/2011/rivers/"),
    ]
    report = check(occurrences, Answers(a=LinkState.GONE), tmp_path)
    assert parts(report) == {"a": "DEAD"}
    assert "the page /events/2010/water/ offers the copy https://host.example/copy" in report.to_markdown()
    assert "no copy is offered on /events/2011/rivers/" in report.to_markdown()


@pytest.mark.parametrize(
    ("state", "asks"),
    [
        (LinkState.OK, False),
        (LinkState.UNREACHABLE, False),
        (LinkState.REFUSED, False),
        (LinkState.MOVED, True),
    ],
)
def test_only_what_can_be_corrected_asks_for_a_hand(tmp_path, state, asks):
    report = check([occurrence("https://host.example/a")], Answers(a=state), tmp_path)
    assert report.asks_for_a_hand is asks


# Exceptions


def exemptions(tmp_path, text):
    (tmp_path / "links.yml").write_text(text, encoding="utf-8")
    return read_exemptions(tmp_path / "links.yml", "links.yml")


EXCUSED = """exceptions:
  - url: https://host.example/a
    reason: Lets people in and programs not.
    until: 2020-03-02
  - url: https://shut.example/*
    reason: The same.
    until: "2020-06-30"
"""


def test_an_exception_holds_up_to_its_last_day_and_nothing_is_asked_for(tmp_path):
    answers = Answers()
    urls = ("https://host.example/a", "https://host.example/ab", "https://shut.example/x/y")
    report = check(
        [occurrence(url) for url in urls], answers, tmp_path, exemptions=exemptions(tmp_path, EXCUSED)
    )
    assert answers.asked == ["https://host.example/ab"]
    assert (report.exempted, report.errors, report.notes) == (2, (), ())


def test_an_exception_that_ended_is_an_error_and_its_address_is_checked_again(tmp_path):
    answers = Answers()
    urls = ("https://host.example/a", "https://shut.example/x")
    report = check(
        [occurrence(url) for url in urls],
        answers,
        tmp_path,
        now=NOW + DAY,
        exemptions=exemptions(tmp_path, EXCUSED),
    )
    assert answers.asked == ["https://host.example/a"]
    assert report.asks_for_a_hand
    (error,) = report.errors
    assert error.startswith(
        "links.yml:2: error: the exception for https://host.example/a ended on 2020-03-02; "
    )
    assert "ended on 2020-03-02" in report.to_markdown()


def test_an_exception_that_nothing_needs_any_more_is_noted(tmp_path):
    report = check(
        [occurrence("https://host.example/a")], Answers(), tmp_path, exemptions=exemptions(tmp_path, EXCUSED)
    )
    assert report.notes == (
        "links.yml:5: no record names https://shut.example/* any more; delete the exception",
    )
    assert not report.asks_for_a_hand


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("exceptions: [", "links.yml:1:13: error: the bracket that opens here is never closed; "),
        ("[" * 500, "links.yml:1:22: error: brackets or lists are nested more than 20 deep; "),
        ("- url: x", "links.yml:1:1: error: this is not a group of fields; write 'exceptions:' above the list"),
        ("exceptions: x", "links.yml:1:13: error: exceptions: this is not a list; "),
        ("exceptions:\n- {url: https://x.example/, until: 2020-01-01}",
         "links.yml:2:3: error: exceptions.reason: this field is missing; write 'reason:' with a text"),
        ("exceptions:\n- {url: https://x.example/, reason: Y, until: 1.2.2020}",
         "links.yml:2:47: error: exceptions.until: '1.2.2020' is not a day: a date begins with the year, then comes"
         " the month, then the day; write 2020-02-01"),
        ("exceptions:\n- {url: x.example, reason: Y, until: 2020-01-01}",
         "links.yml:2:9: error: exceptions.url: 'x.example' is not an address on the web; "),
        ("exceptions:\n- {url: https://x.example/, reason: Y, until: 2020-01-01, why: Z}",
         "links.yml:2:59: error: exceptions.why: there is no such field here; "),
        ("exceptions:\n- x", "links.yml:2:3: error: exceptions: a text is in the place of a group of fields; "),
    ],
)  # fmt: skip
def test_a_mistake_in_the_file_of_exceptions_is_reported_with_its_line(tmp_path, text, error):
    read = exemptions(tmp_path, text)
    assert read.errors[0].startswith(error)


def test_without_a_file_or_with_an_empty_one_there_are_no_exceptions(tmp_path):
    assert read_exemptions(tmp_path / "links.yml", "links.yml") == Exemptions()
    assert exemptions(tmp_path, "# none yet\n") == Exemptions()


# The report


def test_words_from_strange_pages_make_no_markup_in_the_report_and_call_nobody(tmp_path):
    def ask(urls):
        words = "leads to a home page, <img src=x> [x](y) @everyone fixes #1 `*\x1b[2J"
        return {url: Verdict(LinkState.SOFT_404, words) for url in urls}

    report = check([occurrence("https://host.example/a_b")], ask, tmp_path)
    said = report.to_markdown()
    assert "\x1b" not in said
    assert (
        "home page, \\<img src=x\\> \\[x\\](y) @\u200beveryone fixes #\u200b1 \\`\\*\N{REPLACEMENT CHARACTER}"
        in said
    )
    assert "https://host.example/a_b" in said


def test_the_report_has_the_numbers_first_and_the_places_below_each_address(tmp_path):
    answers = Answers(gone=LinkState.GONE, moved=LinkState.MOVED)
    urls = (f"https://host.example/{name}" for name in ("ok", "gone", "moved"))
    said = check(list(map(occurrence, urls)), answers, tmp_path).to_markdown()
    place = "  - `content/events/2010/water.md:6`, page `/events/2010/water/`\n"
    assert "\n3 addresses: 1 well; 1 dead, and no archived copy; 1 moved for good.\n" in said
    copies = "no copy is offered on /events/2010/water/"
    assert f"\n- https://host.example/gone (said gone); {copies}\n{place}" in said
    assert f"\n- https://host.example/moved (said moved); now https://new.example/\n{place}" in said


def test_the_check_asks_real_hosts(host, other_host, lychee, tmp_path):
    urls = [f"{host.address}/ok", f"{host.address}/404", f"{other_host.address}/moved"]
    occurrences = [occurrence(url, archived=f"{other_host.address}/ok") for url in urls]
    report = check(occurrences, partial(lychee.ask, seconds=60), tmp_path)
    assert parts(report) == {"ok": None, "404": "COPY_OFFERED", "moved": "MOVED"}
    assert (sorted(host.paths), sorted(other_host.paths)) == (["/404", "/ok"], ["/moved", "/new", "/ok"])
