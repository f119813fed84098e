"""For a process with this folder in PYTHONPATH every folder lists its files in another order, as on another disk."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from types import TracebackType
from typing import Any

_listdir, _scandir = os.listdir, os.scandir
_chance = random.Random(7)


def listdir(*arguments: Any) -> list[Any]:
    names = sorted(_listdir(*arguments))
    _chance.shuffle(names)
    return names


class Entries:
    """What os.scandir gives, in another order."""

    def __init__(self, *arguments: Any) -> None:
        with _scandir(*arguments) as entries:
            self._entries = sorted(entries, key=lambda entry: entry.name)
        _chance.shuffle(self._entries)
        self._rest = iter(self._entries)

    def __iter__(self) -> Iterator[os.DirEntry[Any]]:
        return self._rest

    def __next__(self) -> os.DirEntry[Any]:
        return next(self._rest)

    def __enter__(self) -> Entries:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._rest = iter(())


os.listdir, os.scandir = listdir, Entries  # type: ignore[assignment]
