"""MkDocs' own commands, run for the command `archive`."""

from __future__ import annotations

import errno
import gc
import logging
import os
import shutil
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import jinja2
from mkdocs.commands import build as mkdocs_build
from mkdocs.commands import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from mission_archive.wiring.guards import refuse_configuration
from mission_archive.wiring.records import RecordsPlugin

# The theme prints a notice about MkDocs 2 at every build; which versions are used is decided in pyproject.toml.
QUIET_THEME = {"NO_MKDOCS_2_WARNING": "1"}


class BuildFault(Exception):
    """A build that ended without a site; everything there is to say has been printed, or is in `str`."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: records shown, HTML pages written, and wall time."""

    records: int
    pages: int
    seconds: float
    site_dir: str


def build(
    config_file: Path,
    site_dir: Path | None,
    progress: Callable[[int, int], None] | None,
    *,
    check_links: bool = False,
) -> Built:
    """Build the site strictly: any warning of MkDocs fails it. `progress` is told pages written and to be written.

    With `check_links` a broken link fails it too.

    The site is built beside the old one and takes its place when it is whole; a build that fails leaves the old one.
    """
    started = time.monotonic()
    os.environ.update(QUIET_THEME)
    _log_plainly()
    with _told_plainly(), _rarer_collections():
        config = load_config(
            str(config_file), strict=True, **({"site_dir": str(site_dir)} if site_dir else {})
        )
        plugin = _records_plugin(config)
        if check_links:
            plugin.config.check_links = True
        if progress:
            plugin.tell_reading = progress
            plugin.tell_progress = lambda done: progress(done, plugin.pages_planned)
        site = Path(config.site_dir)
        # Here with the folder that will be replaced: the plugin sees only the one beside it.
        refuse_configuration(config, plugin.config.content_dir)
        _refuse_foreign_folder(site)
        staged = site.with_name(f".{site.name}.new-{os.getpid()}")
        config.site_dir = str(staged)
        try:
            config.plugins.on_startup(command="build", dirty=False)
            try:
                mkdocs_build.build(config)
            finally:
                config.plugins.on_shutdown()
            if plugin.loses_addresses(staged, config):
                raise BuildFault("Addresses would be lost; mend what the lines above say and try again.")
            _put_in_place(staged, site)
        finally:
            shutil.rmtree(staged, ignore_errors=True)
    shown = site.relative_to(Path.cwd()) if site.is_relative_to(Path.cwd()) else site
    return Built(plugin.records_shown, plugin.pages_written, time.monotonic() - started, shown.as_posix())


def _refuse_foreign_folder(site: Path) -> None:
    """A build replaces the whole folder: only one that is empty or holds a site is taken."""
    if site.exists() and (
        not site.is_dir() or (any(site.iterdir()) and not (site / "sitemap.xml").is_file())
    ):
        raise BuildFault(
            f"{site} holds something else than a site; empty it, or choose another folder with --site-dir"
        )


def _put_in_place(staged: Path, site: Path) -> None:
    """Let the new site take the old one's place. Between the two renames there is no site, for an instant."""
    old = site.with_name(f".{site.name}.old-{os.getpid()}")
    if site.exists():
        site.rename(old)
    staged.rename(site)
    shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _rarer_collections() -> Iterator[None]:
    """Let Python look for circles of dead objects less often: a build keeps nearly all it makes until its end."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 20, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def _told_plainly() -> Iterator[None]:
    """Turn what can go wrong in a build without a fault of ours into one sentence."""
    try:
        yield
    except Abort as fault:
        raise BuildFault("The site is not built; mend what the lines above say and try again.") from fault
    except MkDocsException as fault:
        raise BuildFault(str(fault)) from fault
    except jinja2.TemplateError as fault:
        raise BuildFault(_template_fault(fault)) from fault
    except OSError as fault:
        raise BuildFault(
            f"{fault.filename or 'The site'} cannot be written ({fault.strerror}); check the place"
        ) from fault


def serve(config_file: Path, address: str) -> None:
    """Serve a preview that follows every change, until interrupted."""
    os.environ.update(QUIET_THEME)
    _log_plainly(logging.INFO)
    try:
        mkdocs_serve.serve(str(config_file), dev_addr=address, strict=False, watch_theme=True)
    except OSError as fault:
        if fault.errno not in (errno.EADDRINUSE, errno.EADDRNOTAVAIL, errno.EACCES):
            raise
        raise BuildFault(
            f"The address {address} cannot be used ({fault.strerror}); name another, such as --address 127.0.0.1:8001"
        ) from fault
    except MkDocsException as fault:
        raise BuildFault(str(fault)) from fault


def _template_fault(fault: jinja2.TemplateError) -> str:
    """Where in which template, what is wrong, and what to do. A syntax error knows its place, others have a trace."""
    if isinstance(fault, jinja2.TemplateSyntaxError):
        place = f"{fault.filename or fault.name}:{fault.lineno}"
    else:
        frames = traceback.extract_tb(fault.__traceback__)
        place = next((f"{frame.filename}:{frame.lineno}" for frame in reversed(frames)
                      if frame.filename.endswith(".html")), "a template")  # fmt: skip
    return f"{place}: {fault.message}; correct the template and build again"


def _records_plugin(config: MkDocsConfig) -> RecordsPlugin:
    for plugin in config.plugins.values():
        if isinstance(plugin, RecordsPlugin):
            return plugin
    raise BuildFault("mkdocs.yml does not name the plugin archive/records; add it under 'plugins:'")


def _log_plainly(level: int = logging.WARNING) -> None:
    """Problems as bare lines, so that editors and code hosts find the place in them; the rest with its level."""
    logger = logging.getLogger("mkdocs")
    logger.setLevel(level)
    # What is worth a look in a record is told, though it stops nothing.
    logging.getLogger("mkdocs.plugins.mission_archive").setLevel(logging.INFO)
    if not logger.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(_PlainFormatter())
        logger.addHandler(handler)


class _PlainFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        message = record.getMessage().removeprefix("mission_archive: ")
        is_problem = record.name.startswith("mkdocs.plugins.mission_archive")
        return message if is_problem or record.levelno == logging.INFO else f"{record.levelname}: {message}"
