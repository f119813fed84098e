"""What is planned of each file of a site: its address, and where its bytes come from."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Gathered:
    """A file made from others of the site: `write` is given the folder in which they are, and its own place."""

    write: Callable[[Path, Path], None]


FileContent = Path | bytes | Callable[[], bytes] | Gathered
"""Where a planned file comes from: a file to be copied, bytes, a function that makes them when they are written, or the
files that are written before it."""


class PlannedFile(NamedTuple):
    """`path` is its address from the site's root; `origin` names to people what it is made from."""

    path: str
    content: FileContent
    origin: str
