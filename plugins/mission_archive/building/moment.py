"""The moment for which a site is built."""

import datetime
import os

from mission_archive.building.faults import BuildFault

SLACK = datetime.timedelta(minutes=10)
"""By how much the clocks of two machines may differ."""


def build_moment(*, may_be_ahead: bool = False) -> datetime.datetime:
    """The moment for which the site is built: now, or that of SOURCE_DATE_EPOCH (reproducible-builds.org).

    Raises BuildFault if that is not a moment, or lies ahead of the clock and may not.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.datetime.now(datetime.UTC)
    try:
        seconds = int(epoch)
        if not 0 <= seconds < 1 << 32:  # what MkDocs can write into an archive
            raise ValueError
        moment = datetime.datetime.fromtimestamp(seconds, datetime.UTC)
    except (ValueError, OverflowError, OSError) as fault:
        raise BuildFault(
            f"SOURCE_DATE_EPOCH: '{epoch}' is not a moment; write the seconds since the beginning of 1970"
        ) from fault
    if moment > datetime.datetime.now(datetime.UTC) + SLACK and not may_be_ahead:
        raise BuildFault(
            f"SOURCE_DATE_EPOCH names {moment:%Y-%m-%d %H:%M} UTC, which is ahead of the clock: records under embargo "
            "until then would be public. Unset it, or build for that moment with archive build --ahead"
        )
    return moment
