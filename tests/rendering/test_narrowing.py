"""What a list offers to be narrowed by."""

from urllib.parse import parse_qsl, urlsplit

from mission_archive.model.addresses import search_url
from mission_archive.model.records import Mention
from mission_archive.rendering.lists.listings import listings
from mission_archive.rendering.lists.narrowing import FEWEST, Narrowings
from mission_archive.rendering.words.messages import Messages
from tests.rendering.archives import archive, record


def offered(facet, *records, term=None, language="en"):
    found, messages = archive(*records), Messages.load(language)
    listing = next(page for page in listings(found, facet, messages) if term in (None, page.term_id))
    return {
        narrowing.facet: {
            count.link.text: (count.count, dict(parse_qsl(urlsplit(str(count.link.url)).query)))
            for count in narrowing.terms
        }
        for narrowing in Narrowings(found).of(listing, messages)
    }


def some(number, start=0, **facts):
    return [record(f"events/2010/r{n}", **facts) for n in range(start, start + number)]


LETTERS = {"themes": ("letters",)}


def test_a_list_is_narrowed_by_the_other_terms_of_its_records_with_both_in_the_search():
    town, land = ({"places": (Mention(place=place),)} for place in ("town", "land"))
    found = offered(
        "themes", *some(3, **LETTERS, **town), *some(2, 3, **LETTERS, **land), *some(1, 5, **LETTERS)
    )
    assert found["places"] == {
        "Land": (5, {"theme": "letters", "place": "land"}),
        "New Town": (3, {"theme": "letters", "place": "town"}),
    }
    assert list(found["places"]) == ["Land", "New Town"]


def test_what_all_records_have_narrows_nothing():
    assert offered("themes", *some(FEWEST, **LETTERS, series="talks")) == {}


def test_a_list_of_a_place_is_not_narrowed_by_the_places_within_it():
    town, land = ({"places": (Mention(place=place),)} for place in ("town", "land"))
    found = offered("places", *some(FEWEST, **land), *some(1, 9, **town, series="talks"), term="land")
    assert found.keys() == {"series"}


def test_a_list_that_is_seen_at_once_is_not_narrowed():
    assert offered("themes", *some(FEWEST - 2, **LETTERS), *some(1, 9, **LETTERS, series="talks")) == {}
    assert "series" in offered("themes", *some(FEWEST, **LETTERS), *some(1, 9, **LETTERS, series="talks"))


def test_a_year_is_given_to_the_search_as_a_span_and_one_that_is_not_known_not_at_all():
    year = offered("years", *some(FEWEST, date="2010"), *some(1, 9, date="2010", series="talks"))
    assert year["series"]["Talks"][1] == {"from": "2010", "to": "2010", "series": "talks"}
    assert offered("years", *some(FEWEST, date="XXXX"), *some(1, 9, date="XXXX", series="talks")) == {}


def test_the_search_is_that_of_the_readers_language():
    records = archive(*some(FEWEST, **LETTERS), *some(1, 9, **LETTERS, series="talks"))
    messages = Messages.load("tg")
    (listing,) = listings(records, "themes", messages)
    links = [term.link.url for each in Narrowings(records).of(listing, messages) for term in each.terms]
    assert links
    assert all(link and link.startswith(search_url("tg") + "?") for link in links)
