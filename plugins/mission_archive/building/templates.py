"""The templates in one language: the page that each makes (`page`), and what all of them are given: its words, links,
dates, rows of lists and parts of the frame."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from mission_archive.building.site import CONTENT_SECURITY_POLICY, SEARCH_POLICY, Site
from mission_archive.formats.citations.cited import cited, cited_in
from mission_archive.formats.citations.styles import citations
from mission_archive.formats.edition import Edition, Subject
from mission_archive.formats.table import NO_FORMATS, PageFormats, formats_of_no_page, page_formats
from mission_archive.model.addresses import calendar_url, language_root, listing_url, page_url, search_url
from mission_archive.model.archive import Archive
from mission_archive.model.dates import Date
from mission_archive.model.facets import FACETS
from mission_archive.model.languages import ENDONYMS, FIRST_LANGUAGE, LANGUAGES, LOCALES
from mission_archive.model.problems import Problem
from mission_archive.model.records import COLLECTIONS, UNDATED
from mission_archive.rendering.anchors import anchor, lang_of, language_links, mark_of
from mission_archive.rendering.links import short_text
from mission_archive.rendering.lists.calendars import month_anchor
from mission_archive.rendering.lists.listings import year_anchor
from mission_archive.rendering.lists.rows import RecordRows
from mission_archive.rendering.records.statuses import BANNERS, WITHDRAWN
from mission_archive.rendering.records.threads import steps_html
from mission_archive.rendering.when import day_in_words, when
from mission_archive.rendering.words import labels
from mission_archive.rendering.words.messages import Messages

# Handed to each page and not made global in the environment: Jinja copies globals one by one for each page.
WORDS_OF_FORMAT: Mapping[str, Any] = {
    "COLLECTIONS": COLLECTIONS,
    "COLLECTION_NAMES": labels.COLLECTION_NAMES,
    "COLLECTION_NOUNS": labels.COLLECTION_NOUNS,
    "FACETS": FACETS,
    "FACET_NAMES": labels.FACET_NAMES,
    "FACET_NOUNS": labels.FACET_NOUNS,
    "STATUS_NAMES": labels.STATUS_NAMES,
    "WITHDRAWN": WITHDRAWN,
    "BANNERS": BANNERS,
    "MODE_NAMES": labels.MODE_NAMES,
    "CHANGE_NAMES": labels.CHANGE_NAMES,
    "PLACE_KIND_NAMES": labels.PLACE_KIND_NAMES,
    "WEEKDAYS": labels.WEEKDAYS,
    "MONTHS": labels.MONTHS,
    "ENDONYMS": ENDONYMS,
    "LANGUAGES": LANGUAGES,
    "LOCALES": LOCALES,
    "FIRST_LANGUAGE": FIRST_LANGUAGE,
    "CONTENT_SECURITY_POLICY": CONTENT_SECURITY_POLICY,
    "SEARCH_POLICY": SEARCH_POLICY,
    "UNDATED": UNDATED,
    "home_of": language_root,
    "page_url": page_url,
    "listing_url": listing_url,
    "calendar_url": calendar_url,
    "search_url": search_url,
    "lang_of": lang_of,
    "mark_of": mark_of,
    "year_anchor": year_anchor,
    "month_anchor": month_anchor,
}
"""The values of every template, whatever the language and the site."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What the pages of records share with those of docs/, which others make.

    `folder` holds the templates, and below `assets/` our own style sheets and scripts. `assets` is where these are in
    the site; `theme_stylesheet` is that of the theme, by its path there. `docs` are the pages written by hand, as paths
    in docs/. `explanations` are, by language, what the home page says of facets, for their indexes.
    """

    folder: Path
    assets: str = "assets"
    theme_stylesheet: str | None = None
    docs: Set[str] = frozenset()
    explanations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


class Templates:
    """Those of one language of one build. `faults` are what every page of a preview reports.

    Without an `edition` no page says anything of formats.
    """

    def __init__(
        self,
        messages: Messages,
        rows: RecordRows,
        archive: Archive,
        site: Site,
        *,
        env: jinja2.Environment,
        frame: Frame,
        faults: Sequence[Problem] = (),
        edition: Edition | None = None,
    ) -> None:
        self.messages = messages
        self.language = language = messages.language
        own = {language: messages}
        self._env = env
        self._edition = edition
        self._words: Mapping[str, Any] = {
            **WORDS_OF_FORMAT,
            "theme_stylesheet": frame.theme_stylesheet,
            "assets": frame.assets,
            "explanations": frame.explanations,
            "faults": faults,
            "site_url": site.url,
            "site": site.words[language],
            "favicon": site.favicon,
            "has_search": site.has_search,
            "has_bundle": site.has_bundle,
            "has_formats": edition is not None,
            # A preview reloads its pages by an inline script.
            "is_preview": site.is_preview,
            "docs": frame.docs,
            "language": language,
            "home": language_root(language),
            "collections": tuple(archive.listing("collections")),
            "_": messages.gettext,
            "ngettext": messages.ngettext,
            "number": messages.number,
            "file_size": messages.file_size,
            "rows": rows.html,
            "a": lambda link, root: anchor(link, root, messages),
            "steps": lambda steps, root: steps_html(steps, root, messages),
            "languages": lambda alternates, root: language_links(language, alternates, root),
            "part": cache(self._part),
            "short_text": lambda texts: short_text(texts, language),
            "when": lambda date: when(date, language),
            "day": lambda day: day_in_words(day, language),
            "time_of": self._time_of,
            "formats_of": self._formats_of,
            "citations_of": lambda record: citations(
                record,
                cited_in(edition, record, language) if edition else cited(record, archive, own)[language],
                messages,
                site.words[language]["name"],
                site.url,
            ),
            "language_name": self._language_name,
        }

    def frame(self, root: str) -> dict[str, Any]:
        """What every page needs; `root` is the way from it to the site's root, `home` from there to the home page."""
        return {**self._words, "root": root}

    def page(self, template: str, root: str, **values: Any) -> str:
        """A page from a template, which gets `values` besides the frame."""
        return self._env.get_template(template).render(self.frame(root), **values)

    def _part(self, name: str, root: str) -> Markup:
        """A part of the frame, the same on every page at the same depth; `name` is its file in `partials/`."""
        return Markup(self._env.get_template(f"partials/{name}.html").render(self.frame(root)))

    def _time_of(self, from_: Date | None, to: Date | None) -> str:
        """The time in which a name was used, in words; empty if neither end is known."""
        return when(Date.parse(f"{from_ or '..'}/{to or '..'}"), self.language) if from_ or to else ""

    def _formats_of(self, page: Any, root: str) -> PageFormats:
        """What a page says of formats; `page` is a planned one, or one of MkDocs. There is none for 404."""
        if self._edition is None:
            return NO_FORMATS
        if page is None:
            return formats_of_no_page(self._edition, root)
        plan = getattr(page, "plan", None)
        subject = Subject(page.url, self.language, plan and plan.record, plan and plan.listed)
        return page_formats(self._edition, subject)

    def _language_name(self, code: str) -> str:
        """What a language is called, or its code if the archive has no word for it."""
        name = labels.LANGUAGE_NAMES.get(code)
        return self.messages.gettext(name) if name else code


def all_templates(
    catalogues: Mapping[str, Messages],
    rows: Mapping[str, RecordRows],
    archive: Archive,
    site: Site,
    frame: Frame,
    *,
    faults: Sequence[Problem] = (),
    edition: Edition | None = None,
) -> Mapping[str, Templates]:
    """The templates in each language. Each of ours prints text: what a record says never becomes markup."""
    loader = jinja2.FileSystemLoader(frame.folder)
    env = jinja2.Environment(loader=loader, autoescape=True, auto_reload=False)
    return {
        language: Templates(
            messages, rows[language], archive, site, env=env, frame=frame, faults=faults, edition=edition
        )
        for language, messages in catalogues.items()
    }
