"""The plan of the whole site: every page with its address, its template, and how to get what it says.

What a page says is computed when the page is written and not before, so that a large archive is not in memory
twice.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import quote

from mission_archive.model.addresses import (
    calendar_url,
    language_of,
    listing_url,
    page_url,
    record_url,
    search_url,
)
from mission_archive.model.archive import Archive
from mission_archive.model.facets import FACETS
from mission_archive.model.languages import LANGUAGES
from mission_archive.model.records import Record
from mission_archive.rendering.links import short_text
from mission_archive.rendering.lists.calendars import Calendar
from mission_archive.rendering.lists.indexes import INDEX_TEMPLATES, index_view
from mission_archive.rendering.lists.listings import Listing, listings
from mission_archive.rendering.lists.narrowing import Narrowings
from mission_archive.rendering.lists.overviews import Overviews
from mission_archive.rendering.lists.pages import listing_view
from mission_archive.rendering.maps.atlas import Atlas
from mission_archive.rendering.maps.dots import record_places
from mission_archive.rendering.records.pages import record_page
from mission_archive.rendering.records.threads import Threads
from mission_archive.rendering.texts.bodies import Bodies
from mission_archive.rendering.words.labels import FACET_NAMES
from mission_archive.rendering.words.messages import Messages

View = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PagePlan:
    """One page. `url` is its path from the site's root. `make_view` gives the values of its template when it is written
    (`building.page_files.page_bytes`).

    `source` is the file, from the project's root, in which an editor changes what the page says.
    `is_listed` says whether the page may be in the sitemap.
    """

    url: str
    template: str
    title: str
    language: str
    make_view: Callable[[], View]
    description: str = ""
    source: str | None = None
    is_listed: bool = True
    alternates: Mapping[str, str] = field(default_factory=dict)
    """Language → address of the same page in each language that has it, this one included."""
    translations: Mapping[str, str] | None = None
    """Those among them that search engines may offer in one another's place; all, if nothing else is said."""
    canonical: str | None = None
    """The address of the page that says the same in the language of the text, where this one's is not translated."""
    record: Record | None = None
    """The record that the page shows; none where it was withdrawn or removed."""
    listed: tuple[str, str] | None = None
    """The facet and the id of the term whose list the page is."""
    is_of_record: bool = False
    """Whether it is one of the pages of a record, which are by far the most."""

    @property
    def offered(self) -> Mapping[str, str]:
        """The addresses of the pages that search engines may offer in one another's place."""
        return self.alternates if self.translations is None else self.translations

    @property
    def is_in_sitemap(self) -> bool:
        return self.is_listed and self.canonical is None


def site_plan(
    archive: Archive,
    catalogues: Mapping[str, Messages],
    atlas: Atlas,
    *,
    search_root: Callable[[], str] | None = lambda: "",
    bodies: Bodies | None = None,
) -> Iterator[PagePlan]:
    """All pages made from records and vocabularies, records first; lists in every language of `catalogues`.

    `bodies` are the texts of the archive, for all that shows them; without any there are no pictures. `search_root`
    gives the root of the index, which the search pages hold; without it there are none.
    """
    bodies = bodies or Bodies(archive)
    threads = Threads(archive)

    def record_view(record: Record, messages: Messages) -> View:
        return {
            "record": record_page(record, messages, archive, bodies, threads),
            "locator": atlas.locator_map(record_places(archive, record), messages),
        }

    for record in archive.records.values():
        yield from _record_plans(record, catalogues, record_view)
    calendar = Calendar(archive)
    overviews = Overviews(archive, atlas, bodies)
    narrowings = Narrowings(archive) if search_root else None
    for messages in catalogues.values():
        for facet in FACETS:
            yield _page(
                partial(page_url, facet), INDEX_TEMPLATES.get(facet, "terms.html"),
                messages.gettext(FACET_NAMES[facet]), messages,
                partial(index_view, archive, facet, messages, atlas),
            )  # fmt: skip
            for listing in listings(archive, facet, messages):
                yield _page(
                    partial(_listing_url, listing), "listing.html", listing.title.text, messages,
                    partial(listing_view, listing, messages, overviews, narrowings),
                    description=listing.description.text if listing.description else "",
                    listed=(listing.facet, listing.term_id),
                )  # fmt: skip
        yield from _calendar_plans(calendar, messages)
        if search_root:
            yield _page(
                search_url, "search.html", messages.gettext("Search"), messages,
                lambda: {"search_root": search_root()}, is_listed=False,
            )  # fmt: skip


def _page(
    url_of: Callable[[str], str],
    template: str,
    title: str,
    messages: Messages,
    make_view: Callable[[], View],
    *,
    description: str = "",
    is_listed: bool = True,
    listed: tuple[str, str] | None = None,
) -> PagePlan:
    """A page that every language has; `url_of` gives its address in each."""
    urls = {code: url_of(code) for code in LANGUAGES}
    language = messages.language
    return PagePlan(
        urls[language], template, title, language, make_view, description,
        is_listed=is_listed, alternates=urls, listed=listed,
    )  # fmt: skip


def _listing_url(listing: Listing, language: str) -> str:
    return listing_url(listing.facet, listing.term_id, language, listing.number)


def _calendar_plans(calendar: Calendar, messages: Messages) -> Iterator[PagePlan]:
    language = messages.language
    yield _page(
        calendar_url, "calendar.html", messages.gettext("Calendar"), messages,
        lambda: {"years": calendar.rows},
    )  # fmt: skip
    for year in calendar.years:
        title = messages.gettext("Calendar of {year}").format(year=year)
        yield _page(
            partial(calendar_url, year=year), "calendar-year.html", title, messages,
            partial(lambda year: {"year": calendar.year(year, language)}, year),
        )  # fmt: skip


def moved_plans(redirects: Mapping[str, str]) -> Iterator[PagePlan]:
    """Pages that lead on: from old addresses to present ones, both as paths from the site's root.

    The old address of a document gets the page of a folder of that name, to which servers lead by themselves.
    """
    for old, new in redirects.items():
        yield PagePlan(
            old if old.endswith("/") else f"{old}/", "moved.html", new,
            language_of(new), partial(dict, target=quote(new)), is_listed=False,
        )  # fmt: skip


def faulty_plans(faulty: Mapping[str, Iterable[str]]) -> Iterator[PagePlan]:
    """Pages of a preview in the place of records that cannot be shown; `faulty` maps their ids to their languages.

    They have nothing of their own to say: every page of such a preview says what is to be corrected.
    """
    for record_id, languages in faulty.items():
        for language in languages:
            url = page_url(record_id, language)
            yield PagePlan(url, "faulty.html", record_id, language, dict, is_listed=False)


def _record_plans(
    record: Record, catalogues: Mapping[str, Messages], record_view: Callable[[Record, Messages], View]
) -> Iterator[PagePlan]:
    """The pages of a record, one a language; search engines are led to those in the languages of its words."""
    urls = {language: record_url(record, language) for language in catalogues}
    written = {language: urls[language] for language in record.words if language in urls}
    for language in catalogues:
        if record.removed:
            yield PagePlan(
                urls[language], "removed.html", catalogues[language].gettext("Record removed"), language,
                partial(dict, removed=record.removed, reason=short_text(record.removed.reason, language)),
                is_listed=False, alternates=urls, translations={}, is_of_record=True,
            )  # fmt: skip
            continue
        words = record.in_language(language)
        yield PagePlan(
            urls[language], "record.html", words.title, language,
            partial(record_view, record, catalogues[language]), words.summary, words.path,
            is_listed=record.withdrawn is None, alternates=urls, is_of_record=True,
            record=None if record.withdrawn else record,
            translations=written if language in written else {},
            canonical=None if language in written else urls.get(words.language),
        )  # fmt: skip
