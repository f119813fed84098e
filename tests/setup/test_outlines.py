"""The script that draws the outlines of countries: its lines, and that it still gives the file of the package."""

import gzip
import json
import math
from itertools import pairwise

import pytest

from setup.outlines.frames import maps
from setup.outlines.geometry import Bounds, World
from setup.outlines.lines import Projection, clipped, path, simple
from tests.setup.world_part import COUNTRIES, PART
from tests.support.site import PROJECT

WORLD = World(json.loads(gzip.decompress(PART.read_bytes())))
COMMITTED = PROJECT / "plugins/mission_archive/geometry/outlines.json.gz"
FRAME = Bounds(0, 0, 100, 100)


@pytest.mark.parametrize("name", COUNTRIES)
def test_the_script_still_draws_what_the_package_has(name):
    drawn = [json.loads(json.dumps(each)) for each in maps(WORLD, name)]
    assert drawn == [each for each in json.loads(gzip.decompress(COMMITTED.read_bytes())) if each[0] == name]
    assert drawn


def test_every_ring_is_closed_and_does_not_jump():
    for _, polygons in WORLD.countries:
        for ring in (ring for rings in polygons for ring in rings):
            points = WORLD.ring(ring)
            assert points[0] == points[-1]
            assert max(abs(x1 - x0) for (x0, _), (x1, _) in pairwise(points)) < 180


def test_a_projection_and_its_inverse_agree_everywhere_but_at_the_far_side():
    projection = Projection(178, -17)
    for longitude, latitude in ((178, -17), (190, -20), (120, 40), (260, 60), (178, -89)):
        back = projection.degrees(*projection.point(longitude, latitude))
        assert back == pytest.approx((longitude, latitude), abs=1e-6)


def test_a_projection_keeps_areas():
    projection = Projection(20, 60)

    def area(south):
        corners = [projection.point(20, south), projection.point(21, south), projection.point(20, south + 1)]
        (x0, y0), (x1, y1), (x2, y2) = corners
        return abs((x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)) / math.cos(math.radians(south + 0.5))

    assert area(30) == pytest.approx(area(70), rel=0.02)


def test_an_extent_holds_what_the_frame_shows_and_all_longitudes_around_a_pole():
    projection = Projection(10, 80)
    around = projection.extent(Bounds(-0.3, -0.3, 0.3, 0.3))
    assert (around.west, around.east, around.north) == (-180, 180, 90)
    assert 55 < around.south < 63
    seen = Projection(100, 30).extent(Bounds(-0.1, -0.05, 0.1, 0.05))
    assert (seen.west, seen.east) == pytest.approx((-7, 7), abs=1)
    assert (seen.south, seen.north) == pytest.approx((27, 33), abs=0.5)


def test_a_line_is_cut_where_it_leaves_the_frame_and_goes_on_where_it_comes_back():
    line = [(-50.0, 50.0), (50.0, 50.0), (50.0, 150.0), (80.0, 150.0), (80.0, 50.0)]
    assert clipped(line, FRAME) == [
        [(0.0, 50.0), (50.0, 50.0), (50.0, 100.0)],
        [(80.0, 100.0), (80.0, 50.0)],
    ]
    assert clipped([(-5.0, -5.0), (-5.0, 200.0), (200.0, 200.0)], FRAME) == []


def test_a_simple_line_stays_within_the_tolerance_and_keeps_its_ends():
    wave = [(x / 10, math.sin(x / 10)) for x in range(200)]
    found = simple(wave, 0.2)
    assert (found[0], found[-1]) == (wave[0], wave[-1])
    assert len(found) < len(wave) / 4
    for x, y in wave:
        left = max(point for point in found if point[0] <= x)
        right = min(point for point in found if point[0] >= x)
        share = (x - left[0]) / (right[0] - left[0]) if right != left else 0
        assert abs(left[1] + share * (right[1] - left[1]) - y) < 0.35


def test_a_simple_ring_stays_a_ring():
    ring = [(math.cos(a / 50), math.sin(a / 50)) for a in range(314)]
    ring.append(ring[0])
    found = simple(ring, 0.05)
    assert found[0] == found[-1]
    assert len(found) > 5


def test_a_path_goes_from_point_to_point_in_tenths_and_closes_rings():
    assert path([[(1.0, 2.0), (3.0, 1.5), (3.0, 4.0)]]) == "M10 20l20-5 0 25"
    assert path([[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0)]]) == "M0 0l10 0 0 10z"
    assert path([[(0.0, 0.0), (0.01, 0.01)]]) == ""
