"""Whether the tests would notice a fault: small faults are put into the code one at a time, and the unit tests are run.

    .venv/bin/python -m benchmarks.mutation [N] [--seed SEED] [--rooms ROOM …]      by default 20 in three rooms

A fault is another comparison (`<` for `<=`, `in` for `not in`), `or` for `and`, a condition turned round, another
number, `True` for `False`, `-` for `+`, a returned value that is None, or a statement that is left out. The same seed
gives the same faults in the same code. Everything happens in a copy of the project in a temporary folder.

The tests are those of `tests/model`, `tests/reading` and `tests/rendering` that need no browser, those of the room with
the fault first. A fault that makes them run three times as long as they do without any counts as noticed.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib.util
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PACKAGE = "plugins/mission_archive"
ROOMS = ("model", "reading", "rendering")

OTHER: dict[type[ast.AST], Any] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.And: ast.Or, ast.Or: ast.And, ast.Add: ast.Sub, ast.Sub: ast.Add,
}  # fmt: skip
DELETED = (ast.Expr, ast.Assign, ast.AugAssign, ast.Raise, ast.Continue, ast.Break)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, slots=True)
class Fault:
    """One part of a module, and what stands in its place. `start` and `end` count the bytes of the file."""

    path: str
    line: int
    start: int
    end: int
    old: str
    new: str

    def put_into(self, folder: Path) -> None:
        source = (folder / self.path).read_bytes()
        write_module(folder / self.path, source[: self.start] + self.new.encode() + source[self.end :])

    def __str__(self) -> str:
        old, new = (" ".join(text.split()) for text in (self.old, self.new))
        return f"{self.path}:{self.line}: {old[:100]} → {new[:100]}"


def faults_in(path: str, source: bytes) -> Iterator[Fault]:
    """Every fault that may be put into a module."""
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for node, new in _changed(ast.parse(source), is_in_function=False):
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
        yield Fault(path, node.lineno, start, end, source[start:end].decode(), new)


def _changed(node: ast.AST, *, is_in_function: bool) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    """Parts of the code, each with what may stand in its place."""
    if isinstance(node, ast.JoinedStr):  # before Python 3.12 its parts do not know where they stand
        return
    if isinstance(node, ast.expr):
        yield from ((node, f"({ast.unparse(new)})") for new in _other_expressions(node))
    if isinstance(node, (ast.If, ast.While, ast.IfExp)) and not isinstance(
        node.test, (ast.Compare, ast.BoolOp, ast.UnaryOp, ast.Constant)
    ):
        yield node.test, f"(not {ast.unparse(node.test)})"
    if isinstance(node, ast.Return) and node.value and not _is_none(node.value):
        yield node, "return None"
    if is_in_function and isinstance(node, DELETED) and not _is_docstring(node):
        yield node, "pass"
    is_in_function = is_in_function or isinstance(node, FUNCTIONS)
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list"):
            continue
        for child in value if isinstance(value, list) else (value,):
            if isinstance(child, ast.AST):
                yield from _changed(child, is_in_function=is_in_function)


def _other_expressions(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.Compare):
        for number, operator in enumerate(node.ops):
            new = copy.deepcopy(node)
            new.ops[number] = OTHER[type(operator)]()
            yield new
    elif isinstance(node, (ast.BoolOp, ast.BinOp)) and type(node.op) in OTHER:
        changed = copy.deepcopy(node)
        changed.op = OTHER[type(node.op)]()
        yield changed
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield ast.Constant(node.value + 1)


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def write_module(path: Path, source: bytes) -> None:
    """Write a module so that Python does not take what it kept of it before, even within a second."""
    path.write_bytes(source)
    Path(importlib.util.cache_from_source(str(path))).unlink(missing_ok=True)


def are_passed(folder: Path, rooms: Sequence[str], limit: float | None = None) -> bool:
    """Whether the tests of these rooms pass in a copy of the project; not if they take longer than `limit` seconds."""
    command = [
        sys.executable, "-m", "pytest", "-x", "-q", "--ignore-glob=*_in_browser.py", "-p", "no:cacheprovider",
        *(f"tests/{each}" for each in rooms),
    ]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": str(folder / "plugins"), "CI": "1"}
    try:
        done = subprocess.run(
            command, cwd=folder, env=environment, timeout=limit, check=False, capture_output=True
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def main() -> None:
    parser = argparse.ArgumentParser(description="Put random faults into the code and run the unit tests.")
    parser.add_argument("number", type=int, nargs="?", default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rooms", nargs="+", choices=ROOMS, default=ROOMS)
    parser.add_argument(
        "--own", action="store_true",
        help="only run the tests of the room with the fault: faster, and more faults are not noticed",
    )  # fmt: skip
    asked = parser.parse_args()
    modules = sorted(path for room in asked.rooms for path in (ROOT / PACKAGE / room).rglob("*.py"))
    faults = [
        fault for path in modules for fault in faults_in(path.relative_to(ROOT).as_posix(), path.read_bytes())
    ]
    chosen = random.Random(asked.seed).sample(faults, min(asked.number, len(faults)))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "project"
        ignored = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info")
        shutil.copytree(ROOT, folder, ignore=lambda at, names: {*ignored(at, names), *_made(at)})
        tests = {room: [room, *(other for other in ROOMS if other != room)] for room in asked.rooms}
        if asked.own:
            tests = {room: [room] for room in asked.rooms}
        limits = {}
        for rooms in {frozenset(rooms): rooms for rooms in tests.values()}.values():
            began = time.monotonic()
            if not are_passed(folder, rooms):
                raise SystemExit("the tests fail without any fault; run make test first")
            limits[frozenset(rooms)] = 3 * (time.monotonic() - began) + 30
        survivors = []
        for number, fault in enumerate(chosen, 1):
            source = (folder / fault.path).read_bytes()
            rooms = tests[Path(fault.path).relative_to(PACKAGE).parts[0]]
            fault.put_into(folder)
            is_noticed = not are_passed(folder, rooms, limits[frozenset(rooms)])
            write_module(folder / fault.path, source)
            print(f"{number:4} {'noticed' if is_noticed else 'NOT NOTICED'}: {fault}", flush=True)
            survivors += [] if is_noticed else [fault]
    noticed = len(chosen) - len(survivors)
    print(f"\n{noticed} of {len(chosen)} noticed, of {len(faults):,} possible; seed {asked.seed}")
    for fault in survivors:
        print(fault)


def _made(folder: str) -> set[str]:
    """What commands have made in the project's folder."""
    return {"site", "build"} if Path(folder) == ROOT else set()


if __name__ == "__main__":
    main()
