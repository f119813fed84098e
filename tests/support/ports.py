"""Ports for programs that want to be given one."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager


@contextmanager
def held_ports(count: int) -> Iterator[list[int]]:
    """Ports of this machine that nobody else is given while the block lasts.

    On Linux a port is held by a socket that does not listen: a server that reuses addresses, as all do, may listen
    there all the same, and until it does a connection is refused. Other systems would refuse the server, so there the
    ports are let go as soon as they are known.
    """
    with ExitStack() as held:
        probes = [held.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", 0))
        ports = [probe.getsockname()[1] for probe in probes]
        if sys.platform != "linux":
            held.close()
        yield ports
