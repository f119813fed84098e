"""What a record's page shows: what there is, and nothing for what there is not."""

import datetime
from dataclasses import fields, replace

import pytest
from markupsafe import Markup

from mission_archive.model.archive import Archive
from mission_archive.model.dates import Date
from mission_archive.model.pictures import Picture, Rendition
from mission_archive.model.records import (
    Attachment,
    Change,
    Ending,
    Mention,
    Outcome,
    Participants,
    Photo,
    Source,
    Words,
)
from mission_archive.model.terms import Vocabularies
from mission_archive.rendering.records.pages import record_page
from mission_archive.rendering.records.threads import Threads
from mission_archive.rendering.texts.bodies import Bodies
from mission_archive.rendering.texts.photos import NO_PICTURES
from mission_archive.rendering.words.messages import Messages
from tests.rendering.archives import NOW, archive, record


def page(one, *others, language=None):
    return made_page(one, archive(one, *others), language)


def made_page(one, whole, language=None, pictures=NO_PICTURES):
    """The page of a record of an archive."""
    messages = Messages.load(language or one.original)
    return record_page(one, messages, whole, Bodies(whole, pictures), Threads(whole))


def links(found):
    return [(link.text, link.today) for link in found]


def test_a_record_with_what_is_required_has_nothing_else_to_show():
    shown = page(record())
    always = {"record", "words", "state", "time", "collection_url", "languages"}
    rest = {field.name: getattr(shown, field.name) for field in fields(shown) if field.name not in always}
    assert {name for name, value in rest.items() if value} == set()
    assert shown.time == '<time datetime="2010-04-15">15 April 2010</time>'
    assert shown.collection_url == "events/"


@pytest.mark.parametrize(
    ("date", "name", "today"),
    [("2007", "Old Town", "New Town"), ("2017-12-31", "Old Town", "New Town"), ("2018-06", "New Town", None)],
)
def test_a_place_has_its_name_of_the_time(date, name, today):
    assert links(page(record(date=date, places=(Mention(place="town"),))).places) == [(name, today)]


def test_a_place_keeps_the_spelling_of_the_source_and_its_venue():
    (place,) = page(record(places=(Mention(place="town", as_="Tawn", venue={"en": "Town hall"}),))).places
    assert (place.text, place.today, place.detail) == ("Tawn", "New Town", "Town hall")


def test_a_translation_calls_a_place_by_its_name_of_the_time_in_its_language():
    both = record(places=(Mention(place="town", as_="Tawn"),))
    russian = Words(language="ru", path="content/events/2010/talk.ru.md", title="Беседа", summary="Слова.")
    both = record(places=both.places, words={"en": both.words["en"], "ru": russian})
    assert links(page(both, language="ru").places) == [("Старый город", "Новый город")]


@pytest.mark.parametrize(("date", "name"), [("2003", "Centre"), ("2008-05", "Centre"), ("2010", "Office")])
def test_the_mission_is_named_as_it_was_called_then(date, name):
    assert page(record(date=date, organisers=("mission",))).acting[0][1][0].text == name


def test_a_record_that_may_be_about_the_same_event_as_another_names_it():
    announced = record(status="announced", themes=("water",), possibly_same_as=("events/2011/a",))
    shown = page(announced, record("events/2011/a", date="2011", themes=("water",)))
    assert [link.text for link in shown.possibly_same] == ["Title of events/2011/a"]
    assert shown.similar == []


def test_a_record_in_which_the_mission_did_not_act_does_not_name_it():
    acting = page(record(date="2010", organisers=("council",))).acting
    assert [[link.text for link in bodies] for _, bodies in acting] == [["Council"]]


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        (
            {"status": "published", "record_id": "reports/2003/handbook"},
            "Published under the mission’s former name, Centre",
        ),
        ({}, "Held under the mission’s former name, Centre"),
        ({"date": "2010"}, None),
        ({"date": "20XX-05-06"}, None),
        ({"organisers": ("council",)}, None),
        ({"organisers": ()}, None),
        ({"status": "planned"}, None),
        ({"status": "cancelled"}, None),
    ],
)
def test_a_page_names_its_issuing_body_of_the_time_where_that_has_another_name_now(facts, line):
    shown = page(record(**{"date": "2003", "organisers": ("mission",), **facts})).issuer
    assert (Markup(shown).striptags() if shown else None) == line
    assert (shown or "").count('href="../../../institutions/mission/"') == (line is not None)


def test_the_same_relation_said_by_both_records_is_shown_once():
    before = record("events/2009/before", date="2009", outcomes=(Outcome(record="events/2010/talk"),))
    talk = record(follows=("events/2009/before",))
    assert [step.text for step in page(talk, before).led_here] == ["Title of events/2009/before"]
    assert [step.text for step in page(before, talk).came_of_it] == ["Title of events/2010/talk"]


def test_what_led_here_is_shown_oldest_first():
    others = [record(f"events/{year}/a", date=str(year)) for year in (2009, 2007, 2008)]
    shown = page(record(follows=tuple(other.id for other in others)), *others)
    assert [step.when for step in shown.led_here] == ["2007", "2008", "2009"]


@pytest.mark.parametrize(
    ("expected", "is_open", "is_overdue"),
    [
        (None, False, False),
        ("2011-21", True, True),
        ("2019-12-31", True, True),
        ("2020-01-01", True, False),
        ("2020", True, False),
        ("2021", True, False),
    ],
)
def test_a_promise_is_open_until_its_outcome_and_overdue_when_its_last_day_has_passed(
    expected, is_open, is_overdue
):
    date = Date.parse(expected) if expected else None
    (step,) = page(record(outcomes=(Outcome(text={"en": "A handbook"}, expected=date),))).came_of_it
    assert (step.is_open, step.is_overdue) == (is_open, is_overdue)
    assert step.link is None
    assert bool(step.when) is (expected is not None)


@pytest.mark.parametrize(
    ("status", "is_open"), [("planned", True), ("postponed", True), ("held", False), ("cancelled", False)]
)
def test_a_record_that_was_announced_is_an_open_step_until_it_is_held(status, is_open):
    other = record("events/2011/next", date="2011", status=status)
    (step,) = page(record(outcomes=(Outcome(record=other.id),)), other).came_of_it
    assert step.is_open is is_open
    assert step.is_overdue is is_open


def test_a_withdrawn_record_is_no_step_and_no_neighbour():
    ending = Ending(date=datetime.date(2015, 1, 1), reason={"en": "Wrong."})
    gone = record("events/2009/gone", date="2009", withdrawn=ending, series="talks")
    shown = page(record(follows=(gone.id,), related=(gone.id,), series="talks"), gone)
    assert (shown.led_here, shown.related, shown.similar, shown.series_before) == ([], [], [], None)


def test_what_cannot_have_led_here_is_related_without_an_order():
    same_day = record("events/2010/same-day", date="2010-04-15")
    shown = page(record(follows=(same_day.id,)), same_day)
    assert shown.led_here == []
    assert [step.text for step in shown.related] == ["Title of events/2010/same-day"]
    back = page(same_day, record(follows=(same_day.id,)))
    assert (back.came_of_it, [step.text for step in back.related]) == ([], ["Title of events/2010/talk"])


def test_a_page_names_records_like_it_but_for_those_it_names_anyway():
    near, related = (
        record(f"events/2011/{name}", date="2011", themes=("water",)) for name in ("near", "related")
    )
    shown = page(record(themes=("water",), related=(related.id,)), near, related)
    assert [step.text for step in shown.similar] == ["Title of events/2011/near"]


def test_a_series_leads_to_the_instances_before_and_after():
    line = [record(f"events/{year}/a", date=str(year), series="talks") for year in (2009, 2010, 2011)]
    shown = made_page(line[1], archive(*line))
    assert shown.series_before is not None
    assert shown.series_after is not None
    assert (shown.series_before.text, shown.series_after.text) == (
        "Title of events/2009/a",
        "Title of events/2011/a",
    )


@pytest.mark.parametrize(
    ("source", "text", "detail"),
    [
        (Source(title={"en": "News"}), "News", ""),
        (Source(publisher="Mission"), "Mission", ""),
        (Source(title={"en": "News"}, publisher="Mission"), "News", "Mission"),
        (Source(title={"en": "News"}, date=Date.parse("2010-04")), "News", "April 2010"),
        (Source(title={"en": "News"}, url="https://www.mission.example/1"), "News", "mission.example"),
        (Source(url="https://mission.example/1"), "https://mission.example/1", ""),
        (Source(title={"en": "A"}, publisher="Mission.example", url="https://mission.example"), "A", "Mission.example"),
    ],
)  # fmt: skip
def test_a_source_is_called_by_the_best_name_it_has(source, text, detail):
    (line,) = page(record(sources=(source,))).sources
    assert (str(line.text), line.detail) == (text, detail)


def test_changes_are_listed_newest_first_and_one_without_words_in_the_language_in_those_of_the_original():
    changes = (
        Change(date=datetime.date(2011, 1, 1), kind="correction", note={"en": "First.", "ru": "Первое."}),
        Change(date=datetime.date(2012, 1, 1), kind="update", note={"en": "Second."}),
    )
    russian = Words(language="ru", path="content/events/2010/talk.ru.md", title="Беседа", summary="Слова.")
    talk = record(changes=changes, words={"en": record().words["en"], "ru": russian})
    assert [(line.note.text, line.note.language) for line in page(talk, language="ru").corrections] == [
        ("Second.", "en"), ("Первое.", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("follows", "is_outdated"),
    [(None, True), ("2010-12-31", True), ("2011-01-01", False), ("2012-01-01", False)],
)
def test_a_translation_is_outdated_if_it_follows_a_state_before_the_last_correction(follows, is_outdated):
    changes = (
        Change(date=datetime.date(2011, 1, 1), kind="correction", note={"en": "First."}),
        Change(date=datetime.date(2013, 1, 1), kind="minor", note={"en": "A comma."}),
    )
    english = record().words["en"]
    russian = Words(
        language="ru", path="content/events/2010/talk.ru.md", title="Беседа", summary="Слова.",
        translation_of_update=datetime.date.fromisoformat(follows) if follows else None,
    )  # fmt: skip
    talk = record(changes=changes, words={"en": english, "ru": russian})
    assert page(talk, language="ru").is_outdated is is_outdated
    assert page(talk, language="en").is_outdated is False


def test_a_file_is_offered_with_its_kind_and_address():
    files = (Attachment(file="Paper.final.PDF", title={"en": "The paper"}, size=10, language="ru", pages=3),)
    (offered,) = page(record(attachments=files)).attachments
    assert (str(offered.title), offered.kind, offered.url) == (
        "The paper",
        "PDF",
        "events/2010/Paper.final.PDF",
    )


def test_a_text_links_to_the_page_in_the_readers_language_where_there_is_one():
    other = record("reports/2009/a", date="2009")
    russian = Words(language="ru", path="content/reports/2009/a.ru.md", title="Отчёт", summary="Слова.")
    other = record("reports/2009/a", date="2009", words={"en": other.words["en"], "ru": russian})
    body = "[x](../../reports/2009/a.md) [y](../../reports/2009/a.ru.md)"
    english = page(record(body=body), other).body
    assert 'href="../../../reports/2009/a/"' in english
    assert 'href="../../../ru/reports/2009/a/"' in english
    own = Words(language="ru", path="content/events/2010/talk.ru.md", title="Беседа", summary="С.", body=body)
    talk = record(words={"en": record().words["en"], "ru": own})
    assert page(talk, other, language="ru").body.count('href="../../../../ru/reports/2009/a/"') == 2


def test_a_link_to_a_heading_of_a_removed_record_leads_to_the_page_that_says_so():
    gone = record(
        "events/2010/gone",
        removed=Ending(date=datetime.date(2024, 5, 1), reason={"en": "It named a person."}),
    )
    shown = page(record(body="[It](gone.md#aims)"), gone)
    assert 'href="../../../events/2010/gone/"' in shown.body


def in_languages(**bodies):
    """A record with the same title in each language and the text that is given, which may be none."""
    return record(
        words={
            code: Words(
                language=code, path=f"content/events/2010/talk.{code}.md", title="T", summary="S", body=body
            )
            for code, body in bodies.items()
        }
    )


@pytest.mark.parametrize(
    ("bodies", "reader", "text", "home"),
    [
        (
            {"en": "Long.", "ru": "Длинный.", "tg": ""},
            "tg",
            "Длинный.",
            ("Русский", "ru/events/2010/talk/", "ru"),
        ),
        ({"en": "Long.", "ru": "", "tg": ""}, "tg", "Long.", ("English", "events/2010/talk/", "en")),
        ({"en": "Long.", "ru": "Длинный."}, "ru", "Длинный.", None),
        ({"en": "", "ru": ""}, "ru", "", None),
    ],
)
def test_a_translation_without_a_text_shows_it_in_the_next_best_language(bodies, reader, text, home):
    shown = page(in_languages(**bodies), language=reader)
    assert text in shown.body
    assert bool(shown.body) is bool(text)
    assert shown.words_home is None
    link = shown.text_home
    assert (link and (link.text, link.url, link.language)) == home


@pytest.mark.parametrize(
    ("participants", "said"),
    [
        (Participants(number=40), "40"),
        (Participants(description={"en": "Judges"}), "Judges"),
        (Participants(number=40, description={"en": "Judges"}), "40: Judges"),
        (Participants(number=40, description={"en": "40 judges"}), "40 judges"),
        (Participants(number=1200, description={"en": "1,200 judges"}), "1,200 judges"),
        (Participants(number=1200, description={"en": "some 1200 judges"}), "some 1200 judges"),
    ],
)
def test_the_number_of_participants_is_said_once(participants, said):
    shown = page(record(participants=participants)).participants
    assert shown is not None
    assert shown.text == said


def test_the_first_photo_of_a_page_is_loaded_with_it_and_the_others_when_a_reader_comes_near():
    photos = tuple(
        Photo(file=f"{name}.jpg", alt={"en": name}, credit="A", consent="given") for name in ("a", "b")
    )

    def lazy(body):
        talk = record(photos=photos, body=body)
        pictures = {
            f"{talk.folder}/{photo.file}": Picture(
                webp=(Rendition(f"{photo.file}.webp", 480, 320, 9),),
                fallback=(Rendition(photo.file, 480, 320, 9),),
            )
            for photo in photos
        }
        shown = made_page(talk, archive(talk), pictures=pictures)
        return "lazy" in shown.body, ["lazy" in figure for figure in shown.photos]

    assert lazy("Words.") == (False, [False, True])
    assert lazy("![a](a.jpg)") == (False, [True])


# What one record takes back, no other shows


def photo(consent):
    return Photo(file="table.png", alt={"en": "Two people at a table"}, credit="A", consent=consent)


def test_a_photo_that_one_record_withdraws_is_shown_by_none():
    records = [
        record("events/2010/a", photos=(photo("given"),)),
        record("events/2010/b", photos=(photo("withdrawn"),), draft=True),
        record("events/2011/c", photos=(photo("given"),)),
    ]
    same = frozenset(("content/events/2011/table.png",))
    assert Archive(records, Vocabularies(), NOW).visible().published_files == same
    assert (
        Archive(records, Vocabularies(), NOW, without_consent=same).visible().published_files == frozenset()
    )


def test_links_to_the_files_of_a_removed_record_keep_their_words_and_stop_nothing():
    gone = record(
        "events/2010/gone", removed=Ending(date=datetime.date(2016, 7, 8), reason={"en": "At their wish."})
    )
    words = replace(gone.original_words, path="content/events/2010/gone/index.md")
    gone = replace(gone, words={"en": words})
    other = record(body="[The paper](gone/paper.pdf), ![people](gone/p.png), [a slip](gnoe/paper.pdf)")
    bodies = Bodies(Archive((gone, other), Vocabularies(), NOW))
    body = bodies.of(other.original_words, "en", Messages.load("en"), "../")
    assert body.html == "<p>The paper, , a slip</p>\n"
    assert list(body.dead_links) == ["gnoe/paper.pdf"]
