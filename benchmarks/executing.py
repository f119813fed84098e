"""A part of pytest for `benchmarks.mutation`: notes which tests execute which lines, or runs some tests in an order.

    pytest -p benchmarks.executing      with LEARN=FILE or with WANTED=FILE in the environment

LEARN writes which lines of the program each test executes, and its CPU seconds. WANTED names a file of tests with
their CPU seconds: these are run, in the order of the file, and each may take five times as long as it should.
"""

from __future__ import annotations

import functools
import gc
import itertools
import json
import math
import os
import resource
import sys
import threading
import time
from collections.abc import Callable, Generator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

Lines = dict[str, set[int]]
PROGRAM = str(Path(os.environ.get("PYTHONPATH", "")) / "mission_archive")
AT_IMPORT = "import"
ENOUGH = 2
"""CPU seconds after which what a test executes is no longer noted: such a test tries one thing many times."""
GRACE = 10
"""CPU seconds that each test has on top, for a machine on which nothing takes the same time twice."""


class Learning:
    """Notes every line of the program that is executed, by test."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.lines: dict[str, Lines] = {}
        self.seconds: dict[str, float] = {}
        self.file = ""
        self._tracers: dict[str, Callable[..., Any] | None] = {}
        self._calls = itertools.count(1)
        self._listen(AT_IMPORT)

    def _listen(self, name: str) -> None:
        self._tracers.clear()
        self._now = self.lines.setdefault(name, {})
        self._end = time.process_time() + (60 if name == AT_IMPORT else ENOUGH)
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
        path = item.nodeid.partition("::")[0]
        if path != self.file:
            _clear_caches()  # or the lines behind a cache would belong to a test of another file
            self.file = path
        began = time.process_time()
        self._listen(item.nodeid)
        try:
            return (yield)
        finally:
            sys.settrace(None)
            self.seconds[item.nodeid] = time.process_time() - began

    def pytest_sessionfinish(self) -> None:
        lines = {
            name: {path: sorted(numbers) for path, numbers in found.items() if numbers}
            for name, found in self.lines.items()
        }
        self.target.write_text(json.dumps({"lines": lines, "seconds": self.seconds}), "utf-8")


def _noting(numbers: set[int]) -> Callable[..., Any]:
    add = numbers.add

    def note(frame: FrameType, event: str, _argument: object) -> Callable[..., Any]:
        if event == "line":
            add(frame.f_lineno)
        return note

    return note


def _clear_caches() -> None:
    for each in gc.get_objects():
        if isinstance(each, functools._lru_cache_wrapper) and each.__module__.startswith(
            ("mission_archive", "tests")
        ):
            each.cache_clear()


class Some:
    """Runs the tests that are wanted, in their order, and ends when one takes much too long."""

    def __init__(self, source: Path) -> None:
        self.seconds: dict[str, float] = json.loads(source.read_text("utf-8"))
        self.places = {name: place for place, name in enumerate(self.seconds)}

    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        wanted = [item for item in items if item.nodeid in self.places]
        config.hook.pytest_deselected(items=[item for item in items if item.nodeid not in self.places])
        items[:] = sorted(wanted, key=lambda item: self.places[item.nodeid])

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        limit = time.process_time() + 5 * self.seconds[item.nodeid] + GRACE
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(limit), resource.RLIM_INFINITY))


def pytest_configure(config: pytest.Config) -> None:
    if target := os.environ.get("LEARN"):
        config.pluginmanager.register(Learning(Path(target)))
    if source := os.environ.get("WANTED"):
        config.pluginmanager.register(Some(Path(source)))
