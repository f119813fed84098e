"""A project that is built in a second or two, in two states, for tests that build it again and again."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.site.sample import write
from tests.support import warm
from tests.support.pictures import drawn, saved
from tests.support.site import MOMENT, configure, copy_project, file_bytes, run, without_progress

STATES = ("first", "second")

HOME = "---\ntemplate: home.html\n---\n\n# Home\n\nSee [about](about.md).\n"


def small_project(folder: Path, state: str = STATES[0]) -> Path:
    """The real configuration and templates, hardly any documentation, and the records of a state."""
    project = copy_project(folder, has_content=False)
    configure(project, "host: github-pages", "host: netlify")
    for name in ("develop", "editors", "images"):
        shutil.rmtree(project / "docs" / name)
    for language in ("", "ru/", "tg/"):
        write(project / "docs", f"{language}index.md", HOME)
        write(project / "docs", f"{language}about.md", "# About\n\nWords.\n")
    write_state(project, state)
    return project


def write_state(project: Path, state: str) -> None:
    """Two states: they share a photo and an attachment, and differ in a record's words, and in one record."""
    content = project / "content"
    shutil.rmtree(content, ignore_errors=True)
    write(content, "vocabularies/places.yml", "- {id: alder, name: Alder, kind: town}\n")
    write(
        content,
        "events/2010/talks/index.md",
        f"---\ntitle: Talks, the {state} version\ndate: 2010-04-15\npublished: 2012-01-01\nsummary: Words.\n"
        "places: [alder]\n"
        "photos: [{file: hall.jpg, alt: A hall, credit: Somebody, consent: given}]\n"
        "attachments: [{file: list.csv, title: The list}]\n---\n\nMore words.\n",
    )
    write(
        content,
        f"reports/2011/of-the-{state}.md",
        "---\ntitle: A report\ndate: 2011\npublished: 2012-01-01\nsummary: Words.\n---\n",
    )
    (content / "events/2010/talks/hall.jpg").write_bytes(saved(drawn(320, 240)))
    (content / "events/2010/talks/list.csv").write_text(f"{state}\n" * 1000, "utf-8")


def built_states(folder: Path) -> Mapping[str, dict[str, bytes]]:
    """What a build that nothing disturbs makes of each state."""
    sites = {}
    for state in STATES:
        project = small_project(folder / state, state)
        done = run(project, "archive", "build")
        assert done.returncode == 0, done.stderr
        sites[state] = file_bytes(project / "site")
    assert sites[STATES[0]] != sites[STATES[1]]
    return sites


def names_in(folder: Path) -> list[str]:
    """What lies in a folder, hidden or not, but for the cache."""
    return sorted(path.name for path in folder.iterdir() if path.name != ".cache")


class Running:
    """A build that has been started, from a process that is warm: tests are about its work and its end."""

    def __init__(self, project: Path, options: Sequence[str]) -> None:
        self.says, writes = os.pipe()
        told = {**os.environ, "SOURCE_DATE_EPOCH": MOMENT}
        with Path(os.devnull).open("wb") as nothing:
            self.process = warm.start(("archive", "build", *options), project, told, nothing, writes)
        os.close(writes)

    @classmethod
    def build(cls, project: Path, *options: str) -> Running:
        return cls(project, options)

    def is_running(self) -> bool:
        return self.process.poll() is None

    def line(self) -> str:
        """The next line of what it says besides its result."""
        line = b""
        while not line.endswith(b"\n") and (byte := os.read(self.says, 1)):
            line += byte
        return line.decode()

    def end(self) -> tuple[int, str]:
        """Its status and what it said besides its last words, when it has ended by itself."""
        return self._over(), without_progress(self.rest)

    def kill(self) -> bool:
        """`kill -9`; whether it was still running."""
        self.process.send_signal(signal.SIGKILL)
        return self._over() < 0

    def _over(self) -> int:
        """Its status, when all that it said has been read."""
        if self.says >= 0:
            with os.fdopen(self.says, encoding="utf-8") as said:
                self.rest = said.read()
            self.says = -1
        return self.process.wait(warm.PATIENCE)
