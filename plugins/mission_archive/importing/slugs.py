"""Slugs: the last part of a record's address, made from an id or a title of the source."""

import re

from mission_archive.model.text.slugs import RE_SLUG, is_reserved, latin_slug

RE_TRAILING_YEAR = re.compile(r"-(?:19|20)\d\d$")


def slug_of(text: str) -> str:
    """The text as a slug (see `latin_slug`); a year at the very end is dropped.

    The year already stands in the record's folder. A text that is nothing but a year keeps it. The result is empty when
    the text has no letter or digit that can be written in ASCII.
    """
    return RE_TRAILING_YEAR.sub("", latin_slug(text))


def is_slug(text: str) -> bool:
    """Whether the text can be the last part of a record's address."""
    return RE_SLUG.fullmatch(text) is not None and not is_reserved(text)
