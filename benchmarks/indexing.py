"""What the index of the search costs a build: CPU of this process and of the kernel, and memory above the site's own.

    .venv/bin/python -m benchmarks.indexing FILE [OPTION …]        in the folder of an archive

builds it as `archive build OPTION …` does and writes the figures to FILE as JSON. The rows of
records are made before, because lists need them too. A loop that is always the same says how fast the machine is at
that moment: if it does other work, both take longer.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Any

import mission_archive.building.plan as plans
from benchmarks.calibration import loop
from mission_archive.cli import main

MEBIBYTE = 1024 if sys.platform.startswith("linux") else 1024**2
"""In the unit of ru_maxrss, which is KiB on Linux and bytes on macOS."""


def measured(file: Path) -> None:
    """Have a build write what its search costs to `file`."""
    make = plans.search

    def make_and_measure(archive: Any, messages: Any, rows: Any, *rest: Any) -> Any:
        for own in rows.values():
            own.html(archive.listed, "")
        speed = loop()
        before = resource.getrusage(resource.RUSAGE_SELF)
        found = make(archive, messages, rows, *rest)
        after = resource.getrusage(resource.RUSAGE_SELF)
        each = 1000 / max(1, len(archive.listed))
        figures = {
            "CPU, ms a record": (after.ru_utime - before.ru_utime) * each,
            "CPU of the kernel, ms a record": (after.ru_stime - before.ru_stime) * each,
            "memory above the site's own, MiB": (after.ru_maxrss - before.ru_maxrss) / MEBIBYTE,
            "a loop of 100,000 before and after, CPU ms": (speed + loop()) / 2,
        }
        file.write_text(json.dumps({name: round(value, 2) for name, value in figures.items()}), "utf-8")
        return found

    plans.search = make_and_measure


if __name__ == "__main__":
    measured(Path(sys.argv[1]).resolve())
    sys.argv = ["archive", "build", *sys.argv[2:]]
    sys.exit(main())
