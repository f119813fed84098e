"""One cause behind the same problem in many files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mission_archive.model.problems import Code, Problem

FROM_FILES = 3
"""A term missing in so many files is not a mistake in a record."""


def without_wrong_guesses(problems: Iterable[Problem]) -> list[Problem]:
    """The problems, with a better cure for a term that many records name: it was probably deleted or renamed."""
    problems = list(problems)
    files: dict[str, set[str]] = {}
    for problem in problems:
        if problem.code is Code.TERM:
            files.setdefault(problem.without_guess().message, set()).add(problem.path)
    often = {message: len(paths) for message, paths in files.items() if len(paths) >= FROM_FILES}
    if not often:
        return problems
    return [_with_cause(problem, often) if problem.code is Code.TERM else problem for problem in problems]


def _with_cause(problem: Problem, often: dict[str, int]) -> Problem:
    bare = problem.without_guess()
    if bare.message not in often:
        return problem
    cause = f"{often[bare.message]} files name it, so it may have been deleted or renamed in the vocabulary"
    return replace(bare, message=f"{bare.message}; {cause}")
