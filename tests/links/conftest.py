"""What the tests of foreign addresses share."""

import datetime

import pytest

from mission_archive.links.external import Patience, Visitor
from mission_archive.links.external.gates import Gates
from tests.links.faulty_server import faulty_host
from tests.links.patience import Clock

NOW = datetime.datetime(2020, 3, 2, 12, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch):
    """The hosts of these tests are on this machine."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


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
    gates = Gates(per_host=1, pause=1.0, clock=clock, sleep=clock.sleep)
    return Visitor(gates, lambda: NOW, contact="https://archive.example/", patience=Patience(timeout=30))


@pytest.fixture
def hasty_visitor(clock):
    """A visitor to hosts that never come to an end."""
    gates = Gates(per_host=1, pause=1.0, clock=clock, sleep=clock.sleep)
    return Visitor(gates, lambda: NOW, patience=Patience(timeout=1.0, tries=1))
