"""How much work something is, in a measure that does not depend on the machine."""

from __future__ import annotations

import sys
from collections.abc import Callable


def steps(do: Callable[[], object]) -> int:
    """The calls of Python and of its libraries while `do` runs. What one call of a library does is not seen."""
    count = 0

    def note(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        do()
    finally:
        sys.setprofile(None)
    return count
