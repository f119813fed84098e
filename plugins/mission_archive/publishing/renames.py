"""Which new record is an old one under another id."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from functools import cache, partial

from mission_archive.model.addresses import without_language
from mission_archive.model.file_names import folder_of, name_of
from mission_archive.model.records import Record

ALIKE = 0.75
"""Of two short names: the share of their letters, in order, that they have in common; of two texts, of their words."""

RE_WORD = re.compile(r"\w+")


def _same_title(old: Record, new: Record) -> bool:
    return not new.removed and old.title.casefold() == new.title.casefold() != ""


IsSame = Callable[[Record, Record], bool]

SAME: tuple[IsSame, ...] = (
    lambda old, new: any(without_language(path) == old.id for path in new.former_urls),
    lambda old, new: old.date == new.date and _same_title(old, new),
    _same_title,
    lambda old, new: not new.removed and old.original_words.summary == new.original_words.summary != "",
)
"""What makes a new record an old one, the surest first."""


def renamed(gone: Iterable[Record], new: Iterable[Record]) -> dict[str, Record]:
    """Id of a record that is no longer there → the new record that it has become, as far as one can tell.

    What a record says in `former_urls` decides; else title and date, then title or summary alone if no other new
    record has the same, then a text that is nearly the same on the same date. Each new record is taken once.
    """
    gone, left = list(gone), {record.id: record for record in new}
    found: dict[str, Record] = {}
    # Each text is compared with many.
    nearly_same: IsSame = partial(_nearly_same, cache(_words))
    for is_same in (*SAME, nearly_same):
        for old in gone:
            if old.id in found:
                continue
            matches = [record for record in left.values() if is_same(old, record)]
            if len(matches) == 1:
                found[old.id] = left.pop(matches[0].id)
    return found


def renamed_by_name(record_id: str, new: Iterable[str]) -> str | None:
    """The new id that is most like `record_id`: the same short name elsewhere, or one nearly the same beside it."""
    folder, _, slug = record_id.rpartition("/")
    ids = sorted(new)
    same = [other for other in ids if name_of(other) == slug]
    if same:
        return same[0] if len(same) == 1 else None
    beside = {name_of(other): other for other in ids if folder_of(other) == folder}
    close = get_close_matches(slug, beside, n=1, cutoff=ALIKE)
    return beside[close[0]] if close else None


def _nearly_same(words_of: Callable[[str], Counter[str]], old: Record, new: Record) -> bool:
    if new.removed or old.date != new.date or old.collection != new.collection:
        return False
    before, after = words_of(old.original_words.body), words_of(new.original_words.body)
    return bool(before) and 2 * (before & after).total() >= ALIKE * (before.total() + after.total())


def _words(text: str) -> Counter[str]:
    return Counter(RE_WORD.findall(text.casefold()))
