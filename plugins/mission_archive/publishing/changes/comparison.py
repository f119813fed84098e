"""Two states of the records side by side: what was added, changed, withdrawn, removed, renamed."""

import datetime
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from mission_archive.model.fields import Compared, names_compared
from mission_archive.model.languages import LANGUAGES, Texts, facts_in, texts_in
from mission_archive.model.records import Change, Record, State, Words
from mission_archive.publishing.renames import renamed


class ChangeKind(StrEnum):
    """What happened to a record, in the order of the report."""

    ADDED = "added"
    CHANGED = "changed"
    RENAMED = "renamed"
    RESTORED = "restored"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"
    HIDDEN = "hidden"
    """Public before, and now a draft or under embargo again."""
    DELETED = "deleted"
    WAITING = "waiting"
    """A draft or a record under embargo that is new or changed."""


FACTS = names_compared(Compared.READERS)
UPKEEP = names_compared(Compared.EDITORS)

RE_LINK_TARGET = re.compile(r"\]\([^()\s]*(?:\s+\"[^\"]*\")?\)|^(\[[^\]]+\]:)\s+\S+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two public states of one record. Names are those of the record format.

    `facts` and `words` are shown to readers; `words` maps a language to what was said in it and is said otherwise now.
    `upkeep` are other fields. `translations` are languages that are new, `gone` those in which nothing is said any
    more. `notes` are the days of published notes that say something else now, or are no longer there.
    """

    facts: tuple[str, ...] = ()
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    upkeep: tuple[str, ...] = ()
    translations: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    notes: tuple[datetime.date, ...] = ()

    def __bool__(self) -> bool:
        return any((self.facts, self.words, self.upkeep, self.translations, self.gone, self.notes))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all that readers see, each once."""
        return tuple(dict.fromkeys((*(name for names in self.words.values() for name in names), *self.facts)))


NOTHING = Difference()


@dataclass(frozen=True, slots=True)
class RecordChange:
    """What happened to one record; at least one of its two states is there."""

    kind: ChangeKind
    before: Record | None
    after: Record | None
    difference: Difference = NOTHING

    @property
    def record(self) -> Record:
        """The record as it is, or as it was."""
        record = self.after or self.before
        assert record is not None
        return record


def compare_records(
    before: Iterable[Record], after: Iterable[Record], moment: datetime.datetime, unread: Collection[str] = ()
) -> list[RecordChange]:
    """What happened to each record, in the order of `ChangeKind` and then of ids. What is as it was is left out.

    Both states are seen at `moment` (with a time zone), so that an embargo that ended between them is not a change.
    `unread` are ids that were there in one of the states and could not be read: nothing is said of them.
    """
    old = {record.id: record for record in before if record.id not in unread}
    new = {record.id: record for record in after if record.id not in unread}
    moved = renamed(
        (record for record in old.values() if record.id not in new),
        (record for record in new.values() if record.id not in old),
    )
    for old_id, record in moved.items():
        old[record.id] = old.pop(old_id)
    pairs = ((old.get(record_id), new.get(record_id)) for record_id in sorted({*old, *new}))
    found = [change for pair in pairs if (change := _change(*pair, moment)) is not None]
    return sorted(found, key=lambda change: (list(ChangeKind).index(change.kind), change.record.id))


def difference_of(before: Record, after: Record) -> Difference:
    """What differs between two states of a record.

    Line breaks within paragraphs, and where links lead, do not count; a short text that is given in one language more
    neither.
    """
    facts: list[str] = []
    words: dict[str, list[str]] = {}
    gone = tuple(language for language in before.words if language not in after.words)
    for language in after.words:
        if language in before.words:
            words[language] = _different_words(before.words[language], after.words[language])
    for name in FACTS:
        old, new = _fact(before, name), _fact(after, name)
        if facts_in(old) != facts_in(new):
            facts.append(name)
            continue
        for language in _different_languages(texts_in(old), texts_in(new)):
            if language not in gone:
                words.setdefault(language, []).append(name)
    return Difference(
        tuple(facts),
        {language: tuple(names) for language, names in words.items() if names},
        (
            *(name for name in UPKEEP if getattr(before, name) != getattr(after, name)),
            *_different_life(before, after, gone),
        ),
        tuple(language for language in after.words if language not in before.words),
        gone,
        () if after.removed else _lost_notes(before.changes, after.changes, gone),
    )


def _change(before: Record | None, after: Record | None, moment: datetime.datetime) -> RecordChange | None:
    was_public = before is not None and _is_public(before, moment)
    if after is None:
        return RecordChange(ChangeKind.DELETED, before, None) if was_public else None
    if not _is_public(after, moment):
        if was_public:
            return RecordChange(ChangeKind.HIDDEN, before, after)
        return RecordChange(ChangeKind.WAITING, before, after) if before != after else None
    if before is None or not was_public:
        return RecordChange(ChangeKind.REMOVED if after.removed else ChangeKind.ADDED, None, after)
    kind, difference = _kind(before, after), difference_of(before, after)
    if kind is ChangeKind.REMOVED:
        return RecordChange(kind, before, after)
    is_same = kind is ChangeKind.CHANGED and not difference
    return None if is_same else RecordChange(kind, before, after, difference)


def _kind(before: Record, after: Record) -> ChangeKind:
    for ending, kind in (("removed", ChangeKind.REMOVED), ("withdrawn", ChangeKind.WITHDRAWN)):
        if getattr(after, ending) and not getattr(before, ending):
            return kind
        if getattr(before, ending) and not getattr(after, ending):
            return ChangeKind.RESTORED
    return ChangeKind.CHANGED if before.id == after.id else ChangeKind.RENAMED


def _is_public(record: Record, moment: datetime.datetime) -> bool:
    return record.state(moment) not in (State.DRAFT, State.EMBARGOED)


def _fact(record: Record, name: str) -> Any:
    if name == "photos":
        return shown_photos(record)
    if name == "outcomes":
        # An outcome that has a record now is a relation; what was promised in words is what readers remember.
        return tuple(outcome for outcome in record.outcomes if outcome.text)
    return getattr(record, name)


def shown_photos(record: Record) -> tuple[Any, ...]:
    """What a page says about each picture."""
    return tuple(
        (photo.file, photo.kind, photo.credit, photo.licence, photo.alt, photo.caption)
        for photo in record.shown_photos
    )


def _different_life(before: Record, after: Record, gone: Collection[str]) -> Iterator[str]:
    """What becomes of the record, is shown to readers, and gives its own reason where one is needed."""
    if before.published != after.published:
        yield "published"
    for name in ("withdrawn", "removed"):
        old, new = getattr(before, name), getattr(after, name)
        if old and new and not (old.date == new.date and _still_says(new.reason, old.reason, gone)):
            yield name


def _lost_notes(
    before: Iterable[Change], after: Iterable[Change], gone: Collection[str]
) -> tuple[datetime.date, ...]:
    left, lost = list(after), []
    for old in before:
        for new in left:
            if (new.date, new.kind) == (old.date, old.kind) and _still_says(new.note, old.note, gone):
                left.remove(new)
                break
        else:
            lost.append(old.date)
    return tuple(dict.fromkeys(lost))


def _still_says(new: Texts, old: Texts, gone: Collection[str]) -> bool:
    """Whether a text is as it was in each language that is left; it may be given in one more."""
    return all(new.get(language) == text for language, text in old.items() if language not in gone)


def _different_words(before: Words, after: Words) -> list[str]:
    old, new = ((words.title, words.summary, _plain(words.body)) for words in (before, after))
    names = ("title", "summary", "text")
    return [name for name, was, is_ in zip(names, old, new, strict=True) if was != is_]


def _different_languages(before: Iterable[Texts], after: Iterable[Texts]) -> list[str]:
    """The languages in which one of these texts was given and is another now."""
    pairs = list(zip(before, after, strict=True))
    return [
        language
        for language in LANGUAGES
        if any(old.get(language) not in (None, new.get(language)) for old, new in pairs)
    ]


def _plain(body: str) -> list[str]:
    """The paragraphs of a text, without what changes its look in the file alone."""
    text = RE_LINK_TARGET.sub(r"]\1", body)
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip()]
