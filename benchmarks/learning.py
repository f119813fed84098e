"""Which tests execute which lines of the program, and how long they take."""

from __future__ import annotations

import functools
import gc
import itertools
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from benchmarks.faults import Fault

Lines = dict[str, set[int]]
FOLDER = Path(os.environ.get("PYTHONPATH", "")).parent
"""The copy of the project into which faults are put."""
PROGRAM = str(FOLDER / "plugins/mission_archive")
AT_IMPORT = "import"
ENOUGH = 2
"""CPU seconds after which what a test executes is no longer noted: such a test tries one thing many times."""
SLOW = 4
"""CPU seconds, while it is learned what a test executes, after which it is slow and given up."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What each test executes, and the CPU seconds that it takes."""

    lines: Mapping[str, Mapping[str, frozenset[int]]]
    seconds: Mapping[str, float]
    failed: Sequence[str]
    """Tests that fail without any fault, which are left out."""

    def is_at_import(self, fault: Fault) -> bool:
        """Whether the part is executed when its module is loaded, where only a new process can have the fault."""
        return not fault.first_lines or AT_IMPORT in self._executing(fault)

    def _executing(self, fault: Fault) -> set[str]:
        path = str(FOLDER / fault.path)
        for part in fault.around:
            found = {
                name
                for name, lines in self.lines.items()
                if not lines.get(path, frozenset()).isdisjoint(part)
            }
            if found:
                return found
        return set()

    def tests_for(self, fault: Fault) -> Mapping[str, float]:
        """The tests that may notice a fault, in the order in which to run them, with their seconds."""
        path = str(FOLDER / fault.path)
        found = self._executing(fault)
        users = {name for name, lines in self.lines.items() if path in lines}
        files = {file_of(name) for name in (self.seconds if AT_IMPORT in found or not found else found)}
        costs = dict.fromkeys(files, 0.0)
        for name in found & self.seconds.keys():
            costs[file_of(name)] += self.seconds[name]

        def order(name: str) -> tuple[bool, bool, float, str, float]:
            return (
                name not in found, name not in users, costs[file_of(name)], file_of(name), self.seconds[name]
            )  # fmt: skip

        return {
            name: self.seconds[name]
            for name in sorted((name for name in self.seconds if file_of(name) in files), key=order)
        }


def file_of(test: str) -> str:
    return test.partition("::")[0]


class Learning:
    """Notes every line of the program that is executed, by test."""

    def __init__(self, limit: float) -> None:
        self.limit = limit
        self.failed: set[str] = set()
        self.slow: set[str] = set()
        self.lines: dict[str, Lines] = {}
        self.seconds: dict[str, float] = {}
        self.file = ""
        self._tracers: dict[str, Callable[..., Any] | None] = {}
        self._calls = itertools.count(1)
        self.listen(AT_IMPORT, 600)

    def listen(self, name: str, seconds: float) -> None:
        self._tracers.clear()
        self._now = self.lines.setdefault(name, {})
        self._end = time.process_time() + seconds
        threading.settrace(self._enter)
        sys.settrace(self._enter)

    def _enter(self, frame: FrameType, _event: str, _argument: object) -> Callable[..., Any] | None:
        if next(self._calls) % 1000 == 0 and time.process_time() > self._end:
            sys.settrace(None)
            return None
        path = frame.f_code.co_filename
        if path not in self._tracers:
            is_ours = path.startswith(PROGRAM)
            self._tracers[path] = _noting(self._now.setdefault(path, set())) if is_ours else None
        return self._tracers[path]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        if file_of(item.nodeid) != self.file:
            _clear_caches()  # or the lines behind a cache would belong to a test of another file
            self.file = file_of(item.nodeid)
        began = time.process_time()
        self.listen(item.nodeid, ENOUGH)
        signal.signal(signal.SIGPROF, lambda *_: self._give_up(item.nodeid))
        signal.setitimer(signal.ITIMER_PROF, self.limit)
        try:
            return (yield)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            sys.settrace(None)
            self.seconds[item.nodeid] = time.process_time() - began

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.failed |= {report.nodeid} if report.failed else set()

    def _give_up(self, name: str) -> None:
        self.slow.add(name)
        pytest.skip("this test is slow")

    def write(self, target: Path) -> None:
        lines = {
            name: {path: sorted(numbers) for path, numbers in found.items() if numbers}
            for name, found in self.lines.items()
        }
        seconds = {name: each for name, each in self.seconds.items() if name not in self.slow | self.failed}
        failed = sorted(self.failed - self.slow)
        target.write_text(json.dumps({"lines": lines, "seconds": seconds, "failed": failed}), "utf-8")


def _noting(numbers: set[int]) -> Callable[..., Any]:
    add = numbers.add

    def note(frame: FrameType, event: str, _argument: object) -> Callable[..., Any]:
        if event == "line":
            add(frame.f_lineno)
        return note

    return note


def _clear_caches() -> None:
    gc.unfreeze()  # the tests freeze what was collected, and nothing frozen is among the objects
    for each in gc.get_objects():
        if isinstance(each, functools._lru_cache_wrapper) and each.__module__.startswith(
            ("mission_archive", "tests")
        ):
            each.cache_clear()


def read(source: Path) -> Learned:
    read = json.loads(source.read_text("utf-8"))
    lines = {
        name: {path: frozenset(numbers) for path, numbers in found.items()}
        for name, found in read["lines"].items()
    }
    seconds = read["seconds"]
    return Learned({name: lines[name] for name in (AT_IMPORT, *seconds)}, seconds, read["failed"])
