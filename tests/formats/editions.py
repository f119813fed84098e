"""Editions as the tests of formats need them: an archive as a site at `URL` shows it."""

from __future__ import annotations

from mission_archive.formats.edition import Edition
from mission_archive.model.archive import Archive
from mission_archive.model.languages import LANGUAGES
from mission_archive.reading.json_schema import source_schema
from mission_archive.rendering.maps.atlas import Atlas
from mission_archive.rendering.texts.bodies import Bodies
from mission_archive.rendering.words.messages import load_messages

URL = "https://example.org/archive/"
WORDS = {code: {"name": f"Archive & co. ({code})", "description": "", "copyright": ""} for code in LANGUAGES}

MESSAGES = load_messages()


def edition_of(archive: Archive, *, has_search: bool = True) -> Edition:
    atlas = Atlas(archive.vocabularies.places)
    return Edition(
        archive, MESSAGES, Bodies(archive), atlas, URL, WORDS, source_schema(), has_search=has_search
    )
