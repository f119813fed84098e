"""Where a record comes from and what has been changed in it since, as a page shows them."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from markupsafe import Markup

from mission_archive.model.addresses import copy_url
from mission_archive.model.archive import Archive
from mission_archive.model.records import Record, Source
from mission_archive.rendering.anchors import plain_anchor
from mission_archive.rendering.links import ShortText, day_of, institution_link, short_text
from mission_archive.rendering.when import day_in_words, when
from mission_archive.rendering.words.labels import N_
from mission_archive.rendering.words.messages import Messages

ISSUED: Mapping[str, str] = {
    "published": N_("Published under the mission’s former name, {name}"),
    "held": N_("Held under the mission’s former name, {name}"),
}
"""What has come about → how a page says by whom."""


@dataclass(frozen=True, slots=True)
class KeptCopy:
    """The copy that the archive keeps of a source: since `when`, its SHA-256; where readers get it, why, and how large
    it is in bytes, if it may be published.
    """

    when: str
    digest: str
    url: str | None
    permission: ShortText | None
    size: int


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source: what to call it, the rest of what is known (host too), its address, that of a copy elsewhere, and our
    own copy.
    """

    text: ShortText
    detail: str
    url: str | None
    archived: str | None
    copy: KeptCopy | None


@dataclass(frozen=True, slots=True)
class Correction:
    """A change made after publication. `day` is ISO 8601, `when` the same in words."""

    when: str
    day: str
    kind: str
    note: ShortText


def source_line(source: Source, record: Record, language: str) -> SourceLine:
    """A source of a record in the words of a page in `language`."""
    title = short_text(source.title, language)
    text = title or ShortText(source.publisher or source.url or "")
    host = (urlsplit(source.url).hostname or "").removeprefix("www.") if source.url else ""
    rest = [source.publisher] if title and source.publisher else []
    if host and not any(host in said_already.lower() for said_already in (text.text, *rest)):
        rest.append(host)
    if source.date:
        rest.append(when(source.date, language))
    return SourceLine(
        text, ", ".join(rest), source.url, source.archived, _kept_copy(source, record, language)
    )


def _kept_copy(source: Source, record: Record, language: str) -> KeptCopy | None:
    if (kept := source.capture) is None:
        return None
    published = record.published_copy(source)
    return KeptCopy(
        day_in_words(kept.moment.astimezone(datetime.UTC).date(), language),
        kept.digest,
        copy_url(record, published) if published else None,
        short_text(source.copy_permission, language) if published else None,
        kept.size,
    )


def corrections_of(record: Record, language: str) -> list[Correction]:
    """The changes of a record as its page in `language` shows them, newest first."""
    return [
        Correction(
            day_in_words(change.date, language),
            change.date.isoformat(),
            change.kind,
            short_text(change.note, language),
        )
        for change in sorted(record.changes, key=lambda change: change.date, reverse=True)
    ]


def issuer_line(record: Record, archive: Archive, messages: Messages, root: str) -> Markup | None:
    """Who published or held it, where the mission did so under a name that it no longer has; else nothing.

    `root` is the way from the page to the site's root.
    """
    mission = archive.vocabularies.mission
    if mission is None or mission.id not in record.organisers or record.status not in ISSUED:
        return None
    link = institution_link(archive, mission, day_of(record), messages.language)
    if link.today is None:
        return None
    return Markup(messages.gettext(ISSUED[record.status])).format(name=Markup(plain_anchor(link, root)))
