"""The moment for which a site is built."""

from __future__ import annotations

import datetime
import os

from mkdocs.exceptions import PluginError


def build_moment() -> datetime.datetime:
    """The moment for which the site is built: now, or that of SOURCE_DATE_EPOCH (reproducible-builds.org).

    Raises PluginError if that is no moment.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.datetime.now(datetime.UTC)
    try:
        seconds = int(epoch)
        if not 0 <= seconds < 1 << 32:  # what MkDocs can write into an archive
            raise ValueError
        return datetime.datetime.fromtimestamp(seconds, datetime.UTC)
    except (ValueError, OverflowError, OSError) as fault:
        raise PluginError(
            f"SOURCE_DATE_EPOCH: '{epoch}' is no moment; write the seconds since 1970, such as 1790000000"
        ) from fault
