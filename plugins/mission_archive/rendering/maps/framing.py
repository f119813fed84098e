"""Which part of the world a map shows: the country that holds most of the points, without its far possessions."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from mission_archive.rendering.maps.world import Bounds, Country, World

NEAR = 0.15
"""A polygon belongs to the picture if the gap to it is at most this share of the picture's diagonal …"""
NEAR_WITH_POINTS = 0.75
"""… or this one if there are points on it."""
ALWAYS_NEAR = 3.0
"""Degrees of latitude: a gap that is never too wide, so that the islands of a small state stay together."""
SMALLEST = 0.05
"""Degrees of latitude: the least a map shows from side to side."""


@dataclass(frozen=True, slots=True)
class Land:
    """A country as far as one map can show it: the numbers of its polygons that give the frame, and its middle."""

    country: Country
    polygons: tuple[int, ...]
    longitude: float
    latitude: float


def main_land(world: World, found: Sequence[tuple[Country, int]]) -> Land | None:
    """The land of the country that is found most often; of several, the one that is found first."""
    if not found:
        return None
    countries = Counter(country.id + country.name for country, _ in found)
    (key, _), *_ = countries.most_common(1)
    country = next(country for country, _ in found if country.id + country.name == key)
    numbers = Counter(number for one, number in found if one is country)
    return land(world, country, numbers)


def land(world: World, country: Country, counts: Counter[int]) -> Land:
    """The land around the polygon with most points; `counts` are points per number of a polygon."""
    boxes = [world.bounds(polygon) for polygon in country.polygons]
    core = max(counts, key=lambda number: (counts[number], _area(boxes[number]), -number))
    middle = (boxes[core].west + boxes[core].east) / 2
    wide = max(math.cos(math.radians((boxes[core].south + boxes[core].north) / 2)), 0.05)
    flat = [_turned(box, middle, wide) for box in boxes]
    shown, whole = {core}, flat[core]
    while True:
        reach = max(ALWAYS_NEAR, NEAR * _diagonal(whole))
        far = max(ALWAYS_NEAR, NEAR_WITH_POINTS * _diagonal(whole))
        joining = [
            number
            for number, box in enumerate(flat)
            if number not in shown and _gap(whole, box) <= (far if counts[number] else reach)
        ]
        if not joining:
            break
        # One at a time, the nearest first: a chain of islands must not reach further than it is dense.
        nearest = min(joining, key=lambda number: (_gap(whole, flat[number]), number))
        shown.add(nearest)
        whole = whole.joined(flat[nearest])
    longitude = middle + (whole.west + whole.east) / 2 / wide
    return Land(country, tuple(sorted(shown)), longitude, (whole.south + whole.north) / 2)


def _turned(box: Bounds, middle: float, wide: float) -> Bounds:
    """The box with longitudes counted from `middle`, the short way round, in degrees of latitude."""
    centre = (box.west + box.east) / 2
    turn = math.floor((centre - middle + 180) / 360) * 360 + middle
    return Bounds((box.west - turn) * wide, box.south, (box.east - turn) * wide, box.north)


def _gap(one: Bounds, other: Bounds) -> float:
    across = max(one.west - other.east, other.west - one.east, 0)
    along = max(one.south - other.north, other.south - one.north, 0)
    return math.hypot(across, along)


def _diagonal(box: Bounds) -> float:
    return math.hypot(box.east - box.west, box.north - box.south)


def _area(box: Bounds) -> float:
    return (box.east - box.west) * (box.north - box.south)
