"""Writes documents from the records: chronologies of series and names of an institution over time as PDF, and a
timeline of series as a picture.

    make documents          writes every document that documents.yml names into the folder of its record

The archive's own reading and words are used, so a document says what the pages say, and only what the public may see.
The same records give the same file: fonts come with the typesetter, and no moment is written into it.
"""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import typst
import yaml

from mission_archive.model.archive import Archive
from mission_archive.model.dates import Date, Point
from mission_archive.model.languages import LANGUAGES
from mission_archive.model.records import Record
from mission_archive.model.terms import Institution, Name
from mission_archive.reading.content import read_content
from mission_archive.rendering.links import place_link
from mission_archive.rendering.when import when
from mission_archive.rendering.words.labels import STATUS_NAMES
from mission_archive.rendering.words.messages import Messages, load_messages

HERE = Path(__file__).parent
PROJECT = HERE.parent.parent


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a document: when, what, where, a text, and the record that says so. Empty where there is nothing."""

    when: str
    title: str
    where: str = ""
    text: str = ""
    record: str = ""


def chronology(archive: Archive, series: Sequence[str], messages: Messages) -> list[Entry]:
    """The public records of some series, oldest first, in one language as far as they are written in it."""
    language = messages.language
    shown = (record for record in archive.listed if record.series in series)
    return [
        Entry(
            when(record.date, language, role=record.date_role, duration=record.duration),
            record.in_language(language).title,
            ", ".join([*_places(archive, record, language), *_status(record, messages)]),
            record.in_language(language).summary,
            record.id,
        )
        for record in sorted(shown, key=_in_order)
    ]


def _in_order(record: Record) -> tuple[Any, ...]:
    """By the first day; of records of one day those with a number come first."""
    return (record.date.earliest, record.number is None, record.number or 0, record.id)


def _places(archive: Archive, record: Record, language: str) -> Iterator[str]:
    for mention in record.places:
        link = place_link(archive, mention, record, language)
        yield f"{link.text} ({link.today})" if link.today else link.text


def _status(record: Record, messages: Messages) -> Iterator[str]:
    if record.status in STATUS_NAMES:
        yield messages.gettext(STATUS_NAMES[record.status])


def names_over_time(body: Institution, language: str) -> list[Entry]:
    """The names of a body that had a beginning or an end, in one language, oldest first."""
    dated = [name for name in body.names if name.is_dated and name.language in (language, None)]
    return [
        Entry(when(_time_of(name), language), name.name)
        for name in sorted(dated, key=lambda name: name.from_.earliest if name.from_ else datetime.date.min)
    ]


def _time_of(name: Name) -> Date:
    return Date.parse(f"{name.from_ or '..'}/{name.to or '..'}")


def document(title: str, publisher: str, about: str, language: str, entries: Iterable[Entry]) -> bytes:
    """A tagged PDF (PDF/UA-1) of the entries under a title; `about` says what the document is."""
    words = {"title": title, "publisher": publisher, "about": about, "language": language}
    return _typeset("document", {**words, "entries": [asdict(entry) for entry in entries]})


def timeline(archive: Archive, series: Sequence[str]) -> bytes:
    """A picture (PNG) of the years in which the records of some series fall: a row a series, a mark a record.

    Only records whose day or month is known have a mark, at their first day.
    """
    rows: list[dict[str, Any]] = []
    for series_id in series:
        if series_id not in archive.vocabularies.series:  # no public record names it
            continue
        dates = [record.date for record in archive.listed if record.series == series_id]
        days = sorted(date.earliest for date in dates if isinstance(date.value, Point) and date.is_year_known)
        names = archive.vocabularies.series[series_id].name
        rows.append({
            "names": list(dict.fromkeys(names[language] for language in LANGUAGES if language in names)),
            "marks": [round(day.year + day.timetuple().tm_yday / 366, 3) for day in days],
        })  # fmt: skip
    marks = [mark for row in rows for mark in row["marks"]]
    span = {"first": int(min(marks)), "last": int(max(marks))}
    return _typeset("timeline", {**span, "rows": rows}, format="png", ppi=200)


def _typeset(layout: str, data: Mapping[str, Any], **form: Any) -> bytes:
    """The bytes of a layout of this folder with its data: a PDF, or what `form` asks for."""
    file: bytes = typst.compile(
        HERE / f"{layout}.typ", root=HERE, sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        ignore_system_fonts=True, timestamp=0, **(form or {"pdf_standards": ["ua-1"]}),
    )  # fmt: skip
    return file


def documents(config: Mapping[str, Any], archive: Archive) -> Iterator[tuple[str, bytes]]:
    """The path of each document, from the folder of the records, and its bytes.

    `config` is what documents.yml holds.
    """
    messages = load_messages()
    for wanted in config["documents"]:
        for language, title in wanted["title"].items():
            if "series" in wanted:
                entries = chronology(archive, wanted["series"], messages[language])
            else:
                entries = names_over_time(archive.vocabularies.institutions[wanted["institution"]], language)
            about, publisher = wanted["about"][language], config["publisher"][language]
            yield f"{wanted['file']}.{language}.pdf", document(title, publisher, about, language, entries)
    for wanted in config["timelines"]:
        yield wanted["file"], timeline(archive, wanted["series"])


def main() -> None:
    """Write all documents; say which have changed."""
    if (PROJECT / "documents.yml").is_symlink():  # whose lines would be repeated by messages
        sys.exit("documents.yml is a link to another file; put the file itself here")
    config = yaml.safe_load((PROJECT / "documents.yml").read_text("utf-8"))
    content = read_content(PROJECT / "content", "content")
    archive = Archive(content.records, content.vocabularies, datetime.datetime.now(datetime.UTC)).visible()
    for path, data in documents(config, archive):
        target = PROJECT / "content" / path
        has_changed = not target.is_file() or target.read_bytes() != data
        if has_changed:
            target.write_bytes(data)
        print(f"content/{path}: {'written' if has_changed else 'up to date'}")


if __name__ == "__main__":
    main()
