"""A graph of schema.org as the script element of a page. It is data: no browser runs it, and no policy stops it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from mission_archive.formats.writing import json_text

CONTEXT = "https://schema.org"

Node = Mapping[str, Any]
"""A thing with its `@type` and `@id`."""


def script_of(nodes: Iterable[Node]) -> str:
    """The element for the head of a page. No text can end it: `<` is written as an escape of JSON."""
    graph = {"@context": CONTEXT, "@graph": list(nodes)}
    text = json_text(graph).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'


def reference(node_id: str) -> Node:
    """A thing that another node of this page or of another page describes."""
    return {"@id": node_id}
