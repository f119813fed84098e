"""What formats call the lists of an archive."""

from mission_archive.formats.edition import Edition
from mission_archive.model.languages import Texts
from mission_archive.model.terms import VOCABULARY_NAMES
from mission_archive.rendering.links import ShortText, short_text
from mission_archive.rendering.lists.listings import term_title

Listed = tuple[str, str] | None
"""The facet and the id of a term that a list is of; None for the archive."""


def names_of_list(edition: Edition, facet: str, term_id: str) -> Texts:
    """The name of a term, as the page of its list has it, in each language that has one."""
    if facet not in VOCABULARY_NAMES:
        return {code: term_title(term_id, messages) for code, messages in edition.messages.items()}
    names: Texts = getattr(edition.archive.vocabularies, facet)[term_id].name
    return names


def title_of_list(edition: Edition, listed: Listed, language: str) -> str:
    """What programs show as the name of a list, or of the archive."""
    site = edition.words[language]["name"]
    return f"{short_text(names_of_list(edition, *listed), language)} – {site}" if listed else site


def description_of_list(edition: Edition, listed: Listed, language: str) -> ShortText:
    """What a vocabulary says of a term, or the site of itself, in the language that suits a reader best; perhaps
    nothing.
    """
    if not listed:
        return ShortText(edition.words[language]["description"])
    facet, term_id = listed
    if facet not in VOCABULARY_NAMES:
        return ShortText("")
    term = getattr(edition.archive.vocabularies, facet)[term_id]
    return short_text(term.description, language) or ShortText("")
