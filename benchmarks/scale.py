"""What a build costs as the archive grows: CPU seconds and peak memory for several numbers of records.

    .venv/bin/python -m benchmarks.scale [N …]        by default 201 1000 10000

The archive is grown to N records (see benchmarks/growing.py); relations and links in copies lead to records of the same
copy. Each build is cold, into a new folder. The figure to watch is the last column, the cost of a record above that of
starting up: it must not grow with N.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.growing import grow


def main(sizes: list[int]) -> None:
    print(f"{'records':>8} {'pages':>7} {'CPU s':>7} {'peak MiB':>9} {'ms a record':>12}")
    first: tuple[int, float] | None = None
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            records = grow(Path(folder), size)
            seconds, peak, pages = build(Path(folder))
        above = f"{(seconds - first[1]) / (records - first[0]) * 1000:12.2f}" if first else f"{'':>12}"
        first = first or (records, seconds)
        print(f"{records:8,} {pages:7,} {seconds:7.1f} {peak:9.0f} {above}", flush=True)


def build(folder: Path) -> tuple[float, float, int]:
    """CPU seconds, peak MiB and pages of a build."""
    command = [str(Path(sys.executable).with_name("archive")), "build"]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"the build of {folder} failed")
    # ru_maxrss is in KiB on Linux and in bytes on macOS.
    peak = used.ru_maxrss / (1024 if sys.platform.startswith("linux") else 1024**2)
    pages = sum(1 for _ in (folder / "site").rglob("*.html"))
    return used.ru_utime + used.ru_stime, peak, pages


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [201, 1000, 10_000])
