"""Whether the tests would notice a fault: small faults are put into the code one at a time, and the unit tests are run.

    .venv/bin/python -m benchmarks.mutation [N] [--seed SEED] [--rooms ROOM …]      by default 20 in three rooms
    .venv/bin/python -m benchmarks.mutation 300 --seed 7 --numbers 12 40            two of these 300 once more

A fault is another comparison (`<` for `<=`, `in` for `not in`), `or` for `and`, a condition turned round, another
number, `True` for `False`, `-` for `+`, a returned value that is None, or a statement that is left out. The same seed
gives the same faults in the same code. Everything happens in a copy of the project in a temporary folder.

The tests are those of `tests/model`, `tests/reading` and `tests/rendering` that need no browser. First all of them run
once without a fault, to learn which lines each executes (`benchmarks.executing`). Then, for each fault, those run that
execute its line, the quickest files first, and after them the other tests of the same files, which may use what was
kept in a cache. For a fault in what is executed at import, all tests run. Tests that take longer than some seconds are
left out, unless `--slow` asks for them. A test that takes five times the CPU time that it should, or gigabytes of
memory, has noticed the fault.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib.util
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.executing import AT_IMPORT

ROOT = Path(__file__).parent.parent
PACKAGE = "plugins/mission_archive"
ROOMS = ("model", "reading", "rendering")
SLOW = 4
"""CPU seconds, while it is learned what a test executes, from which it is slow."""
MEMORY = 4 * 1024**3

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
    around: tuple[range, ...]
    """The lines of the part itself, of its statement and of its function, as far as it is in one."""

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
    tree = ast.parse(source)
    nodes = [node for node in ast.walk(tree) if isinstance(node, (ast.stmt, ast.expr))]
    for node, new in _changed(tree, is_in_function=False):
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
        yield Fault(path, node.lineno, start, end, source[start:end].decode(), new, _around(node, nodes))


def _lines(node: ast.expr | ast.stmt) -> range:
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)


def _around(part: ast.expr | ast.stmt, nodes: Sequence[ast.expr | ast.stmt]) -> tuple[range, ...]:
    """The lines in which a part is executed, the narrowest first: Python sees to some parts when it compiles."""
    own = _lines(part)
    outer = [node for node in nodes if node.lineno <= own.start and own.stop <= _lines(node).stop]
    statements = [_lines(node) for node in outer if isinstance(node, ast.stmt)]
    functions = [_lines(node) for node in outer if isinstance(node, FUNCTIONS)]
    return (own, *(min(each, key=len) for each in (statements, functions) if each))


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


@dataclass(frozen=True, slots=True)
class Learned:
    """What each test executes, and the CPU seconds that it takes."""

    lines: Mapping[str, Mapping[str, frozenset[int]]]
    seconds: Mapping[str, float]

    def tests_for(self, fault: Fault, folder: Path) -> Mapping[str, float]:
        """The tests that may notice a fault, in the order in which to run them, with their seconds."""
        path = str(folder / fault.path)
        for part in fault.around:
            found = {
                name
                for name, lines in self.lines.items()
                if not lines.get(path, frozenset()).isdisjoint(part)
            }
            if found:
                break
        users = {name for name, lines in self.lines.items() if path in lines}
        files = {_file(name) for name in found}
        if AT_IMPORT in found or not found:
            files = {_file(name) for name in self.seconds}
            found = found or users
        costs = dict.fromkeys(files, 0.0)
        for name, seconds in self.seconds.items():
            if name in found:
                costs[_file(name)] += seconds

        def order(name: str) -> tuple[bool, bool, float, str, float]:
            file = _file(name)
            return name not in found, name not in users, costs[file], file, self.seconds[name]

        return {
            name: self.seconds[name]
            for name in sorted((name for name in self.seconds if _file(name) in files), key=order)
        }


def _file(test: str) -> str:
    return test.partition("::")[0]


def run_tests(folder: Path, files: Iterable[str], **environment: str) -> bool:
    """Whether these tests pass in a copy of the project."""
    command = [
        sys.executable, "-m", "pytest", "-x", "-q", "--ignore-glob=*_in_browser.py", "-p", "no:cacheprovider",
        "-p", "benchmarks.executing", *files,
    ]  # fmt: skip
    told = {**os.environ, "PYTHONPATH": str(folder / "plugins"), "CI": "1", **environment}
    done = subprocess.run(
        command, cwd=folder, env=told, check=False, capture_output=True, text=True, preexec_fn=_limit
    )
    if done.returncode in (2, 3, 4, 5) and "WANTED" not in environment:
        print(done.stdout[-3000:], done.stderr[-3000:])
    return done.returncode == 0


def _limit() -> None:
    """A fault may eat all the memory that there is."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def learned(folder: Path, *, has_slow: bool) -> Learned:
    """Run all tests once, without a fault."""
    target = folder / "learned.json"
    if not run_tests(folder, [f"tests/{room}" for room in ROOMS], LEARN=str(target)):
        raise SystemExit("the tests fail without any fault; run make test first")
    read = json.loads(target.read_text("utf-8"))
    lines = {
        name: {path: frozenset(numbers) for path, numbers in found.items()}
        for name, found in read["lines"].items()
    }
    seconds = {name: each for name, each in read["seconds"].items() if has_slow or each < SLOW}
    return Learned({name: lines[name] for name in (AT_IMPORT, *seconds)}, seconds)


def is_noticed(fault: Fault, folder: Path, known: Learned) -> bool:
    """Whether a test fails with a fault in the code."""
    tests = known.tests_for(fault, folder)
    wanted = folder / "wanted.json"
    wanted.write_text(json.dumps(tests), "utf-8")
    source = (folder / fault.path).read_bytes()
    fault.put_into(folder)
    try:
        return not run_tests(folder, dict.fromkeys(map(_file, tests)), WANTED=str(wanted))
    finally:
        write_module(folder / fault.path, source)


def main() -> None:
    parser = argparse.ArgumentParser(description="Put random faults into the code and run the unit tests.")
    parser.add_argument("number", type=int, nargs="?", default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rooms", nargs="+", choices=ROOMS, default=ROOMS)
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
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "project"
        ignored = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info")
        shutil.copytree(ROOT, folder, ignore=lambda at, names: {*ignored(at, names), *_made(at)})
        known = learned(folder, has_slow=asked.slow)
        print(f"{len(known.seconds):,} tests, {sum(known.seconds.values()):.0f} CPU seconds", flush=True)
        survivors: dict[int, Fault] = {}
        for number, fault in chosen.items():
            has_noticed = is_noticed(fault, folder, known)
            survivors |= {} if has_noticed else {number: fault}
            print(f"{number:4} {'noticed' if has_noticed else 'NOT NOTICED'}: {fault}", flush=True)
    noticed = len(chosen) - len(survivors)
    print(f"\n{noticed} of {len(chosen)} noticed, of {len(faults):,} possible; seed {asked.seed}")
    for number, fault in survivors.items():
        print(f"{number:4} {fault}")


def _made(folder: str) -> set[str]:
    """What commands have made in the project's folder."""
    return {"site", "build"} if Path(folder) == ROOT else set()


if __name__ == "__main__":
    main()
