"""No message proposes what the public must not know: a log of checks may be public where the records are not."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import replace

from mission_archive.model.problems import Problem
from mission_archive.model.terms import Vocabularies
from mission_archive.reading.records import Draft

RE_GUESS = re.compile(r"; did you mean '([^']*)'\?")

FIELDS = {
    "themes": ("themes",),
    "dimensions": ("dimensions",),
    "formats": ("format",),
    "institutions": ("organisers", "partners"),
    "series": ("series",),
    "places": ("places",),
}
"""Vocabulary → the fields that name its terms."""


def secret_ids(
    originals: Mapping[str, Draft], hidden: Collection[str], name: str, vocabularies: Vocabularies
) -> set[str]:
    """The ids of records that the public cannot see, and of terms that only such records name.

    `hidden` are the files of the records, as paths from the content folder, which is called `name`.
    """
    secret: set[str] = set()
    known: set[str] = set()
    for record_id, draft in originals.items():
        is_hidden = draft.path.removeprefix(f"{name}/") in hidden
        (secret if is_hidden else known).update((record_id, *_terms(draft, vocabularies)))
    return secret - known


def _terms(draft: Draft, vocabularies: Vocabularies) -> Iterator[str]:
    for name, fields in FIELDS.items():
        vocabulary = getattr(vocabularies, name)
        for field in fields:
            value = draft.values.get(field) or ()
            for each in (value,) if isinstance(value, str) else value:
                term_id = each if isinstance(each, str) else each.place
                yield term_id
                if term_id in vocabulary:
                    yield from (above.id for above in vocabulary.broader(term_id))


def without_secret_guesses(problems: Iterable[Problem], secret: Set[str]) -> list[Problem]:
    """The problems, without the proposals that name one of `secret`."""
    return [
        replace(problem, message=RE_GUESS.sub("", problem.message))
        if (found := RE_GUESS.search(problem.message)) and found[1] in secret
        else problem
        for problem in problems
    ]
