"""The page "Use our data": what there is for programs, with an example of each kind that works as it is written."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from mission_archive.formats.edition import Edition, Offer, Subject
from mission_archive.formats.table import page_formats
from mission_archive.model.addresses import (
    DATA,
    language_root,
    list_data_url,
    page_url,
    record_data_url,
    record_url,
)
from mission_archive.model.languages import LANGUAGES
from mission_archive.model.records import UNDATED
from mission_archive.rendering.site_plan import PagePlan
from mission_archive.rendering.words.messages import Messages


def data_pages(edition: Edition) -> Iterator[PagePlan]:
    """The page in each language."""
    urls = {code: page_url(DATA, code) for code in LANGUAGES}
    for language, messages in edition.messages.items():
        yield PagePlan(
            urls[language], "data.html", messages.gettext("Use our data"), language,
            partial(_view, edition, messages), alternates=urls,
        )  # fmt: skip


def _view(edition: Edition, messages: Messages) -> Mapping[str, Any]:
    archive = edition.archive
    years = sorted(year for year in archive.listing("years") if year != UNDATED)
    record = next(iter(archive.listed), None)
    places = archive.listing("places")
    place = max(places, key=lambda term: len(places[term]), default=None)
    language = messages.language
    home = page_formats(edition, Subject(language_root(language), language))
    page = record_url(record, language) if record else ""
    about = page_formats(edition, Subject(page, language, record))
    return {
        "records": messages.number(len(archive.listed)),
        "years": (years[0], years[-1]) if years else None,
        "data": f"{edition.url}{DATA}/",
        "licence": edition.licence,
        "record_data": record and edition.url + record_data_url(record),
        "feed": _first(home.follow, "feed.xml", edition),
        "calendar": _first(home.follow, "calendar.ics", edition),
        "citation": _first(about.data, "cite.ris", edition),
        "list_data": place and edition.url + list_data_url("places", place),
    }


def _first(offers: Iterable[Offer], name: str, edition: Edition) -> str | None:
    """The full address of the first file of a name that a page offers."""
    return next((edition.url + offer.url for offer in offers if offer.url.endswith(name)), None)
