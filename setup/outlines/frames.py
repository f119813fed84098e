"""The maps of every country: what of it one map shows, and how it is drawn there."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from setup.outlines.geometry import Bounds, Point, Polygon, World, around
from setup.outlines.lines import Line, Projection, clipped, path, simple, size

NEAR = 0.15
"""A polygon belongs to the map if the gap to it is at most this share of the diagonal of what is on the map."""
ALWAYS_NEAR = 3.0
"""Degrees of latitude: a gap that is never too wide, so that the islands of a small state stay together."""
SMALLEST = 0.05
"""Degrees of latitude: the least a map shows from side to side."""
TOLERANCE = 0.4
"""Units of the drawing by which a line may differ from the true one; more if the paths would be too long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a country is drawn on: units of width, of least and greatest height, of margin, and bytes for its paths."""

    width: int
    height: int
    greatest_height: int
    margin: int
    weight: int
    has_neighbours: bool


TOWNS = Sheet(width=720, height=320, greatest_height=720, margin=24, weight=11_000, has_neighbours=True)
SMALL = Sheet(width=240, height=160, greatest_height=160, margin=8, weight=2_800, has_neighbours=False)

Drawing = tuple[float, float, float, float, float, int, int, str, str]
"""The values of an `Outline` of the maps (`rendering.maps.outlines`) in their order."""


@dataclass(frozen=True, slots=True)
class Land:
    """A country as far as one map can show it: its rings, the numbers of the polygons in its frame, its middle."""

    polygons: list[Polygon]
    shown: tuple[int, ...]
    longitude: float
    latitude: float


def maps(world: World, name: str) -> Iterator[tuple[str, Drawing, Drawing]]:
    """The maps of a country as (name, large, small): one of its main land, and one of each part that lies far away."""
    polygons = next(polygons for country, polygons in world.countries if country == name)
    for land in lands(world, polygons):
        yield name, drawing(world, land, TOWNS), drawing(world, land, SMALL)


def lands(world: World, polygons: list[Polygon]) -> Iterator[Land]:
    """The parts of a country, each around the largest polygon that is on no map before."""
    boxes = [world.bounds(polygon) for polygon in polygons]
    left = set(range(len(boxes)))
    while left:
        found = land(polygons, boxes, max(left, key=lambda number: (_area(boxes[number]), -number)))
        left.difference_update(found.shown)
        yield found


def land(polygons: list[Polygon], boxes: list[Bounds], core: int) -> Land:
    """The land around a polygon."""
    middle = (boxes[core].west + boxes[core].east) / 2
    wide = max(math.cos(math.radians((boxes[core].south + boxes[core].north) / 2)), 0.05)
    flat = [_turned(box, middle, wide) for box in boxes]
    shown, whole = {core}, flat[core]
    while True:
        reach = max(ALWAYS_NEAR, NEAR * math.hypot(whole.east - whole.west, whole.north - whole.south))
        gaps = [(_gap(whole, box), number) for number, box in enumerate(flat) if number not in shown]
        # One at a time, the nearest first: a chain of islands must not reach further than it is dense.
        gap, nearest = min(gaps, default=(math.inf, -1))
        if gap > reach:
            break
        shown.add(nearest)
        whole = whole.joined(flat[nearest])
    longitude = middle + (whole.west + whole.east) / 2 / wide
    return Land(polygons, tuple(sorted(shown)), longitude, (whole.south + whole.north) / 2)


def _turned(box: Bounds, middle: float, wide: float) -> Bounds:
    """The box with longitudes counted from `middle`, the short way round, in degrees of latitude."""
    centre = (box.west + box.east) / 2
    turn = math.floor((centre - middle + 180) / 360) * 360 + middle
    return Bounds((box.west - turn) * wide, box.south, (box.east - turn) * wide, box.north)


def _gap(one: Bounds, other: Bounds) -> float:
    across = max(one.west - other.east, other.west - one.east, 0)
    along = max(one.south - other.north, other.south - one.north, 0)
    return math.hypot(across, along)


def _area(box: Bounds) -> float:
    return (box.east - box.west) * (box.north - box.south)


def drawing(world: World, land: Land, sheet: Sheet) -> Drawing:
    """The land with its surroundings, as large as the sheet allows."""
    projection = Projection(land.longitude, land.latitude)
    drawn = [projection.line(world.ring(ring)) for rings in land.polygons for ring in rings]
    shown = [projection.line(world.ring(land.polygons[number][0])) for number in land.shown]
    scale, height, (left, top) = _fit(around([point for line in shown for point in line]), sheet)
    frame = Bounds(0, 0, sheet.width, height)

    def cut(lines: Iterable[Line]) -> list[Line]:
        placed = ([(x * scale + left, y * scale + top) for x, y in line] for line in lines)
        return [part for line in placed for part in clipped(line, frame)]

    corners = Bounds(-left / scale, -top / scale, (sheet.width - left) / scale, (height - top) / scale)
    others = _others(world, land, projection.extent(corners)) if sheet.has_neighbours else ()
    paths = _paths(cut(drawn), cut(map(projection.line, others)), sheet.weight)
    return land.longitude, land.latitude, scale, left, top, sheet.width, height, *paths


def _fit(box: Bounds, sheet: Sheet) -> tuple[float, int, Point]:
    """Units per earth's radius, the height, and where the projection's middle comes to lie."""
    least = math.radians(SMALLEST)
    wide, high = max(box.east - box.west, least), max(box.north - box.south, least)
    room = 2 * sheet.margin
    scale = min((sheet.width - room) / wide, (sheet.greatest_height - room) / high)
    height = max(sheet.height, math.ceil(high * scale + room))
    middle = ((box.west + box.east) / 2, (box.south + box.north) / 2)
    return scale, height, (sheet.width / 2 - middle[0] * scale, height / 2 - middle[1] * scale)


def _others(world: World, land: Land, extent: Bounds) -> Iterator[list[Point]]:
    """The lines of the world in an extent (longitudes from the land's middle) that are not the country's own."""
    own = {max(line, ~line) for rings in land.polygons for ring in rings for line in ring}
    turns = [
        Bounds(extent.west + turn, extent.south, extent.east + turn, extent.north)
        for turn in (land.longitude - 360, land.longitude, land.longitude + 360)
    ]
    for number, box in enumerate(world.line_bounds):
        if number not in own and any(box.meets(seen) for seen in turns):
            yield world.lines[number]


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
