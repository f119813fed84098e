"""What translations add to their original: the short texts in their languages, each in its place, and nothing else."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from mission_archive.model.dates import Date
from mission_archive.model.languages import ENDONYMS, Texts
from mission_archive.model.problems import Code, Problem, Severity, shorten
from mission_archive.reading.fields.groups import Field, attribute
from mission_archive.reading.fields.lists import ListOf, group_of, texts_within
from mission_archive.reading.fields.reader import Within
from mission_archive.reading.fields.records import OWN_WORDS, Draft
from mission_archive.reading.fields.schema import RECORD_FIELDS
from mission_archive.reading.rules.checks import TELLING

FIELDS = {field.name: field for field in RECORD_FIELDS}


@dataclass
class Joined:
    """An original together with its translations: its values with the texts of all, and what does not agree."""

    original: Draft
    values: dict[str, Any]
    problems: list[Problem] = field(default_factory=list)

    def add(self, draft: Draft) -> None:
        """Join another translation."""
        if "removed" in self.original.values:
            self._warn_of_removed(draft)
        for name, said in draft.values.items():
            if name in OWN_WORDS or self.original.is_faulty(name):
                continue
            if "removed" in self.original.values and name != "removed":
                continue
            self._add_field(draft, FIELDS[name], said)

    def _add_field(self, draft: Draft, kind: Field, said: Any) -> None:
        name, fact = kind.name, self.values.get(kind.name)
        if kind.is_translatable:
            self.values[name] = self._with_texts(draft, (name,), fact or {}, said)
        elif not texts_within(kind):
            if said != fact:
                self._contradict(draft, (name,), fact)
        elif fact is None and name != "participants":
            self._contradict(draft, (name,), None)
        elif isinstance(kind.kind, ListOf):
            self._add_items(draft, kind)
        else:
            group = group_of(kind)
            fact = group.made_of({}) if fact is None and group else fact
            self.values[name] = self._with_item(draft, kind, (name,), fact, said)

    def _add_items(self, draft: Draft, kind: Field) -> None:
        items = list(self.values[kind.name])
        for number, said, place in matches(draft, kind, items):
            if place is None:
                self._miss(draft, kind, number, said)
            else:
                items[place] = self._with_item(draft, kind, (kind.name, number), items[place], said)
        self.values[kind.name] = tuple(items)

    def _with_item(
        self, draft: Draft, kind: Field, within: Within, fact: Any, said: Mapping[str, Any]
    ) -> Any:
        """A group of the original with the texts that a translation gives."""
        texts = texts_within(kind)
        added = {}
        for name, value in said.items():
            known = getattr(fact, attribute(name))
            if name in texts:
                added[attribute(name)] = self._with_texts(draft, (*within, name), known or {}, value)
            elif value != known:
                self._contradict(draft, (*within, name), known)
        return replace(fact, **added) if added else fact

    def _with_texts(self, draft: Draft, within: Within, known: Texts, said: Texts) -> Texts:
        for language, text in said.items():
            if known.get(language, text) != text:
                message = (
                    f"another file of this record says '{shorten(known[language])}' here ({ENDONYMS[language]}); "
                    "keep one of the two"
                )
                self.problems.append(draft.problem(within, Code.TRANSLATION, message))
        return {**said, **known}

    def _contradict(self, draft: Draft, within: Within, fact: Any) -> None:
        said = "does not have it" if fact is None else f"says {_said(fact)}"
        message = (
            f"a translation takes the facts from the original, and {self.original.path} {said}; delete the field here, "
            "or correct the original"
        )
        self.problems.append(draft.problem(within, Code.TRANSLATION_FACT, message))

    def _miss(self, draft: Draft, kind: Field, number: int, said: Mapping[str, Any]) -> None:
        group, name = group_of(kind), kind.name
        key = group.key if group and group.key in said else None
        what = (
            f"has no '{shorten(str(said[key]))}' in its {name}" if key else f"has fewer items in its {name}"
        )
        message = f"the original ({self.original.path}) {what}; correct it here, or add it there first"
        within = (name, number, key) if key else (name, number)
        self.problems.append(draft.problem(within, Code.TRANSLATION, message))

    def _warn_of_removed(self, draft: Draft) -> None:
        kept = [name for name in TELLING if name in draft.values] + ["the text"] * bool(draft.body.strip())
        if kept:
            what = " and ".join([", ".join(kept[:-1]), kept[-1]] if kept[1:] else kept)
            message = (
                f"the original is removed, so the site shows nothing of this translation, but the file still has "
                f"{what}; keep only 'removed:' in it, as in the original, so that its address says that "
                "the record is removed"
            )
            problem = Problem(draft.path, 1, 1, Code.LIFE, "", message, Severity.WARNING)
            self.problems.append(problem)


def join(original: Draft, translations: Sequence[Draft]) -> Joined:
    """What the files of a record say together."""
    joined = Joined(original, dict(original.values))
    for draft in translations:
        joined.add(draft)
    return joined


def matches(draft: Draft, kind: Field, facts: Sequence[Any]) -> Iterator[tuple[int, Any, int | None]]:
    """Each item of a translation's list: its number as written, what it says, and the place in `facts` of the item that
    it translates, or None.

    Items find each other by the key of their group, those of one key in their order; without it by their position,
    among those that can have texts.
    """
    group = group_of(kind)
    key = group.key if group else None
    by_key: dict[Any, list[int]] = {}
    for place, fact in enumerate(facts):
        by_key.setdefault(getattr(fact, key) if key else None, []).append(place)
    is_own = group is not None and key in {inner.name for inner in group.fields}
    by_position = list(range(len(facts))) if is_own else by_key.get(None, [])
    position = 0
    for number, said in draft.items(kind.name):
        if key in said:
            same = by_key.get(said[key])
            yield number, said, same.pop(0) if same else None
        else:
            yield number, said, by_position[position] if position < len(by_position) else None
        position += is_own or key not in said


def _said(fact: Any) -> str:
    """A short fact in quotes, a list of such, or words for what is longer."""
    if isinstance(fact, tuple) and all(isinstance(item, str) for item in fact):
        return "[" + ", ".join(fact[:3]) + (", …]" if len(fact) > 3 else "]")
    if isinstance(fact, str | int | Date | datetime.date):
        return f"'{shorten(str(fact))}'"
    return "something else"
