"""Links as HTML."""

from __future__ import annotations

from markupsafe import Markup, escape

from mission_archive.rendering.links import Link
from mission_archive.rendering.messages import Messages


def anchor(link: Link, root: str, messages: Messages) -> Markup:
    """A link as HTML, with the present name and the detail after it; plain words where it leads nowhere.

    A macro of a template could say it, but a record's page has some twenty links, and calling a macro costs ten times
    as much.
    """
    said = plain_anchor(link, root)
    if link.today:
        today = messages.gettext("today {name}").format(name=link.today)
        said += f' <span class="today">({escape(today)})</span>'
    if link.detail:
        said += (
            f", <span{lang_of(link.detail_language)}>{escape(link.detail)}</span>"
            if link.detail_language
            else f", {escape(link.detail)}"
        )
    return Markup(said)


def plain_anchor(link: Link, root: str) -> str:
    """A link as HTML without the words that may follow it."""
    language = f' lang="{link.language}"' if link.language else ""
    text = str(escape(link.text))
    if link.url is None:
        return f"<span{language}>{text}</span>" if language else text
    url = link.url.replace("&", "&amp;")  # the only character of an address of ours that HTML would read
    return f'<a href="{root}{url}"{language}>{text}</a>'


def lang_of(language: str | None) -> Markup:
    """The attribute that marks words of another language, or nothing where they are in the page's."""
    return Markup(f' lang="{language}"') if language else Markup()
