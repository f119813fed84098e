"""In no random archive does anything that is made of its public part hold a word of a record that is hidden, or of a
term that only such records name: no page in any language, and no file of the search."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from mission_archive.model.archive import Archive
from mission_archive.model.dates import Date
from mission_archive.model.facets import terms_of
from mission_archive.model.languages import LANGUAGES
from mission_archive.model.records import Ending, Mention, Outcome, Record, Words
from mission_archive.model.terms import (
    VOCABULARY_NAMES,
    Institution,
    Name,
    Place,
    Series,
    Term,
    TermText,
    Vocabularies,
    Vocabulary,
)
from mission_archive.rendering.lists.pages import home_view
from mission_archive.rendering.lists.rows import RecordRows
from mission_archive.rendering.maps.atlas import Atlas
from mission_archive.rendering.search_documents import search_documents
from mission_archive.rendering.search_facets import namings
from mission_archive.rendering.site_plan import site_plan
from mission_archive.rendering.words.messages import load_messages
from tests.rendering.archives import NOW

RE_WORD = re.compile(r"zq[a-z]+\d+x")
"""A word of one record or term: what it belongs to is named between the two letters and the last."""

STATES: dict[str, dict[str, Any]] = {
    "public": {},
    "draft": {"draft": True},
    "embargoed": {"published": NOW.replace(year=NOW.year + 1)},
    "removed": {"removed": Ending(date=NOW.date(), reason={"en": "At their wish."})},
}
KINDS = {"institutions": Institution, "series": Series, "places": Place}
MOST = 4
"""Terms of a vocabulary, and records."""

messages = cache(load_messages)


def texts_in(word, draw):
    """A text in one language or in several: the word, and the language after it."""
    return {code: f"{word} {code}" for code in draw(st.sets(st.sampled_from(LANGUAGES), min_size=1))}


@st.composite
def vocabularies(draw, link):
    """Terms that contain and carry on one another, each with a name, other names, a description and a text."""
    made = {}
    for name in VOCABULARY_NAMES:
        terms = []
        for number in range(draw(st.integers(1, MOST))):
            word, facts = f"zq{name}{number}x", {}
            if name == "places":
                facts = {"kind": draw(st.sampled_from(("town", "country", "site")))}
                facts |= {"latitude": 38.5 + number, "longitude": 68.5}
            if name == "series":
                facts = {"succeeds": draw(st.none() | st.sampled_from([f"t{n}" for n in range(MOST)]))}
            if name == "institutions":
                facts = {"country": texts_in(word, draw)}
            terms.append(
                KINDS.get(name, Term)(
                    id=f"t{number}",
                    name=texts_in(word, draw),
                    description=texts_in(word, draw),
                    broader=draw(st.none() | st.sampled_from([f"t{n}" for n in range(number)]))
                    if number
                    else None,
                    names=(Name(name=f"{word} then", to=Date.parse("2012")), Name(name=f"{word} also")),
                    texts={
                        code: TermText(
                            path=f"content/vocabularies/{name}/t{number}.{code}.md", body=f"{text} {link}"
                        )
                        for code, text in texts_in(word, draw).items()
                    },
                    **facts,
                )
            )
        made[name] = Vocabulary(terms)
    return Vocabularies(**made)


def record_id(number):
    return f"events/2010/r{number}"


@st.composite
def records(draw, known):
    """Records of every state, each of which names terms and all others."""
    count = draw(st.integers(1, MOST))
    others = [record_id(number) for number in range(count)]
    links = " ".join(f"[one](r{number}.md)" for number in range(count))
    made = []
    for number in range(count):
        word, own = f"zqrecord{number}x", record_id(number)

        def some(name):
            return tuple(draw(st.lists(st.sampled_from(list(getattr(known, name))), max_size=2, unique=True)))

        made.append(
            Record(
                id=own,
                original="en",
                words={
                    code: Words(
                        language=code, path=f"content/{own}{'' if code == 'en' else '.' + code}.md",
                        title=f"{word} title", summary=f"{word} summary", body=f"{word} body, {links}",
                    )
                    for code in {"en", *draw(st.sets(st.sampled_from(LANGUAGES)))}
                },
                date=Date.parse(draw(st.sampled_from(("2010-04", "2011-05-06", "2012")))),
                places=tuple(Mention(place=place) for place in some("places")),
                themes=some("themes"), dimensions=some("dimensions"), organisers=some("institutions"),
                partners=some("institutions"),
                series=next(iter(some("series")), None), format=next(iter(some("formats")), None),
                follows=tuple(draw(st.sets(st.sampled_from(others)))), related=tuple(others),
                possibly_same_as=tuple(draw(st.sets(st.sampled_from(others)))),
                outcomes=(Outcome(text={"en": f"{word} outcome"}, expected=Date.parse("2011")),),
                **STATES[draw(st.sampled_from(sorted(STATES)))],
            )
        )  # fmt: skip
    return made


@st.composite
def archives(draw):
    """An archive with all that is hidden in it."""
    link = f"[a record](../../{record_id(draw(st.integers(0, MOST - 1)))}.md)"
    known = draw(vocabularies(link))
    return Archive(draw(records(known)), known, NOW)


def public_words(archive):
    """The words of public records, of the terms that they name, and of all that contain those."""
    found = set()
    for record in archive.records.values():
        if record.state(NOW) == "published":
            found.add(f"zqrecord{record.id[-1]}x")
            for name in VOCABULARY_NAMES:
                for named in terms_of(record, name):
                    above = named
                    while above is not None:
                        found.add(f"zq{name}{above[1:]}x")
                        above = getattr(archive.vocabularies, name)[above].broader
    return found


def made_of(archive):
    """All that is made of an archive, as text: what the template of each page is given, and the search."""
    atlas = Atlas(archive.vocabularies.places)
    for plan in site_plan(archive, messages(), atlas):
        yield f"{plan.url} {plan.title} {plan.description} {plan.make_view()!r}"
    for words in messages().values():
        yield repr(home_view(archive, words, atlas))
    rows = {code: RecordRows(archive, words) for code, words in messages().items()}
    yield repr(list(search_documents(archive, rows)))
    yield repr(list(namings(archive, messages())))


@settings(max_examples=30)
@given(archives())
def test_no_word_of_what_is_hidden_is_in_anything_that_is_made_of_an_archive(whole):
    named = {word for text in made_of(whole.visible()) for word in RE_WORD.findall(text)}
    assert named == public_words(whole)


@settings(max_examples=30)
@given(archives())
def test_the_terms_of_the_public_archive_are_those_that_public_records_name_or_lie_within(whole):
    seen = whole.visible().vocabularies
    named = {f"zq{name}{term[1:]}x" for name in VOCABULARY_NAMES for term in getattr(seen, name)}
    assert named == {word for word in public_words(whole) if not word.startswith("zqrecord")}
