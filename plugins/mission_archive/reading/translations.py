"""What translations add to their original: the short texts in their languages, each in its place, and nothing else."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from mission_archive.model.dates import Date, Duration
from mission_archive.model.grouping import grouped
from mission_archive.model.languages import ENDONYMS, Texts
from mission_archive.model.problems import Code, Problem, shorten
from mission_archive.reading.fields.groups import Field, attribute
from mission_archive.reading.fields.lists import ListOf, group_of, texts_within
from mission_archive.reading.fields.reader import Within
from mission_archive.reading.fields.record_file import OWN_WORDS, RecordFile
from mission_archive.reading.fields.schema import FIELDS


def join(original: RecordFile, translations: Sequence[RecordFile]) -> tuple[Mapping[str, Any], list[Problem]]:
    """The values of an original with the texts of all its translations, and what does not agree."""
    values, problems = dict(original.values), []
    for file in translations:
        joiner = _Joiner(original, file)
        for name, said in file.values.items():
            is_shown = not original.is_removed or name == "removed"
            if is_shown and name not in OWN_WORDS and not original.is_faulty(name):
                fact = joiner.joined(FIELDS[name], values.get(name), said)
                values |= {name: fact} if fact is not None else {}
        problems += joiner.problems
    return values, problems


class _Joiner:
    """Joins one translation to its original, and notes what does not agree."""

    def __init__(self, original: RecordFile, file: RecordFile) -> None:
        self.original, self.file = original, file
        self.problems: list[Problem] = []

    def joined(self, field: Field, fact: Any, said: Any) -> Any:
        """What the original says in a field, with what the translation adds."""
        name = field.name
        if field.is_translatable:
            return self._with_texts((name,), fact or {}, said)
        if not texts_within(field):
            if said != fact:
                self._contradict((name,), fact)
        elif fact is None and name != "participants":
            self._contradict((name,), None)
        elif isinstance(field.kind, ListOf):
            return self._with_items(field, fact)
        else:
            group = group_of(field)
            fact = group.made_of({}) if fact is None and group else fact
            return self._with_item(field, (name,), fact, said)
        return fact

    def _with_items(self, field: Field, facts: Sequence[Any]) -> tuple[Any, ...]:
        items = list(facts)
        for number, said, place in matches(self.file, field, items):
            if place is None:
                self._miss(field, number, said)
            else:
                items[place] = self._with_item(field, (field.name, number), items[place], said)
        return tuple(items)

    def _with_item(self, field: Field, within: Within, fact: Any, said: Mapping[str, Any]) -> Any:
        """A group of the original with the texts that the translation gives."""
        texts = texts_within(field)
        added = {}
        for name, value in said.items():
            known = getattr(fact, attribute(name))
            if name in texts:
                added[attribute(name)] = self._with_texts((*within, name), known or {}, value)
            elif value != known:
                self._contradict((*within, name), known)
        return replace(fact, **added) if added else fact

    def _with_texts(self, within: Within, known: Texts, said: Texts) -> Texts:
        for language, text in said.items():
            if known.get(language, text) != text:
                message = (
                    f"another file of this record says '{shorten(known[language])}' here ({ENDONYMS[language]}); "
                    "keep one of the two"
                )
                self._note(within, Code.TRANSLATION, message)
        return {**said, **known}

    def _contradict(self, within: Within, fact: Any) -> None:
        said = "does not have it" if fact is None else f"says {_quoted(fact)}"
        message = (
            f"a translation takes the facts from the original, and {self.original.path} {said}; delete the field here, "
            "or correct the original"
        )
        self._note(within, Code.TRANSLATION_FACT, message)

    def _miss(self, field: Field, number: int, said: Mapping[str, Any]) -> None:
        group, name = group_of(field), field.name
        key = group.key if group and group.key in said else None
        what = f"has no '{shorten(str(said[key]))}'" if key else "has fewer items"
        message = f"the original ({self.original.path}) {what} in its {name}; correct it here, or add it there first"
        self._note((name, number, key) if key else (name, number), Code.TRANSLATION, message)

    def _note(self, within: Within, code: Code, message: str) -> None:
        self.problems.append(self.file.problem(within, code, message))


def matches(file: RecordFile, field: Field, facts: Sequence[Any]) -> Iterator[tuple[int, Any, int | None]]:
    """Each item of a translation's list: its number as written, what it says, and the place in `facts` of the item that
    it translates, or None.

    Items find each other by the key of their group, those of one key in their order; without it by their position,
    among those that can have texts.
    """
    group = group_of(field)
    key = group.key if group else None
    by_key = grouped((getattr(fact, key) if key else None, place) for place, fact in enumerate(facts))
    is_own = group is not None and key in {inner.name for inner in group.fields}
    by_position = list(range(len(facts))) if is_own else by_key.get(None, [])
    position = 0
    for number, said in file.items(field.name):
        if key in said:
            same = by_key.get(said[key])
            yield number, said, same.pop(0) if same else None
        else:
            yield number, said, by_position[position] if position < len(by_position) else None
        position += is_own or key not in said


def _quoted(fact: Any) -> str:
    """A short fact in quotes, a list of such, or words for what is longer."""
    if isinstance(fact, tuple) and all(isinstance(item, str) for item in fact):
        return "[" + ", ".join(fact[:3]) + (", …]" if len(fact) > 3 else "]")
    if isinstance(fact, str | int | Date | Duration | datetime.date):
        return f"'{shorten(str(fact))}'"
    return "something else"
