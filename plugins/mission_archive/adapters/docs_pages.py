"""The pages written by hand, in docs/: their languages, and what a home page says for other pages."""

from collections.abc import Mapping
from typing import Any

from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from mission_archive.building.templates import Templates
from mission_archive.model.addresses import language_of, language_root, root_of
from mission_archive.model.archive import Archive
from mission_archive.model.languages import FIRST_LANGUAGE, LANGUAGES
from mission_archive.rendering.lists.pages import home_view
from mission_archive.rendering.maps.atlas import Atlas

Docs = Mapping[str, File]
"""The pages written by hand, by their paths in docs/."""


def alternates_of(page: Page, docs: Docs) -> dict[str, str]:
    """Language → address of a page: the same file in the folders of the languages."""
    inside = page.file.src_uri.removeprefix(language_root(language_of(page.file.src_uri)))
    there = {language: docs.get(f"{language_root(language)}{inside}") for language in LANGUAGES}
    return {language: file.page.url for language, file in there.items() if file and file.page}


def explanations(docs: Docs) -> Mapping[str, Mapping[str, str]]:
    """By language, what the home page says in its front matter about facets, for their indexes."""
    homes = {language: docs.get(_home(language)) for language in LANGUAGES}
    return {language: home.page.meta if home and home.page else {} for language, home in homes.items()}


def _home(language: str) -> str:
    return f"{language_root(language)}index.md"


def values_of_page(
    page: Page, docs: Docs, templates: Mapping[str, Templates], archive: Archive, atlas: Atlas
) -> Mapping[str, Any]:
    """What the template of a page gets besides what MkDocs gives it: the frame of its language."""
    own, alternates = templates[language_of(page.file.src_uri)], alternates_of(page, docs)
    is_home = page.meta.get("template") == "home.html"
    # Of those that have a home page to go on from.
    lacking = [code for code in LANGUAGES if code not in alternates and _home(code) in docs]
    return {
        **own.frame(root_of(page.url)),
        "is_listed": True,
        "is_home": is_home,
        "untranslated": [templates[code].messages for code in lacking],
        "alternates": alternates,
        "translations": alternates,
        **(home_view(archive, own.messages, atlas) if is_home else {}),
    }


def values_of_template(base_url: str, templates: Mapping[str, Templates]) -> Mapping[str, Any]:
    """What a page that is a template alone gets; it may answer at any address, so it has the words of all languages."""
    return {
        **templates[FIRST_LANGUAGE].frame(f"{base_url.rstrip('/')}/"),
        "is_listed": False,
        "alternates": {},
        "templates": templates,
    }
