"""A part of the geometry that is small enough for the tests of `setup/outlines`: a few countries and what is near.

After a new edition a maintainer cuts it again with ``python -m tests.setup.world_part``.
"""

from __future__ import annotations

import gzip
import json
import tarfile
from pathlib import Path
from typing import Any

from setup.outlines.geometry import MEMBER, Bounds, World, package

COUNTRIES = ("Fiji", "Lesotho", "Tajikistan")
"""One on both sides of the antimeridian, one within another, one with many neighbours."""

PART = Path(__file__).with_suffix(".json.gz")
FAR = 6
"""Degrees around a country beyond which its map shows nothing."""


def part(topology: dict[str, Any]) -> dict[str, Any]:
    """The countries with their lines, and the lines around them, of a topology."""
    world = World(topology)
    chosen = [
        country
        for country in topology["objects"]["countries"]["geometries"]
        if country["properties"]["name"] in COUNTRIES
    ]
    near = [
        Bounds(box.west - FAR, box.south - FAR, box.east + FAR, box.north + FAR)
        for name, polygons in world.countries
        if name in COUNTRIES
        for box in map(world.bounds, polygons)
    ]
    kept = [number for number, box in enumerate(world.line_bounds) if any(map(box.meets, near))]
    numbers = {number: place for place, number in enumerate(kept)} | {
        ~number: ~place for place, number in enumerate(kept)
    }
    return {
        "transform": topology["transform"],
        "arcs": [topology["arcs"][number] for number in kept],
        "objects": {"countries": {"geometries": [_renumbered(country, numbers) for country in chosen]}},
    }


def _renumbered(arcs: Any, numbers: dict[int, int]) -> Any:
    if isinstance(arcs, dict):
        return {**arcs, "arcs": _renumbered(arcs["arcs"], numbers)}
    return numbers[arcs] if isinstance(arcs, int) else [_renumbered(each, numbers) for each in arcs]


if __name__ == "__main__":
    with tarfile.open(package()) as parts:
        member = parts.extractfile(MEMBER)
        assert member is not None
        text = json.dumps(part(json.load(member)), separators=(",", ":"))
    PART.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))
