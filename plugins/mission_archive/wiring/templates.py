"""The site's templates: escaped, and given the fixed words of the format."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from mission_archive.model.archive import FACETS
from mission_archive.model.languages import ENDONYMS, FIRST_LANGUAGE, LANGUAGES
from mission_archive.model.problems import Problem
from mission_archive.model.records import COLLECTIONS
from mission_archive.model.site_paths import language_root
from mission_archive.rendering import labels
from mission_archive.rendering.statuses import BANNERS

CONTENT_SECURITY_POLICY = "; ".join((
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
))  # fmt: skip
"""What a page may load and run: only what the site itself holds, and no script."""

SEARCH_POLICY = "; ".join((
    CONTENT_SECURITY_POLICY,
    "script-src 'self' 'wasm-unsafe-eval'",  # the search runs WebAssembly; nothing inline, nothing evaluated
    "connect-src 'self'",
))  # fmt: skip
"""The policy of the search page. A server may send it as a header for all pages: the narrower one of both counts."""


class Escaping:
    """Tells Jinja which templates to escape: ours print text, the theme's expect HTML and are left as they are."""

    def __init__(self, config: MkDocsConfig) -> None:
        self._own = tuple(Path(folder) for folder in config.theme.dirs[:1]) if config.theme.custom_dir else ()
        self._known: dict[str | None, bool] = {}

    def __call__(self, name: str | None) -> bool:
        if name not in self._known:  # asked for every page and every template it includes
            self._known[name] = name is not None and any((folder / name).is_file() for folder in self._own)
        return self._known[name]


RE_THEME_STYLESHEET = re.compile(r"assets/stylesheets/main\.[0-9a-f]+\.min\.css")
RE_UNUSED = re.compile(r"assets/(javascripts|images|stylesheets)/")


def choose_assets(files: Files, config: MkDocsConfig) -> str | None:
    """Of the theme's own assets keep the one style sheet that pages of docs/ use, and tell where it is.

    The name holds a hash that differs with the theme's version.
    """
    kept = None
    for file in [file for file in files if file.src_dir in config.theme.dirs[1:]]:
        if RE_THEME_STYLESHEET.fullmatch(file.src_uri):
            kept = file.src_uri
        elif RE_UNUSED.match(file.src_uri):
            files.remove(file)
    return kept


def name_assets_by_content(files: Files, config: MkDocsConfig) -> str:
    """Move our own style sheets and scripts into a folder named after what they hold; its path from the site's root.

    So a browser may keep them for ever, and no page meets those of another build. They move together, for scripts
    name one another by paths.
    """
    own = sorted(
        (
            file
            for file in files
            if file.src_dir == config.theme.custom_dir
            and file.src_uri.startswith("assets/")
            and not RE_UNUSED.match(file.src_uri)
            and file.src_uri != config.theme["favicon"]
        ),
        key=lambda file: file.src_uri,
    )
    digest = hashlib.sha256()
    for file in own:
        digest.update(f"{file.src_uri} {len(file.content_bytes)} ".encode() + file.content_bytes)
    folder = f"assets/{digest.hexdigest()[:10]}"
    for file in own:
        file.dest_uri = folder + file.src_uri.removeprefix("assets")
    return folder


def prepare(env: jinja2.Environment, config: MkDocsConfig) -> None:
    """Set up the environment of one build."""
    env.autoescape = Escaping(config)


def fixed_words(
    config: MkDocsConfig,
    *,
    theme_stylesheet: str | None,
    assets: str,
    has_search: bool,
    is_preview: bool,
    faults: Sequence[Problem],
) -> Mapping[str, Any]:
    """The values of every template of a build, in every language.

    It is handed to each page and is not made global in the environment: Jinja copies globals one by one for each page.
    """
    return {
        "COLLECTIONS": COLLECTIONS,
        "COLLECTION_NAMES": labels.COLLECTION_NAMES,
        "COLLECTION_NOUNS": labels.COLLECTION_NOUNS,
        "FACETS": FACETS,
        "FACET_NAMES": labels.FACET_NAMES,
        "FACET_NOUNS": labels.FACET_NOUNS,
        "STATUS_NAMES": labels.STATUS_NAMES,
        "BANNERS": BANNERS,
        "MODE_NAMES": labels.MODE_NAMES,
        "CHANGE_NAMES": labels.CHANGE_NAMES,
        "PLACE_KIND_NAMES": labels.PLACE_KIND_NAMES,
        "WEEKDAYS": labels.WEEKDAYS,
        "MONTHS": labels.MONTHS,
        "ENDONYMS": ENDONYMS,
        "LANGUAGES": LANGUAGES,
        "FIRST_LANGUAGE": FIRST_LANGUAGE,
        "CONTENT_SECURITY_POLICY": CONTENT_SECURITY_POLICY,
        "SEARCH_POLICY": SEARCH_POLICY,
        "home_of": language_root,
        "site_url": config.site_url or "",
        "favicon": config.theme["favicon"],
        "theme_stylesheet": theme_stylesheet,
        "assets": assets,
        "has_search": has_search,
        # A preview reloads its pages by an inline script.
        "is_preview": is_preview,
        "faults": faults,
    }
