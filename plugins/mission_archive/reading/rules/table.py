"""Every rule, in one table for each thing that rules are about, and the one place where they are applied.

A rule is a function that takes values and yields the problems it finds; none needs what another has found, except the
one on files that nobody names.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from mission_archive.model.problems import Problem, Severity
from mission_archive.reading.fields.record_file import JoinedRecord, RecordFile
from mission_archive.reading.rules import attached_files, facts, markup, near_markdown, relations, texts
from mission_archive.reading.rules.copies import check_copies
from mission_archive.reading.rules.corpus import Corpus
from mission_archive.reading.rules.dead_links import check_links
from mission_archive.reading.rules.numbers import check_numbers
from mission_archive.reading.rules.texts import MarkdownText

OF_FACTS: tuple[Callable[[RecordFile], Iterator[Problem]], ...] = (
    facts.check_date,
    facts.check_date_role,
    facts.check_status,
    facts.check_series,
    facts.check_life,
    facts.check_removed,
    facts.check_year_folder,
    facts.check_translation_field,
    facts.check_source_titles,
)
"""About the file with the facts of a record alone."""

OF_FACTS_AMONG_ALL: tuple[Callable[[RecordFile, Corpus], Iterator[Problem]], ...] = (
    facts.check_places,
    facts.check_status_in_time,
    facts.check_life_in_time,
    attached_files.check_files,
    attached_files.check_missing_files,
    attached_files.check_consent,
)
OF_FILES: tuple[Callable[[RecordFile, Corpus], Iterator[Problem]], ...] = (
    facts.check_removed_translation,
    facts.check_script,
    facts.check_update,
    attached_files.check_file_places,
)
"""About each file of a record, translations too."""

OF_RECORDS: tuple[Callable[[RecordFile, JoinedRecord], Iterator[Problem]], ...] = (
    check_numbers,
    check_copies,
)
"""About a record in all its languages."""

OF_TEXTS: tuple[Callable[[MarkdownText], Iterator[Problem]], ...] = (
    texts.check_depth,
    texts.check_entities,
    near_markdown.near_links_and_lists,
    near_markdown.signs_of_other_dialects,
    near_markdown.near_signs,
    near_markdown.near_headings,
    near_markdown.taken_signs,
    markup.check_html,
    markup.check_spans,
    markup.check_notes,
    markup.check_cells,
    markup.check_words,
    markup.check_hidden_words,
    markup.check_definitions,
)
"""About the text of a record or of a term."""

OF_ALL: tuple[Callable[[Corpus], Iterator[Problem]], ...] = (
    relations.check_relations,
    relations.check_series_numbers,
    relations.check_separate_translations,
    relations.check_former_urls,
    relations.check_number_of_former_urls,
    attached_files.check_total,
)

MOST_OF_RULE = 20
"""Problems that one rule about texts reports of one text."""


def check(corpus: Corpus, found: Iterable[Problem]) -> list[Problem]:
    """What all rules say of a content folder, after what was `found` while it was read."""
    problems = [*_of_records(corpus), *_of_texts(corpus)]
    problems += (problem for rule in OF_ALL for problem in rule(corpus))
    broken = {problem.path for problem in (*found, *problems) if problem.severity is Severity.ERROR}
    return [*problems, *attached_files.check_unused_files(corpus, broken)]


def _of_records(corpus: Corpus) -> Iterator[Problem]:
    for record in corpus.joined:
        for file in record.all:
            yield from (problem for about_file in OF_FILES for problem in about_file(file, corpus))
        if original := record.original:
            yield from (problem for about_record in OF_RECORDS for problem in about_record(original, record))
            yield from (problem for alone in OF_FACTS for problem in alone(original))
            yield from (problem for among in OF_FACTS_AMONG_ALL for problem in among(original, corpus))


def _of_texts(corpus: Corpus) -> Iterator[Problem]:
    for file in corpus.term_texts.values():
        yield from facts.check_script(file, corpus)
    for file in corpus.texts.values():
        text = MarkdownText(file)
        if long := texts.too_long(text):
            yield long
            continue
        if wide := texts.wide_table(text):
            yield wide
        for rule in OF_TEXTS if not wide else ():
            yield from islice(rule(text), MOST_OF_RULE)
        yield from check_links(text, corpus)
