"""A part of pytest for `benchmarks.mutation`: it learns which tests execute which lines, then runs them with faults.

Each run is a process of its own, forked from one that has collected all tests and run none.
"""

from __future__ import annotations

import itertools
import json
import math
import os
import pickle
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest

from benchmarks.faults import Fault, write_module
from benchmarks.learning import FOLDER, SLOW, Learned, Learning, file_of, read

GRACE = 10
"""CPU seconds that each test has on top, for a machine on which nothing takes the same time twice."""
MEMORY = 4 * 1024**3
"""Bytes that a test may use: a fault may eat all that there is."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The faults to put in, by number, and whether the tests that take long run too."""

    faults: Mapping[int, Fault]
    has_slow: bool


def run_tests(folder: Path, files: Iterable[str], **environment: str) -> bool:
    """Whether pytest ends well in a copy of the project, with what the environment asks of this module."""
    command = [
        sys.executable, "-m", "pytest", "-x", "-q", "--ignore-glob=*_in_browser.py", "-p", "no:cacheprovider",
        "--basetemp", str(folder.parent / "temporary"), "-p", "benchmarks.executing", *files,
    ]  # fmt: skip
    told = {**os.environ, "PYTHONPATH": str(folder / "plugins"), "CI": "1", **environment}
    done = subprocess.run(command, cwd=folder, env=told, check=False, stdout=subprocess.DEVNULL)
    return done.returncode == 0


class Drill:
    """Instead of the tests: learns, then runs what each fault asks for, and says which faults were noticed."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.learning = Learning(HOURS if asked.has_slow else SLOW)
        self.out = os.fdopen(os.dup(2), "w")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        sys.settrace(None)
        target = FOLDER.parent / "learned.json"
        if _status(lambda: self._learn(session, target)):
            self._say("the tests end without any fault; run make test first")
            return True
        known = read(target)
        self._say(*(f"fails without any fault, left out: {name}" for name in known.failed))
        self._say(
            f"{len(known.seconds):,} tests, {sum(known.seconds.values()):.0f} CPU seconds while learning"
        )
        survivors: dict[int, Fault] = {}
        # Those for which pytest must start anew take far longer, and come last.
        order = sorted(self.asked.faults, key=lambda number: known.is_at_import(self.asked.faults[number]))
        for number in order:
            fault = self.asked.faults[number]
            is_noticed = self._is_noticed(session, fault, known)
            survivors |= {} if is_noticed else {number: fault}
            self._say(f"{number:4} {'noticed' if is_noticed else 'NOT NOTICED'}: {fault}")
        every = len(self.asked.faults)
        self._say("", f"{every - len(survivors)} of {every} noticed; not noticed:")
        self._say(*(f"{number:4} {fault}" for number, fault in survivors.items()))
        return True

    def _say(self, *lines: str) -> None:
        print(*lines, sep="\n", file=self.out, flush=True)

    def _learn(self, session: pytest.Session, target: Path) -> None:
        session.config.pluginmanager.register(self.learning)
        _run(session, session.items)
        self.learning.write(target)

    def _is_noticed(self, session: pytest.Session, fault: Fault, known: Learned) -> bool:
        tests = known.tests_for(fault)
        if not known.is_at_import(fault):
            status = _status(lambda: _run_with(fault, session, tests))
            if status != CANNOT:
                return status != 0
        return not _passes_anew(fault, tests)


HOURS = 10_000

CANNOT = 99
"""The status of a process in which a fault could not be put into memory."""


def _run_with(fault: Fault, session: pytest.Session, tests: Mapping[str, float]) -> None:
    if not fault.put_into_memory(FOLDER):
        os._exit(CANNOT)
    session.config.pluginmanager.register(Limits(tests))
    session.config.pluginmanager.register(FirstFailure())
    items = {item.nodeid: item for item in session.items}
    _run(session, [items[name] for name in tests])


def _passes_anew(fault: Fault, tests: Mapping[str, float]) -> bool:
    wanted = FOLDER.parent / "wanted.json"
    wanted.write_text(json.dumps(tests), "utf-8")
    source = (FOLDER / fault.path).read_bytes()
    fault.put_into(FOLDER)
    try:
        return run_tests(FOLDER, dict.fromkeys(map(file_of, tests)), ASKED="", WANTED=str(wanted))
    finally:
        write_module(FOLDER / fault.path, source)


def _run(session: pytest.Session, items: list[pytest.Item]) -> None:
    for item, following in itertools.zip_longest(items, items[1:]):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)


def _status(do: Callable[[], None]) -> int:
    """How a process ends that does this."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    _do_and_end(do)


def _do_and_end(do: Callable[[], None]) -> NoReturn:
    try:
        do()
    except BaseException:
        os._exit(1)
    os._exit(0)


class FirstFailure:
    """Ends the process when a test fails."""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            os._exit(1)


class Limits:
    """Ends the process when a test takes much too long, or too much memory."""

    def __init__(self, seconds: Mapping[str, float]) -> None:
        self.seconds = seconds
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        limit = time.process_time() + 5 * self.seconds[item.nodeid] + GRACE
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(limit), resource.RLIM_INFINITY))


class Some(Limits):
    """Runs the tests that are wanted, in their order."""

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        found = {item.nodeid: item for item in items}
        items[:] = [found[name] for name in self.seconds]


def pytest_configure(config: pytest.Config) -> None:
    if asked := os.environ.get("ASKED"):
        config.pluginmanager.register(Drill(pickle.loads(Path(asked).read_bytes())))
    elif wanted := os.environ.get("WANTED"):
        config.pluginmanager.register(Some(json.loads(Path(wanted).read_text("utf-8"))))
