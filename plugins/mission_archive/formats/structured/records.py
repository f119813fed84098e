"""A record as a thing of schema.org.

An event is an `Event` only if it was held or called off on days that are sure, at a place that is at least a town. What
was only announced, what nobody knows the outcome of, and what has no sure day or place is a `CreativeWork`: then the
graph is about the record in the archive, which says in words what is known.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from mission_archive.formats.certainty import Span, certain_periods, certain_places, is_publication
from mission_archive.formats.citations.cited import Cited, cited_in
from mission_archive.formats.edition import Edition
from mission_archive.formats.structured.things import Node, body_in_short, place_in_short
from mission_archive.formats.writing import Written
from mission_archive.model.addresses import record_url
from mission_archive.model.records import REPORTS, Record
from mission_archive.rendering.links import ShortText
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


def record_nodes(edition: Edition, record: Record, language: str) -> Iterator[Node | Written]:
    """The record, then its places and institutions."""
    one, words = cited_in(edition, record, language), record.in_language(language)
    places = [
        edition.once(place_in_short, place, name, language)
        for place, name in _by_id([mention.place for mention in record.places], one.places).items()
    ]
    bodies = [
        edition.once(body_in_short, body, name)
        for body, name in _by_id(record.organisers, one.authors).items()
    ]
    common = {
        "@id": edition.url + one.short,
        "url": edition.url + record_url(record, words.language),
        "name": words.title,
        "description": words.summary,
    }
    where, who = [each.reference for each in places], [each.reference for each in bodies]
    periods = () if is_publication(record) else edition.once(_periods_of_event, record.id)
    if periods:
        if edition.archive.possibly_same_as(record):  # an event has no other word for what is not sure of it
            common["disambiguatingDescription"] = one.state
        yield _event(edition, record, common, spans=periods, where=where, who=who)
    else:
        yield _work(record, one, {"@type": kind_of(edition, record), **common}, where, who)
    yield from (each.node for each in (*places, *bodies))


def _by_id(ids: Iterable[str], names: Iterable[ShortText]) -> Mapping[str, str]:
    """A place that is named twice, for two halls, is one thing by its last name."""
    return {each: name.text for each, name in zip(ids, names, strict=True)}


def kind_of(edition: Edition, record: Record) -> str:
    """What a record is to programs, in a word of schema.org: an event, a report, or a work of another kind."""
    if is_publication(record):
        return "Report"
    return EVENT if edition.once(_periods_of_event, record.id) else "CreativeWork"


def _periods_of_event(edition: Edition, record_id: str) -> Sequence[Span]:
    """The periods of a record that is an event to programs; none of any other."""
    record = edition.archive.records[record_id]
    may_be_event = (
        record.collection != REPORTS
        and shown_status(record, edition.archive.now) in STATUSES
        and record.mode in MODES
        and certain_places([at.place for at in record.places], edition.archive.vocabularies.places)
    )
    periods = certain_periods(record) if may_be_event else ()
    known = [period for period in periods if period]
    return known if len(known) == len(periods) else ()


def _event(
    edition: Edition,
    record: Record,
    common: Mapping[str, Any],
    *,
    spans: Sequence[Span],
    where: list[Node],
    who: list[Node],
) -> Node:
    status = f"https://schema.org/{STATUSES[shown_status(record, edition.archive.now)]}"
    mode = MODES[record.mode]

    def days(first: str, last: str) -> Node:
        return {"startDate": first, "endDate": last, "eventStatus": status, "location": where}

    return {
        "@type": EVENT,
        **common,
        **days(spans[0][0], spans[-1][1]),
        **({"eventAttendanceMode": f"https://schema.org/{mode}"} if mode else {}),
        **({"organizer": who} if who else {}),
        **(
            {"subEvent": [{"@type": EVENT, "name": common["name"], **days(*span)} for span in spans]}
            if len(spans) > 1
            else {}
        ),
    }


def _work(record: Record, one: Cited, common: Mapping[str, Any], where: list[Node], who: list[Node]) -> Node:
    """A published report, or the record itself."""
    is_report, node = is_publication(record), {**common}
    if is_report and one.span and one.span[0] == one.span[1]:
        node["datePublished"] = one.span[0]
    else:
        node["temporalCoverage"] = one.when
    more = {
        "creativeWorkStatus": one.state,
        "contentLocation": where,
        "publisher" if is_report else "mentions": who,
        "reportNumber": is_report and record.symbol,
    }
    return {**node, **{name: value for name, value in more.items() if value}}
