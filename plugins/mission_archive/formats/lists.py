"""What formats call the lists of an archive."""

from __future__ import annotations

from mission_archive.formats.edition import Edition
from mission_archive.rendering.links import said
from mission_archive.rendering.lists.listings import term_title


def name_of_list(edition: Edition, facet: str, term_id: str, language: str) -> str:
    """The name of a term, as the page of its list has it."""
    vocabulary = getattr(edition.archive.vocabularies, facet, None)
    if vocabulary is None:
        return term_title(term_id, edition.messages[language])
    return str(vocabulary[term_id].name_in(language))


def description_of_list(edition: Edition, facet: str, term_id: str, language: str) -> str:
    """What a vocabulary says of a term, in the language that suits a reader of `language` best; may be empty."""
    vocabulary = getattr(edition.archive.vocabularies, facet, None)
    described = said(vocabulary[term_id].description, language) if vocabulary is not None else None
    return described.text if described else ""
