"""JSON-LD as a format: what the head of each page says of the record, place or institution, and of the way to it."""

from collections.abc import Iterator, Sequence

from mission_archive.formats.data.api import CSV, JSON_LINES
from mission_archive.formats.data.tables import TABLES
from mission_archive.formats.edition import Edition, Format, Subject
from mission_archive.formats.structured.records import record_nodes
from mission_archive.formats.structured.things import (
    Node,
    body_id,
    body_in_full,
    place_in_full,
    reference,
    script_of,
)
from mission_archive.formats.writing import Written, json_bytes
from mission_archive.model.addresses import DATA, language_root, listing_url, page_url, record_url
from mission_archive.model.records import Record
from mission_archive.rendering.links import short_text
from mission_archive.rendering.lists.listings import vocabulary_of
from mission_archive.rendering.words.labels import COLLECTION_NAMES, FACET_NAMES


def _head(edition: Edition, subject: Subject) -> Iterator[str]:
    if subject.listed:  # all pages of a list, which are written one after the other, say the same
        yield edition.once(_script_of_list, *subject.listed, subject.language)
    elif nodes := [*nodes_of(edition, subject)]:
        yield script_of(nodes)


def _script_of_list(edition: Edition, facet: str, term: str, language: str) -> str:
    return script_of(nodes_of(edition, Subject("", language, listed=(facet, term))))


def nodes_of(edition: Edition, subject: Subject) -> Iterator[Node | Written]:
    """The graph of a page. One that shows the words of another language is led to the page in that language instead."""
    if subject.record and subject.language not in subject.record.words:
        return
    if subject.record:
        yield from record_nodes(edition, subject.record, subject.language)
        yield _way_to_record(edition, subject.record, subject.language)
    elif subject.listed:
        yield from _term_nodes(edition, subject.listed, subject.language)
        yield _way_to_list(edition, subject.listed, subject.language)
    elif subject.url == language_root(subject.language):
        yield from _site_nodes(edition, subject.language)
    elif subject.url == page_url(DATA, subject.language) and edition.archive.listed:
        yield _dataset(edition, subject.language)


def _term_nodes(edition: Edition, listed: tuple[str, str], language: str) -> Iterator[Node]:
    facet, term = listed
    vocabularies = edition.archive.vocabularies
    if facet == "places":
        yield place_in_full(edition, vocabularies.places[term], language)
    elif facet == "institutions":
        yield body_in_full(edition, vocabularies.institutions[term], language)


def _site_nodes(edition: Edition, language: str) -> Iterator[Node]:
    """The site and the mission whose archive it is."""
    words, mission = edition.words[language], edition.archive.vocabularies.mission
    site = {
        "@type": "WebSite",
        "@id": f"{edition.url}#website",
        "url": edition.url + language_root(language),
        "name": words["name"],
        "inLanguage": language,
    }
    if words["description"]:
        site["description"] = words["description"]
    if mission:
        yield {**site, "about": reference(body_id(edition, mission.id))}
        yield body_in_full(edition, mission, language)
    else:
        yield site


def _dataset(edition: Edition, language: str) -> Node:
    """All public records, as the page "Use our data" in `language` offers them: by it searches for data find them."""
    words, url = edition.words[language], f"{edition.url}{DATA}/"
    files = ((f"{url}records.jsonl", JSON_LINES), *((f"{url}{table.name}.csv", CSV) for table in TABLES))
    node = {
        "@type": "Dataset",
        "@id": f"{url}#dataset",
        "url": edition.url + page_url(DATA, language),
        "name": words["name"],
        "description": words["description"] or words["name"],
        "isAccessibleForFree": True,
        "distribution": [
            {"@type": "DataDownload", "contentUrl": address, "encodingFormat": kind}
            for address, kind in files
        ],
    }
    return {**node, "license": edition.licence} if edition.licence else node


def _way_to_record(edition: Edition, record: Record, language: str) -> Node:
    before = edition.once(_steps_to_records, record.collection, language)
    title = record.in_language(language).title
    return _breadcrumbs([*before, _step(edition, 3, title, record_url(record, language))])


def _steps_to_records(edition: Edition, collection: str, language: str) -> list[Written]:
    name = edition.messages[language].gettext(COLLECTION_NAMES[collection])
    steps = (
        _home(edition, language),
        _step(edition, 2, name, listing_url("collections", collection, language)),
    )
    return [Written(json_bytes(step)) for step in steps]


def _way_to_list(edition: Edition, listed: tuple[str, str], language: str) -> Node:
    facet, term_id = listed
    messages = edition.messages[language]
    terms = vocabulary_of(edition.archive, facet, messages)
    lineage = [
        (short_text(terms[each].name, language).text, listing_url(facet, each, language))
        for each in terms.lineage(term_id)[::-1]
    ]
    return _breadcrumbs([
        _home(edition, language),
        _step(edition, 2, messages.gettext(FACET_NAMES[facet]), page_url(facet, language)),
        *(_step(edition, place, name, url) for place, (name, url) in enumerate(lineage, 3)),
    ])  # fmt: skip


def _home(edition: Edition, language: str) -> Node:
    return _step(edition, 1, edition.messages[language].gettext("Home"), language_root(language))


def _step(edition: Edition, place: int, name: str, url: str) -> Node:
    """A page on the way to another: `url` is its path from the site's root."""
    return {"@type": "ListItem", "position": place, "name": name, "item": edition.url + url}


def _breadcrumbs(steps: Sequence[Node | Written]) -> Node:
    return {"@type": "BreadcrumbList", "itemListElement": steps}


FORMAT = Format(lambda edition: (), _head)
