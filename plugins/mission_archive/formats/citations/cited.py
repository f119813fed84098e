"""What a citation says of a record, in the words of one language and not yet in the order of any style."""

from collections.abc import Mapping
from typing import NamedTuple

from mission_archive.formats.certainty import Span, certain_span, is_publication
from mission_archive.formats.edition import Edition
from mission_archive.model.archive import Archive
from mission_archive.model.languages import in_language
from mission_archive.model.records import Record
from mission_archive.rendering.links import ShortText, day_of, names_on, source_name
from mission_archive.rendering.records.statuses import cited_states
from mission_archive.rendering.when import when
from mission_archive.rendering.words.labels import COLLECTION_NOUNS, MODE_NAMES
from mission_archive.rendering.words.messages import Messages


class Cited(NamedTuple):
    """`authors` are the institutions that organised or published it, by the names that they had then.

    `kind` is a workshop, a handbook; `states` is all that keeps a record from being a plain fact: that it was only
    announced, cancelled or withdrawn, or may be the same event as another. `span` is the time itself if all of it is
    sure, `short` the short address, a path from the site's root. `mode` says that it was online; else it is empty.
    `number` is that of a report.
    """

    title: ShortText
    authors: tuple[ShortText, ...]
    kind: ShortText
    places: tuple[ShortText, ...]
    when: str
    states: tuple[str, ...]
    span: Span | None
    short: str
    mode: str
    number: str

    @property
    def state(self) -> str:
        return "; ".join(self.states)

    @property
    def kind_and_state(self) -> str:
        """Workshop [Only announced]."""
        return f"{self.kind} [{self.state}]" if self.states else self.kind.text

    @property
    def kind_mode_and_state(self) -> str:
        """Workshop, online [Only announced]: for programs that read the places apart from it."""
        kind = f"{self.kind}, {self.mode}" if self.mode else self.kind.text
        return f"{kind} [{self.state}]" if self.states else kind

    @property
    def place(self) -> str:
        return ", ".join(place.text for place in dict.fromkeys(self.places))

    @property
    def where(self) -> tuple[ShortText, ...]:
        """The places, one with two halls once; before those of what was online, that it was."""
        places = dict.fromkeys(self.places)
        return (ShortText(self.mode), *places) if self.mode else tuple(places)


def cited(record: Record, archive: Archive, messages: Mapping[str, Messages]) -> Mapping[str, Cited]:
    """A record of the archive as it is cited in each language of `messages`."""
    vocabularies, day = archive.vocabularies, day_of(record)
    bodies = [names_on(vocabularies.institutions[body], day, messages) for body in record.organisers]
    places = [
        (names_on(vocabularies.places[mention.place], day, messages), mention) for mention in record.places
    ]
    states = cited_states(record, archive)
    span, short = certain_span(record), archive.permalinks[record.id]
    number = record.symbol if record.symbol and is_publication(record) else ""

    def in_words_of(says: Messages) -> Cited:
        language = says.language

        def short_text(text: str, written: str) -> ShortText:
            return ShortText(text, written if written != language else None)

        words = record.in_language(language)
        return Cited(
            short_text(words.title, words.language),
            tuple([short_text(*names[language]) for names in bodies]),
            short_text(*in_language(vocabularies.formats[record.format].name, language))
            if record.format
            else ShortText(says.gettext(COLLECTION_NOUNS[record.collection])),
            tuple(
                [
                    short_text(*(source_name(mention, record, language) or names[language]))
                    for names, mention in places
                ]
            ),
            when(record.date, language, role=record.date_role, duration=record.duration),
            tuple(map(says.gettext, states)),
            span,
            short,
            says.gettext(MODE_NAMES[record.mode]).lower() if record.mode in MODE_NAMES else "",
            number,
        )

    return {language: in_words_of(says) for language, says in messages.items()}


def in_one_part(name: str) -> str:
    """The name of a body for programs that part names at their commas: what follows one would be a first name."""
    return name.replace(",", "")


def cited_in(edition: Edition, record: Record, language: str) -> Cited:
    """A record of an edition as it is cited in a language."""
    return edition.once(_cited, record.id)[language]


def _cited(edition: Edition, record_id: str) -> Mapping[str, Cited]:
    return cited(edition.archive.records[record_id], edition.archive, edition.messages)
