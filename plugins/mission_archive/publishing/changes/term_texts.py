"""Two states of the texts about terms side by side: those of themes, series, places and the like."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from mission_archive.model.languages import LANGUAGES
from mission_archive.model.terms import VOCABULARY_NAMES, Term, TermText, Vocabularies, Vocabulary


@dataclass(frozen=True, slots=True)
class TermTextChange:
    """What happened to the text of a term in one language: it was added, changed or deleted."""

    term: Term
    language: str
    path: str
    kind: str


def compare_term_texts(
    before: Vocabularies, after: Vocabularies, unread: Collection[str] = ()
) -> list[TermTextChange]:
    """What happened to each text, by vocabulary, term and language.

    `unread` are paths of files that have errors now: nothing is said of them. A term that is deleted takes its texts
    with it, and the check reports those that are left.
    """
    return [
        change
        for name in VOCABULARY_NAMES
        for change in _of_vocabulary(getattr(before, name), getattr(after, name))
        if change.path not in unread
    ]


def _of_vocabulary(before: Vocabulary[Term], after: Vocabulary[Term]) -> Iterator[TermTextChange]:
    for term in after.values():
        old: Mapping[str, TermText] = before[term.id].texts if term.id in before else {}
        for language in LANGUAGES:
            was, is_ = old.get(language), term.texts.get(language)
            if is_ and not was:
                yield TermTextChange(term, language, is_.path, "added")
            elif was and not is_:
                yield TermTextChange(term, language, was.path, "deleted")
            elif was and is_ and was.body != is_.body:
                yield TermTextChange(term, language, is_.path, "changed")
