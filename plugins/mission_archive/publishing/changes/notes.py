"""The note that readers are owed when the words of a published record change."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest

from mission_archive.model.problems import Code, Problem
from mission_archive.model.proposals import with_item
from mission_archive.model.records import Record
from mission_archive.model.yaml_text import ToReplace, Yaml
from mission_archive.publishing.changes.comparison import ChangeKind, Difference, RecordChange, shown_photos
from mission_archive.publishing.record_texts import TextOf

NAMES = {"text": "text", "date_role": "role of the date", "date_note": "note on the date"}
"""How fields are called in a sentence, where it is not by their own name."""

PLURALS = frozenset({"places", "organisers", "partners", "participants", "people", "languages", "attachments", "photos",
                     "outcomes"})  # fmt: skip

TO_REPLACE = ToReplace("Write here what was wrong and what is right now.")

ASKING = (ChangeKind.CHANGED, ChangeKind.RENAMED, ChangeKind.RESTORED)


def missing_notes(
    changes: Iterable[RecordChange],
    line_of: Callable[[str, str], int],
    text_of: TextOf,
    today: datetime.date,
) -> Iterator[Problem]:
    """A problem for each record that says something else than before and has no note about it in `changes`.

    `line_of` takes the paths of a file in the state before and now, from the project's root, and gives the first line
    that differs, counted from 1. `text_of` gives the text of a file as it is now.
    """
    for change in changes:
        missing = owed(change)
        if not missing or change.before is None or change.after is None:
            continue
        before, after = change.before, change.after
        path, line = _place(before, after, change.difference, line_of)
        entry: Yaml = {"date": str(today), "kind": "correction", "note": TO_REPLACE}
        lines = with_item(text_of(after.path), after.path, "changes", entry)
        message = (
            f"{said(missing)} {'differs' if _is_one(missing) else 'differ'} from what is published, and there is no "
            f"note about it for readers; {lines.how(path)}, with your own sentence in the last line ('kind: update' if "
            "something new is known, or 'kind: minor' if readers do not need to know)"
        )
        yield Problem(path, line, 1, Code.LIFE, "changes", message, proposal=lines)


def owed(change: RecordChange) -> tuple[str, ...]:
    """The names of what differs without a note; nothing where none is owed.

    None is owed for what was withdrawn or removed, which says why itself; for a photo that is shown no more, which
    should go without attention; and for a translation that catches up with a change of its original.
    """
    before, after, difference = change.before, change.after, change.difference
    if change.kind not in ASKING or before is None or after is None:
        return ()
    if len(after.changes) > len(before.changes):
        return ()
    facts = [name for name in difference.facts if not (name == "photos" and _only_fewer(before, after))]
    words = [
        name
        for language, names in difference.words.items()
        if not _catches_up(before, after, language)
        for name in names
    ]
    return tuple(dict.fromkeys((*words, *facts))) or (
        ("state",) if change.kind is ChangeKind.RESTORED else ()
    )


def said(names: Iterable[str]) -> str:
    """Names of fields in a sentence: the title, the text and the date."""
    words = [f"the {NAMES.get(name, name)}" for name in names]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def first_difference(before: str, after: str) -> int:
    """The first line, counted from 1, in which a text differs from what it was; the last one if lines were cut off."""
    lines = after.splitlines()
    for number, (old, new) in enumerate(zip_longest(before.splitlines(), lines), 1):
        if old != new:
            return min(number, max(len(lines), 1))
    return 1


def _is_one(names: tuple[str, ...]) -> bool:
    return len(names) == 1 and names[0] not in PLURALS


def _place(
    before: Record, after: Record, difference: Difference, line_of: Callable[[str, str], int]
) -> tuple[str, int]:
    """The file that differs, the original's first, and the line."""
    languages = [] if difference.facts else [code for code in difference.words if code != after.original]
    language = after.original if after.original in difference.words else next(iter(languages), after.original)
    path = after.words.get(language, after.original_words).path
    return path, line_of(before.words.get(language, before.original_words).path, path)


def _catches_up(before: Record, after: Record, language: str) -> bool:
    """Whether a translation follows a change of its original now: it says so itself, or has a note on the change."""
    states = [
        (
            record.words[language].translation_of_update if language in record.words else None,
            [change.note.get(language) for change in record.changes],
        )
        for record in (before, after)
    ]
    return language != after.original and states[0] != states[1]


def _only_fewer(before: Record, after: Record) -> bool:
    old, new = shown_photos(before), shown_photos(after)
    return len(new) < len(old) and all(photo in old for photo in new)
