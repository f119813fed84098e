"""Records made of values, and content folders with the history of git."""

from __future__ import annotations

import datetime
import os
import subprocess
from pathlib import Path
from typing import Any

from mission_archive.model.dates import Date
from mission_archive.model.records import Record, Words

MOMENT = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)

TEXT = """\
---
title: Round table on energy
date: 2010-04-15
summary: They spoke about energy.
format: round-table
---
The round table lasted a day.

It was opened by the speaker.
"""

RUSSIAN = """\
---
title: Круглый стол по энергетике
summary: Говорили об энергетике.
---
Круглый стол длился один день.
"""

PAST = "events/2010/energy.md"
PAST_RUSSIAN = "events/2010/energy.ru.md"


def record(
    record_id: str, title: str = "A title", body: str = "", languages: tuple[str, ...] = ("en",), **facts: Any
) -> Record:
    """A record with as little in it as a test needs; its original is the first of `languages`."""
    words = {
        code: Words(
            language=code,
            path=f"content/{record_id}{'' if code == 'en' else f'.{code}'}.md",
            title=title,
            summary=f"Summary of {record_id}",
            body=body,
        )
        for code in languages
    }
    return Record(
        **{
            "id": record_id,
            "original": languages[0],
            "words": words,
            "date": Date.parse("2010-04-15"),
            **facts,
        }
    )


class Repository:
    """A project with content and history of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content = folder / "content"
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str) -> str:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        identity = [
            "-c",
            "user.name=Somebody",
            "-c",
            "user.email=somebody@example.org",
            "-c",
            "commit.gpgsign=false",
        ]
        done = subprocess.run(
            ["git", *identity, *arguments],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=True,
            env=environment,
        )
        return done.stdout.strip()

    def write(self, name: str, text: str) -> Path:
        path = self.content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def change(self, name: str, old: str, new: str) -> None:
        path = self.content / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def commit(self, subject: str = "content: records") -> str:
        self.git("add", "--all")
        self.git("commit", "-q", "--allow-empty", "-m", subject)
        return self.git("rev-parse", "HEAD")
