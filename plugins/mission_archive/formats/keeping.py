"""What is made once of a record and stands in many files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from mission_archive.model.records import Record

T = TypeVar("T")


class Kept(Generic[T]):
    """What `make` makes of records in one language. Files are written language by language, so only what is made in the
    language asked for last is kept."""

    def __init__(self, make: Callable[[Record, str], T]) -> None:
        self._make = make
        self._language = ""
        self._kept: dict[str, T] = {}

    def of(self, record: Record, language: str) -> T:
        if language != self._language:
            self._language, self._kept = language, {}
        found = self._kept.get(record.id)
        if found is None:
            found = self._kept[record.id] = self._make(record, language)
        return found
