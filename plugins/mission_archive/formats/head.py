"""What formats put into the head of a page: links as elements."""

from __future__ import annotations

from markupsafe import Markup, escape


def link(relation: str, url: str, media_type: str | None = None, title: str | None = None) -> Markup:
    """A link in the head of a page. Pages have some ten each, so it is put together as a string: `Markup.format` takes
    ten times as long."""
    kind = f' type="{media_type}"' if media_type else ""
    called = f' title="{escape(title)}"' if title else ""
    return Markup(f'<link rel="{relation}"{kind}{called} href="{escape(url)}">')
