"""Links of a text that is read away from its page."""

from __future__ import annotations

import re

RE_WITHIN = re.compile(r'(<a(?: [a-z-]+="[^"]*")*? href=")#')
"""A link to a part of the same page. Text that looks like one stays as it is."""


def with_full_links(html: str, page: str) -> str:
    """A text in which links to its own notes and headings lead to its page, whose full address is `page`: beside other
    texts, they would lead to the notes of another.
    """
    return RE_WITHIN.sub(lambda link: f"{link[1]}{page}#", html)
