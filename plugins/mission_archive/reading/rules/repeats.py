"""One cause behind the same problem in many files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mission_archive.model.problems import Code, Problem

FROM_FILES = 3
"""A term missing in so many files is not a mistake in a record."""

GUESS = "; did you mean "


def without_wrong_guesses(problems: Iterable[Problem]) -> list[Problem]:
    """The problems, with a better cure for a term that many records name: it was probably deleted or renamed."""
    problems = list(problems)
    files: dict[str, set[str]] = {}
    for problem in problems:
        if problem.code is Code.TERM:
            files.setdefault(problem.message.partition(GUESS)[0], set()).add(problem.path)
    often = {message: len(paths) for message, paths in files.items() if len(paths) >= FROM_FILES}
    if not often:
        return problems
    return [_told(problem, often) if problem.code is Code.TERM else problem for problem in problems]


def _told(problem: Problem, often: dict[str, int]) -> Problem:
    message = problem.message.partition(GUESS)[0]
    if message not in often:
        return problem
    cause = f"{often[message]} files name it, so it may have been deleted or renamed in the vocabulary"
    return replace(problem, message=f"{message}; {cause}")
