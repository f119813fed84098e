"""The band of years on the first page of a list."""

import pytest

from mission_archive.rendering.lists.listings import listings
from mission_archive.rendering.lists.overviews import Overviews
from mission_archive.rendering.lists.pages import listing_view
from mission_archive.rendering.maps.atlas import Atlas
from mission_archive.rendering.texts.bodies import Bodies
from mission_archive.rendering.words.messages import Messages
from tests.rendering.archives import archive, record

ENGLISH = Messages.load("en")


def has_band(years):
    whole = archive(
        *(record(f"events/{year}/r{number}", date=str(year)) for number, year in enumerate(years))
    )
    (listing,) = listings(whole, "collections", ENGLISH)
    overviews = Overviews(whole, Atlas(whole.vocabularies.places), Bodies(whole))
    return bool(listing_view(listing, ENGLISH, overviews, None)["band"])


@pytest.mark.parametrize(
    ("years", "is_shown"),
    [
        ([2001, 2002, 2003, 2003, 2003], True),
        ([2001, 2002, 2003, 2003], False),
        ([2001, 2002, 2002, 2002, 2002], False),
        ([1880, 1990, 1991, 1992, 2000], True),
        ([1880, 1990, 1991, 1992, 2001], False),
    ],
)
def test_a_list_has_a_band_if_it_has_five_records_of_three_years_that_lie_at_most_120_years_apart(
    years, is_shown
):
    assert has_band(years) is is_shown
