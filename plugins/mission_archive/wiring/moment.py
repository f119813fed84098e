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
    if not epoch:
        return datetime.datetime.now(datetime.UTC)
    try:
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
    except (ValueError, OverflowError, OSError) as fault:
        raise PluginError(
            f"SOURCE_DATE_EPOCH: '{epoch}' is no moment; write the seconds since 1970, such as 1790000000"
        ) from fault
