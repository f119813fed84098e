"""What the templates of one language are given: its words, links, dates, rows of lists and parts of the frame."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Set
from typing import Any

import jinja2
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig

from mission_archive.model.archive import Archive
from mission_archive.model.dates import Date
from mission_archive.model.records import Record
from mission_archive.rendering import labels
from mission_archive.rendering.addresses import language_root
from mission_archive.rendering.links import Link
from mission_archive.rendering.listings import Span, row
from mission_archive.rendering.messages import Messages
from mission_archive.rendering.when import when

ROOT = "\x00root/"
"""Stands in a kept row for the way to the site's root, which differs from page to page."""


class Interface:
    """One language of one build. `site` holds the site's own words: name, description, copyright.
    `docs` are the pages written by hand, as paths in docs/.

    Rows are rendered once and set into every list that shows them.
    """

    def __init__(
        self,
        messages: Messages,
        archive: Archive,
        config: MkDocsConfig,
        site: Mapping[str, str],
        docs: Set[str],
    ) -> None:
        self.messages = messages
        self.language = messages.language
        self._archive = archive
        self._config = config
        self._rows: dict[str, str] = {}
        self._parts: dict[tuple[str, str], Markup] = {}
        self._words: Mapping[str, Any] = {
            "_": messages.gettext,
            "ngettext": messages.ngettext,
            "number": messages.number,
            "file_size": messages.file_size,
            "language": self.language,
            "site": site,
            "docs": docs,
            "home": language_root(self.language),
            "collections": tuple(archive.listing("collections")),
            "a": self.anchor,
            "rows": self.rows,
            "part": self.part,
            "when": self.when,
            "day": self.day,
            "time_of": self.time_of,
            "lang_of": lang_of,
            "span_of": span_of,
            "language_name": self.language_name,
        }

    def prepare(self, env: jinja2.Environment) -> None:
        """Take the templates of a build."""
        self._env = env
        self._row_template = env.get_template("partials/row.html")

    def frame(self, root: str) -> dict[str, Any]:
        """What every page needs; `root` is the way from it to the site's root, `home` from there to the home page."""
        return {**self._words, "root": root}

    def part(self, name: str, root: str) -> Markup:
        """A part of the frame, the same on every page at the same depth; `name` is its file in `partials/`."""
        kept = self._parts.get((name, root))
        if kept is None:
            template = self._env.get_template(f"partials/{name}.html")
            kept = self._parts[name, root] = Markup(template.render(self.frame(root), config=self._config))
        return kept

    def anchor(self, link: Link, root: str) -> Markup:
        """A link as HTML, with the present name and the detail after it; plain words where it leads nowhere.

        A macro could say it, but a record's page has some twenty links, and calling a macro costs ten times as much.
        """
        language = f' lang="{link.language}"' if link.language else ""
        text = escape(link.text)
        if link.url is None:
            said = f"<span{language}>{text}</span>" if language else str(text)
        else:
            said = f'<a href="{root}{link.url}"{language}>{text}</a>'
        if link.today:
            today = self.messages.gettext("today {name}").format(name=link.today)
            said += f' <span class="today">({escape(today)})</span>'
        if link.detail:
            said += (
                f", <span{lang_of(link.detail_language)}>{escape(link.detail)}</span>"
                if link.detail_language
                else f", {escape(link.detail)}"
            )
        return Markup(said)

    def rows(self, records: list[Record], root: str) -> Markup:
        """List items for some records."""
        return Markup("".join(self._row(record) for record in records).replace(ROOT, root))

    def _row(self, record: Record) -> str:
        kept = self._rows.get(record.id)
        if kept is None:
            told = row(record, self._archive, self.language)
            kept = self._rows[record.id] = self._row_template.render(self.frame(ROOT), row=told)
        return kept

    def when(self, date: Date) -> str:
        """A date in words."""
        return when(date, self.language)

    def day(self, day: datetime.date) -> str:
        """A day in words."""
        return when(Date.parse(day.isoformat()), self.language)

    def time_of(self, from_: Date | None, to: Date | None) -> str:
        """The time in which a name was used, in words; empty if neither end is known."""
        return when(Date.parse(f"{from_ or '..'}/{to or '..'}"), self.language) if from_ or to else ""

    def language_name(self, code: str) -> str:
        """What a language is called, or its code if the archive has no word for it."""
        name = labels.LANGUAGE_NAMES.get(code)
        return self.messages.gettext(name) if name else code


def lang_of(language: str | None) -> Markup:
    """The attribute that marks words of another language, or nothing where they are in the page's."""
    return Markup(f' lang="{language}"') if language else Markup()


def span_of(span: Span) -> str:
    """Years as 2003–2023, or one year, or nothing."""
    if span.first is None:
        return ""
    return f"{span.first}–{span.last}" if span.last else str(span.first)
