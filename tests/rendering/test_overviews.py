"""What the first page of a list says before its rows."""

from dataclasses import replace

import pytest

from mission_archive.model.dates import Date
from mission_archive.model.records import Mention, Outcome
from mission_archive.model.terms import TermText
from mission_archive.rendering.lists.listings import listings
from mission_archive.rendering.lists.overviews import Overviews
from mission_archive.rendering.lists.pages import listing_view
from mission_archive.rendering.maps.atlas import Atlas
from mission_archive.rendering.texts.bodies import Bodies
from mission_archive.rendering.words.messages import Messages
from tests.rendering.archives import archive, record

ENGLISH = Messages.load("en")
OPEN = (Outcome(text={"en": "A handbook"}, expected=Date.parse("2012")),)


def views(facet, term_id, *records):
    whole = archive(*records)
    overviews = Overviews(whole, Atlas(whole.vocabularies.places), Bodies(whole))
    return [
        listing_view(listing, ENGLISH, overviews, None)
        for listing in listings(whole, facet, ENGLISH)
        if listing.term_id == term_id
    ]


def test_a_theme_shows_what_was_announced_in_its_records_and_is_still_open():
    kept = record("events/2010/a", themes=("water",), outcomes=OPEN)
    other = record("events/2010/b", themes=("letters",), outcomes=OPEN)
    (view,) = views("themes", "water", kept, other)
    assert [(step.text, step.link.url, step.is_overdue) for step in view["promises"]] == [
        ("A handbook", "events/2010/a/", True)
    ]


def test_a_term_without_text_threads_places_or_promises_has_an_empty_overview():
    (view,) = views("themes", "letters", record(themes=("letters",)))
    assert (view["text"], view["timeline"], view["locator"], view["promises"]) == (None, [], None, [])


@pytest.mark.parametrize(
    ("text", "moments"), [({}, 0), ({"en": TermText(path="a.md", body="About letters.")}, 2)]
)
def test_two_records_of_a_series_make_a_timeline_where_its_text_speaks_of_the_whole(text, moments):
    whole = archive(*(record(f"events/{year}/a", date=year, series="talks") for year in ("2010", "2011")))
    overviews = Overviews(whole, Atlas(whole.vocabularies.places), Bodies(whole))
    (listing,) = (each for each in listings(whole, "series", ENGLISH) if each.term_id == "talks")
    assert listing.term
    view = overviews.of(replace(listing, term=replace(listing.term, texts=text)), ENGLISH)
    assert len(view["timeline"]) == moments


@pytest.mark.parametrize("facet", ["collections", "years", "formats"])
def test_lists_of_no_subject_have_no_overview(facet):
    for view in views(facet, {"collections": "events", "years": "2010"}.get(facet), record()):
        assert "timeline" not in view


def test_only_the_first_page_has_the_overview():
    records = [record(f"events/2010/e{n:03}", themes=("letters",), series="talks") for n in range(60)]
    first, second = views("themes", "letters", *records)
    assert "promises" in first
    assert "promises" not in second


def test_places_without_coordinates_give_no_map():
    (view,) = views(
        "places", "town", *(record(f"events/2010/{n}", places=(Mention(place="town"),)) for n in "abc")
    )
    assert view["locator"] is None
