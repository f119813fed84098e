"""What editors call the fields of a record and of its groups, and some values, besides their names."""

from collections.abc import Mapping

from mission_archive.model.package_data import by_word, package_data

Synonyms = Mapping[str, str]
"""Another word for a field or value → its name, or in words where the thing belongs."""

_WORDS = package_data("reading/fields/synonyms.yml")
SYNONYMS: Synonyms = by_word(_WORDS["fields"]) | by_word(_WORDS["elsewhere"])
OF_GROUP: Mapping[str, Synonyms] = {group: by_word(words) for group, words in _WORDS["groups"].items()}
OF_VALUE: Mapping[str, Synonyms] = {kind: by_word(words) for kind, words in _WORDS["values"].items()}
