"""A record as a thing of schema.org.

An event is an `Event` only if it was held or called off on days that are sure, at a place that is at least a town. What
was only announced, what nobody knows the outcome of, and what has no sure day or place is a `CreativeWork`: then the
graph is about the record in the archive, which says in words what is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mission_archive.formats.certainty import certain_periods, is_publication
from mission_archive.formats.citations.cited import Cited, cited_in
from mission_archive.formats.edition import Edition
from mission_archive.formats.structured.script import Node, reference
from mission_archive.formats.structured.things import body_id, body_in_short, place_id, place_in_short
from mission_archive.model.addresses import record_url
from mission_archive.model.records import REPORTS, Record
from mission_archive.rendering.records.statuses import shown_status

STATUSES: Mapping[str | None, str] = {
    None: "EventScheduled",
    "planned": "EventScheduled",
    "cancelled": "EventCancelled",
    "postponed": "EventPostponed",
}
"""What is shown of an event's status → schema.org's word. One that is not here makes no event."""
MODES = {"in-person": "", "hybrid": "MixedEventAttendanceMode"}
"""An event online needs an address of its own, which no record has. A record that says nothing is in person."""
EVENT = "Event"
PLACES_OF_EVENTS = ("site", "village", "town")


def record_nodes(edition: Edition, record: Record, language: str) -> Iterator[Node]:
    """The record, then its places and institutions."""
    one = cited_in(edition, record, language)
    places = {mention.place: said.text for mention, said in zip(record.places, one.places, strict=True)}
    bodies = dict(zip(record.organisers, (author.text for author in one.authors), strict=True))
    words = record.in_language(language)
    common = {
        "@id": edition.url + one.short,
        "url": edition.url + record_url(record, words.language),
        "name": words.title,
        "description": words.summary,
    }
    where = [reference(place_id(edition, place)) for place in places]
    who = [reference(body_id(edition, body)) for body in bodies]
    kind = edition.once(kind_of, record.id)
    if kind == EVENT:
        yield _event(edition, record, common, where, who)
    else:
        yield _work(record, one, {"@type": kind, **common}, where, who)
    yield from (place_in_short(edition, place, name, language) for place, name in places.items())
    yield from (body_in_short(edition, body, name) for body, name in bodies.items())


def kind_of(edition: Edition, record_id: str) -> str:
    """What a record is to programs, in a word of schema.org: an event, a report, or a work of another kind."""
    record = edition.archive.records[record_id]
    if is_publication(record):
        return "Report"
    kinds = [edition.archive.vocabularies.places[mention.place].kind for mention in record.places]
    is_event = (
        record.collection != REPORTS
        and shown_status(record, edition.archive.now) in STATUSES
        and record.mode in MODES
        and kinds
        and all(kind in PLACES_OF_EVENTS for kind in kinds)
        and all(certain_periods(record))
    )
    return EVENT if is_event else "CreativeWork"


def _event(
    edition: Edition, record: Record, common: Mapping[str, Any], where: list[Node], who: list[Node]
) -> Node:
    spans = [period for period in certain_periods(record) if period]
    node = {
        "@type": EVENT,
        **common,
        "startDate": spans[0][0],
        "endDate": spans[-1][1],
        "eventStatus": f"https://schema.org/{STATUSES[shown_status(record, edition.archive.now)]}",
        "location": where,
    }
    if mode := MODES[record.mode]:
        node["eventAttendanceMode"] = f"https://schema.org/{mode}"
    if who:
        node["organizer"] = who
    if len(spans) > 1:
        node["subEvent"] = [
            {
                "@type": EVENT,
                "name": common["name"],
                "startDate": first,
                "endDate": last,
                "eventStatus": node["eventStatus"],
                "location": where,
            }
            for first, last in spans
        ]
    return node


def _work(record: Record, one: Cited, common: Mapping[str, Any], where: list[Node], who: list[Node]) -> Node:
    """A published report, or the record itself."""
    node = {**common}
    if is_publication(record) and one.span and one.span[0] == one.span[1]:
        node["datePublished"] = one.span[0]
    else:
        node["temporalCoverage"] = one.when
    if one.states:
        node["creativeWorkStatus"] = one.state
    if where:
        node["contentLocation"] = where
    if who and is_publication(record):
        node["publisher"] = who
    if is_publication(record) and record.symbol:
        node["reportNumber"] = record.symbol
    return node
