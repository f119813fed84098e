"""No message names what the public must not know: a log of checks may be public where the records are not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace

from mission_archive.model.problems import Problem
from mission_archive.model.terms import Vocabularies
from mission_archive.reading.fields.records import Draft

RE_RECORD = re.compile(
    r"(?<![\w./-])(?:the record )?(?P<quote>'?)(?P<id>[\w.-]+/[\w.-]+/[\w.-]+)(?P=quote)(?![\w./-])"
)
HIDDEN_RECORD = "a record that is not public"

FIELDS = {
    "themes": ("themes",),
    "dimensions": ("dimensions",),
    "formats": ("format",),
    "institutions": ("organisers", "partners"),
    "series": ("series",),
    "places": ("places",),
}
"""Vocabulary → the fields that name its terms."""


def secret_ids(originals: Mapping[str, Draft], hidden: Set[str], vocabularies: Vocabularies) -> set[str]:
    """The ids of records that the public cannot see, and of terms that only such records name.

    `hidden` are the paths of the files of these records from the project's root.
    """
    secret: set[str] = set()
    known: set[str] = set()
    for record_id, draft in originals.items():
        (secret if draft.path in hidden else known).update((record_id, *_terms(draft, vocabularies)))
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


def without_secrets(problems: Iterable[Problem], secret: Set[str], hidden: Set[str]) -> list[Problem]:
    """The problems, without proposals of one of `secret`; only those of `hidden` files name such a record at all.

    What is wrong in a hidden file itself is told with its path: it could not be corrected otherwise.
    """

    def nameless(found: re.Match[str]) -> str:
        return HIDDEN_RECORD if found["id"] in secret else found[0]

    kept = []
    for problem in problems:
        public = problem.without_guess() if problem.guess in secret else problem
        message = public.message
        if secret and problem.path not in hidden:
            message = RE_RECORD.sub(nameless, message)
        kept.append(replace(public, message=message) if message != public.message else public)
    return kept
