"""Waiting for what comes, be the machine ever so slow."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 60
"""Seconds within which comes what takes a moment; only who waits in vain waits so long."""


def until(
    is_so: Callable[[], object],
    what: str | Callable[[], str],
    rest: Callable[[float], object] = time.sleep,
    seconds: float = 0.01,
) -> None:
    """Return when something is so, and fail if it never is; `what` says what is waited for.

    A test that drives a browser rests with `page.wait_for_timeout`, and for milliseconds: asleep it hears of nothing.
    """
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, f"in vain: {what if isinstance(what, str) else what()}"
        rest(seconds)
