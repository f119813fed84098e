"""Small faults that may be put into the code, and how they get there: into a file, or into a program that runs."""

from __future__ import annotations

import ast
import copy
import gc
import importlib.util
import inspect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

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
    first_lines: range
    """The lines in which the outermost function around the part begins, its decorators among them."""

    def faulty(self, source: bytes) -> bytes:
        return source[: self.start] + self.new.encode() + source[self.end :]

    def put_into(self, folder: Path) -> None:
        write_module(folder / self.path, self.faulty((folder / self.path).read_bytes()))

    def put_into_memory(self, folder: Path) -> bool:
        """Give the function of this program the fault; False where that is not possible."""
        path = folder / self.path
        changed = [
            code
            for code in _codes(compile(self.faulty(path.read_bytes()), str(path), "exec"))
            if code.co_firstlineno in self.first_lines
        ]
        gc.unfreeze()  # the tests freeze what was collected, and nothing frozen is among the objects
        found = [
            each
            for each in gc.get_objects()
            if isinstance(each, FunctionType)
            and each.__code__.co_filename == str(path)
            and each.__code__.co_firstlineno in self.first_lines
        ]
        if len(changed) != 1 or not found or {len(each.__code__.co_freevars) for each in found} != {0}:
            return False
        for each in found:
            each.__code__ = changed[0]
        return True

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
        old = source[start:end].decode()
        yield Fault(path, node.lineno, start, end, old, new, _around(node, nodes), _first_lines(node, nodes))


def _lines(node: ast.expr | ast.stmt) -> range:
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)


def _around(part: ast.expr | ast.stmt, nodes: Sequence[ast.expr | ast.stmt]) -> tuple[range, ...]:
    """The lines in which a part is executed, the narrowest first: Python sees to some parts when it compiles."""
    own = _lines(part)
    outer = [node for node in nodes if node.lineno <= own.start and own.stop <= _lines(node).stop]
    statements = [_lines(node) for node in outer if isinstance(node, ast.stmt)]
    functions = [_lines(node) for node in outer if isinstance(node, FUNCTIONS)]
    return (own, *(min(each, key=len) for each in (statements, functions) if each))


def _first_lines(part: ast.expr | ast.stmt, nodes: Sequence[ast.expr | ast.stmt]) -> range:
    functions = [
        node
        for node in nodes
        if isinstance(node, FUNCTIONS)
        and node.lineno <= part.lineno
        and _lines(part).stop <= _lines(node).stop
    ]
    outer = max(functions, key=lambda node: len(_lines(node)), default=None)
    if outer is None:
        return range(0)
    return range(min(node.lineno for node in (outer, *outer.decorator_list)), outer.lineno + 1)


def _codes(code: CodeType) -> Iterator[CodeType]:
    """The functions of a module and of its classes, without those within functions."""
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            is_function = inner.co_flags & inspect.CO_NEWLOCALS
            yield from (inner,) if is_function else _codes(inner)


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
