"""Whether the tests would notice a fault: small faults are put into the code one at a time, and the unit tests are run.

    .venv/bin/python -m benchmarks.mutation [N] [--seed SEED] [--rooms ROOM …]      by default 20 in three rooms
    .venv/bin/python -m benchmarks.mutation 300 --seed 7 --numbers 12 40            two of these 300 once more

A fault is another comparison (`<` for `<=`, `in` for `not in`), `or` for `and`, a condition turned round, another
number, `True` for `False`, `-` for `+`, a returned value that is None, or a statement that is left out. The same seed
gives the same faults in the same code. Everything happens in a copy of the project in a temporary folder.

The tests are those of `tests/model`, `tests/reading` and `tests/rendering` that need no browser; `--rooms formats`
takes faults from that room and runs `tests/formats`. First all of them run once without a fault, to learn which lines
each executes (`benchmarks.executing`). Then, for each fault, those run that execute its line, the quickest files
first, and after them the other tests of the same files, which may use what was kept in a cache. They run in a process
that is forked when all modules are loaded, and has the fault in memory. For a fault in what is executed at import,
pytest starts anew, and all tests run. Tests that take longer than some seconds are left out, unless `--slow` asks for
them. A test that takes five times the CPU time that it should, or gigabytes of memory, has noticed the fault.
"""

from __future__ import annotations

import argparse
import pickle
import random
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from benchmarks.executing import Asked, run_tests
from benchmarks.faults import faults_in

ROOT = Path(__file__).parent.parent
PACKAGE = "plugins/mission_archive"
ROOMS = ("model", "reading", "rendering")
"""Those whose tests notice each other's faults, and the rooms from which faults are taken if none is named."""
OTHERS = ("formats",)
"""Rooms that have to be named. Their own tests then run too."""


def main() -> None:
    parser = argparse.ArgumentParser(description="Put random faults into the code and run the unit tests.")
    parser.add_argument("number", type=int, nargs="?", default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rooms", nargs="+", choices=(*ROOMS, *OTHERS), default=ROOMS)
    parser.add_argument("--numbers", type=int, nargs="+", help="only these of the faults, by their numbers")
    parser.add_argument("--slow", action="store_true", help="run also the tests that take long")
    asked = parser.parse_args()
    modules = sorted(path for room in asked.rooms for path in (ROOT / PACKAGE / room).rglob("*.py"))
    faults = [
        fault for path in modules for fault in faults_in(path.relative_to(ROOT).as_posix(), path.read_bytes())
    ]
    chosen = dict(enumerate(random.Random(asked.seed).sample(faults, min(asked.number, len(faults))), 1))
    if asked.numbers:
        chosen = {number: chosen[number] for number in asked.numbers}
    print(f"{len(chosen)} of {len(faults):,} possible faults, seed {asked.seed}", flush=True)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "project"
        ignored = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info")
        shutil.copytree(ROOT, folder, ignore=lambda at, names: {*ignored(at, names), *_made(at)})
        (Path(place) / "asked").write_bytes(pickle.dumps(Asked(chosen, has_slow=asked.slow)))
        run_tests(folder, _tests_of(asked.rooms), ASKED=str(Path(place) / "asked"))


def _tests_of(rooms: Iterable[str]) -> list[str]:
    """The folders of the tests that are run for faults in some rooms."""
    others = [room for room in OTHERS if room in rooms]
    return [f"tests/{room}" for room in (*(ROOMS if set(rooms) - set(others) else ()), *others)]


def _made(folder: str) -> set[str]:
    """What commands have made in the project's folder."""
    return {"site", "build"} if Path(folder) == ROOT else set()


if __name__ == "__main__":
    main()
