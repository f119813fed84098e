"""What the site takes from the theme of MkDocs, and where its own templates and assets are."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from mission_archive.building.minified import minified
from mission_archive.building.search import RULES_OF_PROGRAM
from mission_archive.model.addresses import SITEMAP


def escaping(config: MkDocsConfig) -> Callable[[str | None], bool]:
    """Says to Jinja which templates to escape: ours print text, the theme's expect HTML and are left as they are."""
    own = Path(config.theme.custom_dir) if config.theme.custom_dir else None

    @cache  # asked for every page and every template it includes
    def is_own(name: str | None) -> bool:
        return own is not None and name is not None and (own / name).is_file()

    return is_own


RE_THEME_STYLESHEET = re.compile(r"assets/stylesheets/main\.[0-9a-f]+\.min\.css")
RE_UNUSED = re.compile(r"assets/(javascripts|images|stylesheets)/")


@dataclass(frozen=True, slots=True)
class Assets:
    """The folder of our own style sheets and scripts, and the one style sheet of the theme, as paths in the site."""

    folder: str = "assets"
    theme_stylesheet: str | None = None


def choose_assets(files: Files, config: MkDocsConfig, *, is_named_by_content: bool) -> Assets:
    """Of the theme's own assets keep the one style sheet that pages of docs/ use; its name holds a hash."""
    # Ours lists the planned pages too, and in parts where it must.
    config.theme.static_templates.discard(SITEMAP)
    stylesheet = None
    for file in [file for file in files if file.src_dir in config.theme.dirs[1:]]:
        if RE_THEME_STYLESHEET.fullmatch(file.src_uri):
            stylesheet = file.src_uri
        elif file.src_uri == SITEMAP or RE_UNUSED.match(file.src_uri):
            files.remove(file)
    return Assets(_named_by_content(files, config) if is_named_by_content else "assets", stylesheet)


def _named_by_content(files: Files, config: MkDocsConfig) -> str:
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
    digest = hashlib.sha256(RULES_OF_PROGRAM.encode())  # the program of the search begins with them
    for file in own:
        if file.src_uri.endswith(".css"):
            file.content_string = minified("text/css", file.content_string, file.src_uri)
        digest.update(f"{file.src_uri} {len(file.content_bytes)} ".encode() + file.content_bytes)
    folder = f"assets/{digest.hexdigest()[:10]}"
    for file in own:
        file.dest_uri = folder + file.src_uri.removeprefix("assets")
    return folder
