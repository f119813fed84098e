"""The steps of a thread as the pages of records show them."""

from markupsafe import escape

from mission_archive.model.archive import Archive
from mission_archive.model.records import Outcome
from mission_archive.rendering.records.threads import Threads, promise, step, steps_html
from mission_archive.rendering.words.messages import Messages
from tests.rendering.archives import NOW, archive, record


def test_relations_are_those_of_the_record_asked_for_whichever_was_asked_for_before():
    first = record("events/2010/first", date="2010", outcomes=(Outcome(record="events/2012/second"),))
    second = record("events/2012/second", date="2012")
    threads = Threads(archive(first, second))
    for _ in range(2):
        assert threads.related(first.id).outcomes.records == (second,)
        assert threads.related(second.id).led_here == (first,)
        assert threads.related(first.id).led_here == ()


def test_a_step_is_in_the_language_of_the_page():
    (other,) = archive(record(date="2010-04-15")).records.values()
    threads = Threads(Archive([other], archive().vocabularies, NOW))
    english, russian = (threads.steps([other], language)[0] for language in ("en", "ru"))
    assert (english.when, russian.when) == ("15 Apr 2010", "15 апр. 2010")
    assert english == step(other, NOW, "en")
    assert russian == step(other, NOW, "ru")


def test_what_a_step_says_is_text_and_not_markup():
    talk = record()
    open_promise = promise(Outcome(text={"en": "<b>A law</b> & more"}), talk, NOW, "en")
    shown = steps_html([open_promise], "../", Messages.load("en"))
    assert escape("<b>A law</b> & more") in shown
    assert "<b>" not in shown


def test_a_record_whose_day_has_passed_says_that_its_outcome_is_not_known():
    late = step(record(date="2019-12-30", status="planned"), NOW, "en")
    early = step(record(date=NOW.date().isoformat(), status="planned"), NOW, "en")
    words = Messages.load("en")
    assert "no record of the outcome" in steps_html([late], "", words)
    assert "announced" in steps_html([early], "", words)
    assert steps_html([], "", words) == ""
