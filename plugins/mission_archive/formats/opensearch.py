"""The search of the site as browsers add it to theirs (OpenSearch 1.1, draft 6)."""

from collections.abc import Iterable, Iterator
from functools import partial
from xml.sax.saxutils import escape

from mission_archive.formats.edition import Edition, Format, Make, Subject
from mission_archive.formats.writing import link
from mission_archive.model.addresses import opensearch_url, root_of, search_url

MEDIA_TYPE = "application/opensearchdescription+xml"
MOST_LETTERS = 16
"""The standard's limit for the short name."""


def _files(edition: Edition) -> Iterator[tuple[str, Make]]:
    if edition.has_search:
        for language in edition.messages:
            yield opensearch_url(language), partial(_description, edition, language)


def _description(edition: Edition, language: str) -> bytes:
    words = edition.words[language]
    short = edition.messages[language].gettext("Archive")
    template = f"{edition.url}{search_url(language)}?q={{searchTerms}}"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{escape(short[:MOST_LETTERS])}</ShortName>\n"
        f"<Description>{escape(words['name'])}</Description>\n"
        f"<Language>{language}</Language>\n"
        f'<Url type="text/html" template="{escape(template)}"/>\n'
        f'<Url type="{MEDIA_TYPE}" rel="self" template="{escape(edition.url + opensearch_url(language))}"/>\n'
        "<InputEncoding>UTF-8</InputEncoding>\n"
        "</OpenSearchDescription>\n"
    ).encode()


def _head(edition: Edition, subject: Subject) -> Iterable[str]:
    return edition.once(links_in, root_of(subject.url), subject.language)


def links_in(edition: Edition, root: str, language: str) -> list[str]:
    """What the head of a page in `language` says, from which `root` leads to the site's root."""
    if not edition.has_search:
        return []
    return [link("search", root + opensearch_url(language), MEDIA_TYPE, edition.words[language]["name"])]


FORMAT = Format(_files, _head)
