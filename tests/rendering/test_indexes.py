"""Indexes: places by country and region, institutions by kind and by letter."""

import datetime

from mission_archive.model.archive import Archive
from mission_archive.model.records import Mention
from mission_archive.model.terms import Institution, Place, Vocabularies, Vocabulary
from mission_archive.rendering.lists.indexes import (
    index_view,
    institutions_by_kind,
    institutions_by_letter,
    places_by_region,
)
from mission_archive.rendering.maps.atlas import Atlas
from mission_archive.rendering.words.messages import Messages
from tests.rendering.archives import record

ENGLISH = Messages.load("en")
NOW = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)


def place(term_id, kind, broader=None, **spot):
    return Place(id=term_id, name={"en": term_id.capitalize()}, kind=kind, broader=broader, **spot)


def body(term_id, kind=None, broader=None):
    return Institution(id=term_id, name={"en": term_id.capitalize()}, kind=kind, broader=broader)


VOCABULARIES = Vocabularies(
    places=Vocabulary(
        [
            place("abroad", "country"),
            place("port", "town", "abroad", latitude=38.72, longitude=-9.14),
            place("home", "country"),
            place("capital", "town", "home", latitude=48.2, longitude=16.37),
            place("valley", "region", "home"),
            place("alder", "town", "valley", latitude=47.07, longitude=15.44),
            place("elm", "town", "valley", latitude=47.08, longitude=15.45),
            place("hut", "site", "home"),
        ]
    ),
    institutions=Vocabulary(
        [
            body("mission", "mission"),
            body("union", "ngo"),
            body("branch", "ngo", "union"),
            body("embassy", "diplomatic-mission", "union"),
            body("guild", "brotherhood"),
            body("nameless"),
        ]
    ),
)


def archive(*records):
    return Archive(records, VOCABULARIES, NOW)


def held(*places):
    return [
        record(f"events/2010/e{number}", places=(Mention(place=name),)) for number, name in enumerate(places)
    ]


def texts(counts):
    return [(count.link.text, count.count) for count in counts]


def test_the_country_with_most_records_comes_first_by_its_regions_and_the_others_after_it():
    found = places_by_region(archive(*held("port", "capital", "elm", "alder", "hut")), ENGLISH)
    assert found
    assert (found.host.link.text, found.host.count) == ("Home", 4)
    assert texts(found.regions) == [("Capital", 1), ("Valley", 2)]
    assert texts(found.regions[1].narrower) == [("Alder", 1), ("Elm", 1)]
    assert texts(found.scattered) == [("Hut", 1)]
    assert texts(found.others) == [("Abroad", 1)]


def test_an_archive_without_places_has_an_index_without_countries():
    assert places_by_region(archive(record()), ENGLISH) is None


def linked(count):
    return {count.link.url}.union(*map(linked, count.narrower))


def test_every_town_of_the_map_has_a_link_in_the_list_below_it():
    """On a phone two towns that lie side by side are one circle for a finger."""
    whole = archive(*held("capital", "elm", "alder", "port"))
    view = index_view(whole, "places", ENGLISH, Atlas(whole.vocabularies.places))
    places = view["places"]
    listed = set().union(*map(linked, [*places.regions, *places.scattered, *places.others]))
    assert {f"places/{name}/" for name in ("capital", "elm", "alder", "port")} <= listed
    assert str(view["map"]).startswith("<figure")


def test_institutions_are_grouped_by_kind_and_those_of_unknown_kinds_stand_last():
    acting = record(organisers=("mission", "guild", "nameless"), partners=("branch", "embassy"))
    groups = institutions_by_kind(archive(acting), ENGLISH)
    assert [(group.name, texts(group.terms)) for group in groups] == [
        ("The mission", [("Mission", 1)]),
        ("Non-governmental organizations", [("Union", 1)]),
        ("Embassies and delegations", [("Embassy", 1)]),
        ("Other institutions", [("Guild", 1), ("Nameless", 1)]),
    ]
    # A branch is below its union; the embassy is of another kind and is listed with its own.
    assert texts(groups[1].terms[0].narrower) == [("Branch", 1)]
    assert {group.anchor for group in groups} == {
        "kind-mission",
        "kind-ngo",
        "kind-diplomatic-mission",
        "kind-other",
    }


def test_every_institution_stands_under_its_letter_once():
    acting = record(organisers=("mission", "nameless"), partners=("branch",))
    groups = institutions_by_letter(archive(acting), ENGLISH)
    assert [(group.name, texts(group.terms)) for group in groups] == [
        ("B", [("Branch", 1)]),
        ("M", [("Mission", 1)]),
        ("N", [("Nameless", 1)]),
        ("U", [("Union", 1)]),
    ]
    assert [group.anchor for group in groups] == ["letter-42", "letter-4d", "letter-4e", "letter-55"]
