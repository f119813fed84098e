"""A copy of a source that the archive keeps beside its records, in a folder of the project."""

import datetime
import hashlib
from dataclasses import dataclass

COPIES = "copies"
"""The folder of the copies, beside that of the records."""
COPY_ENDING = ".warc.gz"
"""Of the file of a copy (ISO 28500)."""


@dataclass(frozen=True, slots=True)
class Capture:
    """A source as it answered at a `moment`: the `file` in the folder of the copies, and the media type.

    `digest` is the SHA-256 of what was answered, as hexadecimal digits; `size` are the bytes of the file.
    """

    moment: datetime.datetime
    file: str
    digest: str
    type: str
    size: int

    def __str__(self) -> str:
        return f"{self.file} of {self.moment:%Y-%m-%d}"


def file_of(url: str) -> str:
    """The name of the file of an address, which is the same each time."""
    return f"{hashlib.sha256(url.encode()).hexdigest()[:16]}{COPY_ENDING}"
