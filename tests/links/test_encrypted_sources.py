"""Copies of sources by https: how an encrypted connection ends says whether the answer is whole."""

import contextlib
import datetime
import socket
import ssl
import struct
import threading
import time

import pytest

from mission_archive.links.external.answers import Asker
from mission_archive.links.external.capturing import Fetcher
from mission_archive.model.captures import Capture
from tests.links.conftest import on_this_machine
from tests.support.certificates import certificate_for
from tests.support.waiting import PATIENCE

NOW = datetime.datetime(2020, 3, 2, 12, tzinfo=datetime.UTC)
ANSWER = b"HTTP/1.1 200 OK\r\n\r\n<p>Water, and more"
"""Without a length: it ends where the connection does."""


def end_well(connection):
    connection.unwrap()


def end_without_a_word(connection):
    connection.close()


def reset(connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def go_on(connection):
    while True:  # until the other side has had enough
        connection.sendall(b"x")
        time.sleep(0.1)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    return certificate_for("strange.alt", tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def keep(tmp_path, certificate, monkeypatch):
    """Keeps a page of a host that ends its answers so; what became of it."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)

    def keep(end, name="strange.alt"):
        with socket.create_server(("127.0.0.1", 0)) as host:
            threading.Thread(target=answer, args=(host, end), daemon=True).start()
            fetcher = Fetcher(Asker("tests/1.0", PATIENCE, on_this_machine), pause=0)
            first, url = (f"https://{name}:{host.getsockname()[1]}/{path}" for path in ("404", "x"))
            # The rules of the host are read first, and that may take long; what goes on for ever is given a second.
            list(fetcher.keep([first], tmp_path, lambda: NOW))
            seconds = 1 if end is go_on else PATIENCE
            ((_, found),) = fetcher.keep([url], tmp_path, lambda: NOW, time.monotonic() + seconds)
            return found

    def answer(host, end):
        missing = (b"HTTP/1.1 404 x\r\n\r\n", end_well)
        for body, ending in (missing, missing, (ANSWER, end)):
            # The other side may have had enough before.
            with (
                contextlib.suppress(OSError),
                context.wrap_socket(host.accept()[0], server_side=True) as connection,
            ):
                connection.recv(65536)
                connection.sendall(body)
                time.sleep(0.1)
                ending(connection)

    return keep


def test_a_source_is_kept_by_https(keep):
    assert isinstance(keep(end_well), Capture)


@pytest.mark.parametrize(
    ("end", "why"),
    [
        (end_without_a_word, "the connection broke off"),
        (reset, "the connection broke off"),
        (go_on, "it did not end in time"),
    ],
)
def test_a_source_whose_encrypted_connection_broke_off_is_not_kept(keep, end, why):
    assert str(keep(end)) == why


def test_a_host_with_a_certificate_of_another_is_not_trusted(keep):
    assert "the encrypted connection failed, perhaps because the certificate" in str(
        keep(end_well, "other.alt")
    )
