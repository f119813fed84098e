"""The archive's pages as pages of MkDocs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from mission_archive.rendering.site_plan import PagePlan


class ArchivePage(Page):
    """A page that a plan describes. It has no Markdown of its own: its template shows what the plan's view says."""

    def __init__(self, plan: PagePlan, file: File, config: MkDocsConfig) -> None:
        super().__init__(plan.title, file, config)
        self.plan = plan
        self.edit_url = edit_url(plan, config)

    def _set_canonical_url(self, base: str | None) -> None:
        # As MkDocs does, without parsing the address of the site anew for each page.
        self.canonical_url = f"{base.rstrip('/')}/{self.url}" if base else None
        self.abs_url = None

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown = ""
        self.meta = {"template": self.plan.template, "description": self.plan.description}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.content = ""

    def view(self) -> Mapping[str, Any]:
        """The values of the template besides MkDocs' own context."""
        return self.plan.view()


def page_file(plan: PagePlan, config: MkDocsConfig) -> File:
    """A file of MkDocs that carries the planned page, out of every navigation."""
    file = File.generated(config, f"{plan.url}index.md", content="", inclusion=InclusionLevel.NOT_IN_NAV)
    ArchivePage(plan, file, config)  # registers itself as the file's page
    return file


def edit_url(plan: PagePlan, config: MkDocsConfig) -> str | None:
    """Where the source of a planned page is edited, if the project says where its repository is."""
    if not (config.repo_url and config.edit_uri and plan.source):
        return None
    # The sources lie beside docs_dir, not in it, so MkDocs' own edit address would lead nowhere.
    return config.repo_url.rstrip("/") + "/" + config.edit_uri.partition("docs/")[0] + plan.source
