"""The ground of a map: a country's outline and quieter lines around it, in a frame of given size."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mission_archive.rendering.maps.framing import SMALLEST, Land
from mission_archive.rendering.maps.lines import Line, clipped, path, simple, size
from mission_archive.rendering.maps.projection import Projection
from mission_archive.rendering.maps.world import Bounds, Point, World

TOLERANCE = 0.4
"""Units of the drawing by which a line may differ from the true one; more if the paths would be too long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a ground is drawn on: units of width, of least and greatest height, of margin, and bytes for its paths."""

    width: int
    height: int
    greatest_height: int
    margin: int
    weight: int
    has_neighbours: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """A drawn country. `outline` and `neighbours` are the `d` of paths in tenths of a unit."""

    width: int
    height: int
    outline: str
    neighbours: str
    _projection: Projection
    _scale: float
    _offset: Point

    def spot(self, latitude: float, longitude: float) -> Point | None:
        """Where a point of the earth is drawn; None if the frame does not show it."""
        x, y = self._projection.point(longitude, latitude)
        x, y = x * self._scale + self._offset[0], y * self._scale + self._offset[1]
        return (x, y) if 0 <= x <= self.width and 0 <= y <= self.height else None


def ground(world: World, land: Land, sheet: Sheet) -> Ground:
    """The country with its surroundings, as large as the sheet allows."""
    projection = Projection(land.longitude, land.latitude)
    drawn = [projection.line(world.ring(ring)) for rings in land.country.polygons for ring in rings]
    shown = [projection.line(world.ring(land.country.polygons[number][0])) for number in land.polygons]
    scale, height, offset = _fit(_around(shown), sheet)
    frame = Bounds(0, 0, sheet.width, height)
    country = _cut(drawn, scale, offset, frame)
    extent = projection.extent(
        Bounds(
            -offset[0] / scale,
            -offset[1] / scale,
            (sheet.width - offset[0]) / scale,
            (height - offset[1]) / scale,
        )
    )
    others = sheet.has_neighbours and _others(world, land, extent)
    quiet = _cut((projection.line(line) for line in others or ()), scale, offset, frame)
    outline, neighbours = _paths(country, quiet, sheet.weight)
    return Ground(sheet.width, height, outline, neighbours, projection, scale, offset)


def _around(lines: Iterable[Line]) -> Bounds:
    points = [point for line in lines for point in line]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Bounds(min(xs), min(ys), max(xs), max(ys))


def _fit(box: Bounds, sheet: Sheet) -> tuple[float, int, Point]:
    """Units per earth's radius, the height, and where the projection's middle comes to lie."""
    least = math.radians(SMALLEST)
    wide, high = max(box.east - box.west, least), max(box.north - box.south, least)
    room = 2 * sheet.margin
    scale = min((sheet.width - room) / wide, (sheet.greatest_height - room) / high)
    height = max(sheet.height, math.ceil(high * scale + room))
    middle = ((box.west + box.east) / 2, (box.south + box.north) / 2)
    return scale, height, (sheet.width / 2 - middle[0] * scale, height / 2 - middle[1] * scale)


def _cut(lines: Iterable[Line], scale: float, offset: Point, frame: Bounds) -> list[Line]:
    """The lines in units of the drawing, as far as the frame shows them."""
    left, top = offset
    return [
        part
        for line in lines
        for part in clipped([(x * scale + left, y * scale + top) for x, y in line], frame)
    ]


def _others(world: World, land: Land, extent: Bounds) -> Iterator[list[Point]]:
    """The lines of the world in an extent (longitudes from the land's middle) that are not the land's own."""
    own = land.country.lines
    turns = [
        Bounds(extent.west + turn, extent.south, extent.east + turn, extent.north)
        for turn in (land.longitude - 360, land.longitude, land.longitude + 360)
    ]
    for number, box in enumerate(world.line_bounds):
        if number not in own and any(box.meets(seen) for seen in turns):
            yield world.line(number)


def _paths(country: list[Line], quiet: list[Line], weight: int) -> tuple[str, str]:
    """Both paths, made simpler until they weigh at most `weight` bytes."""
    tolerance = TOLERANCE
    largest = max(map(size, country), default=0.0)  # a state of atolls has none but small ones
    while True:
        least = min(2 * tolerance, largest / 8)
        country = [simple(line, tolerance) for line in country if size(line) >= least]
        quiet = [simple(line, 2 * tolerance) for line in quiet if size(line) >= 4 * tolerance]
        outline, neighbours = path(country), path(quiet)
        if len(outline) + len(neighbours) <= weight:
            return outline, neighbours
        tolerance *= 1.3
