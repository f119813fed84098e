"""Copies of sources: what a host answered is kept as it was, and a host that asks to be left alone is left alone."""

import dataclasses
import datetime
import hashlib
import itertools
import socket
import time
from urllib.parse import quote

import pytest
from warcio.archiveiterator import ArchiveIterator

from mission_archive.links.external import answers
from mission_archive.links.external.answers import Asker, NotKept
from mission_archive.links.external.captures import read_captures, write_captures
from mission_archive.links.external.capturing import Fetcher
from mission_archive.links.external.guard import INSIDE, NOT_ENCRYPTED
from mission_archive.links.external.robots import read_robots
from mission_archive.model.captures import Capture, file_of
from tests.links.conftest import as_strangers, on_this_machine
from tests.links.faulty_server import CHARSETS, SOUND
from tests.support.waiting import PATIENCE, until

NOW = datetime.datetime(2020, 3, 2, 12, tzinfo=datetime.UTC)


def fetcher(resolve=on_this_machine, pause=0.0):
    return Fetcher(Asker("tests/1.0", PATIENCE, resolve), pause)


def hurry(its, timeout):
    """Have a fetcher wait no longer than this for an answer to begin."""
    its.asker = dataclasses.replace(its.asker, timeout=timeout)


@pytest.fixture
def keep(tmp_path):
    """Keeps one address in a folder of copies; what became of it."""

    def keep(url, end=float("inf"), resolve=on_this_machine, its=None):
        ((asked, found),) = (its or fetcher(resolve)).keep([url], tmp_path, lambda: NOW, end)
        assert asked == url
        return found

    return keep


@pytest.fixture
def hasty(keep, host):
    """A fetcher that waits for a second. It knows the rules of the host already, which may have taken longer."""
    its = fetcher()
    assert str(keep(f"{host.address}/404", its=its)) == "it answered 404 Not Found"
    hurry(its, 1)
    return its


def records_of(file):
    with file.open("rb") as stream:
        return [
            (
                record.rec_headers["WARC-Target-URI"],
                record.http_headers.get_statuscode(),
                record.content_stream().read(),
                record.rec_headers["WARC-Date"],
            )
            for record in ArchiveIterator(stream)
        ]


def test_a_source_is_kept_as_it_answered(keep, host, tmp_path):
    found = keep(f"{host.address}/ok")
    name, digest = file_of(f"{host.address}/ok"), hashlib.sha256(SOUND.encode()).hexdigest()
    assert found == Capture(NOW, name, digest, "text/html", (tmp_path / name).stat().st_size)
    assert records_of(tmp_path / found.file) == [
        (f"{host.address}/ok", "200", SOUND.encode(), "2020-03-02T12:00:00Z")
    ]
    assert [headers["user-agent"] for headers in host.headers] == ["tests/1.0"] * len(host.headers)


@pytest.mark.parametrize(
    ("written", "asked"), [("", "/"), ("?a=1", "/?a=1"), ("/ok#part", "/ok"), ("/ok?a=1#part", "/ok?a=1")]
)
def test_a_host_is_asked_for_a_path_and_without_the_part_of_the_page(keep, host, written, asked):
    keep(f"{host.address}{written}")
    assert host.paths == ["/robots.txt", asked]


@pytest.mark.parametrize("charset", CHARSETS)
def test_a_source_in_an_encoding_that_no_text_is_in_is_kept_as_it_answered(keep, host, tmp_path, charset):
    found = keep(f"{host.address}/charset-{charset}")
    assert isinstance(found, Capture)
    assert [body for _, _, body, _ in records_of(tmp_path / found.file)] == [SOUND.encode()]


def test_each_step_to_a_source_that_has_moved_is_kept(keep, host, tmp_path):
    found = keep(f"{host.address}/moved-twice")
    assert [(url, status) for url, status, _, _ in records_of(tmp_path / found.file)] == [
        (f"{host.address}/moved-twice", "301"), (f"{host.address}/moved", "301"), (f"{host.address}/new", "200"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/404", "it answered 404 Not Found"),
        ("/private", "its host asks programs to stay away (robots.txt)"),
        ("/away-to-private", "its host asks programs to stay away (robots.txt)"),
        ("/loop", "it leads on more than 5 times"),
        ("/to-file", "it is not an address of the web"),
        ("/to-bad-host", "it leads to an address that is not valid"),
        ("/to-bad-number", "it leads to an address that is not valid"),
        ("/to-word-as-port", "it is not an address of the web"),
        ("/reset", "the connection broke off"),
        ("/reset-amid", "the connection broke off"),
        ("/silence", "the connection broke off"),
        ("/bad-chunk", "it was cut off"),
        ("/babble", "its answer cannot be understood"),
    ],
)
def test_a_source_that_is_not_kept_says_why_and_leaves_no_file(keep, host, tmp_path, path, why):
    found = keep(host.address + path)
    assert isinstance(found, NotKept)
    assert str(found) == why
    assert list(tmp_path.iterdir()) == []
    assert "/private" not in host.paths


def test_a_source_that_does_not_answer_is_given_up_and_leaves_no_file(keep, host, hasty, tmp_path):
    assert str(keep(f"{host.address}/slow", its=hasty)) == "it did not answer in time"
    assert list(tmp_path.iterdir()) == []


def test_half_an_answer_is_not_kept(keep, host):
    host.raw["/short"] = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort"
    host.raw["/short-piece"] = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\nshort"
    assert [str(keep(host.address + path)) for path in ("/short", "/short-piece")] == ["it was cut off"] * 2


def test_an_answer_of_nothing_is_not_kept(keep, host):
    host.raw["/nothing"] = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    host.raw["/line"] = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n\r\n"
    assert [str(keep(host.address + path)) for path in ("/nothing", "/line")] == ["it was empty"] * 2


@pytest.mark.parametrize("path", ["/drip", "/drip-of-a-page"])
def test_an_answer_that_does_not_end_is_given_up(keep, host, hasty, monkeypatch, path):
    monkeypatch.setattr(answers, "MOST_TIMES", 0.5)
    assert str(keep(host.address + path, its=hasty)) == "it did not end in time"


@pytest.mark.parametrize("path", ["/drip", "/drip-of-a-page", "/slow"])
def test_an_answer_may_last_no_longer_than_the_time_of_the_whole_run(keep, host, hasty, path):
    hurry(hasty, PATIENCE)
    assert str(keep(host.address + path, time.monotonic() + 1, its=hasty)).endswith("in time")


def test_rules_that_do_not_end_are_given_up_and_no_source_of_the_host_is_asked(host, tmp_path, monkeypatch):
    monkeypatch.setattr(answers, "MOST_TIMES", 1 / PATIENCE)  # a second
    host.endless["/robots.txt"] = (b"HTTP/1.1 200 OK\r\n\r\n", b"#")
    outcomes = dict(
        fetcher().keep([f"{host.address}/ok", f"{host.address}/new"], tmp_path, lambda: NOW)
    ).values()
    assert {str(found) for found in outcomes} == {
        "the robots.txt of its host cannot be read: it did not end in time"
    }
    until(lambda: host.paths, "the first request")
    assert host.paths == ["/robots.txt"]


def test_an_answer_that_is_too_large_is_given_up(keep, host, monkeypatch):
    monkeypatch.setattr(answers, "MOST_BYTES", 100_000)
    assert str(keep(f"{host.address}/huge")) == "it is larger than 0 MB"


def test_the_true_reason_is_reported_why_there_was_no_connection(keep, host):
    def nowhere(name, port):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    assert str(keep(f"{host.named}/ok", resolve=nowhere)) == "the host's name is not known"
    with socket.socket() as closed:  # held, so that no other program listens there meanwhile
        closed.bind(("127.0.0.1", 0))
        assert str(keep(f"http://127.0.0.1:{closed.getsockname()[1]}/")) == "the connection failed"
    assert str(keep(f"{host.address}/ok", resolve=as_strangers)) == INSIDE
    assert str(keep(f"https://a{'b' * 70}é.example/")) == "no host can have such a name"
    assert host.asked == []


def test_a_host_that_breaks_off_an_encrypted_connection_says_so(keep, host):
    assert str(keep(host.address.replace("http:", "https:"))).endswith(NOT_ENCRYPTED)


def test_what_a_stranger_says_is_reported_on_one_short_line(keep, host):
    host.raw["/x"] = "HTTP/1.1 404 \x1b[31mНе найдено \x07".encode() + b"A" * 3000 + b"\r\n\r\n"
    said = str(keep(f"{host.address}/x"))
    assert said.startswith("it answered 404 ?[31mНе найдено ?AAA")
    assert said.isprintable()
    assert len(said) < 100


def test_headers_in_letters_of_any_script_are_kept_encoded(keep, host, tmp_path):
    host.raw["/x"] = "HTTP/1.1 200 Хорошо\r\nX-Name: да\r\nContent-Type: текст\r\n\r\nx".encode()
    found = keep(f"{host.address}/x")
    with (tmp_path / found.file).open("rb") as stream:
        (record,) = [record.http_headers for record in ArchiveIterator(stream)]
    assert record.statusline == f"200 {quote('Хорошо')}"
    assert record.headers == [("X-Name", quote("да")), ("Content-Type", quote("текст"))]


def test_a_source_whose_address_has_letters_of_another_script_is_kept(keep, host, tmp_path):
    host.raw["/to-word"] = "HTTP/1.1 301 x\r\nLocation: /вода?x=а\r\n\r\n".encode()
    host.raw[f"/{quote('вода')}?x={quote('а')}"] = b"HTTP/1.1 200 OK\r\n\r\nx"
    found = keep(f"{host.address}/to-word")
    assert [status for _, status, _, _ in records_of(tmp_path / found.file)] == ["301", "200"]
    assert isinstance(keep(f"{host.address}/вода?x=а"), Capture)


ASKED_TO_STAY_AWAY = {
    "a star": "User-agent: *\nDisallow: /*",
    "a star and an end": "User-agent: *\nDisallow: /*k$",
    "a mark of the byte order": "\ufeffUser-agent: *\nDisallow: /",
    "a blank line in a group": "User-agent: *\r\n\r\nDisallow: /",
    "the longest rule": "User-agent: *\nAllow: /\nDisallow: /o\nAllow: /o$",
    "this program by name": "User-agent: a\nUser-agent: TESTS/2\nDisallow: /\nUser-agent: *\nAllow: /",
    "two groups for one name": "User-agent: tests\nDisallow: /o\nUser-agent: a\nUser-agent: tests\nAllow: /x",
    "other lines between": "User-agent: tests\nCrawl-delay: ²\nUser-agent: a\nDisallow: /ok # all",
    "lines that nobody understands": "User-agent: *\nDisallow: //[\nRequest-rate: ²/5\nx\n:\nDisallow: /ok",
    "another spelling": "User-agent: *\nDisallow: /%6fk",
}
OPEN = {
    "nothing": "",
    "an empty rule": "User-agent: *\nDisallow:",
    "a rule of nobody": "Disallow: /\nUser-agent: *",
    "another program": "User-agent: testsuite\nDisallow: /",
    "an end before the end": "User-agent: *\nDisallow: /o$\nDisallow: /*o$\nDisallow: /ok*k$",
    "a longer permission": "User-agent: *\nAllow: /ok\nDisallow: /o",
    "a permission as long": "User-agent: *\nDisallow: /ok\nAllow: /ok",
    "an own group": "User-agent: *\nDisallow: /\nUser-agent: tests\nDisallow: /other",
    "a permission by a star": "User-agent: *\nDisallow: /\nAllow: /*k*",
}


@pytest.mark.parametrize("rules", ASKED_TO_STAY_AWAY.values(), ids=ASKED_TO_STAY_AWAY)
def test_a_host_that_asks_programs_to_stay_away_is_left_alone(keep, host, rules):
    host.raw["/robots.txt"] = f"HTTP/1.1 200 OK\r\n\r\n{rules}".encode()
    assert str(keep(f"{host.address}/ok")) == "its host asks programs to stay away (robots.txt)"
    assert host.paths == ["/robots.txt"]


@pytest.mark.parametrize("rules", OPEN.values(), ids=OPEN)
def test_a_host_that_does_not_is_asked(keep, host, rules):
    host.raw["/robots.txt"] = f"HTTP/1.1 200 OK\r\n\r\n{rules}".encode()
    assert isinstance(keep(f"{host.address}/ok"), Capture)


def test_rules_are_read_where_the_host_has_moved_them(keep, host):
    host.raw["/robots.txt"] = b"HTTP/1.1 301 x\r\nLocation: /rules.txt\r\n\r\n"
    host.raw["/rules.txt"] = b"HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /ok"
    assert str(keep(f"{host.address}/ok")) == "its host asks programs to stay away (robots.txt)"


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (b"HTTP/1.1 503 x\r\n\r\n", "it answered 503 x"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nUser-agent: *", "it was cut off"),
    ],
)
def test_a_host_whose_rules_cannot_be_read_today_is_left_alone(keep, host, answer, why):
    host.raw["/robots.txt"] = answer
    assert str(keep(f"{host.address}/ok")) == f"the robots.txt of its host cannot be read: {why}"


def test_rules_for_a_host_of_many_programs_and_stars_are_read_at_once():
    agents = "".join(f"User-agent: u{number}\n" for number in range(16_000))
    stars = f"Disallow: /{'*a' * 1000}b$\n" + "".join(f"Disallow: /*{number}a*b\n" for number in range(8000))
    rules = read_robots(f"{agents}User-agent: *\n{stars}".encode(), "tests/1.0")
    assert rules.may_ask(f"https://a.example/{'a' * 10_000}")
    assert not rules.may_ask("https://a.example/1ab")


def test_the_other_sources_are_asked_whatever_a_host_answers(host, other_host, tmp_path):
    host.raw["/robots.txt"] = "HTTP/1.1 200 Хорошо\r\n\r\nUser-agent: *\nDisallow: //[\n".encode()
    strange = [
        "/to-bad-host",
        "/to-bad-port",
        "/to-nul",
        "/long-status",
        "/long-header",
        "/folded-cookie",
        "/continue",
    ]
    urls = [*(host.address + path for path in strange), f"{other_host.address}/ok"]
    its = fetcher()

    def in_turn():
        yield from urls[:-2]
        hurry(its, 0.2)  # with what goes on for ever
        yield urls[-2]
        hurry(its, PATIENCE)
        yield urls[-1]

    found = dict(its.keep(in_turn(), tmp_path, lambda: NOW))
    assert list(found) == urls
    assert isinstance(found[f"{other_host.address}/ok"], Capture)


def test_a_host_is_asked_with_a_pause_between(host, tmp_path):
    urls = [f"{host.address}/ok", f"{host.address}/new"]
    list(fetcher(pause=0.2).keep(urls, tmp_path, lambda: NOW))
    between = [later - earlier for earlier, later in itertools.pairwise(host.moments)]
    assert len(between) == 2
    assert min(between) >= 0.19


def test_the_table_of_copies_is_read_as_it_was_written(tmp_path):
    url = "https://a.example/"
    held = {url: Capture(NOW, file_of(url), "00", "text/html", 7)}
    write_captures(tmp_path, held)
    assert read_captures(tmp_path) == held
    assert read_captures(tmp_path / "none") == {}
    whole = (tmp_path / "captures.json").read_text("utf-8")
    for damaged in (
        "{",
        "[]",
        '{"https://a.example/": {}}',
        whole.replace(file_of(url), f"../{file_of(url)}"),
        whole.replace('"size"', '"bytes"'),
    ):
        (tmp_path / "captures.json").write_text(damaged, "utf-8")
        with pytest.raises(ValueError, match=r"captures\.json is damaged; put back the version of before"):
            read_captures(tmp_path)
