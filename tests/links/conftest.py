"""What the tests of foreign addresses share."""

import datetime

import pytest

from mission_archive.links.external import Patience, Visitor
from mission_archive.links.external.addresses import public_numbers
from mission_archive.links.external.gates import Gates
from tests.links.faulty_server import faulty_host
from tests.links.patience import Clock

NOW = datetime.datetime(2020, 3, 2, 12, tzinfo=datetime.UTC)


def on_this_machine(host, port):
    """Where the hosts of these tests are, whatever they are called: no other machine is asked."""
    host.encode("idna")  # what cannot be a name is refused as by a real look-up
    return ["127.0.0.1"]


@pytest.fixture
def host():
    with faulty_host() as host:
        yield host


@pytest.fixture
def other_host():
    with faulty_host() as host:
        yield host


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def visitor(clock):
    """A visitor for whom a slow machine is no fault of the host, and who waits for nothing else."""
    gates = Gates(pause=1.0, clock=clock, sleep=clock.sleep)
    return Visitor(
        gates,
        lambda: NOW,
        contact="https://archive.example/",
        patience=Patience(timeout=30),
        resolve=on_this_machine,
    )


@pytest.fixture
def hasty_visitor(clock):
    """A visitor to hosts that never come to an end."""
    gates = Gates(pause=1.0, clock=clock, sleep=clock.sleep)
    return Visitor(gates, lambda: NOW, patience=Patience(timeout=1.0, tries=1), resolve=on_this_machine)


@pytest.fixture
def guarded_visitor(clock):
    """A visitor as the command has it, but for one name: `strange.example` is on this machine."""

    def resolve(host, port):
        return ["127.0.0.1"] if host == "strange.example" else public_numbers(host, port)

    gates = Gates(pause=1.0, clock=clock, sleep=clock.sleep)
    return Visitor(gates, lambda: NOW, patience=Patience(timeout=30), resolve=resolve)
