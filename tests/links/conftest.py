"""What the tests of other hosts' addresses share."""

import dataclasses
import datetime

import pytest

from mission_archive.links.external.guard import public_numbers
from mission_archive.links.external.lychee import Lychee, program
from tests.links.faulty_server import faulty_host

NOW = datetime.datetime(2020, 3, 2, 12, tzinfo=datetime.UTC)


def on_this_machine(host, port):
    """Where the hosts of these tests are, whatever they are called: no other machine is asked."""
    host.encode("idna")  # what cannot be a name is refused as by a real look-up
    return ["127.0.0.1"]


def as_strangers(host, port):
    """Numbers as the command finds them, but for one name: `strange.alt` is on this machine."""
    return ["127.0.0.1"] if host == "strange.alt" else public_numbers(host, port)


@pytest.fixture
def host():
    with faulty_host() as host:
        yield host


@pytest.fixture
def other_host():
    with faulty_host() as host:
        yield host


@pytest.fixture(scope="session")
def lychee():
    """lychee as the command has it, in a hurry, and with all hosts on this machine."""
    return Lychee(program(), pause=0.001, timeout=30, tries=1, resolve=on_this_machine)


@pytest.fixture
def guarded_lychee(lychee):
    return dataclasses.replace(lychee, resolve=as_strangers)
