"""What is made of every answer and fault of a stranger's host, and how often and when it is asked."""

import dataclasses
import itertools
import json
import socket

import pytest

from mission_archive.links.external.lychee import Lychee
from mission_archive.links.external.verdicts import LinkState
from tests.links.faulty_server import CHARSETS, faulty_host

ANSWERS = [
    ("/ok", LinkState.OK, "200 OK"),
    ("/ok?a=1", LinkState.OK, "200 OK"),
    ("/вода", LinkState.OK, "200 OK"),
    ("/report.pdf", LinkState.OK, "200 OK"),
    ("/soft", LinkState.OK, "200 OK"),  # that it says "not found" in words alone is not noticed
    ("/huge", LinkState.OK, "200 OK"),
    *((f"/charset-{name}", LinkState.OK, "200 OK") for name in CHARSETS),
    ("/cookie", LinkState.OK, "200 OK"),
    ("/404", LinkState.GONE, "404 Not Found"),
    ("/410", LinkState.GONE, "410 Gone"),
    ("/400", LinkState.GONE, "400 Bad Request"),
    ("/moved-to-404", LinkState.GONE, "404 Not Found at {host}/404"),
    ("/to-nowhere", LinkState.UNREACHABLE, "302 Found, without an address that lychee can follow"),
    ("/to-mail", LinkState.GONE, "leads to what is not a web address"),
    ("/401", LinkState.REFUSED, "401 Unauthorized"),
    ("/403", LinkState.REFUSED, "403 Forbidden"),
    ("/999", LinkState.REFUSED, "999 Unknown status code"),
    ("/500", LinkState.UNREACHABLE, "500 Internal Server Error"),
    *(
        (f"/503{when}", LinkState.UNREACHABLE, "503 Service Unavailable")
        for when in ("", "-year-10-to-20", "-words")
    ),
    ("/away", LinkState.OK, "200 OK at {host}/ok"),
    ("/away-303", LinkState.OK, "200 OK at {host}/ok"),
    ("/away-307", LinkState.OK, "200 OK at {host}/ok"),
    ("/away-then-moved", LinkState.OK, "200 OK at {host}/new"),
    ("/to-home", LinkState.SOFT_404, "leads to a home page, {host}/"),
    ("/to-english-home", LinkState.SOFT_404, "leads to a home page, {host}/en/"),
    ("/to-error-page", LinkState.SOFT_404, "leads to an error page, {host}/errors/404.html"),
    ("/loop", LinkState.LOOP, "more than 10 redirects, the last to {host}/loop"),
    ("/endless/1", LinkState.LOOP, "more than 10 redirects, the last to {host}/endless/11"),
    ("/reset", LinkState.UNREACHABLE, "Connection failed"),
    ("/silence", LinkState.UNREACHABLE, "Connection closed before response completed"),
    ("/babble", LinkState.UNREACHABLE, "Invalid HTTP response format"),
    ("/to-bad-host", LinkState.UNREACHABLE, "302 Found, without an address that lychee can follow"),
    (
        "/to-bad-number",
        LinkState.UNREACHABLE,
        "301 Moved Permanently, without an address that lychee can follow",
    ),
    ("/to-bad-port", LinkState.GONE, "leads to what is not a web address"),
    ("/to-word-as-port", LinkState.UNREACHABLE, "302 Found, without an address that lychee can follow"),
    ("/to-two-dots", LinkState.UNREACHABLE, "the host's name is not known at http://a..example/"),
    (
        "/moved-to-cyrillic",
        LinkState.UNREACHABLE,
        "301 Moved Permanently, without an address that lychee can follow",
    ),
    ("/to-file", LinkState.UNREACHABLE, "302 Found, without an address that lychee can follow"),
    ("/to-line-end", LinkState.GONE, "404 Not Found at {host}/ok%0d%0aX-Header:1"),
    ("/long-status", LinkState.UNREACHABLE, "Invalid HTTP status code from server"),
    ("/status-0", LinkState.UNREACHABLE, "Invalid HTTP status code from server"),
    ("/many-headers", LinkState.UNREACHABLE, "Invalid HTTP response format"),
    ("/long-header", LinkState.OK, "200 OK"),
    ("/bad-chunk", LinkState.OK, "200 OK"),
    ("/negative-chunk", LinkState.OK, "200 OK"),
    ("/to-nul", LinkState.UNREACHABLE, "Invalid HTTP response format"),
    ("/folded-cookie", LinkState.UNREACHABLE, "Invalid HTTP response format"),
    ("/cookie-of-two-lines", LinkState.UNREACHABLE, "Invalid HTTP response format"),
]
MOVED = [
    ("/moved", "/new"),
    ("/moved-308", "/new"),
    ("/moved-twice", "/new"),
    ("/moved-then-away", "/away"),  # from there it leads on for today only
]
ENDLESS = [("/slow", "no answer in time"), ("/drip", "no answer in time"), ("/continue", "no answer in time")]


@pytest.fixture(scope="module")
def verdicts(lychee):
    """What is said of the paths of a host, which are all asked for at once; its address stands as `{host}`."""
    with faulty_host() as host:
        urls = {path: host.address + path for path, *_ in (*ANSWERS, *MOVED)}
        found = dict(lychee.ask(list(urls.values()), 300))
        hasty = dataclasses.replace(lychee, timeout=1)
        found |= hasty.ask([host.address + path for path, _ in ENDLESS], 300)
        return {
            url.removeprefix(host.address): (
                one.state,
                one.detail.replace(host.address, "{host}"),
                one.address and one.address.removeprefix(host.address),
            )
            for url, one in found.items()
        }


@pytest.mark.parametrize(("path", "state", "detail"), ANSWERS)
def test_an_answer_is_judged_by_what_a_reader_would_find(verdicts, path, state, detail):
    assert verdicts[path] == (state, detail, None)


@pytest.mark.parametrize(("path", "address"), MOVED)
def test_an_address_that_moved_for_good_comes_with_the_new_one(verdicts, path, address):
    state, _, new = verdicts[path]
    assert (state, new) == (LinkState.MOVED, address)


@pytest.mark.parametrize(("path", "detail"), ENDLESS)
def test_a_host_that_never_comes_to_an_end_is_left(verdicts, path, detail):
    assert verdicts[path] == (LinkState.UNREACHABLE, detail, None)


def test_what_is_not_an_address_is_dead_without_a_request(lychee):
    urls = ("http://127.0.0.1:port/", "http://[", "https://[::zz]/", "http://", "http://a.example:99999999/")
    verdicts = lychee.ask(urls, 60)
    assert {url: one.state for url, one in verdicts.items()} == dict.fromkeys(urls, LinkState.GONE)


def test_a_host_that_is_not_there_or_speaks_no_tls_is_not_reached(host, lychee):
    with socket.socket() as taken:  # held, so that no other program listens there meanwhile
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        urls = (
            f"http://127.0.0.1:{port}/x",
            f"https://127.0.0.1:{port}/x",
            host.address.replace("http:", "https:"),
        )
        verdicts = lychee.ask(urls, 60)
    assert [(one.state, one.detail) for one in verdicts.values()] == [
        (LinkState.UNREACHABLE, "the connection failed"),
        (LinkState.UNREACHABLE, "the connection failed"),
        (
            LinkState.UNREACHABLE,
            "the encrypted connection failed, perhaps because the certificate is not valid",
        ),
    ]


def test_an_address_that_answers_is_asked_for_once_and_never_with_head(host, lychee):
    lychee.ask([f"{host.address}/ok"], 60)
    assert host.asked == [("GET", "/ok")]


def test_a_host_gets_one_request_at_a_time_with_a_pause_and_learns_who_asks(host, lychee):
    polite = dataclasses.replace(lychee, pause=1.5, agent="mission-archive-links/1.0 (+https://archive.alt/)")
    polite.ask([f"{host.address}/{path}" for path in ("ok", "404", "new")], 60)
    # The host hears of a request some time after it was made, and of the first one perhaps much later.
    assert all(later - earlier >= 0.3 for earlier, later in itertools.pairwise(host.moments))
    assert [headers["user-agent"] for headers in host.headers] == [polite.agent] * 3


def test_a_broken_connection_is_tried_again_and_a_refusal_is_not(host, lychee):
    dataclasses.replace(lychee, tries=2).ask([f"{host.address}/reset", f"{host.address}/403"], 60)
    assert host.counts == {"/reset": 2, "/403": 1}


def test_a_host_that_asks_for_patience_gets_it(host, lychee):
    (verdict,) = dataclasses.replace(lychee, tries=2).ask([f"{host.address}/429-then-fine"], 60).values()
    assert verdict.state is LinkState.OK
    first, second = host.moments
    assert second - first >= 1


@pytest.mark.parametrize("path", ["/429-year-10-to-20", "/429-words"])
def test_a_host_that_asks_for_patience_in_no_way_to_understand_is_tried_again_all_the_same(
    host, lychee, path
):
    (verdict,) = dataclasses.replace(lychee, tries=2).ask([host.address + path], 60).values()
    assert verdict.state is LinkState.OK
    assert host.counts == {path: 2}


def test_a_name_for_examples_is_not_asked_and_a_person_has_to_look(lychee):
    (verdict,) = lychee.ask(["http://strange.example/"], 60).values()
    assert verdict.state is LinkState.REFUSED


def test_once_there_is_no_time_no_host_is_asked(host, lychee):
    assert lychee.ask([f"{host.address}/ok"], 0) == {}
    assert host.asked == []


def test_addresses_that_take_too_long_have_no_verdict(host, lychee):
    assert lychee.ask([f"{host.address}/slow"], 1) == {}


FAKE = """#!/usr/bin/env python3
import json, os, pathlib, sys
page = pathlib.Path("addresses.html").read_text()
pathlib.Path({seen!r}).write_text(json.dumps(dict(os.environ)))
if "bad" in page:
    sys.exit("thread main panicked")
found = [{{"url": "x", "status": {{"text": "200 OK", "code": 200}}, "span": {{"line": number}}}}
         for number, _ in enumerate(page.splitlines(), 1)]
print(json.dumps({{"success_map": {{"addresses.html": found}}}}))
"""


@pytest.fixture
def fake(tmp_path):
    """A program in place of lychee that breaks off at some addresses, and the variables that it was given."""
    path, seen = tmp_path / "lychee", tmp_path / "seen.json"
    path.write_text(FAKE.format(seen=str(seen)), encoding="utf-8")
    path.chmod(0o755)
    return Lychee(path), lambda: json.loads(seen.read_text("utf-8"))


def test_an_address_at_which_lychee_breaks_off_does_not_end_the_report(fake):
    lychee, _ = fake
    verdicts = lychee.ask(["http://a.alt/", "http://bad.alt/", "http://b.alt/"], 60)
    assert [one.state for one in verdicts.values()] == [LinkState.OK, LinkState.UNREACHABLE, LinkState.OK]
    assert verdicts["http://bad.alt/"].detail == "the answer cannot be understood (thread main panicked)"


def test_lychee_gets_the_guard_as_its_only_way_and_no_secret(fake, monkeypatch):
    lychee, variables = fake
    for name in ("GITHUB_TOKEN", "NO_PROXY", "no_proxy", "https_proxy"):
        monkeypatch.setenv(name, "a.alt")
    lychee.ask(["http://a.alt/"], 60)
    given = variables()
    assert {"GITHUB_TOKEN", "NO_PROXY", "no_proxy"} & given.keys() == set()
    proxies = {given[name] for name in given if name.lower().endswith("_proxy")}
    assert len(proxies) == 1
    assert proxies.pop().startswith("http://127.0.0.1:")
