"""Lines of a drawing: projected, cut to a frame, made simple, written as the path of an SVG."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from setup.outlines.geometry import Bounds, Point, around

Line = list[Point]

LONGEST = 1.0
"""Degrees: a longer step of a line is parted, since what is straight on the globe's grid is bent in a drawing."""
FAR_SIDE = 1e-9
EDGE_STEPS = 8


@dataclass(frozen=True, slots=True)
class Projection:
    """Lambert's azimuthal equal-area projection around a middle, in degrees. Units are the earth's radius; y goes down.

    It is true at its middle and keeps areas everywhere, so a map of a small country looks as in every atlas, and one of
    a large northern country is not drawn out. It knows no antimeridian.
    """

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

    def line(self, points: list[Point]) -> Line:
        """A line of the earth as it is drawn."""
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
        seen = around([self.degrees(x, y) for x in xs for y in ys])
        margin = 0.02 * (seen.north - seen.south) + 0.05
        west, east = seen.west - self.longitude - margin, seen.east - self.longitude + margin
        south, north = seen.south - margin, seen.north + margin
        poles = [pole for pole in (-90, 90) if frame.has(self.point(0, pole))]
        if not poles:
            return Bounds(west, south, east, north)
        return Bounds(-180, min(south, *poles, 90), 180, max(north, *poles, -90))


def clipped(line: Line, frame: Bounds) -> list[Line]:
    """The parts of a line inside the frame."""
    parts: list[Line] = []
    for start, end in pairwise(line):
        piece = _clipped_piece(start, end, frame)
        if piece is None:
            continue
        if parts and parts[-1][-1] == piece[0]:
            parts[-1].append(piece[1])
        else:
            parts.append([*piece])
    return parts


def _clipped_piece(start: Point, end: Point, frame: Bounds) -> tuple[Point, Point] | None:
    """Liang and Barsky's cut of a straight piece; None if nothing of it is in the frame."""
    if frame.has(start) and frame.has(end):
        return start, end
    (x, y), dx, dy = start, end[0] - start[0], end[1] - start[1]
    enters, leaves = 0.0, 1.0
    for step, room in (
        (-dx, x - frame.west),
        (dx, frame.east - x),
        (-dy, y - frame.south),
        (dy, frame.north - y),
    ):
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            enters = max(enters, room / step)
        else:
            leaves = min(leaves, room / step)
    if enters >= leaves:
        return None
    first = start if enters == 0 else (x + enters * dx, y + enters * dy)
    return first, end if leaves == 1 else (x + leaves * dx, y + leaves * dy)


def simple(line: Line, tolerance: float) -> Line:
    """The line with fewer points, nowhere further than about `tolerance` from what it was (Douglas and Peucker)."""
    line = _thinned(line, tolerance / 2)
    if len(line) < 3:
        return line
    kept = {0, len(line) - 1}
    open_ = [(0, len(line) - 1)]
    if line[0] == line[-1]:
        # A ring has no first and last point to hold on to: its furthest point is the other end.
        x, y = line[0]
        far = max(range(len(line)), key=lambda i: math.hypot(line[i][0] - x, line[i][1] - y))
        kept.add(far)
        open_ = [(0, far), (far, len(line) - 1)]
    while open_:
        first, last = open_.pop()
        away, furthest = _furthest(line, first, last)
        if away > tolerance:
            kept.add(furthest)
            open_ += [(first, furthest), (furthest, last)]
    return [line[number] for number in sorted(kept)]


def _thinned(line: Line, distance: float) -> Line:
    """The line without points that are next to the last one kept; its ends stay."""
    if len(line) < 3:
        return line
    thin = [line[0]]
    for point in line[1:-1]:
        if abs(point[0] - thin[-1][0]) > distance or abs(point[1] - thin[-1][1]) > distance:
            thin.append(point)
    return [*thin, line[-1]]


def _furthest(line: Line, first: int, last: int) -> tuple[float, int]:
    """How far the furthest point between two is from the straight way, and its number."""
    (x0, y0), (x1, y1) = line[first], line[last]
    dx, dy = x1 - x0, y1 - y0
    length = math.hypot(dx, dy)
    best, found = -1.0, first
    for number in range(first + 1, last):
        x, y = line[number][0] - x0, line[number][1] - y0
        away = abs(x * dy - y * dx) / length if length else math.hypot(x, y)
        if away > best:
            best, found = away, number
    return best, found


def path(lines: Iterable[Line]) -> str:
    """Lines as the `d` of a path, in tenths of a unit, whole numbers from point to point. A ring is closed."""
    parts: list[str] = []
    for line in lines:
        points = [(round(x * 10), round(y * 10)) for x, y in line]
        points = [point for number, point in enumerate(points) if number == 0 or point != points[number - 1]]
        if len(points) < 2:
            continue
        is_ring = points[0] == points[-1]
        if is_ring:
            points.pop()
        x, y = points[0]
        text = f"M{x} {y}l"
        for (x0, y0), (x1, y1) in pairwise(points):
            text += _number(x1 - x0) + _number(y1 - y0)
        parts.append(text.replace("l ", "l") + ("z" if is_ring else ""))
    return "".join(parts)


def _number(value: int) -> str:
    """A number that can follow another one: a minus separates them as well as a space."""
    return f"{value}" if value < 0 else f" {value}"


def size(line: Line) -> float:
    """The longer side of the box around a line."""
    xs, ys = [x for x, _ in line], [y for _, y in line]
    return max(max(xs) - min(xs), max(ys) - min(ys))
