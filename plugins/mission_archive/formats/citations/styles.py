"""Citations as people copy them: APA (7th edition), Chicago (17th, notes and bibliography), GOST R 7.0.100-2018.

All are in the language of the page. Dates are said in words wherever a style's own form would hide a doubt. What keeps
a record from being a plain fact stands in square brackets, which all three styles have for what the source itself does
not say. The address is the short one, which stays when a record is renamed.
"""

from functools import lru_cache
from typing import NamedTuple
from xml.sax.saxutils import escape

from markupsafe import Markup

from mission_archive.formats.citations.cited import Cited
from mission_archive.formats.citations.dates import apa_date, chicago_date
from mission_archive.model.languages import FIRST_LANGUAGE
from mission_archive.model.records import Record
from mission_archive.rendering.links import ShortText
from mission_archive.rendering.words.labels import N_
from mission_archive.rendering.words.messages import Messages

ENDS = (".", "!", "?", "…", ".</span>", "!</span>", "?</span>", "…</span>")
"""After these no style puts a full stop."""

GOST_NAME = N_("GOST R 7.0.100-2018")


class Citation(NamedTuple):
    """A citation and the style it is in."""

    style: str
    text: Markup


class _Html(NamedTuple):
    """What is cited, as HTML: in plain strings, which are put together many times faster than Markup, for there are
    three citations on each page of a record. `brackets` hold its state; the full stop of a sentence is a part of
    `last`, the address at the end of one."""

    title: str
    authors: list[str]
    kind: str
    places: list[str]
    when: str
    state: str
    brackets: str
    number: str
    address: str
    last: str


class _Frame(NamedTuple):
    """What is around it in the citations of one language: the name of the archive, marks and words between names."""

    site: str
    before: str
    after: str
    names: str
    gost: str
    gost_site: str


@lru_cache(maxsize=8)  # the same for every record
def _frame(messages: Messages, name: str) -> _Frame:
    before, _, after = messages.gettext("“{title}”").partition("{title}")
    gost_site = messages.gettext("Text : electronic // {archive} : [website].")
    return _Frame(
        _stopped(escape(name)),
        before,
        after,
        escape(messages.gettext("{others} and {last}")),
        messages.gettext(GOST_NAME),
        gost_site.replace("{archive}", escape(name)),
    )


def citations(record: Record, one: Cited, messages: Messages, name: str, url: str) -> tuple[Citation, ...]:
    """How a record of an archive of that `name` is cited; its site is at `url` (empty if nobody knows where)."""
    frame = _frame(messages, name)
    state, address = escape(one.state) if one.states else "", escape(url + one.short) if url else ""
    kind, lowered = _kinds(one.kind)
    parts = _Html(
        _html(*one.title),
        [_name(author) for author in one.authors],
        kind,
        [_name(place) for place in one.where],
        escape(one.when),
        state,
        f" [{state}]" if state else "",
        escape(one.number) if one.number else "",
        address,
        _address_at_end(address) if address else "",
    )
    language = messages.language
    apa, chicago = (escape(said(record, one.when, language)) for said in (apa_date, chicago_date))
    return (
        Citation("APA", Markup(_apa(parts, apa, frame))),
        Citation("Chicago", Markup(_chicago(parts, chicago, one.title, messages, frame))),
        Citation(frame.gost, Markup(_gost(parts, lowered, frame))),
    )


def _apa(one: _Html, date: str, frame: _Frame) -> str:
    """Author. (Date). Title (number) [Kind; state]. Archive. Address"""
    about = f"{one.kind}; {one.state}" if one.state else one.kind
    numbered = f" ({one.number})" if one.number else ""
    title, when = f"<i>{one.title}</i>{numbered} [{about}].", f"({date})."
    authors = _stopped(_listed(one.authors, "{others} &amp; {last}"))
    opening = f"{authors} {when} {title}" if authors else f"{title} {when}"
    return f"{opening} {frame.site} {one.address}".rstrip()


def _chicago(one: _Html, date: str, title: ShortText, messages: Messages, frame: _Frame) -> str:
    """Author. “Title” [state]. Kind, number, place, date. Archive. Address."""
    quoted = messages.quoted(title.text)
    within = one.title if quoted == title.text else _html(quoted, title.language)
    if messages.language == FIRST_LANGUAGE and not one.state:
        quoted = f"{frame.before}{_stopped(within)}{frame.after}"  # as American typography has it
    else:
        quoted = _stopped(f"{frame.before}{within}{frame.after}{one.brackets}")
    numbered = (one.number,) if one.number else ()
    facts = _stopped(", ".join((one.kind, *numbered, *one.places, date)))
    authors = _stopped(_listed(one.authors, frame.names))
    return f"{authors} {quoted} {facts} {frame.site} {one.last}".strip()


def _gost(one: _Html, kind: str, frame: _Frame) -> str:
    """Title : number : kind (date, place) [state] / authors. – Text : electronic // Archive : [website]. – URL: …"""
    facts = ", ".join((one.when, *one.places))
    authors = f" / {', '.join(one.authors)}" if one.authors else ""
    numbered = f" : {one.number}" if one.number else ""
    text = _stopped(f"{one.title}{numbered} : {kind} ({facts}){one.brackets}{authors}")
    end = f" – URL: {one.last}" if one.last else ""
    return f"{text} – {frame.gost_site}{end}"


def _listed(names: list[str], pattern: str) -> str:
    """Several names, the last one joined to the others by `pattern`, which is HTML; nothing of none."""
    if len(names) < 2:
        return "".join(names)
    return pattern.format(others=", ".join(names[:-1]), last=names[-1])


def _address_at_end(address: str) -> str:
    """An address with the full stop of a sentence, which does not stand alone on a line of a narrow screen."""
    before, slash, last = address.removesuffix("/").rpartition("/")
    return f'{before}{slash}<span class="whole">{last}/.</span>'


def _html(text: str, language: str | None) -> str:
    """Words, marked if they are not in the language of the page."""
    words = escape(text)
    return f'<span lang="{language}">{words}</span>' if language else words


@lru_cache(maxsize=1024)  # bodies and places, which many records have
def _name(name: ShortText) -> str:
    return _html(*name)


@lru_cache(maxsize=256)  # there are few
def _kinds(kind: ShortText) -> tuple[str, str]:
    """A kind as HTML, and the same in the middle of a sentence."""
    return _html(*kind), _html(_lowered(kind.text), kind.language)


def _lowered(kind: str) -> str:
    """A kind in the middle of a sentence; an abbreviation keeps its capitals."""
    return kind[:1].lower() + kind[1:] if kind[1:2].islower() else kind


def _stopped(text: str) -> str:
    """With a full stop at the end, if there is a text and nothing like one at its end."""
    return text if not text or text.endswith(ENDS) else f"{text}."
