"""The pages of records, which are written past MkDocs.

They are three times as many as there are records. MkDocs' own objects and events would cost as much again as what the
pages say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger

from mission_archive.publishing.permalinks import permalink
from mission_archive.rendering.addresses import root_of
from mission_archive.rendering.mistakes import report_url
from mission_archive.rendering.site_plan import PagePlan
from mission_archive.wiring.interfaces import Interface
from mission_archive.wiring.pages import edit_url

log = get_plugin_logger(__name__)


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A page of a record as the frame sees it, by the names that MkDocs gives to what its own pages have."""

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


def write_records(
    plans: Iterable[PagePlan],
    interfaces: Mapping[str, Interface],
    config: MkDocsConfig,
    report_to: str | None,
    count: Callable[[], None],
) -> None:
    """Write the pages that are planned into the site; `count` is called after each.

    `report_to` is where readers report mistakes, if anywhere.
    """
    site, base = Path(config.site_dir), config.site_url.rstrip("/") + "/" if config.site_url else None
    for plan in plans:
        address = base + (plan.canonical or plan.url) if base is not None else None
        text = _html(
            plan, RecordFile(plan, address, edit_url(plan, config)), interfaces[plan.language], report_to
        )
        folder = site / plan.url
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "index.html").write_bytes(text.encode())
        count()


def _html(plan: PagePlan, file: RecordFile, interface: Interface, report_to: str | None) -> str:
    view = plan.view()
    page = view.get("record")
    # Pages in other languages have the same text.
    for link in page.dead_links if page and plan.canonical is None else ():
        log.warning(f"{plan.source}: the text links to '{link}', which leads nowhere; correct the link")
    return interface.page(
        plan.template, root_of(plan.url), page=file, is_listed=plan.is_listed, alternates=plan.alternates,
        translations=plan.alternates if plan.translations is None else plan.translations,
        permalink=permalink(page.record) if page else None,
        report=report_url(report_to, plan.title, file.canonical_url or plan.url, interface.messages)
        if report_to and page else None,
        **view,
    )  # fmt: skip
