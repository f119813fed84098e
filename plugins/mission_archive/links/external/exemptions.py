"""Addresses about which the report is to be silent for a while: each with a reason and the day on which that ends."""

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from mission_archive.model.problems import Code, limited
from mission_archive.reading.fields import values
from mission_archive.reading.fields.groups import Field, Fields, read_fields
from mission_archive.reading.fields.kinds import Text
from mission_archive.reading.fields.lists import ListOf
from mission_archive.reading.fields.reader import Reader
from mission_archive.reading.yaml.decoding import decode
from mission_archive.reading.yaml.nodes import MappingNode, parse_nodes


@dataclass(frozen=True, slots=True)
class Exemption:
    """`url` is one address, or all that begin as it does if it ends in `*`. It holds up to and on the day `until`.

    `place` is its file and line.
    """

    url: str
    reason: str
    until: datetime.date
    place: str = ""

    def covers(self, url: str) -> bool:
        return url.startswith(self.url[:-1]) if self.url.endswith("*") else url == self.url


EXEMPTION = Fields(
    (
        Field("url", values.URL, is_required=True),
        Field("reason", Text(most=600), is_required=True),
        Field("until", values.DAY, is_required=True),
    ),
    Exemption,
)
FILE = (Field("exceptions", ListOf(EXEMPTION), is_required=True),)


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
                    f"{one.place}: error: the exception for {one.url} ended on {one.until}; correct the link, "
                    "or look at it again and give a new day"
                )

    def notes(self, urls: Collection[str], today: datetime.date) -> Iterator[str]:
        """What a person may delete, since no address among `urls` needs it."""
        used = {self.of(url, today) for url in urls}
        for one in self.exemptions:
            if one not in used and today <= one.until:
                yield f"{one.place}: no record names {one.url} any more; delete the exception"


def read_exemptions(path: Path, name: str) -> Exemptions:
    """The exemptions of the file at `path`, which messages call `name`. Without a file there are none."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Exemptions()
    except OSError as fault:
        return Exemptions(errors=(f"{name}: error: cannot be read: {fault}",))
    text, problems = decode(data, name)
    root, found = parse_nodes(text or "", name)
    reader = Reader(name, problems=[*problems, *found], text=text or "")
    read = read_fields(root, FILE, reader).get("exceptions", ()) if isinstance(root, MappingNode) else ()
    if root is not None and not isinstance(root, MappingNode):
        reader.report(root, Code.TYPE, "this is not a group of fields; write 'exceptions:' above the list")
    lines = (
        reader.places["exceptions", number][0] for number in reader.item_numbers.get(("exceptions",), ())
    )
    placed = tuple(replace(one, place=f"{name}:{line}") for one, line in zip(read, lines, strict=True))
    return Exemptions(placed, tuple(map(str, limited(reader.problems))))
