"""Every fixed word of the format has words on the page, in every language of the site."""

import re

import pytest

from mission_archive.model.facets import FACETS
from mission_archive.model.languages import ENDONYMS, FIRST_LANGUAGE, LANGUAGES
from mission_archive.model.records import COLLECTIONS, STATUSES
from mission_archive.model.terms import PLACE_KINDS
from mission_archive.reading.fields import schema
from mission_archive.rendering.records.statuses import OVERDUE, SAME
from mission_archive.rendering.words import labels
from mission_archive.rendering.words.messages import Messages

SILENT = {"held", "published", "in-person"}
"""What goes without saying."""

CONCLUDED = {OVERDUE, SAME}
"""What no record says of itself, but follows from the day and from other records."""


def choices(name, within=schema.RECORD_SCHEMA):
    (field,) = [field for field in within if field.name == name]
    return set(re.split(", | or ", field.kind.wanted))


@pytest.mark.parametrize(
    ("wanted", "named"),
    [
        (set(COLLECTIONS), labels.COLLECTION_NAMES),
        (set(COLLECTIONS), labels.COLLECTION_NOUNS),
        (set(FACETS), labels.FACET_NAMES),
        (set(FACETS), labels.FACET_NOUNS),
        (set(STATUSES) - SILENT | CONCLUDED, labels.STATUS_NAMES),
        (choices("mode") - SILENT, labels.MODE_NAMES),
        (choices("kind", schema.CHANGE.fields), labels.CHANGE_NAMES),
        (set(PLACE_KINDS), labels.PLACE_KIND_NAMES),
        (set(LANGUAGES), ENDONYMS),
    ],
    ids=[
        "collections",
        "collection",
        "facets",
        "facet",
        "status",
        "mode",
        "change",
        "place kind",
        "language",
    ],
)
def test_every_word_of_the_format_has_a_name_and_no_name_is_left_over(wanted, named):
    assert set(named) == wanted
    assert all(name.strip() for name in named.values())


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != FIRST_LANGUAGE])
def test_every_name_is_translated(language):
    messages = Messages.load(language)
    tables = [getattr(labels, name) for name in dir(labels) if name.endswith(("_NAMES", "_NOUNS"))]
    untranslated = {
        message for table in tables for message in table.values() if messages.gettext(message) == message
    }
    assert untranslated == set()


def test_the_site_languages_are_among_those_that_have_a_name():
    assert set(LANGUAGES) <= set(labels.LANGUAGE_NAMES)


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (0, "1 kB"), (1, "1 kB"), (499, "1 kB"), (1_499, "1 kB"), (1_501, "2 kB"), (999_000, "999 kB"),
        (1_000_000, "1.0 MB"), (1_234_567, "1.2 MB"), (9_940_000, "9.9 MB"), (10_000_000, "10 MB"),
        (1_234_000_000, "1,234 MB"),
    ],
)  # fmt: skip
def test_the_size_of_a_file_is_said_as_exactly_as_a_reader_needs(size, said):
    assert Messages.load("en").file_size(size) == said


@pytest.mark.parametrize("size", [999_499, 999_500, 999_999, 9_949_999, 9_950_000, 9_999_999])
def test_a_size_near_the_next_unit_is_said_in_a_form_that_exists(size):
    assert Messages.load("en").file_size(size) not in ("1,000 kB", "10.0 MB")


def test_numbers_are_parted_as_the_language_does():
    assert Messages.load("en").number(18_212) == "18,212"
    assert Messages.load("ru").number(18_212) == "18\u00a0212"
    assert Messages.load("ru").file_size(1_234_567).startswith("1,2")


@pytest.mark.parametrize(
    ("number", "said"), [(1, "запись"), (2, "записи"), (5, "записей"), (11, "записей"), (21, "запись")]
)
def test_russian_counts_with_the_form_that_goes_with_the_number(number, said):
    counted = Messages.load("ru").ngettext("{number} record", "{number} records", number)
    assert counted == f"{number} {said}"
