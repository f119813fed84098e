"""JSON-LD of pages, read by an RDF parser and held against shapes."""

import json
import re
from dataclasses import replace

import pyshacl
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from mission_archive.formats.edition import Subject
from mission_archive.formats.structured.table import FORMAT
from mission_archive.formats.structured.things import body_in_full, place_in_full, script_of
from mission_archive.formats.table import format_files
from mission_archive.model.addresses import listing_url, page_url, permalink, record_url
from mission_archive.model.archive import Archive
from mission_archive.model.dates import Duration
from mission_archive.model.languages import LANGUAGES
from mission_archive.model.records import Mention
from mission_archive.model.terms import Institution, Place, Vocabularies
from tests.formats.awkward import CANARIES, awkward_archive
from tests.formats.editions import URL, edition_of
from tests.rendering.archives import NOW, archive, record
from tests.support.edtf_texts import TEXTS

pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning:rdflib", "ignore::DeprecationWarning:pyshacl"
)

EDITION = edition_of(awkward_archive())
SCHEMA = rdflib.Namespace("https://schema.org/")
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix s: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

[] a sh:NodeShape ; sh:targetClass s:Event ;
  sh:property [ sh:path s:name ; sh:minCount 1 ; sh:maxCount 1 ] ;
  sh:property [ sh:path s:startDate ; sh:minCount 1 ; sh:maxCount 1 ; sh:pattern "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" ] ;
  sh:property [ sh:path s:endDate ; sh:minCount 1 ; sh:maxCount 1 ; sh:pattern "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" ] ;
  sh:property [ sh:path s:location ; sh:minCount 1 ; sh:node [ sh:property [ sh:path s:name ; sh:minCount 1 ] ;
                                                               sh:property [ sh:path s:address ; sh:minCount 1 ] ] ] ;
  sh:property [ sh:path s:eventStatus ; sh:minCount 1 ; sh:maxCount 1 ;
    sh:pattern "^https://schema.org/Event(Scheduled|Cancelled|Postponed)$" ] .
[] a sh:NodeShape ; sh:targetClass s:Report ;
  sh:property [ sh:path s:name ; sh:minCount 1 ; sh:maxCount 1 ] ;
  sh:property [ sh:path s:datePublished ; sh:maxCount 1 ; sh:pattern "^[0-9]{4}(-[0-9]{2}){0,2}$" ] ;
  sh:property [ sh:path s:startDate ; sh:maxCount 0 ] .
[] a sh:NodeShape ; sh:targetClass s:CreativeWork ;
  sh:property [ sh:path s:name ; sh:minCount 1 ; sh:maxCount 1 ] ;
  sh:property [ sh:path s:temporalCoverage ; sh:minCount 1 ; sh:maxCount 1 ] ;
  sh:property [ sh:path s:startDate ; sh:maxCount 0 ] ;
  sh:property [ sh:path s:datePublished ; sh:maxCount 0 ] .
[] a sh:NodeShape ; sh:targetClass s:Dataset ; sh:nodeKind sh:IRI ;
  sh:property [ sh:path s:name ; sh:minCount 1 ; sh:maxCount 1 ] ;
  sh:property [ sh:path s:description ; sh:minCount 1 ; sh:maxCount 1 ] ;
  sh:property [ sh:path s:distribution ; sh:minCount 1 ;
                sh:node [ sh:property [ sh:path s:contentUrl ; sh:minCount 1 ; sh:maxCount 1 ] ] ] .
[] a sh:NodeShape ; sh:targetClass s:Place ; sh:nodeKind sh:IRI ; sh:property [ sh:path s:name ; sh:minCount 1 ] .
[] a sh:NodeShape ; sh:targetClass s:Organization ; sh:nodeKind sh:IRI ;
  sh:property [ sh:path s:name ; sh:minCount 1 ] .
[] a sh:NodeShape ; sh:targetClass s:ListItem ;
  sh:property [ sh:path s:position ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:integer ] ;
  sh:property [ sh:path s:item ; sh:minCount 1 ; sh:maxCount 1 ; sh:pattern "^https://" ] ;
  sh:property [ sh:path s:name ; sh:minCount 1 ; sh:maxCount 1 ] .
"""


def graph_of(subject, edition=EDITION):
    """What the page of a subject says, as JSON and as RDF."""
    (element,) = FORMAT.head(edition, subject)
    text = re.fullmatch(r'<script type="application/ld\+json">(.*)</script>', str(element), re.DOTALL)
    assert text
    made = json.loads(text[1])
    assert made["@context"] == "https://schema.org"
    made["@context"] = {"@vocab": str(SCHEMA)}  # the parser must not ask the network
    return made["@graph"], rdflib.Graph().parse(data=json.dumps(made), format="json-ld")


def of_record(record_id, language=None, edition=EDITION):
    one = edition.archive.records[record_id]
    language = language or one.original
    return graph_of(Subject(record_url(one, language), language, one), edition)


def every_subject(edition=EDITION):
    for language in LANGUAGES[:2]:
        yield Subject(f"{language}/" if language != "en" else "", language)
        yield Subject(page_url("data", language), language)
        for one in edition.archive.listed:
            if language in one.words:
                yield Subject(record_url(one, language), language, one)
        for facet in ("collections", "years", "places", "themes", "institutions", "series", "formats"):
            for term in edition.archive.listing(facet):
                yield Subject(listing_url(facet, term, language), language, listed=(facet, term))


def test_every_graph_has_the_shape_of_what_it_says_it_is():
    whole = rdflib.Graph()
    for subject in every_subject():
        whole = graph_of(subject)[1]
        conforms, _, said = pyshacl.validate(whole, shacl_graph=SHAPES, shacl_graph_format="turtle")
        assert conforms, f"{subject.url}: {said}"


@pytest.mark.parametrize(
    ("record_id", "kind"),
    [
        ("events/2010/series-instance", "Event"),
        ("events/2015/cancelled", "Event"),
        ("events/2014/translation-only", "Event"),
        ("conferences/2014/split-period", "Event"),
        ("conferences/2016/announcement", "CreativeWork"),
        ("events/2008/uncertain-year", "CreativeWork"),
        ("events/2011/open-interval", "CreativeWork"),
        ("events/2012/season", "CreativeWork"),
        ("events/2013/approximate-day", "CreativeWork"),
        ("reports/2011/corrected", "Report"),
    ],
)
def test_an_event_is_one_only_on_a_sure_day_at_a_sure_place(record_id, kind):
    nodes, graph = of_record(record_id)
    assert nodes[0]["@type"] == kind
    assert nodes[0]["@id"] == URL + permalink(EDITION.archive.records[record_id])
    assert (None, rdflib.RDF.type, SCHEMA[kind]) in graph


def test_the_page_for_data_describes_files_that_are_there_and_nothing_where_there_are_no_records():
    ((node,), graph) = graph_of(Subject("ru/data/", "ru"))
    assert (rdflib.URIRef(f"{URL}data/#dataset"), rdflib.RDF.type, SCHEMA.Dataset) in graph
    found = {file["contentUrl"].removeprefix(URL) for file in node["distribution"]}
    assert len(found) == 4
    assert found <= format_files(EDITION).keys()
    assert not [*FORMAT.head(edition_of(archive()), Subject("ru/data/", "ru"))]


def test_the_parts_of_a_split_period_are_said_one_by_one():
    event = of_record("conferences/2014/split-period")[0][0]
    assert [(part["startDate"], part["endDate"]) for part in event["subEvent"]] == [
        ("2014-10-13", "2014-10-17"),
        ("2014-11-03", "2014-11-05"),
    ]


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ({}, "Event"),
        ({"places": ()}, "CreativeWork"),
        ({"places": (Mention(place="land"),)}, "CreativeWork"),
        ({"mode": "online"}, "CreativeWork"),
        ({"mode": "hybrid"}, "Event"),
        ({"status": "announced"}, "CreativeWork"),
        ({"status": "planned"}, "CreativeWork"),  # its day has passed
        ({"status": "planned", "date": "2022-01-01"}, "Event"),
        ({"status": "postponed"}, "Event"),
        ({"date": "2010-04"}, "CreativeWork"),
        ({"date_role": "published"}, "CreativeWork"),
        ({"date_role": "start"}, "CreativeWork"),
    ],
)  # fmt: skip
def test_what_makes_an_event(facts, kind):
    edition = replace(EDITION, archive=archive(record(**{"places": (Mention(place="town"),), **facts})))
    assert of_record("events/2010/talk", edition=edition)[0][0]["@type"] == kind


def test_things_are_joined_by_ids_over_pages():
    event = of_record("events/2010/series-instance")[0][0]
    (place,) = event["location"]
    nodes, _ = graph_of(Subject("ru/places/khujand/", "ru", listed=("places", "khujand")))
    assert nodes[0]["@id"] == place["@id"]
    (body,) = event["organizer"]
    nodes, _ = graph_of(Subject("institutions/field-office/", "en", listed=("institutions", "field-office")))
    assert nodes[0]["@id"] == body["@id"]
    assert "Office in Tajikistan" in (nodes[0]["name"], *nodes[0]["alternateName"])


@pytest.mark.parametrize(
    ("kind", "is_point"),
    [("site", True), ("village", True), ("town", True), ("district", False), ("country", False)],
)
def test_an_area_is_not_said_to_be_at_a_point(kind, is_point):
    place = Place(id="somewhere", name={"en": "Somewhere"}, kind=kind, latitude=38.5, longitude=68.7)
    assert ("geo" in place_in_full(EDITION, place, "en")) == is_point


def test_a_term_says_what_contains_it_what_it_is_and_where_its_page_is():
    edition = edition_of(archive(record(places=(Mention(place="town"),))))
    town = replace(edition.archive.vocabularies.places["town"], description={"en": "By a river."})
    said = place_in_full(edition, town, "en")
    assert said["containedInPlace"] == {"@id": f"{URL}places/land/#place"}
    assert (said["description"], said["url"]) == ("By a river.", f"{URL}places/town/")
    body = Institution(id="board", name={"en": "Board"}, broader="council")
    said = body_in_full(edition, body, "en")
    assert said["parentOrganization"] == {"@id": f"{URL}institutions/council/#organization"}
    assert said.keys() == {"@type", "@id", "name", "parentOrganization"}  # it has no records, so no page


def test_the_home_page_says_which_mission_the_site_is_about():
    edition = edition_of(archive(record()))
    words = {"en": {**edition.words["en"], "description": "What was held."}}
    (site, mission), _ = graph_of(Subject("", "en"), replace(edition, words=words))
    assert (site["about"], site["description"]) == ({"@id": mission["@id"]}, "What was held.")
    (site,), _ = graph_of(Subject("", "en"), edition_of(Archive((record(),), Vocabularies(), NOW)))
    assert not site.keys() & {"about", "description"}


def test_every_thing_of_a_graph_is_what_it_is_about_or_is_referred_to():
    for one in EDITION.archive.listed:
        first, *others = of_record(one.id)[0]
        referred = json.dumps(first)
        for thing in others:
            assert thing["@type"] == "BreadcrumbList" or json.dumps({"@id": thing["@id"]}) in referred, one.id


def test_a_record_of_the_archive_itself_says_where_it_stands():
    nodes, _ = of_record("reports/2011/corrected", "tg")
    assert [item["item"] for item in nodes[-1]["itemListElement"]] == [
        f"{URL}tg/",
        f"{URL}tg/reports/",
        f"{URL}tg/reports/2011/corrected/",
    ]


def test_an_event_that_may_be_the_same_as_another_says_so():
    places = (Mention(place="town"),)
    first = record("events/2010/visit", date="2010-04-15", places=places)
    other = record(
        "events/2010/talk", date="2010-04-15", places=places, possibly_same_as=("events/2010/visit",)
    )

    def event(one, *records):
        edition = replace(EDITION, archive=archive(*records))
        (script,) = FORMAT.head(edition, Subject(record_url(one, "en"), "en", one))
        return json.loads(script.partition(">")[2].removesuffix("</script>"))["@graph"][0]

    for one in (first, other):
        found = event(one, first, other)
        assert found["@type"] == "Event"
        assert found["disambiguatingDescription"] == "May be the same event as another"
    assert "disambiguatingDescription" not in event(first, first)


def test_a_page_in_a_language_without_a_translation_has_no_graph():
    one = EDITION.archive.records["reports/2011/corrected"]
    assert not [*FORMAT.head(EDITION, Subject(record_url(one, "ru"), "ru", one))]


def test_no_title_ends_the_script():
    text = script_of([{"name": "</script><!-- <script> & \u2028"}])
    assert text.count("<") == 2
    assert json.loads(str(text)[len('<script type="application/ld+json">') : -len("</script>")])


def test_what_the_public_must_not_see_is_in_no_graph():
    for subject in every_subject():
        text = "".join(FORMAT.head(EDITION, subject)).lower()
        assert not any(canary in text for canary in CANARIES), subject.url


@given(
    TEXTS,
    st.sampled_from(["held", "start", "end", "published"]),
    st.sampled_from([None, *map(Duration.parse, ("P1D", "P5D", "P4M"))]),
    st.sampled_from(["held", "announced", "cancelled", "postponed", "planned"]),
)
def test_no_graph_says_more_of_a_time_than_the_record(text, role, duration, status):
    if "/" in text or "{" in text:
        role = "held" if role in ("start", "end") else role
    one = record(date=text, date_role=role, duration=duration, status=status, places=(Mention(place="town"),))
    edition = replace(EDITION, archive=archive(one))
    (element,) = FORMAT.head(edition, Subject("events/2010/talk/", "en", one))
    node = json.loads(str(element).partition(">")[2].removesuffix("</script>"))["@graph"][0]
    if node["@type"] != "Event":
        assert not {"startDate", "endDate", "datePublished"} & set(node)
        assert node["temporalCoverage"]
        return
    assert status != "announced"
    assert not set("?~%X") & set(text)
    assert role != "published"
    if role == "held":
        assert (node["startDate"], node["endDate"]) == (
            one.date.earliest.isoformat(),
            one.date.latest.isoformat(),
        )
        assert all(point.day for point in one.date.value.points)
    else:
        assert duration
        assert duration.exact_days
