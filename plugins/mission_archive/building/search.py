"""Search in a built site: hands the archive's documents and facets to the search engine."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mission_archive.building.faults import BuildFault
from mission_archive.model.archive import Archive
from mission_archive.model.facets import FACETS
from mission_archive.publishing.addresses.site_addresses import files_of_site
from mission_archive.rendering.search_documents import search_documents
from mission_archive.rendering.search_facets import LANGUAGE_FACET, facet_names, facet_records, spellings
from mission_archive.rendering.words.messages import Messages
from mission_archive.search.files import FOLDER, write_search
from mission_archive.search.pagefind import SearchFault


def make_searchable(archive: Archive, messages: Mapping[str, Messages], site: Path) -> list[str]:
    """Write the search of a built site, and return the paths of its files in the site.

    Raises BuildFault, with what to do, if the search engine is missing.
    """
    try:
        write_search(
            site,
            search_documents(archive, messages),
            {
                **{f"facets.{code}.json": facet_names(archive, words) for code, words in messages.items()},
                **{
                    f"facets/{facet}.json": facet_records(archive, facet)
                    for facet in (*FACETS, LANGUAGE_FACET)
                },
                "spellings.json": spellings(archive),
            },
        )
    except SearchFault as fault:
        raise BuildFault(f"The search index is not made: {fault}") from fault
    return [f"{FOLDER}/{path}" for path in files_of_site(site / FOLDER)]
