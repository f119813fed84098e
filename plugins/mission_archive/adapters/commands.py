"""MkDocs' own commands, run for the command `archive`."""

from __future__ import annotations

import datetime
import errno
import gc
import logging
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from mkdocs.commands import build as mkdocs_build
from mkdocs.commands import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin

from mission_archive.adapters.builds import LINKS, RECORDS, build_of
from mission_archive.adapters.faults import told_plainly
from mission_archive.adapters.guards import refuse_configuration
from mission_archive.adapters.links import LinksPlugin
from mission_archive.adapters.records import RecordsPlugin, silent
from mission_archive.building.faults import BuildFault, temporary_folder
from mission_archive.building.modes import open_as
from mission_archive.building.placing import place_of, put_in_place, refuse_foreign_folder, staging
from mission_archive.media import PHOTO_CACHE

__all__ = ["BuildFault", "Built", "build", "serve"]

OfPlugin = TypeVar("OfPlugin", bound=BasePlugin)  # type: ignore[type-arg]

# The theme prints a notice about MkDocs 2 at every build; which versions are used is decided in pyproject.toml.
QUIET_THEME = {"NO_MKDOCS_2_WARNING": "1"}

OUR_LOGGER = "mkdocs.plugins.mission_archive"
"""What it is told is shown as it stands, and stops nothing."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: records shown, HTML pages written, and wall time.

    `moment` is the one for which it was made, if SOURCE_DATE_EPOCH named it.
    """

    records: int
    pages: int
    seconds: float
    site_dir: str
    moment: datetime.datetime | None


def build(
    config_file: Path,
    site_dir: Path | None,
    progress: Callable[[str], Callable[[int, int], None]] = silent,
    *,
    check_links: bool = False,
    is_ahead: bool = False,
) -> Built:
    """Build the site strictly: any warning of MkDocs fails it. `progress` takes what is counted, and gives what is
    called with how many of how many are done.

    With `check_links` a broken link fails it too; with `is_ahead` SOURCE_DATE_EPOCH may name a moment to come.

    The site is built beside the old one and takes its place in one step when it is whole; a build that fails or is
    killed leaves the old one. Raises BuildFault.
    """
    started = time.monotonic()
    os.environ.update(QUIET_THEME)
    _log_plainly()
    places: list[Path] = []
    with told_plainly(places), _rarer_collections():
        config = load_config(
            str(config_file), strict=True, **({"site_dir": str(site_dir)} if site_dir else {})
        )
        plugin = _plugin(config, RECORDS, RecordsPlugin)
        if check_links:
            _plugin(config, LINKS, LinksPlugin).config.enabled = True
        plugin.config.ahead = plugin.config.ahead or is_ahead
        plugin.progress = progress
        # Here with the folder that will be replaced: the plugin sees only the one beside it.
        refuse_configuration(config, plugin.config.content_dir)
        named = Path(config.site_dir)
        site = place_of(named)
        places += [site, config_file.resolve().parent / PHOTO_CACHE, temporary_folder()]
        tell = logging.getLogger(OUR_LOGGER).info
        with staging(site, tell) as staged, open_as(site, staged, tell):
            refuse_foreign_folder(site)
            config.site_dir = str(staged)
            config.plugins.on_startup(command="build", dirty=False)
            try:
                mkdocs_build.build(config)
            finally:
                config.plugins.on_shutdown()
            put_in_place(staged, site)
    shown = named.relative_to(Path.cwd()) if named.is_relative_to(Path.cwd()) else named
    made, archive = build_of(config), build_of(config).holdings.archive
    return Built(
        len(archive.records),
        sum(path.endswith(".html") for path in made.files),
        time.monotonic() - started,
        shown.as_posix(),
        archive.now if "SOURCE_DATE_EPOCH" in os.environ else None,
    )


@contextmanager
def _rarer_collections() -> Iterator[None]:
    """Let Python look for circles of dead objects less often: a build keeps nearly all it makes until its end."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 20, 50)
    try:
        yield
    finally:
        gc.freeze()  # the process ends soon: to search all that a build has made once more would be in vain
        gc.set_threshold(*before)


def serve(config_file: Path, address: str) -> None:
    """Serve a preview that follows every change, until interrupted."""
    os.environ.update(QUIET_THEME)
    _log_plainly(logging.INFO)
    with told_plainly([]):
        try:
            mkdocs_serve.serve(str(config_file), dev_addr=address, strict=False, watch_theme=True)
        except OverflowError as fault:
            raise BuildFault(
                f"The address {address} cannot be used, for a port is a number from 1 to 65535; "
                "name another, such as --address 127.0.0.1:8001"
            ) from fault
        except OSError as fault:
            is_of_file = fault.filename is not None
            if is_of_file or fault.errno not in (errno.EADDRINUSE, errno.EADDRNOTAVAIL, errno.EACCES):
                raise
            raise BuildFault(
                f"The address {address} cannot be used ({fault.strerror}); "
                "name another, such as --address 127.0.0.1:8001"
            ) from fault


def _plugin(config: MkDocsConfig, name: str, kind: type[OfPlugin]) -> OfPlugin:
    plugin = config.plugins.get(name)
    if not isinstance(plugin, kind):
        raise BuildFault(f"mkdocs.yml does not name the plugin {name}; add it under 'plugins:'")
    return plugin


def _log_plainly(level: int = logging.WARNING) -> None:
    """Problems as bare lines, so that editors and code hosts find the place in them; the rest with its level."""
    logger = logging.getLogger("mkdocs")
    logger.setLevel(level)
    # What is worth a look in a record is told, though it stops nothing.
    logging.getLogger(OUR_LOGGER).setLevel(logging.INFO)
    if not logger.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(_PlainFormatter())
        handler.addFilter(_is_news)
        logger.addHandler(handler)


def _is_news(record: logging.LogRecord) -> bool:
    """Whether nothing else tells it: MkDocs names the page that it could not write, and then we say what is wrong."""
    return record.name != mkdocs_build.log.name or not isinstance(sys.exc_info()[1], OSError)


class _PlainFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        message = record.getMessage().removeprefix("mission_archive: ")
        is_problem = record.name.startswith(OUR_LOGGER)
        return message if is_problem or record.levelno == logging.INFO else f"{record.levelname}: {message}"
