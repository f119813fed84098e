"""Addresses inside a network are never asked, and the report does not say what is there."""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest

from mission_archive.links.external.guard import INSIDE, Inside, guarded, is_public, public_numbers
from mission_archive.links.external.verdicts import LinkState
from tests.links.conftest import as_strangers


@pytest.fixture
def connections(monkeypatch):
    """The numbers to which the guard would have connected; nobody is reached."""
    tried = []

    def create_connection(server, timeout):
        tried.append(server)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", create_connection)
    return tried


@pytest.fixture
def names(monkeypatch):
    """Names that a test gives numbers, one answer after the other; what is no name is looked up as ever."""
    answers: dict[str, list[list[str]]] = {}
    look_up = socket.getaddrinfo

    def getaddrinfo(host, port, *arguments, **options):
        if host not in answers:
            return look_up(host, port, *arguments, **options)
        found = answers[host].pop(0) if len(answers[host]) > 1 else answers[host][0]
        return [entry for number in found for entry in look_up(number, port, *arguments, **options)]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return answers


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "100.64.0.1", "100.100.100.200", "169.254.169.254", "168.63.129.16", "192.0.0.192", "192.0.2.1", "198.18.0.1",
        "198.51.100.1", "203.0.113.1", "192.88.99.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1",
        "64:ff9b:1::a00:1", "2002:7f00:1::", "2001:0:1::1", "2001:db8::1", "fc00::1", "fd00:ec2::254", "fe80::1",
        "fe80::1%eth0", "fec0::1", "ff02::1", "100::1",
    ],
)  # fmt: skip
def test_numbers_that_are_not_public(number):
    assert not is_public(number)


@pytest.mark.parametrize(
    "number", ["8.8.8.8", "1.1.1.1", "185.60.216.35", "172.32.0.1", "2606:4700::1111", "2a00:1450::1"]
)
def test_numbers_that_are_public(number):
    assert is_public(number)


SPELLINGS = (
    "127.0.0.1", "127.1", "127.000.000.001", "0x7f.0.0.1", "0x7f000001", "0177.0.0.1", "017700000001", "2130706433",
    "0", "0.0.0.0", "１２７.0.0.1", "①②⑦.0.0.1", "127。0。0。1", "user:word@127.0.0.1", "localhost", "LOCALHOST",
    "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:0:0:1]", "169.254.169.254", "10.0.0.1", "100.64.0.1",
    "192.168.1.1", "[fd00:ec2::254]",
)  # fmt: skip


def test_no_spelling_leads_inside(guarded_lychee, connections):
    urls = [f"{scheme}://{host}:8080/latest/{host}" for host in SPELLINGS for scheme in ("http", "https")]
    found = guarded_lychee.ask(urls, 60)
    assert {url: (one.state, one.detail) for url, one in found.items()} == dict.fromkeys(
        urls, (LinkState.GONE, INSIDE)
    )
    assert connections == []


def test_a_name_of_a_number_inside_is_not_asked(guarded_lychee, connections, names):
    for name in ("inside.alt", "localhost.", "metadata.google.internal", "localhost.localdomain"):
        names[name] = [["127.0.0.1", "::1", "10.0.0.1"]]
    found = guarded_lychee.ask([f"{scheme}://{name}/x" for name in names for scheme in ("http", "https")], 60)
    assert {one.detail for one in found.values()} == {INSIDE}
    assert connections == []


def test_of_several_numbers_only_public_ones_are_asked(guarded_lychee, connections, names):
    names["both.alt"] = [["127.0.0.1", "8.8.8.8", "fd00::1", "2606:4700::1111"]]
    (verdict,) = guarded_lychee.ask(["http://both.alt/x"], 60).values()
    assert (verdict.state, verdict.detail) == (LinkState.UNREACHABLE, "the connection failed")
    assert connections == [("8.8.8.8", 80), ("2606:4700::1111", 80)]


def test_a_name_is_looked_up_once_for_a_connection_so_it_cannot_change_in_between(
    guarded_lychee, connections, names
):
    names["changing.alt"] = [["8.8.8.8"], ["127.0.0.1"]]
    details = [guarded_lychee.ask([f"https://changing.alt/{turn}"], 60).popitem()[1].detail for turn in "ab"]
    assert details == ["the connection failed", INSIDE]
    assert connections == [("8.8.8.8", 443)]


def test_a_connection_goes_to_the_number_that_was_found_and_the_host_hears_its_name(host, guarded_lychee):
    (verdict,) = guarded_lychee.ask([f"{host.named}/ok"], 60).values()
    assert verdict.state is LinkState.OK
    assert [headers["host"] for headers in host.headers] == [host.named.removeprefix("http://")]


@pytest.mark.parametrize("number", ["127.0.0.1", "0x7f.1", "[::FFFF:127.0.0.1]", "[0:0::1]"])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_no_redirect_leads_inside(host, other_host, guarded_lychee, scheme, number):
    host.inside = other_host.address.replace("127.0.0.1", number).replace("http:", f"{scheme}:") + "/secret"
    found = guarded_lychee.ask(
        [f"{host.named}/{way}" for way in ("inside", "inside-for-good", "to-inside")], 60
    )
    said = {(one.state, one.detail, one.address) for one in found.values()}
    assert said == {(LinkState.GONE, f"leads to {INSIDE}", None)}
    assert other_host.asked == []


def test_the_guard_stands_where_a_loop_runs_already(host, guarded_lychee):
    async def ask():
        return guarded_lychee.ask([f"{host.named}/ok"], 60)

    # In a thread of its own: the browser's loop may run in this one.
    with ThreadPoolExecutor(1) as pool:
        (verdict,) = pool.submit(lambda: asyncio.run(ask())).result().values()
    assert verdict.state is LinkState.OK


def test_no_variable_leads_around_the_guard(host, guarded_lychee, connections, monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, host.address)
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.setenv(name, "*")
    found = guarded_lychee.ask(["http://127.0.0.1/x", host.address, "https://127.0.0.1/x"], 60)
    assert {one.detail for one in found.values()} == {INSIDE}
    assert (host.asked, connections) == ([], [])


def test_a_tunnel_carries_what_both_sides_say(host):
    """Encrypted connections go through one."""
    server = host.named.removeprefix("http://")
    with (
        guarded(as_strangers) as (proxy, refused),
        socket.create_connection(("127.0.0.1", urlsplit(proxy).port), 30) as tunnel,
        tunnel.makefile("rb") as answer,
    ):
        tunnel.sendall(f"CONNECT {server} HTTP/1.1\r\nHost: {server}\r\n\r\n".encode())
        assert [answer.readline(), answer.readline()] == [b"HTTP/1.1 200 OK\r\n", b"\r\n"]
        tunnel.sendall(b"GET /404 HTTP/1.0\r\n\r\n")
        assert answer.readline().startswith(b"HTTP/1.0 404")
    assert (host.paths, refused) == (["/404"], {})


def test_a_program_that_goes_leaves_no_connection_open(capfd):
    with (
        socket.create_server(("127.0.0.1", 0)) as host,
        guarded(as_strangers) as (proxy, _),
        socket.create_connection(("127.0.0.1", urlsplit(proxy).port), 30) as client,
    ):
        client.sendall(f"GET http://strange.alt:{host.getsockname()[1]}/x HTTP/1.1\r\n\r\n".encode())
        with host.accept()[0] as asked:
            asked.settimeout(30)
            assert asked.recv(1000).startswith(b"GET /x HTTP/1.1\r\nConnection: close\r\n")
            client.close()
            assert asked.recv(1000) == b""
    assert capfd.readouterr() == ("", "")


def test_many_numbers_are_not_all_tried(names):
    names["many.alt"] = [[f"8.8.8.{number}" for number in range(1, 200)]]
    assert public_numbers("many.alt", 80) == ["8.8.8.1", "8.8.8.2", "8.8.8.3"]


def test_a_name_without_a_public_number_has_none(names):
    names["inside.alt"] = [["127.0.0.1"]]
    with pytest.raises(Inside):
        public_numbers("inside.alt", 80)
