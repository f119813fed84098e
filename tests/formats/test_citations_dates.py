"""Read back from any citation file or head, no date is more precise or more certain than that of the record."""

import json
import re
from dataclasses import replace
from html import unescape

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from mission_archive.formats.certainty import certain_span
from mission_archive.formats.citations.dates import biblatex_date
from mission_archive.formats.citations.files import bibtex, csl_json, ris
from mission_archive.formats.citations.head import meta_of
from mission_archive.model.dates import Date, Duration, Precision
from mission_archive.rendering.when import when
from tests.formats.editions import edition_of
from tests.rendering.archives import archive, record
from tests.support.edtf_texts import TEXTS

ROLES = st.sampled_from(["held", "start", "end", "published"])
DURATIONS = st.sampled_from([None, *map(Duration.parse, ("P1D", "P5D", "P2W", "P4M", "P1Y"))])
STATES = st.sampled_from(["held", "announced", "cancelled", "postponed"])
EMPTY = edition_of(archive())
PRECISION_OF_LENGTH = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}


def in_words(one):
    return when(one.date, "en", role=one.date_role, duration=one.duration)


def made(text, role, duration, status="held"):
    if "/" in text or "{" in text:
        role = "held" if role in ("start", "end") else role  # as the check of records asks
    one = record(date=text, date_role=role, duration=duration, status=status)
    return replace(EMPTY, archive=archive(one)), one


def assert_sure(one, first, last):
    """That a date read back as plain, from `first` to `last` (ISO 8601), is what the record says without a doubt."""
    date, duration = one.date, one.duration
    assert not set("?~%X{") & set(str(date).replace("-XX", ""))
    assert not date.has_open_start
    assert not date.has_open_end
    days = duration.exact_days if duration else None
    if one.date_role in ("start", "end"):
        assert days
        assert date.precision is Precision.DAY
        assert len(first) == len(last) == 10
        return
    assert one.date_role == "held"
    for point, text in zip((date.value.points[0], date.value.points[-1]), (first, last), strict=True):
        assert PRECISION_OF_LENGTH[len(text)] == point.precision
        assert point.earliest.isoformat().startswith(text)
    if duration and len(date.value.points) == 1:
        assert days
        assert days <= (date.latest - date.earliest).days + 1


def assert_never_finer(one, text):
    """That an EDTF text says no more than the record; `text` may say doubt, gaps and open ends itself."""
    assert one.date_role != "published"  # when something was reported is not when it was
    if one.date_role in ("start", "end"):
        if not text.startswith("/") and not text.endswith("/"):
            assert_sure(one, *(text.split("/") * 2)[:2])
            return
        text = text.strip("/")
    said = Date.parse(text)
    assert said.precision >= one.date.precision or str(one.date).startswith("{")
    assert {point.qualifier for point in one.date.value.points} == {
        point.qualifier for point in said.value.points
    }
    if not str(one.date).startswith("{"):
        assert said.earliest <= one.date.earliest
        assert one.date.latest <= said.latest


@pytest.mark.parametrize(
    ("date", "role", "said"),
    [
        ("2005-11-08", "start", "2005-11-08/"),
        ("2005-11-08", "end", "/2005-11-08"),
        ("2005-11-08", "held", "2005-11-08"),
        ("2005-11-08/2005-11-10", "held", "2005-11-08/2005-11-10"),
        ("2005-11-08/..", "held", "2005-11-08/.."),
        ("../2005-11", "held", "../2005-11"),
        ("2005-23", "held", "2005-23"),
        ("2005-23", "start", None),
        ("2005-23?", "held", None),
        ("2005?", "held", "2005?"),
        ("2005%", "held", "2005%"),
        ("2005~", "held", None),
        ("2005-11~/2005-12", "held", None),
        ("198X", "held", "198X"),
        ("19XX", "held", "19XX"),
        ("198X-22", "held", "198X"),
        ("198X-24", "held", None),
        ("{2005-10-01,2005-11-02}", "held", "2005"),
        ("{2004-10-01,2005-11-02}", "held", None),
        ("XXXX", "held", None),
        ("2005-11-08", "published", None),
        ("2005-11-08/2005-11-10", "published", None),
        ("2005-11-08/..", "published", None),
        ("{2005-10-01,2005-11-02}", "published", None),
    ],
)
def test_bibtex_has_a_date_where_biblatex_can_say_what_is_known(date, role, said):
    one = record(date=date, date_role=role)
    assert biblatex_date(one, certain_span(one)) == said


def test_bibtex_has_no_year_of_several_dates_which_took_longer_than_these_days():
    one = record(date="{2005-10-01,2005-12-31}", duration=Duration.parse("P5D"))
    assert biblatex_date(one, certain_span(one)) is None


@settings(max_examples=60)  # these parsers are slow
@given(TEXTS, ROLES, DURATIONS)
def test_bibtex_says_no_more_than_the_record(text, role, duration):
    edition, one = made(text, role, duration)
    (entry,) = parse_string(bibtex(edition, one).decode()).entries
    fields = entry.fields_dict
    assert ("date" in fields) == (biblatex_date(one, certain_span(one)) is not None)
    if "date" in fields:
        said = fields["date"].value
        assert parse_edtf(said) is not None
        assert_never_finer(one, said)
    if "date" not in fields or set(said) & set("?~%X"):
        assert "note" in fields


@given(TEXTS, ROLES, DURATIONS)
def test_ris_says_no_more_than_the_record(text, role, duration):
    edition, one = made(text, role, duration)
    (entry,) = rispy.loads(ris(edition, one).decode())
    if "date" not in entry:
        assert "year" not in entry
        assert entry["notes"]
        return
    year, month, day, words = entry["date"].split("/")
    assert entry["year"] == year
    if words:
        assert not month + day
        assert year not in words  # it is said already
        assert entry["notes"] == [in_words(one)]
        span = certain_span(one)
        assert span
        assert_sure(one, *span)
        assert span[0][:4] == span[1][:4] == year
    else:
        plain = "-".join(part for part in (year, month, day) if part)
        assert_sure(one, plain, plain)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"date": "2010-04-15"}, {"year": "2010", "date": "2010/04/15/"}),
        ({"date": "2010-04"}, {"year": "2010", "date": "2010/04//"}),
        (
            {"date": "2010-04-12/2010-04-16"},
            {"year": "2010", "date": "2010///April 12–16", "notes": ["12–16 April 2010"]},
        ),
        (
            {"date": "2010-04-15", "date_role": "end", "duration": "P3D"},
            {"year": "2010", "date": "2010///April 13–15", "notes": ["three days, ended 15 April 2010"]},
        ),
        ({"date": "2010-04/2010-06"}, {"year": "2010", "date": "2010///April–June", "notes": ["April–June 2010"]}),
        ({"date": "2010-12-30/2011-01-02"}, {"notes": ["30 December 2010 – 2 January 2011"]}),
        ({"date": "2010?"}, {"notes": ["2010, uncertain"]}),
    ],
)  # fmt: skip
def test_ris_has_the_year_and_words_for_several_days(facts, said):
    facts = {**facts, "duration": Duration.parse(facts["duration"]) if "duration" in facts else None}
    one = record(**facts)
    (entry,) = rispy.loads(ris(replace(EMPTY, archive=archive(one)), one).decode())
    assert {name: entry.get(name) for name in ("year", "date", "notes") if name in entry} == said


@given(TEXTS, ROLES, DURATIONS)
def test_csl_json_says_no_more_than_the_record(text, role, duration):
    edition, one = made(text, role, duration)
    (item,) = json.loads(csl_json(edition, one))
    said = item["issued"]
    if "literal" in said:
        assert "date-parts" not in said
        return
    assert set(said) == {"date-parts"}  # programs leave out all else, such as a doubt
    parts = [
        "-".join(f"{part:0{4 if at == 0 else 2}}" for at, part in enumerate(each))
        for each in said["date-parts"]
    ]
    assert_sure(one, parts[0], parts[-1])


@given(TEXTS, ROLES, DURATIONS)
def test_the_head_of_a_page_says_no_more_than_the_record(text, role, duration):
    edition, one = made(text, role, duration)
    head = "\n".join(meta_of(edition, one, "en"))
    assert "citation_" not in head
    (said,) = re.findall('name="DC.date" content="([^"]*)"', head)
    if re.fullmatch("[0-9/-]+", said) and said != in_words(one):
        assert_sure(one, *(said.split("/") * 2)[:2])
    else:  # a program that finds no date takes another one of the page
        assert unescape(said) == in_words(one)


@given(STATES)
def test_every_format_says_what_was_not_held(status):
    edition, one = made("2010-04-15", "held", None, status)
    texts = [make(edition, one).decode() for make in (bibtex, ris, csl_json)]
    texts.append("\n".join(meta_of(edition, one, "en")))
    word = {"announced": "Only announced", "cancelled": "Cancelled", "postponed": "Postponed"}.get(status)
    assert (
        all(word in text for text in texts) if word else not any("Only announced" in text for text in texts)
    )
    if word:
        assert f'name="DC.type" content="Event [{word}]"' in texts[3]
    (entry,) = parse_string(texts[0]).entries  # Zotero reads this field of BibTeX, and not `titleaddon`
    assert (entry.fields_dict["note"].value if word else "note" not in entry.fields_dict) == (word or True)
