"""How fast the machine is now, to be said beside figures of CPU: on one that does other work both are higher."""

from __future__ import annotations

import time

STEPS = 100_000


def loop() -> float:
    """CPU milliseconds of a loop that is always the same: the least of some runs."""
    return min(one_loop() for _ in range(5))


def one_loop() -> float:
    """The same, of one run: how fast the machine is at this moment."""
    begun = time.process_time()
    known: dict[int, str] = {}
    for number in range(STEPS):
        known[number % 997] = f"{number}: {known.get(number % 991, '')[:12]}"
    return (time.process_time() - begun) * 1000
