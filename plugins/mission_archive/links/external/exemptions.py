"""Addresses about which the report is to be silent for a while: each with a reason and the day on which that ends."""

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from mission_archive.links.broken import Location

KEYS = ("url", "reason", "until")
FORM = "write url, reason and until"


@dataclass(frozen=True, slots=True)
class Exemption:
    """`url` is one address, or all that begin as it does if it ends in `*`. It holds up to and on the day `until`."""

    url: str
    reason: str
    until: datetime.date
    location: Location

    def covers(self, url: str) -> bool:
        return url.startswith(self.url[:-1]) if self.url.endswith("*") else url == self.url


@dataclass(frozen=True, slots=True)
class Exemptions:
    """The exemptions of a file, and what is wrong in it, a line each."""

    exemptions: tuple[Exemption, ...] = ()
    errors: tuple[str, ...] = ()

    def of(self, url: str, today: datetime.date) -> Exemption | None:
        """The exemption that covers `url` today."""
        return next((one for one in self.exemptions if one.covers(url) and today <= one.until), None)

    def faults(self, today: datetime.date) -> Iterator[str]:
        """What a person must correct in the file: mistakes, and exemptions whose day has passed."""
        yield from self.errors
        for one in self.exemptions:
            if today > one.until:
                yield (
                    f"{one.location}: error: the exception for {one.url} ended on {one.until}; correct the link, "
                    "or look at it again and give a new day"
                )

    def notes(self, urls: Collection[str], today: datetime.date) -> Iterator[str]:
        """What a person may delete, since no address among `urls` needs it."""
        used = {self.of(url, today) for url in urls}
        for one in self.exemptions:
            if one not in used and today <= one.until:
                yield f"{one.location}: no record names {one.url} any more; delete the exception"


def read_exemptions(path: Path, name: str) -> Exemptions:
    """The exemptions of the file at `path`, which messages call `name`. Without a file there are none."""
    try:
        root = yaml.compose(path.read_text("utf-8"), Loader=yaml.SafeLoader)
    except FileNotFoundError:
        return Exemptions()
    except (OSError, UnicodeDecodeError) as fault:
        return Exemptions(errors=(f"{name}: error: cannot be read: {fault}",))
    except (yaml.YAMLError, RecursionError) as fault:
        mark = getattr(fault, "problem_mark", None)
        location = Location(name, mark.line + 1 if mark else 1)
        return Exemptions(errors=(f"{location}: error: this is not YAML; see docs/editors/links.md",))
    if root is None:
        return Exemptions()
    items = dict(_pairs(root)).get("exceptions")
    if not isinstance(items, yaml.SequenceNode):
        return Exemptions(
            errors=(f"{name}:1: error: there is no list 'exceptions'; see docs/editors/links.md",)
        )
    read = [_exemption(item, Location(name, item.start_mark.line + 1)) for item in items.value]
    return Exemptions(
        tuple(one for one in read if isinstance(one, Exemption)),
        tuple(one for one in read if isinstance(one, str)),
    )


def _pairs(node: yaml.Node) -> Iterator[tuple[str, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield str(key.value), value


def _exemption(item: yaml.Node, location: Location) -> Exemption | str:
    """An exemption as it is written, or what is wrong with it."""
    values = {key: value.value for key, value in _pairs(item) if isinstance(value, yaml.ScalarNode)}
    unknown = [key for key in values if key not in KEYS]
    missing = [key for key in KEYS if not values.get(key, "").strip()]
    if unknown or missing:
        what = f"an exception has no '{unknown[0]}'" if unknown else f"the exception has no {missing[0]}"
        return f"{location}: error: {what}; {FORM}"
    url, reason, until = (values[key] for key in KEYS)
    if not url.startswith(("http://", "https://")):
        return f"{location}: error: '{url}' is not an address; begin it with https:// or http://"
    try:
        return Exemption(url, reason, datetime.date.fromisoformat(until), location)
    except ValueError:
        return f"{location}: error: until: '{until}' is not a day; write it as YYYY-MM-DD"
