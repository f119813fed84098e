"""The ledger of addresses beside the present site, and the records as they were when it was last published."""

import datetime
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from mission_archive.model.problems import Problem
from mission_archive.model.records import Record
from mission_archive.publishing.addresses.ledger import Ledger
from mission_archive.publishing.addresses.vanished import compare
from mission_archive.publishing.changes.history import HistoryFault, NoHistory, exported, published_commit
from mission_archive.publishing.record_texts import texts_below
from mission_archive.reading.content import read_content


def vanishing(
    ledger: Ledger,
    addresses: Collection[str],
    content: Path,
    name: str,
    *,
    records: Callable[[], Iterable[Record]],
    now: datetime.datetime,
    say: Callable[[str], None],
) -> list[Problem]:
    """The addresses of the ledger that are not among the present ones, each with what to do.

    `records` gives all present records of the folder `content`, which problems call `name`. `say` is called with the
    reason if there is a history that cannot be read.
    """
    if not compare(ledger, addresses, moment=now):
        return []
    # Only now is it worth the time to see what has become of them.
    before = _records_before(content, name, now, say)
    return compare(ledger, addresses, records(), before, moment=now, text_of=texts_below(content, name))


def _records_before(
    content: Path, name: str, now: datetime.datetime, say: Callable[[str], None]
) -> list[Record]:
    """The records of the last published state, as far as git knows it: they only make the advice better."""
    try:
        with exported(content, published_commit(content)) as old:
            return read_content(old, name, now=now).records if old else []
    except NoHistory:
        return []
    except HistoryFault as fault:
        say(str(fault))
        return []
