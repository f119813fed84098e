"""The archive as a whole, on the toy archive: lists, relations from both ends, neighbours, states and promises."""

import datetime

import pytest

from mission_archive.model.archive import Archive
from mission_archive.model.dates import Date
from mission_archive.model.facets import FACETS, terms_of
from mission_archive.model.records import Attachment, Photo, Record, State, Words
from mission_archive.model.terms import Vocabularies
from tests.support.toy import NOW, toy_archive

WORKSHOP = "workshops/2010/preventing-extremism"
NEEDS = "reports/2009/needs-assessment"
ENERGY = "events/2010/energy-security"
CONFERENCE = "conferences/2009/central-asia"
RESEARCH = "reports/2011/research"
WITHDRAWN = "events/2012/withdrawn-visit"
REMOVED = "events/2012/removed-visit"
CLUB = ["events/2010/club-khujand", "events/2011/club-bokhtar", "events/2012/club-dushanbe"]


@pytest.fixture(scope="module")
def archive():
    return toy_archive().visible()


def ids(records):
    return [record.id for record in records]


def made(slug, date="2010", **facts):
    """A record in a folder of its own, with what is required and what is given."""
    path = f"content/events/2010/{slug}/index.md"
    words = {"en": Words(language="en", path=path, title="A talk", summary="Words.")}
    return Record(id=f"events/2010/{slug}", original="en", words=words, date=Date.parse(date), **facts)


def state(record_id, now=NOW):
    return toy_archive().records[record_id].state(now)


# States


@pytest.mark.parametrize(
    ("record_id", "expected"),
    [
        (ENERGY, State.PUBLISHED),
        (NEEDS, State.PUBLISHED),
        ("events/2013/draft-meeting", State.DRAFT),
        ("events/2013/embargoed-meeting", State.EMBARGOED),
        (WITHDRAWN, State.WITHDRAWN),
        (REMOVED, State.REMOVED),
    ],
)
def test_a_record_stands_somewhere_in_its_life(record_id, expected):
    assert state(record_id) == expected


def test_an_embargo_ends_at_its_moment_in_any_time_zone():
    moment = datetime.datetime(2999, 1, 1, 9, tzinfo=datetime.timezone(datetime.timedelta(hours=5)))
    second = datetime.timedelta(seconds=1)
    assert state("events/2013/embargoed-meeting", moment - second) == State.EMBARGOED
    assert state("events/2013/embargoed-meeting", moment) == State.PUBLISHED
    assert state("events/2013/embargoed-meeting", moment.astimezone(datetime.UTC)) == State.PUBLISHED


def test_the_public_sees_no_draft_and_no_embargoed_record(archive):
    hidden = set(toy_archive().records) - set(archive.records)
    assert hidden == {"events/2013/draft-meeting", "events/2013/embargoed-meeting"}


@pytest.mark.parametrize("facts", [{"draft": True}, {"published": NOW + datetime.timedelta(days=1)}])
def test_every_file_of_a_hidden_record_is_hidden_and_stays_so_however_often_the_archive_is_asked(facts):
    photo = Photo(file="hall.jpg", alt={"en": "A hall"}, credit="A", consent="given")
    paper = Attachment(file="paper.pdf", title={"en": "Paper"})
    whole = Archive(
        [made("a", photos=(photo,), attachments=(paper,), **facts), made("b")], Vocabularies(), NOW
    )
    hidden = {f"content/events/2010/a/{name}" for name in ("index.md", "hall.jpg", "paper.pdf")}
    assert whole.visible().hidden == hidden
    assert whole.visible().visible().hidden == hidden


def test_a_preview_sees_all():
    assert set(toy_archive().visible(has_drafts=True).records) == set(toy_archive().records)


def test_withdrawn_and_removed_records_have_a_page_and_stand_in_no_list(archive):
    for record_id in (WITHDRAWN, REMOVED):
        assert record_id in archive.records
        assert record_id not in ids(archive.listed)
        for facet in FACETS:
            assert all(record_id not in ids(records) for records in archive.listing(facet).values())


# Lists


def test_lists_show_the_newest_first_and_what_has_no_year_last(archive):
    listed = ids(archive.listed)
    assert listed[0] == "events/2014/only-russian"
    assert listed[-1] == "events/undated/anniversary"
    assert listed.index(WORKSHOP) < listed.index(CLUB[0]) < listed.index(ENERGY) < listed.index(CONFERENCE)


def test_a_term_lists_the_records_of_its_narrower_terms(archive):
    places = archive.listing("places")
    assert ids(places["sughd"]) == [CLUB[0], ENERGY]
    assert ids(places["khujand"]) == [CLUB[0], ENERGY]
    assert set(ids(places["tajikistan"])) == {record.id for record in archive.listed if record.places}
    assert ids(archive.listing("themes")["economic-activities"]) == [CLUB[1], ENERGY]
    assert ENERGY in ids(archive.listing("formats")["meeting"])
    assert terms_of(archive.records[ENERGY], "places") == ("khujand",)


def test_only_terms_with_records_are_listed_in_the_order_of_their_vocabulary(archive):
    assert list(archive.listing("places")) == [
        "tajikistan",
        "sughd",
        "khatlon",
        "dushanbe",
        "khujand",
        "bokhtar",
    ]
    assert list(archive.listing("series")) == ["social-partnership-club"]
    assert list(archive.listing("collections")) == ["events", "workshops", "conferences", "reports"]


def test_years_are_listed_newest_first_with_the_undated_last(archive):
    assert list(archive.listing("years")) == ["2014", "2012", "2011", "2010", "2009", "undated"]


def test_a_body_that_organises_and_supports_lists_a_record_once(archive):
    assert ids(archive.listing("institutions")["undp"]) == [CLUB[1]]


@pytest.mark.parametrize(("date", "number"), [("1951/1980", 30), ("1951/1981", 2)])
def test_a_record_of_more_than_thirty_years_is_listed_under_the_first_and_the_last_alone(date, number):
    years = terms_of(made("a", date), "years")
    assert (years[0], years[-1], len(years)) == ("1951", date[-4:], number)


# Relations


def test_what_led_to_a_record_is_seen_from_both_ends(archive):
    needs, workshop = archive.records[NEEDS], archive.records[WORKSHOP]
    assert ids(archive.led_to_by(workshop)) == [NEEDS]
    assert ids(archive.outcomes_of(needs).records) == [WORKSHOP]


def test_what_came_of_a_record_is_seen_from_both_ends(archive):
    assert ids(archive.outcomes_of(archive.records[CONFERENCE]).records) == [RESEARCH]
    assert ids(archive.led_to_by(archive.records[RESEARCH])) == [CONFERENCE]


def test_a_promise_in_words_stands_beside_the_records(archive):
    outcomes = archive.outcomes_of(archive.records[WORKSHOP])
    assert outcomes.records == ()
    assert [(outcome.text, str(outcome.expected)) for outcome in outcomes.texts] == [
        ({"en": "Research on the causes of extremism"}, "2011-21")
    ]


def test_a_loose_relation_is_seen_from_both_ends(archive):
    assert ids(archive.related_to(archive.records[ENERGY])) == [NEEDS]
    assert ids(archive.related_to(archive.records[NEEDS])) == [ENERGY]


def test_what_is_in_the_thread_of_a_record_is_not_related_to_it_as_well():
    before, after = "events/2010/before", "events/2010/after"
    record = made("a", "2010", follows=(before,), related=(before, after, "events/2010/a"))
    archive = Archive(
        [record, made("before", "2009"), made("after", "2011", follows=("events/2010/a",))],
        Vocabularies(),
        NOW,
    )
    assert (ids(archive.led_to_by(record)), ids(archive.outcomes_of(record).records)) == ([before], [after])
    assert archive.related_to(record) == ()
    assert archive.related_to(archive.records[before]) == ()


def test_what_may_be_the_same_event_is_seen_from_both_ends():
    first, second = made("a", possibly_same_as=("events/2010/b", "events/2010/none")), made("b")
    archive = Archive((first, second), Vocabularies(), NOW)
    assert archive.possibly_same_as(first) == (second,)
    assert archive.possibly_same_as(second) == (first,)


def test_a_withdrawn_record_is_not_led_to_but_leads_away(archive):
    assert WITHDRAWN not in ids(archive.related_to(archive.records[ENERGY]))
    assert ids(archive.related_to(archive.records[WITHDRAWN])) == [ENERGY]


# Neighbours


def test_a_series_is_read_in_order_of_time(archive):
    first, second, third = (archive.records[record_id] for record_id in CLUB)
    assert archive.neighbours_in_series(first) == (None, second)
    assert archive.neighbours_in_series(second) == (first, third)
    assert archive.neighbours_in_series(third) == (second, None)
    assert archive.neighbours_in_series(archive.records[ENERGY]) == (None, None)


def test_records_like_another_share_the_most_with_it_and_are_named_nowhere_else(archive):
    similar = {record.id: ids(archive.similar_to(record)) for record in archive.listed}
    assert similar[CLUB[1]] == [ENERGY]
    assert CLUB[1] in similar[ENERGY]
    assert NEEDS not in similar[ENERGY]
    assert archive.similar_to(archive.records[WITHDRAWN]) == ()


# Promises


def test_open_promises_are_records_that_have_not_come_and_words_that_expect_something(archive):
    promises = [(record.id, outcome and outcome.text) for record, outcome in archive.open_promises]
    assert promises == [(WORKSHOP, {"en": "Research on the causes of extremism"}), (RESEARCH, None)]


# Files and words


def test_a_file_leads_to_its_record_and_language(archive):
    page_of = archive.page_of
    folder = f"content/{WORKSHOP}"
    assert page_of(f"{folder}/index.md") == (archive.records[WORKSHOP], None)
    assert page_of(f"{folder}/index.tg.md") == (archive.records[WORKSHOP], "tg")
    assert page_of("content/events/2014/only-russian.ru.md") == (
        archive.records["events/2014/only-russian"],
        None,
    )
    assert page_of(f"{folder}/panel.png") is None


def test_photos_and_attachments_of_a_record_are_published(archive):
    folder = f"content/{WORKSHOP}"
    assert archive.published_files == {f"{folder}/panel.png", f"{folder}/programme.pdf"}


def test_a_record_has_the_words_of_each_language_and_falls_back_to_the_next_best(archive):
    workshop = archive.records[WORKSHOP]
    assert workshop.in_language("ru").title == "Семинар по предупреждению экстремизма"
    assert workshop.in_language("tg").language == "tg"
    assert archive.records[ENERGY].in_language("tg").language == "en"
    assert workshop.in_language("prs").title == workshop.title
    assert archive.records["events/2014/only-russian"].in_language("en").language == "ru"


def test_only_corrections_and_updates_move_the_day_of_the_last_change(archive):
    assert archive.records[ENERGY].updated == datetime.date(2012, 3, 1)
    assert archive.records[CLUB[0]].updated is None


def test_an_archive_and_its_lists_never_change(archive):
    with pytest.raises(AttributeError):
        archive.now = NOW
    with pytest.raises(TypeError):
        archive.records["events/2010/x"] = archive.records[WORKSHOP]
    assert all(isinstance(records, tuple) for facet in FACETS for records in archive.listing(facet).values())
