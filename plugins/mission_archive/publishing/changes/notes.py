"""The note that readers are owed when the words of a published record change."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from mission_archive.model.languages import ENDONYMS
from mission_archive.model.problems import Code, Problem, enumerated
from mission_archive.model.proposals import with_item
from mission_archive.model.records import Record
from mission_archive.model.text.placeholders import NOTE
from mission_archive.model.yaml_text import ToReplace, Yaml
from mission_archive.publishing.changes.comparison import ChangeKind, Difference, RecordChange, shown_photos
from mission_archive.publishing.record_texts import TextOf

NAMES = {
    "date_role": "role of the date", "date_note": "note on the date", "published": "moment of publication",
    "withdrawn": "day or reason of the withdrawal", "removed": "day or reason of the removal",
}  # fmt: skip
"""How fields are called in a sentence, where it is not by their own name."""

PLURALS = frozenset({"places", "organisers", "partners", "participants", "people", "languages", "attachments", "photos",
                     "outcomes"})  # fmt: skip

TO_REPLACE = ToReplace(NOTE)

ASKING = (ChangeKind.CHANGED, ChangeKind.RENAMED, ChangeKind.RESTORED)


@dataclass(frozen=True, slots=True)
class Owed:
    """What readers are owed a note about: the names of what differs, and the languages in which the record is gone."""

    names: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.names or self.gone)

    @property
    def sentence(self) -> str:
        parts = []
        if self.names:
            is_one = len(self.names) == 1 and self.names[0] not in PLURALS
            parts.append(f"{said(self.names)} {'differs' if is_one else 'differ'} from what is published")
        if self.gone:
            parts.append(f"the record is {no_longer_in(self.gone)}")
        return " and ".join(parts)


NOTHING_OWED = Owed()


def missing_notes(
    changes: Iterable[RecordChange], old_text_of: TextOf, text_of: TextOf, today: datetime.date
) -> Iterator[Problem]:
    """A problem for each record that says something else than before and has no note about it in `changes`.

    `old_text_of` and `text_of` give the text of a file, by its path from the project's root, as it was and as it is.
    """
    for change in changes:
        missing = owed(change)
        if not missing or change.before is None or change.after is None:
            continue
        before, after = change.before, change.after
        old_path, path = _place(before, after, change.difference)
        line = first_difference(old_text_of(old_path), text_of(path))
        entry: Yaml = {"date": str(today), "kind": "correction", "note": TO_REPLACE}
        lines = with_item(text_of(after.path), after.path, "changes", entry)
        message = (
            f"{missing.sentence}, and there is no note about it for readers; {lines.how(path)}, with your own sentence "
            "in the last line ('kind: update' if something new is known, or 'kind: minor' if readers do not need to "
            "know)"
        )
        yield Problem(path, line, 1, Code.LIFE, "changes", message, proposal=lines)


def owed(change: RecordChange) -> Owed:
    """What differs without a note; nothing where none is owed.

    None is owed for what was withdrawn or removed, which says why itself; for a photo that is shown no more, which
    should go without attention; and for a translation that catches up with a change of its original.
    """
    before, after, difference = change.before, change.after, change.difference
    if change.kind not in ASKING or before is None or after is None:
        return NOTHING_OWED
    if len(after.changes) > len(before.changes):
        return NOTHING_OWED
    facts = [name for name in difference.facts if not (name == "photos" and _only_fewer(before, after))]
    words = [
        name
        for language, names in difference.words.items()
        if not _catches_up(before, after, language)
        for name in names
    ]
    names = tuple(dict.fromkeys((*words, *facts)))
    is_back = change.kind is ChangeKind.RESTORED and not names
    return Owed(("state",) if is_back else names, () if before.removed or after.removed else difference.gone)


def said(names: Iterable[str]) -> str:
    """Names of fields in a sentence: the title, the text and the date."""
    return enumerated([f"the {NAMES.get(name, name)}" for name in names])


def no_longer_in(languages: Iterable[str]) -> str:
    """In a sentence: no longer in English and Русский."""
    return f"no longer in {enumerated([ENDONYMS[code] for code in languages])}"


def first_difference(before: str, after: str) -> int:
    """The first line, counted from 1, in which a text differs from what it was; the last one if lines were cut off."""
    lines = after.splitlines()
    for number, (old, new) in enumerate(zip_longest(before.splitlines(), lines), 1):
        if old != new:
            return min(number, max(len(lines), 1))
    return 1


def _place(before: Record, after: Record, difference: Difference) -> tuple[str, str]:
    """The file that differs, the original's first, by its old path and its present one."""
    languages = [] if difference.facts else [code for code in difference.words if code != after.original]
    language = after.original if after.original in difference.words else next(iter(languages), after.original)
    states = (
        before.words.get(language, before.original_words),
        after.words.get(language, after.original_words),
    )
    return states[0].path, states[1].path


def _catches_up(before: Record, after: Record, language: str) -> bool:
    """Whether a translation follows a change of its original now that is there: it names its day, later than the one
    it named before, or gives the note on it in its language for the first time."""
    if language == after.original:
        return False
    followed = _followed(after, language)
    is_new = followed is not None and followed > (_followed(before, language) or datetime.date.min)
    if is_new and any(change.date == followed for change in after.changes):
        return True
    return any(
        (old.date, old.kind) == (new.date, new.kind) and language in new.note and language not in old.note
        for old, new in zip(before.changes, after.changes, strict=False)
    )


def _followed(record: Record, language: str) -> datetime.date | None:
    """The day of the change that a translation says it includes."""
    words = record.words.get(language)
    return words.translation_of_update if words else None


def _only_fewer(before: Record, after: Record) -> bool:
    old, new = shown_photos(before), shown_photos(after)
    return len(new) < len(old) and all(photo in old for photo in new)
