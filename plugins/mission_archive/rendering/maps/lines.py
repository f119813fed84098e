"""Lines of a drawing: cut to a frame, made simple, written as the path of an SVG."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise

from mission_archive.rendering.maps.world import Bounds, Point

Line = list[Point]


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
