"""What became of an address on another host, and what is remembered of it from one check to the next."""

from __future__ import annotations

import contextlib
import datetime
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

VERSION = 2


class State(StrEnum):
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


@dataclass(frozen=True, slots=True)
class Known:
    """A verdict, when it was reached, and since when the address has not been well (None if it is)."""

    verdict: Verdict
    checked: datetime.datetime
    unwell_since: datetime.datetime | None = None

    @classmethod
    def after(cls, before: Known | None, verdict: Verdict, now: datetime.datetime) -> Known:
        """What is known once `verdict` is reached: an outage goes on until the address is well."""
        since = None if verdict.state.is_well else ((before and before.unwell_since) or now)
        return cls(verdict, now, since)


def read_known(path: Path) -> Mapping[str, Known]:
    """What the file holds; nothing if there is none, or if it is damaged: then all is asked anew."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        held = json.loads(path.read_text("utf-8"))
        if held["version"] == VERSION:
            return {url: _known(entry) for url, entry in held["addresses"].items()}
    return {}


def write_known(path: Path, known: Mapping[str, Known]) -> None:
    """Write the file, whole or not at all."""
    held = {"version": VERSION, "addresses": {url: asdict(one) for url, one in sorted(known.items())}}
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new-{os.getpid()}")
    text = json.dumps(held, default=datetime.datetime.isoformat, ensure_ascii=False, indent=1)
    new.write_text(text + "\n", "utf-8")
    new.replace(path)


def _known(entry: Mapping[str, Any]) -> Known:
    moment, since = datetime.datetime.fromisoformat, entry["unwell_since"]
    verdict = Verdict(
        State(entry["verdict"]["state"]), entry["verdict"]["detail"], entry["verdict"]["address"]
    )
    return Known(verdict, moment(entry["checked"]), moment(since) if since else None)
