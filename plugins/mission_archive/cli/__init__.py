"""The command `archive`. Each of its commands is a module."""

import os
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import click

from mission_archive.building.faults import BuildFault
from mission_archive.cli.addresses import addresses
from mission_archive.cli.build import build
from mission_archive.cli.changes import changes
from mission_archive.cli.check import check
from mission_archive.cli.common import unusable
from mission_archive.cli.import_ import import_
from mission_archive.cli.links import links
from mission_archive.cli.serve import serve
from mission_archive.cli.zim import zim
from mission_archive.publishing.changes.history import HistoryFault


class Commands(click.Group):
    """A command that refuses ends with one line and status 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (BuildFault, HistoryFault) as fault:
            raise click.ClickException(str(fault)) from None
        except OSError as fault:
            if not isinstance(fault.filename, str | os.PathLike):
                raise  # not about a file, such as a pipe whose reader has gone
            raise unusable(Path(fault.filename), "read or written", fault) from None


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "show_default": True})
@click.version_option(package_name="mission-archive", message="%(version)s")
def main() -> None:
    """Keep the archive: check its records, build and show its pages, import records."""
    for stream in (sys.stdout, sys.stderr):
        # Where no language is set, Python would write \\u043f for every letter beyond ASCII.
        if isinstance(stream, TextIOWrapper) and stream.encoding.lower() in (
            "ascii",
            "us-ascii",
            "ansi_x3.4-1968",
        ):
            stream.reconfigure(encoding="utf-8")


for command in (check, build, serve, import_, changes, addresses, links, zim):
    main.add_command(command)
