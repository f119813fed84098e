"""What editors call the fields of a record and of its groups, besides their names."""

from collections.abc import Mapping

from mission_archive.model.package_data import by_word, package_data

Synonyms = Mapping[str, str]
"""Another word for a field → its name, or in words where the thing belongs."""


def synonyms(**words: str) -> dict[str, str]:
    """From the name of each field with the words that editors use for it."""
    return by_word(words)


SYNONYMS: Synonyms = {
    word: name
    for words in package_data("reading/fields/synonyms.yml").values()
    for word, name in by_word(words).items()
}
