"""Short addresses that outlive renaming: `/id/4k7w2xm/`.

One is made from a record's id alone, so that no list of numbers has to be kept. Renaming gives a record another id; its
first id then stands in `former_urls`, and the short address goes on being made from that one. A record answers to the
short addresses of all ids it has had, so whichever has been cited leads to it; the order of `former_urls` only decides
which one is shown.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator

from mission_archive.model.addresses import PERMALINKS, without_language
from mission_archive.model.problems import Code, Problem
from mission_archive.model.records import COLLECTIONS, UNDATED, Record
from mission_archive.model.text.slugs import RE_SLUG

RE_RECORD_ID = re.compile(rf"(?:{'|'.join(COLLECTIONS)})/(?:[0-9]{{4}}|{UNDATED})/{RE_SLUG.pattern}")

ALPHABET = "0123456789bcdfghjkmnpqrstvwxz"
"""Digits and letters without vowels, so that no words come about, and without l, which looks like 1."""

LENGTH = 7
"""Characters. Of 10,000 records two share an address with a probability of 0.3 %; see `collisions`."""


def permalink(record: Record) -> str:
    """The short address that the record's page shows, as a path from the site's root: `id/4k7w2xm/`."""
    return permalinks(record)[0]


def permalinks(record: Record) -> tuple[str, ...]:
    """All short addresses that lead to the record, the one to be shown first."""
    ids = [record_id for path in record.former_urls if (record_id := record_id_of(path))]
    return tuple(dict.fromkeys(permalink_of_id(record_id) for record_id in (*ids, record.id)))


def permalink_of_id(record_id: str) -> str:
    """The short address that a record of this id has before it is ever renamed."""
    number = int.from_bytes(hashlib.sha256(record_id.encode()).digest()) % len(ALPHABET) ** LENGTH
    letters = []
    for _ in range(LENGTH):
        number, letter = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[letter])
    return f"{PERMALINKS}/{''.join(letters)}/"


def collisions(records: Iterable[Record]) -> Iterator[Problem]:
    """Records whose short addresses are the same by chance, reported at the one whose id comes later."""
    taken: dict[str, str] = {}
    for record in sorted(records, key=lambda record: record.id):
        for address in permalinks(record):
            other = taken.setdefault(address, record.id)
            if other != record.id:
                message = (
                    f"the short address '/{address}' belongs to the record '{other}' too, by chance; give the newer "
                    "of the two records another short name"
                )
                yield Problem(record.path, 1, 1, Code.FORMER_URL, "", message)


def record_id_of(address: str) -> str | None:
    """The id of the record whose page, in any language, has or had this address; None for any other address."""
    path = without_language(address).removesuffix("/")
    return path if RE_RECORD_ID.fullmatch(path) else None
