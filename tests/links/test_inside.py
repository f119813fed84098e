"""Addresses inside a network are never asked, and the report does not say what is there."""

import socket

import pytest

from mission_archive.links.external import State
from mission_archive.links.external.addresses import Inside, is_public, public_numbers

NOT_ASKED = "an address inside a network, which readers cannot open; it was not asked"


@pytest.fixture
def connections(monkeypatch):
    """The numbers that anything would have connected to; nobody is reached."""
    tried = []

    def create_connection(address, timeout=None):
        tried.append(address)
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


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "127.1", "127.000.000.001", "0x7f.0.0.1", "0x7f000001", "0177.0.0.1", "017700000001", "2130706433",
        "0", "１２７.0.0.1", "①②⑦.0.0.1", "127。0。0。1", "user:word@127.0.0.1", "localhost", "LOCALHOST", "[::1]",
        "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:0:0:1]", "169.254.169.254", "10.0.0.1", "[fe80::1]",
    ],
)  # fmt: skip
def test_no_spelling_leads_inside(guarded_visitor, connections, host):
    for scheme in ("http", "https"):
        verdict = guarded_visitor.visit(f"{scheme}://{host}:8080/latest/meta-data/")
        assert (verdict.state, verdict.detail, verdict.address) == (State.GONE, NOT_ASKED, None)
    assert connections == []


@pytest.mark.parametrize(
    "name", ["inside.example", "localhost.", "metadata.google.internal", "localhost.localdomain"]
)
def test_a_name_of_a_number_inside_is_not_asked(guarded_visitor, connections, names, name):
    names[name] = [["127.0.0.1", "::1", "10.0.0.1"]]
    assert guarded_visitor.visit(f"http://{name}/x").detail == NOT_ASKED
    assert connections == []


def test_of_several_numbers_only_public_ones_are_asked(guarded_visitor, connections, names):
    names["both.example"] = [["127.0.0.1", "8.8.8.8", "fd00::1", "2606:4700::1111"]]
    assert guarded_visitor.visit("http://both.example/x").state is State.UNREACHABLE
    assert set(connections) == {("8.8.8.8", 80), ("2606:4700::1111", 80)}


def test_a_name_that_changes_its_number_after_the_look_leads_nowhere_else(
    guarded_visitor, connections, names
):
    names["changing.example"] = [["8.8.8.8"], ["127.0.0.1"]]
    assert guarded_visitor.visit("http://changing.example/x").detail == NOT_ASKED
    assert connections == [("8.8.8.8", 80)]  # the first try; the second look-up found the other number


def test_a_connection_goes_to_the_number_that_was_found_and_the_host_hears_its_name(host, guarded_visitor):
    with_password = host.named.replace("//", "//user:word@")
    assert guarded_visitor.visit(f"{with_password}/ok").state is State.OK
    assert {headers["Host"] for headers in host.headers} == {host.named.removeprefix("http://")}


@pytest.mark.parametrize("way", ["inside", "inside-for-good", "to-inside"])
def test_no_redirect_leads_inside(host, other_host, guarded_visitor, way):
    host.inside = other_host.address.replace("127.0.0.1", "0x7f.1") + "/secret"
    verdict = guarded_visitor.visit(f"{host.named}/{way}")
    assert (verdict.state, verdict.detail, verdict.address) == (State.GONE, f"leads to {NOT_ASKED}", None)
    assert other_host.asked == []
    assert guarded_visitor.requests == len(host.asked)


def test_a_proxy_would_look_up_names_by_itself_and_is_not_used(
    host, guarded_visitor, connections, monkeypatch
):
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, host.address)
    assert guarded_visitor.visit("http://127.0.0.1/x").detail == NOT_ASKED
    assert connections == []


def test_many_numbers_are_not_all_tried(names):
    names["many.example"] = [[f"8.8.8.{number}" for number in range(1, 200)]]
    assert public_numbers("many.example", 80) == ["8.8.8.1", "8.8.8.2", "8.8.8.3"]


def test_a_name_without_a_public_number_has_none(names):
    names["inside.example"] = [["127.0.0.1"]]
    with pytest.raises(Inside):
        public_numbers("inside.example", 80)
