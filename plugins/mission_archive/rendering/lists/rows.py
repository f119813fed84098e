"""Records as lists show them: the row that every list, calendar and home page shows of a record."""

from collections.abc import Iterable, Mapping
from functools import cache

from markupsafe import Markup, escape

from mission_archive.model.archive import Archive
from mission_archive.model.languages import ENDONYMS
from mission_archive.model.records import Record
from mission_archive.rendering.anchors import lang_of, mark_of, plain_anchor, time_html
from mission_archive.rendering.links import place_link, record_link, term_link
from mission_archive.rendering.records.statuses import shown_statuses
from mission_archive.rendering.when import when
from mission_archive.rendering.words.labels import COLLECTION_NOUNS, STATUS_NAMES
from mission_archive.rendering.words.messages import Messages

ROOT = "\x00root/"
"""Stands in a kept row for the way to the site's root, which differs from page to page."""

MOST_THEMES = 4
"""How many themes a row names; of the others it gives the number, and the record's page names them."""


class RecordRows:
    """The rows of one language. Each is put together once and set into every list that shows the record.

    They are written here and not by a template: an archive has three of them a record, and a template takes longer to
    be called than these few lines take to be joined.
    """

    def __init__(self, archive: Archive, messages: Messages) -> None:
        self._archive = archive
        self._language = messages.language
        self._labels = {
            collection: f'<span class="label label--{collection}">{escape(messages.gettext(noun))}</span>'
            for collection, noun in COLLECTION_NOUNS.items()
        }
        self._statuses: Mapping[str, str] = {
            status: f' <strong class="status">{escape(messages.gettext(name))}</strong>'
            for status, name in STATUS_NAMES.items()
        }
        self._endonyms = {
            code: name if code == self._language else f'<span lang="{code}">{name}</span>'
            for code, name in ENDONYMS.items()
        }
        self._row = cache(self._new_row)
        self._theme = cache(self._theme_link)

    def html(self, records: Iterable[Record], root: str) -> Markup:
        """List items for some records, on a page from which `root` leads to the site's root."""
        return Markup("".join(self._row(record.id) for record in records).replace(ROOT, root))

    def _new_row(self, record_id: str) -> str:
        record = self._archive.records[record_id]
        words = record.in_language(self._language)
        date = when(record.date, self._language, role=record.date_role, style="short")
        foreign = words.language if words.language != self._language else None
        return (
            f'<li class="row">\n<p class="row__when">{time_html(record.date, date)}</p>\n<div class="row__what">\n'
            f'<h3 class="row__title">{plain_anchor(record_link(record, self._language), ROOT)}{mark_of(foreign)}</h3>\n'
            f'<p class="row__summary"{lang_of(foreign)}>{escape(words.summary)}</p>\n'
            f'<p class="row__meta">{self._meta(record)}</p>\n</div>\n</li>\n'
        )

    def _meta(self, record: Record) -> str:
        """The line under the summary: what it was, where, about what, and in which languages it can be read."""
        places = [
            plain_anchor(place_link(self._archive, mention, record, self._language), ROOT)
            for mention in record.places
        ]
        languages = [self._endonyms[code] for code in record.words] if len(record.words) > 1 else []
        themes = [self._theme(theme) for theme in record.themes[:MOST_THEMES]]
        if len(record.themes) > MOST_THEMES:
            themes.append(f"+{len(record.themes) - MOST_THEMES}")
        groups = [", ".join(group) for group in (places, themes, languages)]
        said = ' <span class="sep">·</span> '.join(group for group in groups if group)
        label = self._labels[record.collection] + "".join(
            self._statuses[status] for status in shown_statuses(record, self._archive)
        )
        return f"{label} {said}" if said else label

    def _theme_link(self, theme: str) -> str:
        term = self._archive.vocabularies.themes[theme]
        return plain_anchor(term_link(self._archive, "themes", term, self._language), ROOT)
