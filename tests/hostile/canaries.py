"""An archive in which every word, file and picture of a record that is not public is a canary of its own.

A word begins with `zq` and the state of its record; pictures of hidden records have one colour, public ones another.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from tests.support.copies import keep_copies
from tests.support.documents import pdf
from tests.support.pictures import saved

SECRET, PUBLIC = (201, 13, 177), (13, 177, 201)
"""The colours of pictures, in red, green and blue."""

HIDDEN = {
    "draft": "draft: true",
    "embargo": "published: 2999-01-02T03:04+05:00",
    "removed": "removed: {date: 2016-07-08, reason: At the wish of those it named.}",
}
"""State → the field that makes it. A record of each is hidden, whatever else is in it."""

TERMS = ("themes", "dimensions", "formats", "institutions", "series", "places")


def write_canaries(project: Path) -> None:
    """Write the archive into the folder of a project, and the ledger of its addresses."""
    content = project / "content"
    for state, field in HIDDEN.items():
        _write_hidden(content, state, field)
    _write_public(content)
    _write_withdrawn(content)
    keep_copies(
        project,
        {
            f"https://example.org/zq{state}url": f"zq{state}copied"
            for state in (*HIDDEN, "public", "withdrawn")
        },
    )
    for name in TERMS:
        _write(
            content, f"vocabularies/{name}.yml", "".join(_term(name, state) for state in (*HIDDEN, "public"))
        )
        for state in (*HIDDEN, "public"):
            _write(content, f"vocabularies/{name}/{state}-{name}.md", f"zq{state}{name}told\n")


def _term(name: str, state: str) -> str:
    word = f"zq{state}{name}"
    kind = ", kind: town, latitude: 38.5, longitude: 68.7" if name == "places" else ""
    of_time = f", names: [{{name: {word}former, to: 2016}}]" if name in ("places", "institutions") else ""
    words = f"name: {{en: {word}, ru: {word}ru}}, description: {word}about"
    # What is public carries on what is not, and is carried on and contained by it, where that can be said.
    before = {"public": "draft", "embargo": "public", "removed": "public"}.get(state)
    line = f", succeeds: {before}-series" if name == "series" and before else ""
    above = f", broader: public-{name}" if state != "public" and name != "formats" else ""
    return f"- {{id: {state}-{name}, {words}{kind}{of_time}{line}{above}}}\n"


def _record(state: str, field: str, number: int, year: int, relations: str) -> str:
    """A record with a canary in each field that holds words, and with relations to and from the public one."""
    z = f"zq{state}"
    is_early = state != "embargo"  # before it is published it has no changes to tell
    changes = f"changes: [{{date: {year + 1}-02-03, kind: update, note: {z}change}}]" if is_early else ""
    # The addresses of what was removed stay, and lead to what is left of it.
    former = f"former_urls: [/old/{z}former/, /events/{year}/{z}oldname/]" if state != "removed" else ""
    series = "removed-series" if state == "removed" else "public-series"
    return f"""---
title: {z}title
date: {year}-05-06
summary: {z}summary
{field}
format: {state}-formats
places: [{{place: {state}-places, as: {z}spelling, venue: {z}venue}}]
themes: [{state}-themes]
dimensions: [{state}-dimensions]
organisers: [{state}-institutions]
series: {series}
number: {number}
symbol: {z}symbol
participants: {{number: 12, description: {z}participants}}
people: [{{name: {z}person, role: {z}role}}]
photos:
  - {{file: {z}photo.png, alt: {z}alt, caption: {z}caption, credit: {z}credit, licence: {z}licence, consent: given,
     original: true}}
attachments:
  - {{file: {z}paper.pdf, title: {z}paper}}
  - {{file: {z}list.csv, title: {z}list}}
  - {{file: {z}all.zip, title: {z}all}}
{relations}
sources: [{{title: {z}source, publisher: {z}publisher, url: "https://example.org/{z}url",
    copy_permission: {z}permission}}]
date_note: {z}datenote
note: {z}note
{changes}
{former}
---
## {z}heading

{z}body

![{z}shown]({z}photo.png)
"""


def _relations(z: str) -> str:
    return f"""follows: [events/2010/public]
outcomes: [events/2012/zqpubliclater, {{text: {z}outcome, expected: 2010}}]
related: [events/2010/public]"""


def _translation(state: str) -> str:
    z = f"zq{state}"
    return f"""---
title: {z}title кириллица
summary: {z}summary кириллица
participants: {{description: {z}participants кириллица}}
photos: [{{file: {z}photo.png, alt: {z}alt кириллица, caption: {z}caption кириллица}}]
attachments: [{{file: {z}paper.pdf, title: {z}paper кириллица}}]
---
{z}body кириллица
"""


def _write_hidden(content: Path, state: str, field: str) -> None:
    # A year of its own: no list of it, no page of the calendar, no end of the span may tell that there is one.
    year = {"draft": 1971, "embargo": 1981, "removed": 1991}[state]
    folder = f"events/{year}/zq{state}slug" if state != "removed" else f"events/{year}/gone"
    _write(content, f"{folder}/index.md", _record(state, field, 2, year, _relations(f"zq{state}")))
    _write(content, f"{folder}/index.ru.md", _translation(state))
    _write_files(content / folder, f"zq{state}", SECRET)


def _write_files(folder: Path, z: str, colour: tuple[int, int, int]) -> None:
    from PIL import Image

    (folder / f"{z}photo.png").write_bytes(saved(Image.new("RGB", (640, 480), colour), "PNG"))
    (folder / f"{z}paper.pdf").write_bytes(pdf({"Subject": f"{z}subject"}) + f"% {z}inpaper\n".encode())
    (folder / f"{z}list.csv").write_text(f"{z}inlist,1\n" * 100, encoding="utf-8")
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(f"{z}inside.txt", f"{z}inside\n" * 100)
    (folder / f"{z}all.zip").write_bytes(archive.getvalue())


def _write_public(content: Path) -> None:
    """A public record with a photo whose consent was withdrawn, and every way to name the hidden ones."""
    hidden = "events/1971/zqdraftslug, events/1981/zqembargoslug, events/1991/gone, reports/2009/withdrawn"
    relations = f"outcomes: [{hidden}, {{text: zqpublicoutcome, expected: 2010}}]\nrelated: [{hidden}]"
    text = _record("public", "", 1, 2010, relations)
    photo = "  - {file: zqconsentphoto.png, alt: zqconsentalt, caption: zqconsentcaption, credit: zqconsentcredit,\n"
    text = text.replace("attachments:", photo + "     consent: withdrawn, original: true}\nattachments:")
    links = (
        "Of [a plan](../../1971/zqdraftslug/index.md), [another](../../1981/zqembargoslug/index.md) and\n"
        "[a third](../../1991/gone/index.md), with ![zqconsentshown](zqconsentphoto.png).\n"
    )
    _write(content, "events/2010/public/index.md", text + links)
    russian = _translation("public").replace(
        "photos: [",
        "photos: [{file: zqconsentphoto.png, alt: zqconsentalt кириллица, caption: zqconsentcaption}, ",
    )
    _write(content, "events/2010/public/index.ru.md", russian)
    folder = content / "events/2010/public"
    _write_files(folder, "zqpublic", PUBLIC)
    _write_photo(folder / "zqconsentphoto.png")
    later = (
        "title: zqpubliclater\ndate: 2012-05-06\nsummary: zqpubliclater\nseries: public-series\nnumber: 3\n"
    )
    _write(content, "events/2012/zqpubliclater.md", f"---\n{later}---\n")


def _write_photo(path: Path) -> None:
    from PIL import Image

    # Of another height than the hidden records' photos: a consent that is withdrawn counts for all equal files.
    path.write_bytes(saved(Image.new("RGB", (640, 481), SECRET), "PNG"))


def _write_withdrawn(content: Path) -> None:
    field = "withdrawn: {date: 2015-02-03, reason: zqwithdrawnreason}"
    text = (
        _record("withdrawn", field, 4, 2009, _relations("zqwithdrawn"))
        .replace("[withdrawn-", "[public-")
        .replace(": withdrawn-", ": public-")
    )
    _write(
        content,
        "reports/2009/withdrawn/index.md",
        text.replace("public-series\nnumber: 4\n", "public-series\n"),
    )
    _write(content, "reports/2009/withdrawn/index.ru.md", _translation("withdrawn"))
    _write_files(content / "reports/2009/withdrawn", "zqwithdrawn", PUBLIC)


def _write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
