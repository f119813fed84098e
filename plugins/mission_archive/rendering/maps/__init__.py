"""Maps as SVG, made from a geometry that the package ships. No map knows which country it will show."""

from mission_archive.rendering.labels import N_
from mission_archive.rendering.maps.atlas import Atlas, TownMap
from mission_archive.rendering.maps.dots import Dot, place_point, record_points, town_dots

__all__ = ["BOUNDARIES_NOTE", "Atlas", "Dot", "TownMap", "place_point", "record_points", "town_dots"]

BOUNDARIES_NOTE = N_(
    "Boundaries and names on this map are for orientation only. They express no position on the legal status of any "
    "territory or on where a boundary runs."
)
"""What every page with a map must say, as a message for `gettext`."""
