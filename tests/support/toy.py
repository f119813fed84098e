"""A small archive of an invented office: a handful of records of every kind, all vocabularies, no mistake.

It lies as files in `toy_content/`, so that it can be read as an editor would write it.
"""

import datetime
import shutil
from pathlib import Path

from mission_archive.model.archive import Archive
from mission_archive.reading.content import read_content

TOY = Path(__file__).parent / "toy_content"
NOW = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
"""The moment for which the toy archive is seen: one of its records is under embargo then."""


def write_toy_archive(folder: Path) -> Path:
    """Put the whole toy archive below `folder`; the path of its content folder."""
    return Path(shutil.copytree(TOY, folder / "content"))


def write_toy_vocabularies(folder: Path) -> Path:
    """Put a content folder with the vocabularies alone below `folder`; its path."""
    shutil.copytree(TOY / "vocabularies", folder / "content/vocabularies")
    return folder / "content"


def toy_archive(now: datetime.datetime = NOW) -> Archive:
    """The toy archive as the rooms above the reading see it."""
    content = read_content(TOY)
    assert not content.problems, "\n".join(map(str, content.problems))
    return Archive(content.records, content.vocabularies, now, without_consent=content.without_consent)
