"""The data of the archive as a dataset of schema.org, by which searches for data find them."""

from __future__ import annotations

from mission_archive.formats.data.openapi import CSV, JSON_LINES
from mission_archive.formats.data.tables import TABLES
from mission_archive.formats.edition import Edition
from mission_archive.formats.structured.script import Node
from mission_archive.model.addresses import DATA, page_url


def dataset(edition: Edition, language: str) -> Node:
    """All public records, as the page "Use our data" in `language` offers them."""
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
