"""What readers of a language find in another one, because nobody has translated it yet: for translators, on request."""

from collections.abc import Iterable, Iterator

from mission_archive.model.file_names import vocabulary_file
from mission_archive.model.languages import ENDONYMS, LANGUAGES, Texts
from mission_archive.model.problems import Code, Problem, Severity, shorten
from mission_archive.model.records import Record
from mission_archive.model.terms import VOCABULARY_NAMES, Vocabularies
from mission_archive.reading.fields.groups import Field, attribute
from mission_archive.reading.fields.lists import ListOf, group_of, texts_within
from mission_archive.reading.fields.schema import RECORD_SCHEMA

QUOTED = ("sources",)
"""Fields whose texts are what others call their own things: a translation helps, and nobody misses it."""

MOST_NAMED = 10
"""Texts, or terms, that a line names."""


def untranslated(
    records: Iterable[Record], vocabularies: Vocabularies, folder: str = "content"
) -> Iterator[Problem]:
    """At most one line for each record and language, and for each vocabulary and language.

    `folder` is how problems call the content folder.
    """
    for record in records:
        for language in LANGUAGES:
            missing = [name for name, texts in _texts(record) if language not in texts]
            if record.removed:
                missing = [name for name in missing if name.endswith("removed")]
            if language not in record.words and not record.removed:
                yield _line(record.path, f"there is no translation into {ENDONYMS[language]} yet")
            elif missing:
                path = record.words[language].path if language in record.words else record.path
                yield _line(path, f"not in {ENDONYMS[language]} yet: {_few(missing)}")
    for vocabulary in VOCABULARY_NAMES:
        for language in LANGUAGES:
            terms = [
                term.id for term in getattr(vocabularies, vocabulary).values() if language not in term.name
            ]
            if terms:
                path = f"{folder}/{vocabulary_file(vocabulary)}"
                yield _line(path, f"no name in {ENDONYMS[language]} yet: {_few(terms)}")


def _line(path: str, message: str) -> Problem:
    return Problem.of_file(path, Code.UNTRANSLATED, message, Severity.INFORMATION)


def _few(names: list[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _texts(record: Record) -> Iterator[tuple[str, Texts]]:
    """Every short text of a record that a reader may miss in the own language, with what to call it."""
    for field in RECORD_SCHEMA:
        value = getattr(record, attribute(field.name), None)
        if not value or field.name in QUOTED:
            continue
        if field.is_translatable:
            yield field.name, value
        elif texts := texts_within(field):
            is_list = isinstance(field.kind, ListOf)
            for number, item in enumerate(value if is_list else (value,), start=1):
                called = _called(field, item, number if is_list else 0)
                for name in sorted(texts):
                    found = getattr(item, name)
                    # A document that has its title in its own language is called so everywhere.
                    if found and getattr(item, "language", None) not in found:
                        yield f"{name} of {called}", found


def _called(field: Field, item: object, number: int) -> str:
    """What to call an item: by what it is found by, or by its number."""
    group = group_of(field)
    key = getattr(item, group.key, None) if group and group.key else None
    if key:
        return shorten(str(key), 40)
    return f"{field.name} {number}" if number else field.name
