"""The text of a term, such as a theme or a series, as a part of its page."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from mission_archive.model.addresses import record_url
from mission_archive.model.archive import Archive
from mission_archive.model.languages import best_language
from mission_archive.model.terms import Term
from mission_archive.rendering.texts.markdown import Resolve, to_html
from mission_archive.rendering.words.messages import Messages


@dataclass(frozen=True, slots=True)
class Text:
    """A text as HTML; `language` is that of its words if it is not the page's."""

    body: Markup
    language: str | None


def term_text(term: Term | None, archive: Archive, messages: Messages, root: str) -> Text | None:
    """The text of a term in the language that suits the page best, if it has one.

    `root` is the way from the page to the site's root. Links are paths from the file of the text, as in records.
    """
    if term is None or not term.texts:
        return None
    written = best_language(term.texts, messages.language)
    text = term.texts[written]
    resolve = _resolver(text.path, archive, messages.language, root)
    body = to_html(text.body, resolve, back=messages.gettext("Back to the text"))
    return Text(Markup(body), written if written != messages.language else None)


def _resolver(path: str, archive: Archive, language: str, root: str) -> Resolve:
    content = path.split("/", 1)[0]

    def resolve(written: str) -> str | None:
        found = posixpath.normpath(posixpath.join(path, "..", written))
        target = archive.page_of(found)
        if target is not None:
            address = root + record_url(target[0], target[1] or language)
            return f"{address}#" if target[0].removed else address
        if found in archive.published_files:
            return root + quote(found.removeprefix(f"{content}/"))
        return None

    return resolve
