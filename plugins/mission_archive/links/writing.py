"""Addresses as a page writes them."""

from __future__ import annotations

from urllib.parse import quote

from mission_archive.links.resolving import RE_SCHEME, Base

SAFE = "/:@!$&'()*+,;=~"


def as_written_on(folder: str, instead_of: str, address: str, base: Base) -> str:
    """An address of the site as a page in `folder` writes it, in the form of what it replaces.

    In full where that is in full, from the host's root where that is; else relative. Letters of any script stay as
    they are, so that people can read them.
    """
    quoted = "".join(quote(letter, SAFE) if letter.isascii() else letter for letter in address)
    if RE_SCHEME.match(instead_of) or instead_of.startswith("//"):
        return f"{base}{quoted}"
    if instead_of.startswith("/"):
        return base.path + quoted
    here, there = folder.split("/")[:-1], quoted.split("/")
    while here and there[1:] and here[0] == there[0]:
        here, there = here[1:], there[1:]
    return "../" * len(here) + "/".join(there) or "./"
