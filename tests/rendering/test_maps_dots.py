"""Which places of an archive are dots of a map, and where a record lies."""

from mission_archive.model.archive import Archive
from mission_archive.model.records import Mention
from mission_archive.model.terms import Place, Vocabularies, Vocabulary
from mission_archive.rendering.maps import dot_counts, dots_of, place_point, record_points, town_dots
from tests.rendering.archives import NOW, record

PLACES = Vocabulary(
    [
        Place(id="land", name={"en": "Land"}, kind="country", latitude=47.5, longitude=14.5),
        Place(id="shire", name={"en": "Shire"}, kind="region", broader="land"),
        Place(
            id="town",
            name={"en": "Town", "ru": "Город"},
            kind="town",
            broader="shire",
            latitude=47.0,
            longitude=15.4,
        ),
        Place(id="hall", name={"en": "Hall"}, kind="site", broader="town", latitude=47.01, longitude=15.41),
        Place(
            id="bridge", name={"en": "Bridge"}, kind="site", broader="shire", latitude=47.5, longitude=13.0
        ),
        Place(id="yard", name={"en": "Yard"}, kind="site", broader="town"),
        Place(id="hamlet", name={"en": "Hamlet"}, kind="town", broader="shire"),
    ]
)


def places(*mentions):
    """An archive with one record for each tuple of places."""
    records = [
        record(f"events/2010/r{number}", places=tuple(Mention(place=place) for place in mentioned))
        for number, mentioned in enumerate(mentions)
    ]
    return Archive(records, Vocabularies(places=PLACES), NOW)


def test_towns_and_lone_sites_are_dots_with_the_number_and_address_of_their_lists():
    archive = places(("town",), ("hall",), ("hall", "town"), ("bridge",), ("hamlet",), ("shire",))
    found = town_dots(archive, "ru")
    assert [(dot.name, dot.count, dot.url, dot.language) for dot in found] == [
        ("Город", 3, "ru/places/town/", None),
        ("Bridge", 1, "ru/places/bridge/", "en"),
    ]


def test_a_place_without_coordinates_lies_where_its_town_lies_and_a_region_nowhere():
    archive = places(("yard",))
    assert place_point(archive, "yard") == (47.0, 15.4)
    assert place_point(archive, "hall") == (47.01, 15.41)
    assert place_point(archive, "hamlet") is None
    assert place_point(archive, "land") is None


def test_a_record_has_each_of_its_points_once():
    archive = places(("hall", "yard", "town", "hamlet"))
    (found,) = archive.listed
    assert record_points(archive, found) == ((47.01, 15.41), (47.0, 15.4))


def test_the_dots_of_a_list_count_its_own_records_and_a_hall_counts_for_its_town():
    archive = places(("town",), ("hall", "yard"), ("bridge",), ("hamlet",), ("shire",), ("town",))
    found = dots_of(archive, dot_counts(archive, archive.listed[1:]), "ru")
    assert {(dot.name, dot.count, dot.language) for dot in found} == {("Город", 2, None), ("Bridge", 1, "en")}
