"""The rules are one table, and what they look at does not change under them."""

import importlib
import pkgutil
from dataclasses import FrozenInstanceError

import pytest

from mission_archive.reading import rules
from mission_archive.reading.fields.record_file import SyntaxTree, parse, record_file_of
from mission_archive.reading.rules import table

APPLIED_ELSEWHERE = {
    "check_terms": "when a vocabulary is read: its terms are needed to read records",
    "check_links": "to long and wide texts too, after the rules about texts",
    "check_unused_files": "after all others, with the files in which they found errors",
}


def test_every_rule_is_in_the_table():
    modules = [
        importlib.import_module(f"{rules.__name__}.{module.name}")
        for module in pkgutil.iter_modules(rules.__path__)
        if module.name != "table"
    ]
    written = {
        name
        for module in modules
        for name, value in vars(module).items()
        if name.startswith("check_") and value.__module__ == module.__name__
    }
    tables = (
        table.OF_FACTS,
        table.OF_FACTS_AMONG_ALL,
        table.OF_FILES,
        table.OF_RECORDS,
        table.OF_TEXTS,
        table.OF_ALL,
    )
    applied = {rule.__name__ for rules in tables for rule in rules}
    assert written - applied == set(APPLIED_ELSEWHERE)


def test_a_file_that_was_read_does_not_change():
    parsed = parse(
        "title: Talks\ndate: 2010\nsummary: Words.\n", "content/events/2010/x.yml", "events/2010/x.yml"
    )
    assert isinstance(parsed, SyntaxTree)
    file = record_file_of(parsed, "events/2010/x", "en", {}, is_translation=False)
    assert file.values["title"] == "Talks"
    for value, name in ((parsed, "text"), (file, "values")):
        with pytest.raises(FrozenInstanceError):
            setattr(value, name, None)
