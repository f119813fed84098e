"""Which pages search engines are led to."""

import datetime

from mission_archive.model.addresses import is_of_site
from mission_archive.model.records import Ending, Words
from mission_archive.rendering.maps.atlas import Atlas
from mission_archive.rendering.site_plan import moved_plans, site_plan
from mission_archive.rendering.words.messages import load_messages
from tests.rendering.archives import archive, record

ENDING = Ending(date=datetime.date(2015, 1, 1), reason={"en": "Wrong."})


def plans(*records):
    whole = archive(*records)
    return list(site_plan(whole, load_messages(), Atlas(whole.vocabularies.places)))


def test_the_sitemap_has_records_in_the_languages_in_which_they_are_written_and_none_that_ended():
    russian = Words(language="ru", path="content/events/2010/both.ru.md", title="Беседа", summary="С.")
    both = record("events/2010/both")
    found = plans(
        record("events/2010/one"),
        record("events/2010/both", words={**both.words, "ru": russian}),
        record("events/2010/withdrawn", withdrawn=ENDING),
        record("events/2010/removed", removed=ENDING),
    )
    urls = {plan.url for plan in found if plan.is_of_record and plan.is_in_sitemap}
    assert urls == {"events/2010/one/", "events/2010/both/", "ru/events/2010/both/"}
    unlisted = {plan.url for plan in found if plan.is_of_record and not plan.is_listed}
    ended = ("events/2010/withdrawn/", "events/2010/removed/")
    assert unlisted == {f"{root}{url}" for root in ("", "ru/", "tg/") for url in ended}


def test_search_engines_are_offered_a_record_in_the_languages_in_which_it_is_written_and_a_list_in_all():
    found = {plan.url: plan for plan in plans(record())}
    assert found["events/2010/talk/"].offered == {"en": "events/2010/talk/"}
    assert found["events/"].offered == {"en": "events/", "ru": "ru/events/", "tg": "tg/events/"}


def test_the_sitemap_has_lists_and_neither_the_search_nor_pages_that_lead_on():
    found = {plan.url: plan.is_in_sitemap for plan in plans(record())}
    assert (found["events/"], found["ru/calendar/2010/"], found["search/"]) == (True, True, False)
    assert [plan.is_in_sitemap for plan in moved_plans({"old/": "events/2010/talk/"})] == [False]


def test_the_page_of_a_record_is_made_of_its_record_and_its_map():
    (plan,) = (plan for plan in plans(record()) if plan.url == "events/2010/talk/")
    view = plan.make_view()
    assert (view["record"].words.title, view["locator"]) == ("Title of events/2010/talk", None)


def test_no_former_address_can_take_the_place_of_a_list():
    lists = [plan.url.rstrip("/") for plan in plans(record()) if not plan.is_of_record]
    assert [url for url in lists if not is_of_site(url)] == []
