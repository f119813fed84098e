"""Numbers as people type them."""

import re

RE_THOUSANDS = re.compile(r"[0-9]{1,3}(?:[ \u00a0\u202f.,'’][0-9]{3})+")
RE_BETWEEN_THOUSANDS = re.compile(r"[^0-9]")


def digits_only(text: str) -> str:
    """A whole number without the signs between its thousands; any other text as it is."""
    return RE_BETWEEN_THOUSANDS.sub("", text) if RE_THOUSANDS.fullmatch(text) else text
