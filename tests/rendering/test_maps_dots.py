"""Which places of an archive are dots of a map, and where a record lies."""

from mission_archive.model.archive import Archive
from mission_archive.model.records import Mention
from mission_archive.model.terms import Place, Vocabularies, Vocabulary
from mission_archive.rendering.maps.dots import dot_counts, dots_of, located, record_places, town_dots
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
    assert [(dot.link.text, dot.count, dot.link.url, dot.link.language) for dot in found] == [
        ("Город", 3, "ru/places/town/", None),
        ("Bridge", 1, "ru/places/bridge/", "en"),
    ]


def test_a_place_without_coordinates_lies_where_its_town_lies_and_a_region_nowhere():
    archive = places(("yard",))
    assert located(archive, "yard") == PLACES["town"]
    assert located(archive, "hall") == PLACES["hall"]
    assert located(archive, "hamlet") is None
    assert located(archive, "land") is None


def test_a_record_is_shown_at_its_places_that_are_known_in_its_order():
    archive = places(("hall", "yard", "town", "hamlet"))
    (found,) = archive.listed
    assert record_places(archive, found) == [PLACES["hall"], PLACES["town"], PLACES["town"]]


def test_the_dots_of_a_list_count_its_own_records_and_a_hall_counts_for_its_town():
    archive = places(("town",), ("hall", "yard"), ("bridge",), ("hamlet",), ("shire",), ("town",))
    found = dots_of(archive, dot_counts(archive, archive.listed[1:]), "ru")
    assert {(dot.link.text, dot.count, dot.link.language) for dot in found} == {
        ("Город", 2, None),
        ("Bridge", 1, "en"),
    }
