"""Built sites as the tests read them: a project in a folder of its own, its build, and the pages that came of it."""

from __future__ import annotations

import datetime
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import lxml.etree
import lxml.html
from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from tests.support import warm

PROJECT = Path(__file__).parents[2]
COMMANDS = Path(sys.executable).parent
"""Where the commands of the environment lie that runs the tests."""

BASE = "/archive/"
"""The path below which the site stands on its host, as `site_url` in mkdocs.yml says."""

MOMENT = "1790000000"
"""21 September 2026 as seconds since 1970: the moment for which tests build toy content, so that the result is the same
every day. Never for real content, whose corrections may be of today."""

NOW = os.environ.setdefault("TESTS_BEGAN", str(int(time.time())))
"""When these tests began, for real content: one moment for all builds of a run, so that nothing falls due between.
The environment passes it to the processes that share the work."""


GUIDES = ("editors", "develop")
"""The folders of the documentation that take as long to build as hundreds of records."""


def copy_project(folder: Path, *, has_content: bool = True, has_guides: bool = False) -> Path:
    """A project with the real configuration and templates, the real records if wanted, and the documentation.

    Of the guides there are only the headings of their first pages, unless they are wanted: no other page leads further.
    """
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(PROJECT / "mkdocs.yml", folder)
    for name in ("docs", "overrides", *(("content",) if has_content else ())):
        shutil.copytree(PROJECT / name, folder / name, ignore=None if has_guides else _later_pages)
    if not has_guides:
        for name in GUIDES:
            page = folder / "docs" / name / "index.md"
            page.write_text(page.read_text("utf-8").partition("\n")[0], "utf-8")
    return folder


def _later_pages(folder: str, names: list[str]) -> list[str]:
    """What of a folder is a page of guides but the first."""
    return [name for name in names if name != "index.md"] if Path(folder).name in GUIDES else []


def run(
    project: Path, *command: str, is_warm: bool = True, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a command of the environment in a project's folder; `environment` comes on top of the present one.

    The clock is that of toy content; with real content give `SOURCE_DATE_EPOCH=NOW`. `archive` and `mkdocs` start
    from a process that is warm (`tests.support.warm`), unless the test is about their start.
    """
    told = {**os.environ, "SOURCE_DATE_EPOCH": MOMENT, **environment}
    if is_warm and command[0] in warm.COMMANDS:
        return warm.run(command, project, told, warm.PATIENCE)
    return subprocess.run(
        [COMMANDS / command[0], *command[1:]],
        cwd=project,
        env=told,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=warm.PATIENCE,
    )


def configure(project: Path, before: str, after: str) -> None:
    """Write something else in the one place of mkdocs.yml that says `before`."""
    text = (project / "mkdocs.yml").read_text("utf-8")
    assert text.count(before) == 1, f"mkdocs.yml: {before!r}"
    (project / "mkdocs.yml").write_text(text.replace(before, after), "utf-8")


RE_PROGRESS = re.compile(r"^[0-9,]+ of [0-9,]+ \w+ after [0-9]+ s\n", re.MULTILINE)


def without_progress(said: str) -> str:
    """What a command said besides how far it had come, which it says on a slow machine alone."""
    return RE_PROGRESS.sub("", said)


def build(project: Path, moment: str = MOMENT) -> Site:
    """The site of a project, built by the command that people use; `moment` is NOW for real content."""
    done = run(project, "archive", "build", SOURCE_DATE_EPOCH=moment)
    assert done.returncode == 0, done.stderr
    return Site(project / "site", project, moment)


def file_bytes(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path from there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


class Selecting(HtmlElement):
    """Elements that keep their selectors: to read one anew for each of 1,000 pages took most of the tests' time."""

    def cssselect(self, expr: str, translator: object = "html") -> list[HtmlElement]:  # type: ignore[override]
        return selector(expr)(self)


@cache
def selector(css: str) -> CSSSelector:
    return CSSSelector(css, translator="html")


@dataclass(frozen=True)
class Site:
    """A built site. Addresses are paths from its root, as browsers ask for them: `places/khujand/`."""

    root: Path
    project: Path
    epoch: str = MOMENT

    @property
    def moment(self) -> datetime.datetime:
        """The moment for which the site was built."""
        return datetime.datetime.fromtimestamp(int(self.epoch), datetime.UTC)

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        return file_bytes(self.root)

    @cached_property
    def pages(self) -> Mapping[str, HtmlElement]:
        """Every HTML page by its address."""
        parser = lxml.html.HTMLParser(encoding="utf-8")
        parser.set_element_class_lookup(lxml.etree.ElementDefaultClassLookup(element=Selecting))
        return {
            uri.removesuffix("index.html"): lxml.html.document_fromstring(data, parser=parser)
            for uri, data in self.files.items()
            if uri.endswith(".html")
        }

    def page(self, url: str) -> HtmlElement:
        return self.pages[url]

    def has(self, text: str) -> list[str]:
        """The files in which a text stands, in their names or their bytes."""
        sought = text.encode()
        return [uri for uri, data in self.files.items() if sought in data or text in uri]


def is_redirect(page: HtmlElement) -> bool:
    return bool(page.cssselect("meta[http-equiv=refresh]"))


def words(element: HtmlElement) -> str:
    """What a reader reads of an element, on one line."""
    return " ".join(element.text_content().split())


def text_of(page: HtmlElement, css: str) -> str:
    """What a reader reads in the one element of a page that `css` selects."""
    (found,) = page.cssselect(css)
    return words(found)


def texts_of(page: HtmlElement, css: str) -> list[str]:
    return [words(element) for element in page.cssselect(css)]


def fact(page: HtmlElement, name: str) -> list[str]:
    """What stands under a name in the facts of a record's page; nothing if the name is not there."""
    return [
        words(value)
        for group in page.cssselect(".facts .fact")
        if text_of(group, "dt") == name
        for value in group.cssselect("dd")
    ]


def part(page: HtmlElement, heading: str) -> HtmlElement | None:
    """The section of a page below a heading of the second level."""
    for section in page.cssselect("section"):
        if texts_of(section, "h2") == [heading]:
            return section
    return None


def address(url: str, href: str) -> str:
    """Where a link on the page at `url` leads, from the site's root and without what follows a `#`.

    Only for relative addresses; what leads out of the site begins with `..`.
    """
    import posixpath

    path = href.partition("#")[0].partition("?")[0]
    if not path:
        return url
    folder = url if url.endswith("/") or not url else posixpath.dirname(url)
    joined = posixpath.normpath(posixpath.join(folder, path))
    if joined == ".":
        return ""
    return joined + "/" if path.endswith(("/", "..", ".")) else joined


def row_targets(url: str, page: HtmlElement) -> list[str]:
    """Where the rows of a list lead, in their order."""
    return [address(url, link.get("href", "")) for link in page.cssselect(".row__title a")]
