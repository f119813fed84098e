"""The files of planned pages: their HTML, made when they are written."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from urllib.parse import quote

from mission_archive.building.files import FileContent
from mission_archive.building.read import Log
from mission_archive.building.site import Site
from mission_archive.building.templates import Templates
from mission_archive.model.addresses import PAGE_FILE, permalink, root_of
from mission_archive.model.languages import FIRST_LANGUAGE
from mission_archive.rendering.records.reporting import report_url
from mission_archive.rendering.site_plan import PagePlan

TARGET = "\x00target"
"""Stands in the text of a page that leads on for the address to which it leads."""


@dataclass(frozen=True, slots=True)
class Page:
    """A planned page as the frame sees it, by the names that MkDocs gives to what its own pages have."""

    plan: PagePlan
    site: Site

    @property
    def canonical_url(self) -> str | None:
        return self.site.url + (self.plan.canonical or self.plan.url) if self.site.url else None

    @property
    def edit_url(self) -> str | None:
        base, source = self.site.edit_base, self.plan.source
        return base + source if base and source else None

    @property
    def url(self) -> str:
        return self.plan.url

    @property
    def title(self) -> str:
        return self.plan.title

    @property
    def meta(self) -> Mapping[str, str]:
        return {"description": self.plan.description}


def page_bytes(planned: PagePlan, templates: Mapping[str, Templates], site: Site, log: Log) -> bytes:
    """A planned page as it is written."""
    # Of a record, this calls the `record_view` of rendering.site_plan.
    view, own_templates = planned.make_view(), templates[planned.language]
    page = Page(planned, site)
    if shown := view.get("record"):
        # Pages in other languages have the same text.
        for link in shown.dead_links if planned.canonical is None else ():
            log(
                logging.WARNING,
                f"{planned.source}: the text links to '{link}', which leads nowhere; correct the link",
            )
        address, to = page.canonical_url or planned.url, site.report_to
        report = report_url(to, planned.title, address, own_templates.messages) if to else None
        view = {**view, "permalink": permalink(shown.record), "report": report}
    return own_templates.page(
        planned.template, root_of(planned.url), page=page, is_listed=planned.is_listed, alternates=planned.alternates,
        translations=planned.offered, **view,
    ).encode()  # fmt: skip


def short_pages(
    redirects: Mapping[str, str], templates: Mapping[str, Templates]
) -> Mapping[str, FileContent]:
    """The pages of short addresses, which lead on: old address → present one.

    They are as many as there are records and differ only in where they lead, so the template is asked once.
    """

    @cache
    def text(root: str) -> str:
        return templates[FIRST_LANGUAGE].page("moved.html", root, target=TARGET, page=None)

    def leading_on(old: str, new: str) -> bytes:
        return text(root_of(old)).replace(TARGET, quote(new)).encode()

    return {f"{old}{PAGE_FILE}": partial(leading_on, old, new) for old, new in redirects.items()}
