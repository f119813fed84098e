"""The boundaries of the world's countries, as Natural Earth draws them, and which country a point lies in.

The package holds them as a topology: lines, each of them once, and countries as rings of lines. Lines are kept as
they are packed until somebody asks for them (see docs/develop/maps.md for the form of the file).
"""

from __future__ import annotations

import gzip
import json
import math
import sys
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from itertools import accumulate, pairwise
from typing import Any

Point = tuple[float, float]
"""Longitude and latitude, WGS 84 degrees, the former beyond 180 where a line crosses the antimeridian; or, once
projected, x to the right and y down."""

Polygon = tuple[tuple[int, ...], ...]
"""Rings, the first of them the outer one: each the numbers of its lines, `~number` for a line taken backwards."""

COAST = 0.25
"""How far (degrees) from a country's generalised coast a point may lie and still be its own: a quay, a small island."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """A box in degrees or in units of a drawing. Where it crosses the antimeridian, longitudes go on beyond 180."""

    west: float
    south: float
    east: float
    north: float

    def has(self, point: Point, margin: float = 0) -> bool:
        """Whether the point is in the box or at most `margin` beside it."""
        x, y = point
        return (
            self.west - margin <= x <= self.east + margin and self.south - margin <= y <= self.north + margin
        )

    def holds(self, other: Bounds) -> bool:
        """Whether the other box is wholly in this one."""
        return self.has((other.west, other.south)) and self.has((other.east, other.north))

    def grown(self, margin: float) -> Bounds:
        """The box with a margin around it."""
        return Bounds(self.west - margin, self.south - margin, self.east + margin, self.north + margin)

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


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory of the geometry. `id` is its number in ISO 3166-1, empty where it has none."""

    id: str
    name: str
    polygons: tuple[Polygon, ...]

    @property
    def lines(self) -> frozenset[int]:
        """The numbers of the lines around it."""
        return frozenset(
            line if line >= 0 else ~line for rings in self.polygons for ring in rings for line in ring
        )


class World:
    """All countries. Reading it takes some 40 ms, a line of it next to nothing."""

    def __init__(self, packed: bytes) -> None:
        """`packed` is the file of the geometry as it is."""
        whole = gzip.decompress(packed)
        header = 4 + int.from_bytes(whole[:4], "little")
        index: dict[str, Any] = json.loads(whole[4:header])
        middle = (header + len(whole)) // 2
        data = bytearray(len(whole) - header)
        data[0::2], data[1::2] = whole[header:middle], whole[middle:]
        self._steps = array("h", bytes(data))
        if sys.byteorder == "big":
            self._steps.byteswap()
        self._scale: Point = (index["scale"][0], index["scale"][1])
        self._origin: Point = (index["translate"][0], index["translate"][1])
        self._lines: list[list[int]] = index["arcs"]
        self._offsets = [0, *accumulate(2 * line[2] for line in self._lines)]
        self._points: dict[int, list[Point]] = {}
        self.countries = tuple(
            Country(
                country["id"],
                country["name"],
                tuple(tuple(tuple(ring) for ring in rings) for rings in country["polygons"]),
            )
            for country in index["countries"]
        )

    @classmethod
    def load(cls) -> World:
        """The world that the package ships."""
        return cls((resources.files("mission_archive") / "geometry" / "countries.gz").read_bytes())

    def line(self, number: int) -> list[Point]:
        """The points of a line; `~number` gives them backwards."""
        if number < 0:
            return self.line(~number)[::-1]
        if number not in self._points:
            start, count = self._offsets[number], self._lines[number][2]
            x, y = self._lines[number][:2]
            xs = accumulate(self._steps[start : start + count], initial=x)
            ys = accumulate(self._steps[start + count : start + 2 * count], initial=y)
            (wide, high), (west, south) = self._scale, self._origin
            self._points[number] = [(west + x * wide, south + y * high) for x, y in zip(xs, ys, strict=True)]
        return self._points[number]

    def ring(self, lines: tuple[int, ...]) -> list[Point]:
        """The points of a ring; the last is the first again."""
        points: list[Point] = []
        for number in lines:
            line = self.line(number)
            turn = round((points[-1][0] - line[0][0]) / 360) * 360 if points else 0
            points.extend([(x + turn, y) for x, y in line[1:]] if turn else line[1 if points else 0 :])
        return points

    @cached_property
    def line_bounds(self) -> list[Bounds]:
        """The box around each line."""
        (wide, high), (west, south) = self._scale, self._origin
        return [
            Bounds(west + x0 * wide, south + y0 * high, west + x1 * wide, south + y1 * high)
            for _, _, _, x0, y0, x1, y1 in self._lines
        ]

    def bounds(self, polygon: Polygon) -> Bounds:
        """The box around a polygon."""
        box, *others = (self.line_bounds[line if line >= 0 else ~line] for line in polygon[0])
        for other in others:
            box = box.joined(other)
        if box.west >= -180 and box.east <= 180:
            return box
        # Its lines may be counted from either side of the antimeridian; the ring is counted from one.
        xs = [x for x, _ in self.ring(polygon[0])]
        return Bounds(min(xs), box.south, max(xs), box.north)

    @cached_property
    def _boxes(self) -> list[list[Bounds]]:
        return [[self.bounds(polygon) for polygon in country.polygons] for country in self.countries]

    def find(self, latitude: float, longitude: float) -> tuple[Country, int] | None:
        """The country that holds a point and which of its polygons does, or the nearest one close to its coast."""
        point = ((longitude + 180) % 360 - 180, latitude)
        near: list[tuple[float, Country, int]] = []
        for country, number, seen in self._around(point):
            polygon = country.polygons[number]
            if self._holds(polygon, seen):
                return country, number
            near.append((self._distance(polygon, seen), country, number))
        nearest = min(near, key=lambda found: found[0], default=None)
        return nearest[1:] if nearest is not None and nearest[0] <= COAST else None

    def _around(self, point: Point) -> Iterator[tuple[Country, int, Point]]:
        """The polygons that may hold the point, with the point as their longitudes are counted."""
        turned = [(point[0] + turn, point[1]) for turn in (0, 360, -360)]
        for country, boxes in zip(self.countries, self._boxes, strict=True):
            for number, box in enumerate(boxes):
                yield from ((country, number, seen) for seen in turned if box.has(seen, COAST))

    def _holds(self, polygon: Polygon, point: Point) -> bool:
        """Whether a ray from the point to the east meets the rings an odd number of times."""
        x, y = point
        is_inside = False
        for ring in polygon:
            points = self.ring(ring)
            for (x0, y0), (x1, y1) in pairwise(points):
                if (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
                    is_inside = not is_inside
        return is_inside

    def _distance(self, polygon: Polygon, point: Point) -> float:
        """Degrees of latitude from the point to the nearest corner of the polygon."""
        x, y = point
        wide = math.cos(math.radians(y))
        return min(math.hypot((east - x) * wide, north - y) for east, north in self.ring(polygon[0]))
