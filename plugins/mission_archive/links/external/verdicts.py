"""What became of an address on another host."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """The names are public: reports and the cache have them, and docs/develop/links.md explains each."""

    OK = "ok"
    MOVED = "moved"
    """Answers, and says that it has another address for good (301, 308)."""
    GONE = "gone"
    """The host says that there is nothing (404, 410 and other refusals for good), or there is no such host."""
    SOFT_404 = "soft-404"
    """The host says that all is well and shows its home page, or a page with the words that nothing was found."""
    LOOP = "loop"
    """Leads in a circle, or on and on."""
    UNREACHABLE = "unreachable"
    """No answer, or a fault of the host, after all tries: perhaps for today only."""
    REFUSED = "refused"
    """The host does not answer programs (401, 403, 429 …): a person has to look."""
    NOT_ASKED = "not-asked"
    """The host's robots.txt asks programs to stay away."""

    @property
    def is_dead(self) -> bool:
        """Whether readers find nothing there."""
        return self in (State.GONE, State.SOFT_404, State.LOOP)

    @property
    def is_well(self) -> bool:
        return self in (State.OK, State.MOVED)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`detail` says in words how the host answered; `address` is where a moved one is now."""

    state: State
    detail: str = ""
    address: str | None = None
