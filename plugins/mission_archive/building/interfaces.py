"""What the templates of one language are given: its words, links, dates, rows of lists and parts of the frame."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Set
from typing import Any

import jinja2
from markupsafe import Markup

from mission_archive.model.addresses import language_root
from mission_archive.model.archive import Archive
from mission_archive.model.dates import Date
from mission_archive.rendering.anchors import anchor, lang_of, language_links, mark_of
from mission_archive.rendering.links import Link
from mission_archive.rendering.lists.extents import Span
from mission_archive.rendering.lists.listings import year_anchor
from mission_archive.rendering.lists.rows import Rows
from mission_archive.rendering.records.threads import Step, steps_html
from mission_archive.rendering.when import when
from mission_archive.rendering.words import labels
from mission_archive.rendering.words.messages import Messages


class Interface:
    """One language of one build. `site` holds the site's own words: name, description, copyright.
    `docs` are the pages written by hand, as paths in docs/.
    """

    def __init__(
        self,
        messages: Messages,
        archive: Archive,
        env: jinja2.Environment,
        fixed_words: Mapping[str, Any],
        *,
        site: Mapping[str, str],
        docs: Set[str],
    ) -> None:
        self.messages = messages
        self.language = messages.language
        self._archive = archive
        self._env = env
        self._parts: dict[tuple[str, str], Markup] = {}
        self._words: Mapping[str, Any] = {
            **fixed_words,
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
            "steps": self.steps,
            "year_anchor": year_anchor,
            "rows": Rows(archive, messages).html,
            "part": self.part,
            "when": self.when,
            "day": self.day,
            "time_of": self.time_of,
            "lang_of": lang_of,
            "mark_of": mark_of,
            "span_of": span_of,
            "language_name": self.language_name,
            "languages": self.languages,
        }

    def frame(self, root: str) -> dict[str, Any]:
        """What every page needs; `root` is the way from it to the site's root, `home` from there to the home page."""
        return {**self._words, "root": root}

    def part(self, name: str, root: str) -> Markup:
        """A part of the frame, the same on every page at the same depth; `name` is its file in `partials/`."""
        kept = self._parts.get((name, root))
        if kept is None:
            template = self._env.get_template(f"partials/{name}.html")
            kept = self._parts[name, root] = Markup(template.render(self.frame(root)))
        return kept

    def page(self, template: str, root: str, **values: Any) -> str:
        """A page from a template, which gets `values` besides the frame."""
        return self._env.get_template(template).render(self.frame(root), **values)

    def anchor(self, link: Link, root: str) -> Markup:
        """A link as HTML (see `anchor`)."""
        return anchor(link, root, self.messages)

    def steps(self, steps: Iterable[Step], root: str) -> Markup:
        """Steps of a thread as list items (see `steps_html`)."""
        return steps_html(steps, root, self.messages)

    def languages(self, alternates: Mapping[str, str], root: str) -> Markup:
        """List items that lead to a page in its other languages (see `language_links`)."""
        return language_links(self.language, alternates, root)

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


def span_of(span: Span) -> str:
    """Years as 2003–2023, or one year, or nothing."""
    if span.first is None:
        return ""
    return f"{span.first}–{span.last}" if span.last else str(span.first)
