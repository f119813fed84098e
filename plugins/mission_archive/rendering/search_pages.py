"""What the search page hands to its module: words of the format in the page's language, and what not to search by."""

from collections.abc import Mapping
from typing import Any

from mission_archive.model.addresses import language_root
from mission_archive.model.languages import LANGUAGES, preferred
from mission_archive.rendering.words import labels
from mission_archive.rendering.words.messages import Messages


def search_view(messages: Messages) -> Mapping[str, Any]:
    """For the template search.html."""
    return {
        "search": {
            "preferred": preferred(messages.language),
            "roots": {language: language_root(language) for language in LANGUAGES},
            "facets": {name: messages.gettext(noun) for name, noun in labels.FACET_NOUNS.items()},
        }
    }
