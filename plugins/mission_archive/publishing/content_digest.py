"""Whether a built site is that of the records as they are now, by what the files say and not by when they were written.

A copy of the project has newer files with the same content, and a renamed file keeps its time.
"""

import hashlib
import os
import re
from pathlib import Path

from mission_archive.model.file_names import RECORD_ENDINGS

DIGEST_FILE = ".content"
"""Where a built site keeps the digest of the content folder that it was built from."""

RE_DIGEST = re.compile(r"[0-9a-f]{32}")

TEXTS = (*RECORD_ENDINGS, ".yaml")
"""Endings of the files that decide which addresses a site has. Of others the name and the size count."""

MOST_TEXT_BYTES = 10_000_000
"""A larger file is no text, whatever its ending: it is refused later, and would be read for hours."""


def content_digest(folder: Path) -> str:
    """32 hexadecimal digits that stand for the files of a content folder. Hidden files do not count.

    Raises OSError.
    """
    digest = hashlib.blake2b(digest_size=16)
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.startswith(".") or name.endswith("~"):
                continue
            file = Path(place, name)
            size = file.lstat().st_size
            is_text = name.endswith(TEXTS) and size <= MOST_TEXT_BYTES
            said = file.read_bytes() if is_text else str(size).encode()
            for part in (file.relative_to(folder).as_posix().encode(errors="surrogateescape"), said):
                digest.update(len(part).to_bytes(8, "big"))
                digest.update(part)
    return digest.hexdigest()


def built_from(site: Path) -> str | None:
    """The digest of the content folder from which a site was built; None if no build has made this folder."""
    try:
        said = (site / DIGEST_FILE).read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return said if RE_DIGEST.fullmatch(said) else None
