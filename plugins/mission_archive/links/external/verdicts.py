"""What became of an address on another host, and what is remembered of it from one check to the next."""

import contextlib
import datetime
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path

VERSION = 3
WELL_FOR = datetime.timedelta(days=6)
"""For so long an address that is well is not asked for again, nor one whose host refuses programs."""
UNWELL_FOR = datetime.timedelta(hours=20)
"""And any other: by the next day it may be back."""
OUTAGE = datetime.timedelta(days=14)
"""An address that cannot be reached for so long counts as dead."""
NEVER = datetime.datetime.min.replace(tzinfo=datetime.UTC)


class LinkState(StrEnum):
    """The names are public: reports and the cache have them, and docs/develop/links.md explains each."""

    OK = "ok"
    MOVED = "moved"
    """Answers, and says that it has another address for good (301, 308)."""
    GONE = "gone"
    """The host says that there is nothing (404, 410 and other refusals for good), or no reader can get there."""
    SOFT_404 = "soft-404"
    """The host says that all is well, and shows its home page or an error page."""
    LOOP = "loop"
    """Leads in a circle, or on and on."""
    UNREACHABLE = "unreachable"
    """No answer, or a fault of the host: perhaps for today only."""
    REFUSED = "refused"
    """The host does not answer programs (401, 403, 429 …): a person has to look."""

    @property
    def is_dead(self) -> bool:
        """Whether readers find nothing there."""
        return self in (LinkState.GONE, LinkState.SOFT_404, LinkState.LOOP)

    @property
    def is_well(self) -> bool:
        return self in (LinkState.OK, LinkState.MOVED)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`detail` says in words how the host answered; `address` is where a moved one is now.

    `checked` is when that was, `unwell_since` when the address stopped being well, if it is not.
    """

    state: LinkState
    detail: str = ""
    address: str | None = None
    checked: datetime.datetime = NEVER
    unwell_since: datetime.datetime | None = None

    def after(self, before: "Verdict", now: datetime.datetime) -> "Verdict":
        """The verdict as it is remembered: an outage goes on until the address is well."""
        since = None if self.state.is_well else before.unwell_since or now
        return replace(self, checked=now, unwell_since=since)

    @property
    def is_dead(self) -> bool:
        """Whether readers find nothing there, and it is more than an outage."""
        has_lasted = self.unwell_since is not None and self.checked - self.unwell_since >= OUTAGE
        return self.state.is_dead or (self.state is LinkState.UNREACHABLE and has_lasted)

    def is_fresh(self, now: datetime.datetime) -> bool:
        """Whether it is too early to ask again."""
        is_settled = self.state.is_well or self.state is LinkState.REFUSED
        return now - self.checked < (WELL_FOR if is_settled else UNWELL_FOR)


NOT_ASKED = Verdict(LinkState.UNREACHABLE, "not asked in this run, which took too long")


def read_known(path: Path) -> Mapping[str, Verdict]:
    """What the file holds, by address; nothing if there is none, or if it is damaged: then all is asked anew."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        held = json.loads(path.read_text("utf-8"))
        if held["version"] == VERSION:
            return {url: _verdict(**entry) for url, entry in held["addresses"].items()}
    return {}


def write_known(path: Path, known: Mapping[str, Verdict]) -> None:
    """Write the file, whole or not at all."""
    held = {"version": VERSION, "addresses": {url: asdict(one) for url, one in sorted(known.items())}}
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new-{os.getpid()}")
    text = json.dumps(held, default=datetime.datetime.isoformat, ensure_ascii=False, indent=1)
    new.write_text(text + "\n", "utf-8")
    new.replace(path)


def _verdict(state: str, detail: str, address: str | None, checked: str, unwell_since: str | None) -> Verdict:
    moment = datetime.datetime.fromisoformat
    return Verdict(
        LinkState(state), detail, address, moment(checked), moment(unwell_since) if unwell_since else None
    )
