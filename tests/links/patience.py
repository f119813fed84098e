"""A clock that nobody has to wait for."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field


@dataclass
class Clock:
    """Time passes only by sleeping; the sleeps are noted."""

    time: float = 0.0
    slept: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        with self.lock:
            self.slept.append(seconds)
            self.time += seconds
