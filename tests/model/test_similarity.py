"""Which records are like another one."""

import pytest

from mission_archive.model.dates import Date
from mission_archive.model.records import Mention, Record, Words
from mission_archive.model.similarity import LEAST, MOST, WINDOW, Similarity
from mission_archive.model.terms import Institution, Place, Vocabularies, Vocabulary

VOCABULARIES = Vocabularies(
    institutions=Vocabulary(
        [Institution(id="mission", name={"en": "M"}, kind="mission"), Institution(id="body", name={"en": "B"})]
    ),
    places=Vocabulary(
        [Place(id="land", name={"en": "L"}, kind="country"), Place(id="town", name={"en": "T"}, kind="town")]
    ),
)  # fmt: skip


def record(name, date="2010", *, places=(), **facts):
    words = Words(language="en", path=f"content/events/2010/{name}.md", title=name, summary="Words.")
    mentions = tuple(Mention(place=place) for place in places)
    return Record(
        id=f"events/2010/{name}", original="en", words={"en": words}, date=Date.parse(date), places=mentions, **facts
    )  # fmt: skip


def similar(one, *others, without=()):
    records = sorted([one, *others], key=lambda found: (found.date.order, found.id))
    return [found.title for found in Similarity(records, VOCABULARIES).to(one, without)]


def test_what_shares_more_comes_first():
    one = record("one", themes=("a", "b"), series="s", places=("town",))
    others = (
        record("one-theme", themes=("a",)),
        record("place-and-theme", themes=("a",), places=("town",)),
        record("series", series="s"),
        record("two-themes-and-place", themes=("a", "b"), places=("town",)),
        record("nothing"),
    )
    assert similar(one, *others) == ["two-themes-and-place", "series", "place-and-theme", "one-theme"]


@pytest.mark.parametrize(
    "facts",
    [
        {"places": ("land", "town")},
        {"organisers": ("mission",)},
        {"places": ("land",), "partners": ("mission",)},
    ],
)
def test_a_town_alone_the_country_and_the_mission_make_nothing_similar(facts):
    assert LEAST == 2
    assert similar(record("one", **facts), record("other", **facts)) == []


def test_a_partner_counts_whichever_part_it_had():
    assert similar(record("one", organisers=("body",)), record("other", partners=("body",))) == ["other"]


def test_of_equals_the_nearest_in_time_come_first_and_only_a_few():
    others = [record(f"y{year}", str(year), themes=("a",)) for year in range(1990, 2030) if year != 2010]
    assert similar(record("one", themes=("a",)), *others) == ["y2009", "y2011", "y2012", "y2008"]
    assert MOST == 4


def test_what_is_named_already_is_left_out():
    others = [record(name, themes=("a",)) for name in ("b", "c")]
    assert similar(record("one", themes=("a",)), *others, without={"events/2010/b"}) == ["c"]


@pytest.mark.parametrize("years", [range(2011, 2018), range(2009, 2002, -1)])
def test_of_the_records_of_a_term_the_six_before_and_the_six_after_are_looked_at(years):
    others = [record(f"y{year}", str(year), themes=("a",)) for year in years]
    nearest = {found.id for found in others[:WINDOW]}
    assert similar(record("one", themes=("a",)), *others, without=nearest) == []
    assert similar(record("one", themes=("a",)), *others[:WINDOW], without=set()) != []
    assert WINDOW == 6
