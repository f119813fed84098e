"""Links, dates, and marks of language as HTML."""

from collections.abc import Mapping

from markupsafe import Markup, escape

from mission_archive.model.dates import Date
from mission_archive.model.languages import ENDONYMS, LANGUAGES
from mission_archive.rendering.links import Link
from mission_archive.rendering.when import machine_dates
from mission_archive.rendering.words.messages import Messages


def anchor(link: Link, root: str, messages: Messages) -> Markup:
    """A link as HTML, with its language, the present name and the detail after it; plain words where it leads nowhere.

    A macro of a template could say it, but a record's page has some twenty links, and calling a macro costs ten times
    as much.
    """
    said = f"{plain_anchor(link, root)}{mark_of(link.language)}"
    if link.today:
        today = messages.gettext("today {name}").format(name=link.today)
        said += f' <span class="today">({escape(today)})</span>'
    if link.detail:
        said += (
            f", <span{lang_of(link.detail_language)}>{escape(link.detail)}</span>{mark_of(link.detail_language)}"
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


def time_html(date: Date, words: str) -> Markup:
    """A date in words, and as programs read it if it is a day, month or year (HTML, section 4.5.14)."""
    first, last = machine_dates(date)
    text = escape(words)
    return Markup(f'<time datetime="{first}">{text}</time>') if first and first == last else text


def lang_of(language: str | None) -> Markup:
    """The attribute that marks words of another language, or nothing where they are in the page's."""
    return Markup(f' lang="{language}"') if language else Markup()


def mark_of(language: str | None) -> Markup:
    """The name of another language that words are in, for readers; nothing where they are in the page's."""
    if not language:
        return Markup()
    return Markup(f' <span class="language" lang="{language}">{ENDONYMS[language]}</span>')


def language_links(language: str, alternates: Mapping[str, str], root: str) -> Markup:
    """List items that lead from a page in `language` to the same page in the others.

    `alternates` are the page's addresses by language. A language that has none is left out: another page in its place
    would look like the translation.
    """
    items = []
    for code in LANGUAGES:
        if code == language:
            said = f'<span aria-current="true">{ENDONYMS[code]}</span>'
        elif code in alternates:
            said = f'<a href="{root}{alternates[code]}" hreflang="{code}">{ENDONYMS[code]}</a>'
        else:
            continue
        items.append(f'<li lang="{code}">{said}</li>')
    return Markup("\n".join(items))
