"""What every template is given: the frame's words and addresses, rows of lists, and escaping."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig

from mission_archive.model.archive import FACETS, Archive
from mission_archive.model.dates import Date
from mission_archive.model.languages import ENDONYMS, FIRST_LANGUAGE
from mission_archive.model.records import COLLECTIONS, Record
from mission_archive.rendering import labels
from mission_archive.rendering.links import Link, Reader
from mission_archive.rendering.listings import row
from mission_archive.rendering.numbers import file_size
from mission_archive.rendering.when import when

ROOT = "\x00root/"
"""Stands in a kept row for the way to the site's root, which differs from page to page."""


class Templates:
    """The site's templates for one build. Rows are rendered once and set into every list that shows them."""

    def __init__(self, archive: Archive, config: MkDocsConfig) -> None:
        self.archive = archive
        self._config = config
        self.interface = FIRST_LANGUAGE
        self.own = tuple(Path(folder) for folder in config.theme.dirs[:1]) if config.theme.custom_dir else ()
        self._rows: dict[str, str] = {}
        self._parts: dict[tuple[str, str], Markup] = {}
        self._are_own: dict[str | None, bool] = {}

    def translate(self, message: str) -> str:
        """The message in the interface's language."""
        return message

    def prepare(self, env: jinja2.Environment) -> jinja2.Environment:
        """Escape whatever our own templates print; the theme's expect HTML and are left as they are."""
        self._env = env
        env.autoescape = self._is_own
        env.globals.update(
            _=self.translate,
            ngettext=lambda one, many, number: one if number == 1 else many,
            COLLECTIONS=COLLECTIONS,
            COLLECTION_NAMES=labels.COLLECTION_NAMES,
            COLLECTION_NOUNS=labels.COLLECTION_NOUNS,
            FACETS=FACETS,
            FACET_NAMES=labels.FACET_NAMES,
            FACET_NOUNS=labels.FACET_NOUNS,
            STATUS_NAMES=labels.STATUS_NAMES,
            MODE_NAMES=labels.MODE_NAMES,
            CHANGE_NAMES=labels.CHANGE_NAMES,
            PLACE_KIND_NAMES=labels.PLACE_KIND_NAMES,
            ENDONYMS=ENDONYMS,
            a=self.anchor,
            part=self.part,
            rows=self.rows,
            file_size=file_size,
        )
        env.filters.update(
            when=lambda date: when(date, self.interface),
            day=lambda day: when(Date.parse(day.isoformat()), self.interface),
            language_name=labels.language_name,
        )
        self._row_template = env.get_template("partials/row.html")
        return env

    def _is_own(self, name: str | None) -> bool:
        if name not in self._are_own:  # asked for every page and every template it includes
            self._are_own[name] = name is not None and any((folder / name).is_file() for folder in self.own)
        return self._are_own[name]

    def part(self, name: str, root: str) -> Markup:
        """A part of the frame, the same on every page at the same depth; `name` is its file in `partials/`."""
        kept = self._parts.get((name, root))
        if kept is None:
            rendered = self._env.get_template(f"partials/{name}.html").render(root=root, config=self._config)
            kept = self._parts[name, root] = Markup(rendered)
        return kept

    def frame(self, root: str) -> Mapping[str, Any]:
        """What the frame of a page needs; `root` is the way to the site's root."""
        return {"root": root, "language": self.interface, "interface": self.interface, "is_listed": True}

    def anchor(self, link: Link, root: str) -> Markup:
        """A link as HTML, with the present name and the detail after it; plain words where it leads nowhere.

        A macro could say it, but a record's page has some twenty links, and calling a macro costs ten times as much.
        """
        language = f' lang="{link.language}"' if link.language else ""
        text = escape(link.text)
        if link.url is None:
            said = f"<span{language}>{text}</span>"
        else:
            said = f'<a href="{root}{link.url}"{language}>{text}</a>'
        if link.today:
            said += f' <span class="today">({self.translate("today")} {escape(link.today)})</span>'
        if link.detail:
            said += f", {escape(link.detail)}"
        return Markup(said)

    def rows(self, records: list[Record], root: str, reader: Reader) -> Markup:
        """List items for some records."""
        return Markup("".join(self._row(record, reader) for record in records).replace(ROOT, root))

    def _row(self, record: Record, reader: Reader) -> str:
        kept = self._rows.get(record.id)
        if kept is None:
            told = row(record, self.archive, reader)
            kept = self._rows[record.id] = self._row_template.render(row=told, root=ROOT)
        return kept
