"""MkDocs' own commands, run for the command `archive`."""

import datetime
import errno
import gc
import logging
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from mkdocs.commands import build as mkdocs_build
from mkdocs.commands import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.config.base import ValidationError
from mkdocs.config.config_options import IpAddress
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin

from mission_archive.adapters.builds import LINKS, PUBLISHING, RECORDS, build_of, plan_of
from mission_archive.adapters.guards import refuse_configuration
from mission_archive.adapters.links import LinksPlugin
from mission_archive.adapters.output import faults_of_mkdocs, log, log_plainly
from mission_archive.adapters.publishing import PublishingPlugin
from mission_archive.adapters.records import RecordsPlugin, silent
from mission_archive.building.faults import BuildFault, temporary_folder
from mission_archive.building.placing import open_as, place_of, put_in_place, refuse_foreign_folder, staging
from mission_archive.media.store import PHOTO_CACHE

OfPlugin = TypeVar("OfPlugin", bound=BasePlugin)  # type: ignore[type-arg]

NO_ADDRESS = (errno.EADDRINUSE, errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT, errno.EACCES, errno.EINVAL)

# The theme prints a notice about MkDocs 2 at every build; which versions are used is decided in pyproject.toml.
QUIET_THEME = {"NO_MKDOCS_2_WARNING": "1"}


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
    has_bundle: bool = False,
    is_ahead: bool = False,
) -> Built:
    """Build the site strictly: any warning of MkDocs fails it. `progress` takes what is counted, and gives what is
    called with how many of how many are done.

    With `check_links` a broken link fails it too; with `has_bundle` the site holds itself in one ZIP; with `is_ahead`
    SOURCE_DATE_EPOCH may name a moment to come.

    The site is built beside the old one and takes its place in one step when it is whole; a build that fails or is
    killed leaves the old one. Raises BuildFault.
    """
    started = time.monotonic()
    os.environ.update(QUIET_THEME)
    log_plainly()
    # A build keeps nearly all it makes until its end: Python need not look for circles of dead objects often.
    gc.set_threshold(100_000, 20, 50)
    places: list[Path] = []
    with faults_of_mkdocs(places):
        config = load_config(
            str(config_file), strict=True, **({"site_dir": str(site_dir)} if site_dir else {})
        )
        plugin = _plugin(config, RECORDS, RecordsPlugin)
        if check_links:
            _plugin(config, LINKS, LinksPlugin).config.enabled = True
        if has_bundle:
            _plugin(config, PUBLISHING, PublishingPlugin).config.bundle = True
        plugin.config.ahead = plugin.config.ahead or is_ahead
        plugin.progress = progress
        # Here with the folder that will be replaced: the plugin sees only the one beside it.
        refuse_configuration(config, plugin.config.content_dir)
        named = Path(config.site_dir)
        site = place_of(named)
        places += [site, config_file.resolve().parent / PHOTO_CACHE, temporary_folder()]
        with staging(site, log.info) as staged, open_as(site, staged, log.info):
            refuse_foreign_folder(site)
            config.site_dir = str(staged)
            config.plugins.on_startup(command="build", dirty=False)
            try:
                mkdocs_build.build(config)
            finally:
                config.plugins.on_shutdown()
            put_in_place(staged, site)
    gc.freeze()  # the process ends soon: to search all that a build has made once more would be in vain
    shown = named.relative_to(Path.cwd()) if named.is_relative_to(Path.cwd()) else named
    archive = build_of(config).holdings.archive
    return Built(
        len(archive.records),
        sum(path.endswith(".html") for path in plan_of(config).paths),
        time.monotonic() - started,
        shown.as_posix(),
        archive.now if "SOURCE_DATE_EPOCH" in os.environ else None,
    )


def serve(config_file: Path, address: str) -> None:
    """Serve a preview that follows every change, until interrupted. Raises BuildFault for an `address` that cannot be
    used: it is an IP address or `localhost`, and a port.
    """
    os.environ.update(QUIET_THEME)
    log_plainly(logging.INFO)
    with faults_of_mkdocs([]):
        try:
            port = IpAddress().validate(address).port
        except ValidationError:
            raise _unusable(
                address, ", for it is not an IP address (or localhost) with ':' and a port"
            ) from None
        if not 0 < port < 2**16:  # for 0 the system would choose a port, and nobody would learn which
            raise _unusable(address, ", for a port is a number from 1 to 65535")
        try:
            mkdocs_serve.serve(str(config_file), dev_addr=address, strict=False, watch_theme=True)
        except OSError as fault:
            if fault.filename is not None or fault.errno not in NO_ADDRESS:
                raise
            raise _unusable(address, f" ({fault.strerror})") from fault


def _unusable(address: str, why: str) -> BuildFault:
    return BuildFault(
        f"The address {address} cannot be used{why}; name another, such as --address 127.0.0.1:8001"
    )


def _plugin(config: MkDocsConfig, name: str, kind: type[OfPlugin]) -> OfPlugin:
    plugin = config.plugins.get(name)
    if not isinstance(plugin, kind):
        raise BuildFault(f"mkdocs.yml does not name the plugin {name}; add it under 'plugins:'")
    return plugin
