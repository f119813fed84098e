from pathlib import Path

import pytest

from mission_archive.media.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A folder for what is made, of this test alone."""
    return Store(tmp_path / "cache")
