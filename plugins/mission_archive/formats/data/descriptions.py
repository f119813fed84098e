"""The tables described for programs, as a Data Package (datapackage.org, version 2)."""

from typing import Any

from mission_archive.formats.data.tables import TABLES, Table
from mission_archive.formats.data.twins import known
from mission_archive.formats.edition import Edition
from mission_archive.model.addresses import DATA
from mission_archive.model.languages import FIRST_LANGUAGE

PROFILE = "https://datapackage.org/profiles/2.0"


def data_package(edition: Edition) -> dict[str, Any]:
    """The description of the package of all tables."""
    words = edition.words[FIRST_LANGUAGE]
    return known(
        {
            "$schema": f"{PROFILE}/datapackage.json",
            "name": "records",
            "id": f"{edition.url}{DATA}/datapackage.json",
            "title": words["name"],
            "description": words["description"],
            "homepage": f"{edition.url}{DATA}/",
            "licenses": [{"path": edition.licence}] if edition.licence else None,
            "resources": [_resource(table) for table in TABLES],
        }
    )


def _resource(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "type": "table",
        "title": table.title,
        "description": table.says,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": known({
            "$schema": f"{PROFILE}/tableschema.json",
            "fields": [column.field for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"fields": [column], "reference": {"resource": other, "fields": [its]}}
                for column, (other, its) in table.refers.items()
            ],
        }),
    }  # fmt: skip
