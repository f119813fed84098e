"""The records as they were when the site was last published."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

from mission_archive.model.records import Record
from mission_archive.publishing.history import HistoryFault, NoHistory, exported, published_commit
from mission_archive.reading.content import read_content


def records_before(
    content: Path, name: str, now: datetime.datetime, tell: Callable[[str], None]
) -> list[Record]:
    """The records of the last published state, as far as git knows it: they only make the advice better.

    `name` is how problems call the folder `content`; `tell` is called with the reason if the history cannot be read.
    """
    try:
        with exported(content, published_commit(content)) as old:
            return read_content(old, name, now=now).records if old else []
    except NoHistory:
        return []
    except HistoryFault as fault:
        tell(f"{fault}.")
        return []
