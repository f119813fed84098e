"""The boundaries of the world's countries as Natural Earth draws them, from npm's package world-atlas (TopoJSON).

A topology is lines, each of them once, and countries as rings of lines.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any

PACKAGE = "world-atlas-2.0.2"
DIGEST = "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97"
"""SHA-256 of the package."""
MEMBER = "package/countries-10m.json"
FOLDER = Path(__file__).parents[2] / ".cache" / "outlines"

TURN = 99_999
"""Quanta of longitude in 360 degrees."""

Point = tuple[float, float]
"""Longitude and latitude, WGS 84 degrees, the former beyond 180 where a line crosses the antimeridian; or, once
projected, x to the right and y down."""

Polygon = list[list[int]]
"""Rings, the first of them the outer one: each the numbers of its lines, `~number` for a line taken backwards."""


def package() -> Path:
    """The package with the geometry, fetched with npm into `.cache/` if it is not there."""
    path = FOLDER / f"{PACKAGE}.tgz"
    if not path.is_file():
        npm = shutil.which("npm", path=f"{Path(sys.executable).parent}") or shutil.which("npm")
        if npm is None:
            raise SystemExit(
                "npm fetches the geometry of the maps. Install Node with npm and run this again."
            )
        FOLDER.mkdir(parents=True, exist_ok=True)
        name = "@".join(PACKAGE.rsplit("-", 1))
        subprocess.run([npm, "pack", "--silent", name], cwd=FOLDER, check=True, capture_output=True)
    if hashlib.sha256(path.read_bytes()).hexdigest() != DIGEST:
        raise SystemExit(
            f"{path} is not the package that setup/outlines/geometry.py names. Delete it and run this again."
        )
    return path


def load() -> World:
    """The world of the package."""
    with tarfile.open(package()) as parts:
        member = parts.extractfile(MEMBER)
        assert member is not None
        return World(json.load(member))


@dataclass(frozen=True, slots=True)
class Bounds:
    """A box in degrees or in units of a drawing. Where it crosses the antimeridian, longitudes go on beyond 180."""

    west: float
    south: float
    east: float
    north: float

    def has(self, point: Point) -> bool:
        """Whether the point is in the box."""
        return self.west <= point[0] <= self.east and self.south <= point[1] <= self.north

    def meets(self, other: Bounds) -> bool:
        """Whether the boxes share a point."""
        return (
            self.west <= other.east
            and other.west <= self.east
            and self.south <= other.north
            and other.south <= self.north
        )

    def joined(self, other: Bounds) -> Bounds:
        """The smallest box around both."""
        return Bounds(
            min(self.west, other.west),
            min(self.south, other.south),
            max(self.east, other.east),
            max(self.north, other.north),
        )


def around(points: list[Point]) -> Bounds:
    """The smallest box around some points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Bounds(min(xs), min(ys), max(xs), max(ys))


class World:
    """All countries by their names, in alphabetical order."""

    def __init__(self, topology: dict[str, Any]) -> None:
        transform = topology["transform"]
        self._scale: Point = tuple(transform["scale"])
        self._origin: Point = tuple(transform["translate"])
        self.lines = [self._line(arc) for arc in topology["arcs"]]
        """The points of each line."""
        self.countries: list[tuple[str, list[Polygon]]] = sorted(
            (
                (country["properties"]["name"], _polygons(country))
                for country in topology["objects"]["countries"]["geometries"]
            ),
            key=lambda country: country[0],
        )

    def _line(self, arc: list[list[int]]) -> list[Point]:
        start, *steps = arc
        # A step across the antimeridian goes the short way, not the other way round the globe.
        xs = accumulate((dx - round(dx / TURN) * TURN for dx, _ in steps), initial=start[0])
        ys = accumulate((dy for _, dy in steps), initial=start[1])
        (wide, high), (west, south) = self._scale, self._origin
        return [(west + x * wide, south + y * high) for x, y in zip(xs, ys, strict=True)]

    def ring(self, lines: list[int]) -> list[Point]:
        """The points of a ring; the last is the first again."""
        points: list[Point] = []
        for number in lines:
            line = self.lines[number] if number >= 0 else self.lines[~number][::-1]
            turn = round((points[-1][0] - line[0][0]) / 360) * 360 if points else 0
            points.extend([(x + turn, y) for x, y in line[1:]] if turn else line[1 if points else 0 :])
        return points

    @cached_property
    def line_bounds(self) -> list[Bounds]:
        """The box around each line."""
        return [around(line) for line in self.lines]

    def bounds(self, polygon: Polygon) -> Bounds:
        """The box around a polygon, its longitudes counted from one side of the antimeridian."""
        return around(self.ring(polygon[0]))


def _polygons(country: dict[str, Any]) -> list[Polygon]:
    arcs = country["arcs"]
    return [arcs] if country["type"] == "Polygon" else arcs
