"""The texts of records as HTML. Each is rendered once and then set into the pages of all languages that show it."""

from __future__ import annotations

import html
import posixpath
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from mission_archive.model.addresses import language_root, record_url
from mission_archive.model.archive import Archive
from mission_archive.model.pictures import Picture
from mission_archive.model.records import Words
from mission_archive.rendering.texts.markdown import Show, to_html
from mission_archive.rendering.texts.pictures import picture_html
from mission_archive.rendering.words.messages import Messages

Pictures = Mapping[str, Picture]
"""By the path of the photo from the project's root."""

NO_PICTURES: Pictures = {}

# What stands in a kept text for that in which its pages differ. The letter is one that no script uses.
ROOT = "\ue000root/"
HOME = "\ue000home/"
BACK = "\ue000back"

MOST_KEPT = 8
"""The pages of a record are written one after the other, so few texts are kept."""


@dataclass(frozen=True, slots=True)
class Body:
    """A text as HTML. `dead_links` are its targets that lead nowhere."""

    html: str
    dead_links: Collection[str] = ()


class Bodies:
    """The texts of an archive's records."""

    def __init__(self, archive: Archive, pictures: Pictures = NO_PICTURES) -> None:
        self._archive = archive
        self._pictures = pictures
        self._kept: dict[str, Body] = {}

    def of(self, words: Words, messages: Messages, root: str) -> Body:
        """A text on a page in the language of `messages`, from which `root` leads to the site's root.

        Its links lead to pages in the language of the page, but for those to another language than the text's own.
        """
        if not words.body:
            return Body("")
        kept = self._kept.get(words.path)
        if kept is None:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            kept = self._kept[words.path] = self._rendered(words)
        text = kept.html.replace(HOME, root + language_root(messages.language)).replace(ROOT, root)
        return Body(text.replace(BACK, html.escape(messages.gettext("Back to the text"))), kept.dead_links)

    def _rendered(self, words: Words) -> Body:
        dead: dict[str, None] = {}
        text = to_html(words.body, self._resolver(words, dead), self._shower(words), back=BACK)
        return Body(text, dead.keys())

    def _shower(self, words: Words) -> Show:
        """Gives the HTML of a photo whose path the text writes; the first is loaded with the page."""
        shown: list[str] = []

        def show(path: str, alt: str) -> str | None:
            picture = self._pictures.get(posixpath.normpath(posixpath.join(words.path, "..", path)))
            if picture is None:
                return None
            shown.append(path)
            return picture_html(picture, ROOT, alt, is_first=len(shown) == 1)

        return show

    def _resolver(self, words: Words, dead: dict[str, None]) -> Callable[[str], str | None]:
        """Leads from a path as the text writes it to an address.

        What leads nowhere is noted in `dead`, but for files of records and photos that are kept from the public,
        and for what may have belonged to a removed record.
        """
        content = words.path.split("/", 1)[0]

        def resolve(path: str) -> str | None:
            found = posixpath.normpath(posixpath.join(words.path, "..", path))
            target = self._archive.page_of(found)
            if target is not None:
                record, language = target
                is_other = language is not None and language != words.language
                address = ROOT + record_url(record, language or "") if is_other else f"{HOME}{record.id}/"
                return f"{address}#" if record.removed else address  # it has no headings any more
            if picture := self._pictures.get(found):
                return ROOT + (picture.full or picture.widest).url
            if found in self._archive.published_files:
                return ROOT + quote(found.removeprefix(content + "/"))
            if found not in self._archive.hidden and not self._archive.may_be_removed(found):
                dead[path] = None
            return None

        return resolve
