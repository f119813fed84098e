"""Names beside marks, so that no name lies on another one or on a mark."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

WIDTHS = {**dict.fromkeys("iljtfrIJ .,'’-()їі", 0.34), **dict.fromkeys("mwMWжмфшщыюЖМФШЩЫЮ", 0.9)}
CAPITAL, COMMON = 0.7, 0.6
"""Widths of letters as shares of the size of type, those of a wide sans: nobody knows which one a reader has."""
LINE = 1.15
GAP = 3
DISTANCE = 6
"""A name keeps off other marks by so many units, or it could be taken for theirs."""
SLANT = 0.75


@dataclass(frozen=True, slots=True)
class Box:
    """A box of a drawing, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: "Box") -> bool:
        """Whether the other box is wholly in this one."""
        is_wide_enough = self.left <= other.left and other.right <= self.right
        return is_wide_enough and self.top <= other.top and other.bottom <= self.bottom

    def meets(self, other: "Box") -> bool:
        """Whether the boxes share a point."""
        is_beside = other.right < self.left or self.right < other.left
        return not is_beside and self.top <= other.bottom and other.top <= self.bottom


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """A circle with a name. Two are never the same, even if they lie at one spot."""

    x: float
    y: float
    radius: float
    name: str

    def box(self, margin: float = 0) -> Box:
        """The box around the circle."""
        reach = self.radius + margin
        return Box(self.x - reach, self.y - reach, self.x + reach, self.y + reach)

    def distance(self, other: "Mark") -> float:
        """From middle to middle."""
        return math.hypot(self.x - other.x, self.y - other.y)

    def lies_in(self, other: "Mark") -> bool:
        """Whether its middle is inside another, larger circle."""
        return self.radius < other.radius and self.distance(other) < other.radius


@dataclass(frozen=True, slots=True)
class Label:
    """Where a name is written: `anchor` and `baseline` are those of SVG's text, so it can be smaller on the spot."""

    x: float
    y: float
    anchor: str
    baseline: str
    name: str

    def box(self, type_size: float) -> Box:
        """The room that the name takes."""
        wide, high = sum(map(_width, self.name)) * type_size, type_size * LINE
        left = {"start": self.x, "middle": self.x - wide / 2, "end": self.x - wide}[self.anchor]
        top = {"hanging": self.y, "central": self.y - high / 2, "auto": self.y - high * 0.85}[self.baseline]
        return Box(left, top, left + wide, top + high)


def _width(letter: str) -> float:
    return WIDTHS.get(letter, CAPITAL if letter.isupper() else COMMON)


def labels(marks: Iterable[Mark], wanted: Iterable[Mark], type_size: float, frame: Box) -> dict[Mark, Label]:
    """The labels of those marks that are `wanted` and find room; who comes first has the choice.

    A mark inside a larger one has none: beside the larger one it would be read as that one's.
    """
    found: dict[Mark, Label] = {}
    taken: list[Box] = []
    for mark in wanted:
        others = [other for other in marks if other is not mark]
        if any(mark.lies_in(other) for other in others):
            continue
        barred = [other.box(0 if other.lies_in(mark) else DISTANCE) for other in others] + taken
        for label in _positions(mark):
            box = label.box(type_size)
            if frame.holds(box) and not any(map(box.meets, barred)):
                found[mark] = label
                taken.append(box)
                break
    return found


def _positions(mark: Mark) -> Iterator[Label]:
    """Eight places around a mark, those first that a map-maker takes first."""
    away, slant = mark.radius + GAP, mark.radius * SLANT + GAP
    for dx, dy in ((1, 0), (1, -1), (1, 1), (-1, 0), (-1, -1), (-1, 1), (0, -1), (0, 1)):
        step = slant if dx and dy else away
        anchor = {1: "start", 0: "middle", -1: "end"}[dx]
        baseline = {1: "hanging", 0: "central", -1: "auto"}[dy]
        yield Label(mark.x + dx * step, mark.y + dy * step, anchor, baseline, mark.name)
