"""A record of every kind that a format may get wrong, in `awkward/`: split, open, doubtful, announced, hidden."""

from __future__ import annotations

import datetime
import shutil
import tempfile
from pathlib import Path

from mission_archive.model.archive import Archive
from mission_archive.reading.content import read_content
from tests.support.toy import write_toy_vocabularies

AWKWARD = Path(__file__).parent / "awkward"
NOW = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)

CANARIES = ("withdrawn-canary", "embargoed-canary", "draft-canary")
"""Words of records that no format may hold, whatever their case."""


def awkward_archive(now: datetime.datetime = NOW) -> Archive:
    """The archive as the public sees it at `now`."""
    with tempfile.TemporaryDirectory() as folder:
        content = write_toy_vocabularies(Path(folder))
        shutil.copytree(AWKWARD, content, dirs_exist_ok=True)
        found = read_content(content, "content", now=now)
    assert not found.errors, "\n".join(map(str, found.problems))
    archive = Archive(found.records, found.vocabularies, now, without_consent=found.without_consent)
    return archive.visible()
