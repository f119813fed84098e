"""What the builds of a run share: templates once compiled, and the names of the files that MkDocs' themes bring.

A build of one record would otherwise spend most of its time on these two, and find the same each time.
"""

from __future__ import annotations

import hashlib
import os
import sys
from functools import cache, wraps
from pathlib import Path
from typing import Any

import jinja2
from jinja2.bccache import Bucket, BytecodeCache


class Compiled(BytecodeCache):
    """Keeps compiled templates in a folder, by their text: each test has its own copy of the same files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get_bucket(
        self, environment: jinja2.Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        escaping = environment.autoescape
        is_escaped = escaping(name) if callable(escaping) else escaping
        decides = (name, source, is_escaped, sorted(environment.extensions))
        key = hashlib.sha256(repr(decides).encode()).hexdigest()
        bucket = Bucket(environment, key, key)
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        path = self.folder / bucket.key
        if path.exists():
            with path.open("rb") as file:
                bucket.load_bytecode(file)

    def dump_bytecode(self, bucket: Bucket) -> None:
        path = self.folder / f"{bucket.key}.{os.getpid()}"
        with path.open("wb") as file:
            bucket.write_bytecode(file)
        path.replace(self.folder / bucket.key)


def share(folder: Path) -> None:
    """Make all template engines of this process, and of those forked from it, share what is the same for all."""
    compiled = Compiled(folder)
    make, listed = jinja2.Environment.__init__, jinja2.FileSystemLoader.list_templates

    @wraps(make)
    def sharing(self: jinja2.Environment, *arguments: Any, **options: Any) -> None:
        make(self, *arguments, **{"bytecode_cache": compiled, **options})

    @cache
    def of_packages(place: str) -> list[str]:
        # MkDocs takes no file whose name begins with a dot, and Material has 14,000 icons in such a folder.
        return [name for name in listed(jinja2.FileSystemLoader(place)) if not name.startswith(".")]

    def listing(self: jinja2.FileSystemLoader) -> list[str]:
        names = [
            of_packages(place) if place.startswith(sys.prefix) else listed(jinja2.FileSystemLoader(place))
            for place in self.searchpath
        ]
        return sorted({name for each in names for name in each})

    jinja2.Environment.__init__ = sharing  # type: ignore[method-assign]
    jinja2.FileSystemLoader.list_templates = listing  # type: ignore[method-assign]
