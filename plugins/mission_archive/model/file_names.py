"""How the files of an archive are named, and where they lie. Paths are given with `/`."""

from collections.abc import Set

from mission_archive.model.languages import FIRST_LANGUAGE

MARKDOWN, YAML = ".md", ".yml"
RECORD_ENDINGS = (MARKDOWN, YAML)
FENCE = "---"
"""The line before and after the fields of a record in Markdown."""

VOCABULARIES = "vocabularies"
"""The folder of the vocabularies, in that of the records."""

UNFIT = frozenset('*"<>?|')
"""Signs that not every system allows in the name of a file. Nor are `:` and the backslash, which occur in paths."""

MOST_OF_PATH, MOST_OF_PART = 200, 80
"""Characters of the path of a published file, and of a name in it."""


def vocabulary_file(vocabulary: str) -> str:
    """The file of a vocabulary, as a path from the folder of the records: `vocabularies/places.yml`."""
    return f"{VOCABULARIES}/{vocabulary}{YAML}"


def record_file(record_id: str, language: str) -> str:
    """The file for what a record says in a language: `events/2010/talk.md`, `events/2010/talk.ru.md`."""
    return f"{record_id}{MARKDOWN}" if language == FIRST_LANGUAGE else f"{record_id}.{language}{MARKDOWN}"


def folder_of(path: str) -> str:
    """The folder in which a file is; nothing for one at the top."""
    return path.rpartition("/")[0]


def name_of(path: str) -> str:
    """The name of a file, with its endings."""
    return path.rpartition("/")[2]


def lies_in(path: str, folders: Set[str]) -> bool:
    """Whether a file is in one of some folders, or below it."""
    return bool(folders) and not folders.isdisjoint(folders_above(path))


def folders_above(path: str) -> list[str]:
    """The folders in which a file lies, from the outside in."""
    parts = path.split("/")
    return ["/".join(parts[:count]) for count in range(1, len(parts))]
