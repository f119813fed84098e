"""The outlines that the package ships, and the names that are written on them."""

from importlib import resources

import pytest

from mission_archive.model.terms import Place, Vocabulary
from mission_archive.rendering.maps.labelling import Box, Mark, labels
from mission_archive.rendering.maps.outlines import countries_of, load

WORLD = load()
FRAME = Box(0, 0, 100, 100)


def found_at(latitude, longitude):
    place = Place(id="p", name={"en": "P"}, kind="town", latitude=latitude, longitude=longitude)
    return list(countries_of(Vocabulary([place]), WORLD).values())


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
    assert [found.name for found in found_at(latitude, longitude)] == [country]


@pytest.mark.parametrize(("latitude", "longitude"), [(0, -30), (45, -40), (85, 0), (42, 51.0)])
def test_the_open_sea_is_in_no_country(latitude, longitude):
    assert found_at(latitude, longitude) == []


def test_a_place_beside_a_border_or_on_a_small_island_is_shown_with_the_others_of_its_country():
    def place(name, latitude, longitude, broader="tajikistan", kind="town"):
        return Place(
            id=name, name={"en": name}, kind=kind, latitude=latitude, longitude=longitude, broader=broader
        )

    vocabulary = Vocabulary([
        place("tajikistan", None, None, None, "country"),
        place("Dushanbe", 38.56, 68.774),
        place("Khujand", 40.28, 69.62),
        place("Bridge on the Panj", 37.19, 68.577),
        place("Kabul", 34.53, 69.17),
    ])  # fmt: skip
    names = {name: country.name for name, country in countries_of(vocabulary, WORLD).items()}
    assert names.pop("Kabul") == "Afghanistan"
    assert names == {"Dushanbe": "Tajikistan", "Khujand": "Tajikistan", "Bridge on the Panj": "Tajikistan"}
    keys = Vocabulary(
        [
            place("Miami", 25.76, -80.19, "u"),
            place("Key West", 24.56, -81.78, "u"),
            place("u", None, None, None, "country"),
        ]
    )
    assert countries_of(keys, WORLD)["Key West"].name == "United States of America"
    alone = Vocabulary([place("Bridge", 37.19, 68.577, None)])
    assert countries_of(alone, WORLD)["Bridge"].name == "Afghanistan"


def test_the_file_of_the_geometry_is_small_and_has_its_licence_beside_it():
    folder = resources.files("mission_archive") / "geometry"
    assert len((folder / "outlines.json.gz").read_bytes()) < 600_000
    note = (folder / "LICENCE.txt").read_text("utf-8")
    for word in ("Natural Earth", "public domain", "world-atlas", "ISC", "4.1.0"):
        assert word in note


def test_no_two_names_overlap_and_none_lies_on_another_mark_or_beyond_the_frame():
    # Forty marks scattered by a fixed rule, some of them close together.
    marks = [
        Mark((number * 137) % 400, (number * 89) % 300, 4 + number % 5, f"Place {number}")
        for number in range(40)
    ]
    frame = Box(0, 0, 400, 300)
    boxes = {mark: label.box(12) for mark, label in labels(marks, marks, 12, frame).items()}
    assert 10 < len(boxes) < 40
    for mark, box in boxes.items():
        assert frame.holds(box)
        assert not any(box.meets(boxes[other]) for other in boxes if other is not mark)
        assert not any(box.meets(other.box()) for other in marks if other is not mark)


def test_the_first_mark_has_the_choice_of_places_for_its_name():
    marks = one, other = Mark(50, 50, 5, "One"), Mark(50, 62, 5, "Other")
    first, second = (labels(marks, order, 12, FRAME) for order in (marks, marks[::-1]))
    assert first[one] != first.get(other)
    assert first[one].anchor == "start"
    assert second[other].anchor == "start"


def test_a_mark_inside_a_larger_one_has_no_name_that_could_be_taken_for_it():
    marks = [Mark(50, 50, 20, "City"), Mark(60, 50, 3, "Suburb")]
    assert [*labels(marks, marks, 10, Box(0, 0, 300, 100))] == marks[:1]
