"""Patience with a host: one request at a time, and a pause from one to the next."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class _Gate:
    """The turns at one host. Times are seconds of the gates' clock."""

    pause: float
    next_start: float = 0.0
    turn: threading.Lock = field(default_factory=threading.Lock)


class Gates:
    """One gate for each host: a request begins when the last has ended, and `pause` seconds after its beginning."""

    def __init__(self, pause: float, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._clock = clock
        self._sleep = sleep
        self._gates: defaultdict[str, _Gate] = defaultdict(lambda: _Gate(pause))
        self._lock = threading.Lock()

    def slow_down(self, host: str, pause: float) -> None:
        """Pause at least so long between two requests from now on."""
        with self._lock:
            gate = self._gates[host]
            gate.next_start += max(0.0, pause - gate.pause)
            gate.pause = max(gate.pause, pause)

    def hold(self, host: str, seconds: float) -> None:
        """Leave the host alone for so long from now."""
        with self._lock:
            gate = self._gates[host]
            gate.next_start = max(gate.next_start, self._clock() + seconds)

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait for a turn, and have it as long as the block lasts."""
        with self._lock:
            gate = self._gates[host]
        with gate.turn:
            while True:
                with self._lock:
                    wait = gate.next_start - self._clock()
                    if wait <= 0:
                        gate.next_start = self._clock() + gate.pause
                        break
                self._sleep(wait)  # and look again: the host may have asked for more patience meanwhile
            yield
