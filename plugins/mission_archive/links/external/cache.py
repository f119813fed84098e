"""What was learned about addresses, kept from one run to the next, so that no host is asked more often than needed."""

from __future__ import annotations

import contextlib
import datetime
import json
import os
import threading
from dataclasses import dataclass, field
from pathlib import Path

from mission_archive.links.external.verdicts import State, Verdict

VERSION = 1


@dataclass(frozen=True, slots=True)
class Known:
    """A verdict, when it was reached, and since when the address has not been well (None if it is)."""

    verdict: Verdict
    checked: datetime.datetime
    unwell_since: datetime.datetime | None = None


@dataclass
class Cache:
    """Address → what is known of it. May be used by several threads."""

    path: Path
    known: dict[str, Known] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def load(cls, path: Path) -> Cache:
        """What the file holds; nothing if there is none, or if it is damaged: then all is asked anew."""
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            held = json.loads(path.read_text("utf-8"))
            if held["version"] == VERSION:
                return cls(path, {url: _known(entry) for url, entry in held["addresses"].items()})
        return cls(path)

    def put(self, url: str, verdict: Verdict, now: datetime.datetime) -> None:
        """Remember what was found at `now`."""
        with self.lock:
            before = self.known.get(url)
            since = None if verdict.state.is_well else ((before and before.unwell_since) or now)
            self.known[url] = Known(verdict, now, since)

    def forget(self, before: datetime.datetime) -> None:
        """Let go of what has not been asked for since: no record names it any more."""
        self.known = {url: known for url, known in self.known.items() if known.checked >= before}

    def save(self) -> None:
        """Write the file, whole or not at all."""
        with self.lock:
            held = {url: _entry(known) for url, known in sorted(self.known.items())}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        new = self.path.with_name(f".{self.path.name}.new-{os.getpid()}")
        text = json.dumps({"version": VERSION, "addresses": held}, ensure_ascii=False, indent=1)
        new.write_text(text + "\n", "utf-8")
        new.replace(self.path)


def _entry(known: Known) -> dict[str, str]:
    entry = {
        "state": known.verdict.state,
        "detail": known.verdict.detail,
        "address": known.verdict.address,
        "checked": known.checked.isoformat(),
        "unwell_since": known.unwell_since.isoformat() if known.unwell_since else None,
    }
    return {key: value for key, value in entry.items() if value is not None}


def _known(entry: dict[str, str]) -> Known:
    moment, since = datetime.datetime.fromisoformat, entry.get("unwell_since")
    verdict = Verdict(State(entry["state"]), entry["detail"], entry.get("address"))
    return Known(verdict, moment(entry["checked"]), moment(since) if since else None)
