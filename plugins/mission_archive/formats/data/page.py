"""The page "Use our data": what there is for programs, with an example of each kind that works as it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from mission_archive.formats.edition import Edition
from mission_archive.model.addresses import DATA, list_data_url, page_url, record_data_url
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
    return {
        "records": messages.number(len(archive.listed)),
        "years": (years[0], years[-1]) if years else None,
        "data": f"{edition.url}{DATA}/",
        "licence": edition.licence,
        "record_data": record and edition.url + record_data_url(record),
        "list_data": place and edition.url + list_data_url("places", place),
    }
