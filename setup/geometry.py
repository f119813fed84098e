"""Makes the geometry of the world that the maps are drawn from.

A maintainer runs it by hand when there is a new edition: ``python setup/geometry.py``. It takes npm's package
world-atlas (Natural Earth's countries, scale 1:10 million), which needs npm, and writes countries.gz and its note into
plugins/mission_archive/geometry. The same package gives the same bytes. docs/develop/maps.md tells the file's form.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tarfile
import tempfile
from array import array
from itertools import pairwise
from pathlib import Path
from typing import Any

PACKAGE = "world-atlas@2.0.2"
MEMBER = "package/countries-10m.json"
TARGET = Path(__file__).parent.parent / "plugins" / "mission_archive" / "geometry"
TURN = 99_999
"""Quanta of longitude in 360 degrees."""
LONGEST = 30_000
"""The longest step in quanta that two bytes hold, and a little less; longer ones are parted."""

NOTE = """\
countries.gz: the boundaries of the world's countries
=====================================================

Source    Natural Earth, Admin 0 countries, 1:10 million, version 4.1.0
          https://www.naturalearthdata.com/
Terms     in the public domain: https://www.naturalearthdata.com/about/terms-of-use/
Taken by  {package} (npm), file countries-10m.json, which carries it as TopoJSON.
          https://github.com/topojson/world-atlas
          The package is under the ISC licence, Copyright 2013-2019 Michael Bostock:

{licence}

Made by   setup/geometry.py, which changes the form of the file and moves none of its points.
Holds     {countries} countries and territories, {arcs} lines, {points} points, on a grid of
          {scale_x:.4f} by {scale_y:.4f} degrees of longitude and latitude.

Natural Earth draws boundaries as they are held on the ground, not as anyone claims them. What a map shows is no
position of this archive or of the mission.
"""


def main() -> None:
    """Fetches the package, or reads the one that is named, and writes the geometry and its note."""
    with tempfile.TemporaryDirectory() as folder:
        if len(sys.argv) > 1:
            package = Path(sys.argv[1])
        else:
            # The command is a name on the maintainer's own path; npm checks what it gets against its own digest.
            subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True)
            (package,) = Path(folder).glob("*.tgz")
        with tarfile.open(package) as parts:
            topology = json.loads(_member(parts, MEMBER))
            licence = _member(parts, "package/LICENSE").decode()
    packed, arcs, points = pack(topology)
    TARGET.mkdir(exist_ok=True)
    (TARGET / "countries.gz").write_bytes(packed)
    scale_x, scale_y = topology["transform"]["scale"]
    note = NOTE.format(
        package=PACKAGE.replace("@", " "),
        licence="\n".join(f"          {line}".rstrip() for line in licence.strip().splitlines()),
        countries=len(topology["objects"]["countries"]["geometries"]),
        arcs=arcs,
        points=points,
        scale_x=scale_x,
        scale_y=scale_y,
    )
    (TARGET / "LICENCE.txt").write_text(note, "utf-8")
    print(f"{len(packed):,} bytes, {points:,} points")


def _member(parts: tarfile.TarFile, name: str) -> bytes:
    member = parts.extractfile(name)
    if member is None:
        raise SystemExit(f"{name} is not a file of the package")
    return member.read()


def pack(topology: dict[str, Any]) -> tuple[bytes, int, int]:
    """The topology as bytes, with the number of its lines and points."""
    steps = array("h")
    arcs: list[list[int]] = []
    for arc in topology["arcs"]:
        (x, y), *rest = arc
        rest = [[_short_way(dx), dy] for dx, dy in rest]
        parted = [part for step in rest for part in _parted(step)]
        xs, ys = _sums(x, [dx for dx, _ in parted]), _sums(y, [dy for _, dy in parted])
        arcs.append([x, y, len(parted), min(xs), min(ys), max(xs), max(ys)])
        steps.extend(dx for dx, _ in parted)
        steps.extend(dy for _, dy in parted)
    if sys.byteorder == "big":
        steps.byteswap()
    index = {
        **topology["transform"],
        "countries": sorted(
            (_country(geometry) for geometry in topology["objects"]["countries"]["geometries"]),
            key=lambda country: str(country["name"]),
        ),
        "arcs": arcs,
    }
    told = json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode()
    data = steps.tobytes()
    # Most steps are short, so their high bytes are alike: set apart they take little room.
    whole = len(told).to_bytes(4, "little") + told + data[0::2] + data[1::2]
    return gzip.compress(whole, compresslevel=9, mtime=0), len(arcs), len(steps) // 2 + len(arcs)


def _short_way(dx: int) -> int:
    """A step across the antimeridian as it goes there, not the other way round the globe."""
    return dx - round(dx / TURN) * TURN


def _parted(step: list[int]) -> list[tuple[int, int]]:
    dx, dy = step
    count = max(abs(dx), abs(dy)) // LONGEST + 1
    ends = [(dx * n // count, dy * n // count) for n in range(count + 1)]
    return [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(ends)]


def _sums(start: int, steps: list[int]) -> list[int]:
    found = [start]
    for step in steps:
        found.append(found[-1] + step)
    return found


def _country(geometry: dict[str, Any]) -> dict[str, Any]:
    polygons = {"Polygon": [geometry["arcs"]], "MultiPolygon": geometry["arcs"]}[geometry["type"]]
    return {"id": geometry.get("id", ""), "name": geometry["properties"]["name"], "polygons": polygons}


if __name__ == "__main__":
    main()
