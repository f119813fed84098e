"""The texts of records and terms as HTML, rendered once and then set into the pages of all languages that show them."""

import html
import posixpath
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from mission_archive.model.addresses import language_root, published_path, record_url
from mission_archive.model.archive import Archive
from mission_archive.model.languages import FIRST_LANGUAGE
from mission_archive.model.records import Words
from mission_archive.model.terms import TermText
from mission_archive.rendering.texts.markdown import Resolve, Show, to_html
from mission_archive.rendering.texts.photos import NO_PICTURES, Pictures, picture_html
from mission_archive.rendering.words.messages import Messages

# Marks in a kept text for the parts in which its pages differ. Their first letter is one that no script uses.
MARK = "\ue000"
ROOT, HOME, BACK = f"{MARK}root/", f"{MARK}home/", f"{MARK}back"

MOST_KEPT = 8
"""The pages of a record are written one after the other, so few texts are kept."""


@dataclass(frozen=True, slots=True)
class Body:
    """A text as HTML. `dead_links` are its targets that lead nowhere."""

    html: str
    dead_links: Collection[str] = ()


class Bodies:
    """The texts of an archive's records and terms."""

    def __init__(self, archive: Archive, pictures: Pictures = NO_PICTURES) -> None:
        self._archive = archive
        self.pictures = pictures
        self._kept = lru_cache(MOST_KEPT)(self._rendered)

    def of(self, text: Words | TermText, language: str, messages: Messages, root: str) -> Body:
        """A text in `language` on a page in that of `messages`, from which `root` leads to the site's root.

        Its links lead to pages in the language of the page, but for those to another language than the text's own.
        """
        kept = self._kept(text, language)
        if MARK not in kept.html:
            return kept
        placed = kept.html.replace(HOME, root + language_root(messages.language)).replace(ROOT, root)
        return Body(placed.replace(BACK, html.escape(messages.gettext("Back to the text"))), kept.dead_links)

    def _rendered(self, text: Words | TermText, language: str) -> Body:
        dead: dict[str, None] = {}
        resolve, show = self._resolver(text.path, language, dead), self._shower(text.path)
        return Body(to_html(text.body, resolve, show, back=BACK), dead.keys())

    def _shower(self, source: str) -> Show:
        """Gives the HTML of a photo whose path the text writes; the first is loaded with the page."""
        shown: list[str] = []

        def show(path: str, alt: str) -> str | None:
            picture = self.pictures.get(posixpath.normpath(posixpath.join(source, "..", path)))
            if picture is None:
                return None
            shown.append(path)
            return picture_html(picture, ROOT, alt, is_first=len(shown) == 1)

        return show

    def _resolver(self, source: str, written: str, dead: dict[str, None]) -> Resolve:
        """Leads from a path as the text of a file writes it, in the language `written`, to an address.

        What leads nowhere is noted in `dead`, but for files of records and photos that are kept from the public,
        and for what may have belonged to a removed record.
        """

        def resolve(path: str) -> str | None:
            found = posixpath.normpath(posixpath.join(source, "..", path))
            target = self._archive.page_of(found)
            if target is not None:
                record, language = target
                address = (
                    ROOT + record_url(record, language)
                    if language and language != written
                    else HOME + record_url(record, FIRST_LANGUAGE)
                )
                return f"{address}#" if record.removed else address  # it has no headings any more
            if picture := self.pictures.get(found):
                return ROOT + (picture.full or picture.widest).url
            if found in self._archive.published_files:
                return ROOT + quote(published_path(found))
            if found not in self._archive.hidden and not self._archive.may_be_removed(found):
                dead[path] = None
            return None

        return resolve
