"""Small archives made in memory, for tests of what pages say of them."""

import datetime

from mission_archive.model.archive import Archive
from mission_archive.model.dates import Date
from mission_archive.model.records import Record, Words
from mission_archive.model.terms import Institution, Name, Place, Series, Term, Vocabularies, Vocabulary

NOW = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
VOCABULARIES = Vocabularies(
    themes=Vocabulary(
        [
            Term(id="water", name={"en": "Water", "ru": "Вода"}, description={"en": "Who may use it."}),
            Term(id="rivers", name={"en": "Rivers"}, broader="water"),
            Term(id="letters", name={"en": "Letters"}),
        ]
    ),
    series=Vocabulary([Series(id="talks", name={"en": "Talks"})]),
    institutions=Vocabulary(
        [
            Institution(
                id="mission",
                name={"en": "Office"},
                kind="mission",
                names=(Name(name="Centre", language="en", to=Date.parse("2008-06")),),
            ),
            Institution(id="council", name={"en": "Council"}),
        ]
    ),
    places=Vocabulary(
        [
            Place(id="land", name={"en": "Land"}, kind="country"),
            Place(
                id="town",
                name={"en": "New Town", "ru": "Новый город"},
                kind="town",
                broader="land",
                names=(
                    Name(name="Old Town", language="en", to=Date.parse("2018-01")),
                    Name(name="Старый город", language="ru", to=Date.parse("2018-01")),
                    Name(name="New Town", language="en", from_=Date.parse("2018-01")),
                    Name(name="Tawn"),
                ),
            ),
        ]
    ),
)


def record(record_id="events/2010/talk", *, date="2010-04-15", title=None, body="", **facts):
    """A record with what is required and what is given; its words are English."""
    original = facts.pop("original", "en")
    words = Words(
        language=original,
        path=f"content/{record_id}.md",
        title=title or f"Title of {record_id}",
        summary="Words.",
        body=body,
    )
    facts.setdefault("words", {original: words})
    return Record(id=record_id, original=original, date=Date.parse(date), **facts)


def archive(*records, now=NOW):
    return Archive(records, VOCABULARIES, now)
