"""The geometry that the package ships, and the drawing of lines and names from it."""

import math
from importlib import resources
from itertools import pairwise

import pytest

from mission_archive.rendering.maps.labelling import Mark, labels
from mission_archive.rendering.maps.lines import clipped, path, simple
from mission_archive.rendering.maps.projection import Projection
from mission_archive.rendering.maps.world import Bounds, World

WORLD = World.load()
FRAME = Bounds(0, 0, 100, 100)


@pytest.mark.parametrize(
    ("latitude", "longitude", "country"),
    [
        (38.5598, 68.774, "Tajikistan"),
        (40.2826, 69.6222, "Tajikistan"),
        (37.4904, 71.5534, "Tajikistan"),  # on the river that is the border
        (40.5283, 72.7985, "Kyrgyzstan"),
        (39.9583, 71.1328, "Uzbekistan"),  # Sokh, within Kyrgyzstan
        (42.6629, 21.1655, "Kosovo"),
        (43.3209, 21.8958, "Serbia"),
        (-16.7747, -179.9753, "Fiji"),
        (66.1608, -169.8094, "Russia"),
        (65.8, 180.0, "Russia"),
        (65.8, -180.0, "Russia"),
        (-29.3151, 27.4869, "Lesotho"),  # within South Africa
        (4.1755, 73.5093, "Maldives"),
        (54.7104, 20.4522, "Russia"),
    ],
)
def test_a_town_lies_in_its_country(latitude, longitude, country):
    found = WORLD.find(latitude, longitude)
    assert found is not None
    assert found[0].name == country


@pytest.mark.parametrize(("latitude", "longitude"), [(0, -30), (45, -40), (85, 0), (42, 51.0)])
def test_the_open_sea_is_in_no_country(latitude, longitude):
    assert WORLD.find(latitude, longitude) is None


def test_every_ring_of_the_world_is_closed_and_does_not_jump():
    for country in WORLD.countries:
        for rings in country.polygons:
            for ring in rings:
                points = WORLD.ring(ring)
                assert len(points) >= 2  # a rock may be a single point of the grid
                turn = points[-1][0] - points[0][0]
                # A ring around the pole ends one turn further.
                assert math.isclose(turn % 360, 0, abs_tol=1e-6) or math.isclose(
                    turn % 360, 360, abs_tol=1e-6
                )
                assert points[-1][1] == points[0][1]
                steps = pairwise(points)
                assert all(abs(x1 - x0) < 180 for (x0, _), (x1, _) in steps)


def test_the_file_of_the_geometry_is_below_a_megabyte_and_has_its_licence_beside_it():
    folder = resources.files("mission_archive") / "geometry"
    assert len((folder / "countries.gz").read_bytes()) < 1_000_000
    note = (folder / "LICENCE.txt").read_text("utf-8")
    for word in ("Natural Earth", "public domain", "world-atlas", "ISC", "4.1.0"):
        assert word in note


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


def test_no_two_names_overlap_and_none_lies_on_another_mark_or_beyond_the_frame():
    # Forty marks scattered by a fixed rule, some of them close together.
    marks = [
        Mark((number * 137) % 400, (number * 89) % 300, 4 + number % 5, f"Place {number}")
        for number in range(40)
    ]
    frame = Bounds(0, 0, 400, 300)
    found = labels(marks, range(40), 12, frame)
    boxes = {number: label.box(12) for number, label in found.items()}
    assert 10 < len(boxes) < 40
    for number, box in boxes.items():
        assert frame.holds(box)
        assert not any(box.meets(other) for n, other in boxes.items() if n != number)
        assert not any(box.meets(mark.box) for n, mark in enumerate(marks) if n != number)


def test_the_first_mark_has_the_choice_of_places_for_its_name():
    marks = [Mark(50, 50, 5, "One"), Mark(50, 62, 5, "Other")]
    first, second = (labels(marks, order, 12, FRAME) for order in ((0, 1), (1, 0)))
    assert first[0] != first.get(1)
    assert first[0].anchor == "start"
    assert second[1].anchor == "start"


def test_a_mark_inside_a_larger_one_has_no_name_that_could_be_taken_for_it():
    marks = [Mark(50, 50, 20, "City"), Mark(60, 50, 3, "Suburb")]
    assert set(labels(marks, range(2), 10, Bounds(0, 0, 300, 100))) == {0}
