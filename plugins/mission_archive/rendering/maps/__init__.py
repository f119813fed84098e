"""Maps as SVG, made from a geometry that the package ships. No map knows which country it will show."""

from mission_archive.rendering.maps.atlas import BOUNDARIES_NOTE, Atlas, TownMap
from mission_archive.rendering.maps.dots import (
    Dot,
    dot_counts,
    dots_of,
    place_point,
    record_points,
    town_dots,
)

__all__ = [
    "BOUNDARIES_NOTE",
    "Atlas",
    "Dot",
    "TownMap",
    "dot_counts",
    "dots_of",
    "place_point",
    "record_points",
    "town_dots",
]
