"""The site of an archive full of attacks, the site of its harmless twin, and a browser that notes what runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page

from tests.hostile.site import ALL_TEXTS, harmless, hostile, refused_texts, write_archive, write_texts
from tests.support.server import serve
from tests.support.shared import Shared
from tests.support.site import Site, configure, copy_project
from tests.support.watch import watch


@pytest.fixture(scope="session")
def hostile_site(shared: Shared) -> Site:
    def write(folder: Path) -> None:
        project = copy_project(folder, has_content=False)
        configure(project, "host: github-pages", "host: netlify")
        write_archive(project, hostile)
        texts = {number: text for number, text in enumerate(ALL_TEXTS) if number not in refused_texts()}
        write_texts(project / "content", texts)

    return shared("hostile", write)


@pytest.fixture(scope="session")
def harmless_site(shared: Shared) -> Site:
    def write(folder: Path) -> None:
        project = copy_project(folder, has_content=False)
        write_archive(project, harmless)
        numbers = set(range(len(ALL_TEXTS))) - refused_texts().keys()
        write_texts(project / "content", dict.fromkeys(numbers, "Harmless."))

    return shared("harmless", write)


@dataclass
class Visitor:
    """A page of a browser that is led through the hostile site. All lists stay empty where all is well."""

    page: Page
    address: str
    heard: list[str]
    ran: list[str] = field(default_factory=list)
    """The arguments of each call of `attacked`, and the words of each dialog."""

    @property
    def complaints(self) -> list[str]:
        """What the browser complained of; a page that is left before its icon has come is no fault."""
        return [told for told in self.heard if not told.startswith((f"failed: {self.address}", "404: "))]

    def forget(self) -> None:
        self.heard.clear()
        self.ran.clear()

    def visit(self, url: str) -> None:
        self.page.goto(self.address + url, wait_until="load")


@contextmanager
def visitor(browser: Browser, address: str, *, has_policy: bool) -> Iterator[Visitor]:
    """Somebody who reads the site at `address`; without a policy, a browser that runs whatever a page says."""
    with browser.new_context(bypass_csp=not has_policy, viewport={"width": 1280, "height": 900}) as context:
        found = Visitor(context.new_page(), address, watch(context))
        # In every page and frame, so that a script of any origin finds it.
        context.expose_function("attacked", lambda *told: found.ran.append(str(told)))

        def dismiss(dialog: Dialog) -> None:
            found.ran.append(dialog.message)
            dialog.dismiss()

        found.page.on("dialog", dismiss)
        context.on("page", lambda page: found.ran.append(f"opened {page.url}"))
        context.on("weberror", lambda fault: found.ran.append(str(fault.error)))
        yield found


@pytest.fixture(scope="session")
def hostile_address(hostile_site: Site) -> Iterator[str]:
    with serve(hostile_site.root) as address:
        yield address
