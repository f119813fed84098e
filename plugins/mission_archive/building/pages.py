"""The third step of a build: planned pages become HTML, planned files are copied."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mission_archive.building.interfaces import Interface
from mission_archive.building.read import Report
from mission_archive.building.site import Site
from mission_archive.model.addresses import PAGE_FILE, SITEMAP, root_of
from mission_archive.publishing.compression import gzipped
from mission_archive.publishing.permalinks import permalink
from mission_archive.publishing.sitemaps import sitemaps
from mission_archive.rendering.records.mistakes import report_url
from mission_archive.rendering.site_plan import PagePlan


@dataclass(frozen=True, slots=True)
class Page:
    """A planned page as the frame sees it, by the names that MkDocs gives to what its own pages have."""

    plan: PagePlan
    canonical_url: str | None
    edit_url: str | None

    @property
    def url(self) -> str:
        return self.plan.url

    @property
    def title(self) -> str:
        return self.plan.title

    @property
    def meta(self) -> Mapping[str, str]:
        return {"description": self.plan.description}


def write_pages(
    plans: Iterable[PagePlan],
    interfaces: Mapping[str, Interface],
    site: Site,
    folder: Path,
    *,
    report: Report,
    count: Callable[[], None],
) -> None:
    """Write the planned pages into `folder`; `count` is called after each."""
    for plan in plans:
        text = page_html(plan, interfaces[plan.language], site, report)
        place = folder / plan.url
        place.mkdir(parents=True, exist_ok=True)
        (place / PAGE_FILE).write_bytes(text.encode())
        count()


def page_html(plan: PagePlan, interface: Interface, site: Site, report: Report) -> str:
    """A planned page as it is written."""
    view = plan.view()
    page = Page(plan, site.canonical(plan.canonical or plan.url), site.edit_url(plan.source))
    if record := view.get("record"):
        # Pages in other languages have the same text.
        for link in record.dead_links if plan.canonical is None else ():
            report(
                logging.WARNING,
                f"{plan.source}: the text links to '{link}', which leads nowhere; correct the link",
            )
        address = page.canonical_url or plan.url
        view = {
            **view,
            "permalink": permalink(record.record),
            "report": report_url(site.report_to, plan.title, address, interface.messages)
            if site.report_to
            else None,
        }
    return interface.page(
        plan.template, root_of(plan.url), page=page, is_listed=plan.is_listed, alternates=plan.alternates,
        translations=plan.alternates if plan.translations is None else plan.translations, **view,
    )  # fmt: skip


def write_sitemap(urls: Sequence[str], site: Site, folder: Path) -> list[str]:
    """Write the sitemap of the pages whose addresses are given; the paths of its files in the site."""
    texts = {name: text.encode() for name, text in sitemaps(urls, site.url).items()}
    files = {**texts, f"{SITEMAP}.gz": gzipped(texts[SITEMAP])}
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return list(files)


def copy_files(files: Mapping[str, Path], folder: Path) -> None:
    """Copy the planned files into `folder`."""
    for path, source in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, place)
