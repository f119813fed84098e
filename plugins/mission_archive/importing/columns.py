"""Whether a source has what every record needs, before it is read entry by entry."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

from mission_archive.importing.errors import ImportFailure
from mission_archive.importing.mappings import ArchiveMapping, Rule, keys_used
from mission_archive.importing.sources import Entry, Value

NEEDED = ("title", "date", "summary")


def check_columns(entries: list[Entry], mapping: ArchiveMapping, source: Path) -> None:
    """Raises ImportFailure if no entry has a key that the mapping needs for every record.

    One wrong name in the mapping would otherwise be told as something missing in every single entry.
    """
    if not entries:
        return
    held = {key: None for entry in entries for key in _keys(entry.values)}
    parts: list[tuple[str, tuple[Rule, ...]]] = [("slug", (mapping.slug,))]
    parts += [(f"fields.{name}", mapping.fields[name]) for name in NEEDED if name in mapping.fields]
    if mapping.collection is not None:
        parts.append(("collection", (mapping.collection,)))
    for where, rules in parts:
        used = [key for key in keys_used(rules) if key]
        if used and not any(key in held for key in used) and not any(rule.otherwise for rule in rules):
            near = get_close_matches(used[0], held, n=1, cutoff=0.5)
            hint = f"did you mean '{near[0]}'?" if near else f"it has: {', '.join(list(held)[:20])}"
            raise ImportFailure(
                f"{source}: {where}: there is no column or key '{used[0]}' in this file; {hint}"
            )


def _keys(values: Mapping[str, Value], parent: str = "") -> Iterator[str]:
    """All dotted keys of an entry, with those that hold others."""
    for key, value in values.items():
        yield parent + key
        for member in value if isinstance(value, list) else [value]:
            if isinstance(member, dict):
                yield from _keys(member, f"{parent}{key}.")
