"""From degrees to a flat drawing: Lambert's azimuthal equal-area projection around the middle of what is shown.

It is true at its middle and keeps areas everywhere, so a map of a small country looks as in every atlas, and one of a
large northern country is not drawn out. It knows no antimeridian.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

from mission_archive.rendering.maps.world import Bounds, Point

LONGEST = 1.0
"""Degrees: a longer step of a line is parted, since what is straight on the globe's grid is bent in a drawing."""
FAR_SIDE = 1e-9
EDGE_STEPS = 8


@dataclass(frozen=True, slots=True)
class Projection:
    """The projection around a middle, in degrees. Units of the drawing are the earth's radius; y goes down."""

    longitude: float
    latitude: float

    def point(self, longitude: float, latitude: float) -> Point:
        """Where a point of the earth is drawn."""
        east, north = math.radians(longitude - self.longitude), math.radians(latitude)
        middle = math.radians(self.latitude)
        sin, cos = math.sin(north), math.cos(north)
        along = 1 + math.sin(middle) * sin + math.cos(middle) * cos * math.cos(east)
        scale = math.sqrt(2 / max(along, FAR_SIDE))
        return (
            scale * cos * math.sin(east),
            -scale * (math.cos(middle) * sin - math.sin(middle) * cos * math.cos(east)),
        )

    def line(self, points: list[Point]) -> list[Point]:
        """A line of the earth as it is drawn."""
        if not points:
            return []
        drawn = [self.point(*points[0])]
        for (x0, y0), (x1, y1) in pairwise(points):
            parts = math.ceil(max(abs(x1 - x0), abs(y1 - y0)) / LONGEST) or 1
            for part in range(1, parts):
                share = part / parts
                drawn.append(self.point(x0 + (x1 - x0) * share, y0 + (y1 - y0) * share))
            drawn.append(self.point(x1, y1))
        return drawn

    def degrees(self, x: float, y: float) -> Point:
        """The longitude and latitude of a point of the drawing; the longitude may be beyond 180."""
        away = math.hypot(x, y)
        if not away:
            return self.longitude, self.latitude
        angle = 2 * math.asin(min(away / 2, 1))
        middle, sin, cos = math.radians(self.latitude), math.sin(angle), math.cos(angle)
        north = cos * math.sin(middle) - y * sin * math.cos(middle) / away
        east = math.atan2(x * sin, away * math.cos(middle) * cos + y * math.sin(middle) * sin)
        return self.longitude + math.degrees(east), math.degrees(math.asin(max(-1, min(1, north))))

    def extent(self, frame: Bounds) -> Bounds:
        """The degrees that a frame of the drawing shows, a little more rather than less; longitudes from the middle.

        `frame` has y downwards, so its `south` is its upper edge. A frame with a pole in it shows every longitude.
        """
        shares = [step / EDGE_STEPS for step in range(EDGE_STEPS + 1)]
        xs = [frame.west + (frame.east - frame.west) * share for share in shares]
        ys = [frame.south + (frame.north - frame.south) * share for share in shares]
        seen = [self.degrees(x, y) for x in xs for y in ys]
        east = [longitude - self.longitude for longitude, _ in seen]
        north = [latitude for _, latitude in seen]
        margin = 0.02 * (max(north) - min(north)) + 0.05
        found = Bounds(min(east) - margin, min(north) - margin, max(east) + margin, max(north) + margin)
        poles = [pole for pole in (-90, 90) if frame.has(self.point(0, pole))]
        if not poles:
            return found
        return Bounds(-180, min(found.south, *poles, 90), 180, max(found.north, *poles, -90))
