"""What a build costs as the archive grows: CPU seconds and peak memory for several numbers of records.

    .venv/bin/python benchmarks/scale.py [N …]        by default 201 1000 10000

The archive's own records are copied under new names until there are N of them; relations and links in the copies lead
to records of the same copy. Each build is cold, into a new folder. The figure to watch is the last column, the cost of
a record above that of starting up: it must not grow with N.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
RE_RECORD_ID = re.compile(r"\b((?:events|workshops|conferences|reports)/(?:[0-9]{4}|undated)/[a-z0-9-]+)")


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


def grow(folder: Path, size: int) -> int:
    """Write a project of `size` records into `folder`; the number written."""
    for name in ("docs", "overrides"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(ROOT / "content" / "vocabularies", folder / "content" / "vocabularies")
    homes = sorted(
        {path.parent if path.stem.startswith("index") else path.with_name(path.name.split(".")[0])
         for path in (ROOT / "content").glob("[cerw]*/*/**/*") if path.suffix in (".md", ".yml")}
    )  # fmt: skip
    written = copy = 0
    while written < size:
        # Whole copies only, so that every relation in a copy finds its other end.
        for home in homes:
            copy_record(home, folder, f"-{copy}" if copy else "")
            written += 1
        copy += 1
    return written


def copy_record(home: Path, folder: Path, suffix: str) -> None:
    """Copy one record, a folder or the files of its languages, with `suffix` on its own name and on all it links to."""
    target = folder / home.relative_to(ROOT)
    files = list(home.rglob("*")) if home.is_dir() else list(home.parent.glob(f"{home.name}.*"))
    for file in files:
        name = file.relative_to(home) if home.is_dir() else None
        to = (
            (target.with_name(target.name + suffix) / name)
            if name
            else target.with_name(target.name + suffix + file.name.removeprefix(home.name))
        )
        to.parent.mkdir(parents=True, exist_ok=True)
        if file.suffix not in (".md", ".yml") or not suffix:
            shutil.copy(file, to)
            continue
        text = RE_RECORD_ID.sub(rf"\1{suffix}", file.read_text("utf-8"))
        text = re.sub(r"(?m)^number: .*\n|^former_urls:(\n[ -].*)*\n", "", text)
        text = re.sub(
            r"\]\(([./]*[a-z0-9-]+)(/index)?((?:\.[a-z]{2})?\.(?:md|yml))", rf"](\1{suffix}\2\3", text
        )
        to.write_text(text.replace(f"{suffix}{suffix}", suffix), "utf-8")


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
