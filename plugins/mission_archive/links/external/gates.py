"""Patience with a host: so many requests at once, and a pause from one to the next."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Gate:
    """The turns at one host. Times are seconds of the gate's clock."""

    slots: threading.Semaphore
    pause: float
    next_start: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)


class Gates:
    """One gate a host. `per_host` requests may run at once, each begins at least `pause` seconds after the last."""

    def __init__(
        self, per_host: int, pause: float, clock: Callable[[], float], sleep: Callable[[float], None]
    ) -> None:
        self._per_host = per_host
        self._pause = pause
        self._clock = clock
        self._sleep = sleep
        self._gates: dict[str, Gate] = {}
        self._lock = threading.Lock()

    def _gate(self, host: str) -> Gate:
        with self._lock:
            if host not in self._gates:
                self._gates[host] = Gate(threading.Semaphore(self._per_host), self._pause)
            return self._gates[host]

    def slow_down(self, host: str, pause: float) -> None:
        """Pause at least so long between two requests from now on."""
        gate = self._gate(host)
        with gate.lock:
            if pause > gate.pause:
                gate.next_start += pause - gate.pause
                gate.pause = pause

    def hold(self, host: str, seconds: float) -> None:
        """Leave the host alone for so long from now."""
        gate = self._gate(host)
        with gate.lock:
            gate.next_start = max(gate.next_start, self._clock() + seconds)

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait for a turn, and have it as long as the block lasts."""
        gate = self._gate(host)
        with gate.slots:
            while True:
                with gate.lock:
                    wait = gate.next_start - self._clock()
                    if wait <= 0:
                        gate.next_start = self._clock() + gate.pause
                        break
                self._sleep(wait)  # and look again: the host may have asked for more patience meanwhile
            yield
