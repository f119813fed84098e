"""The import itself: reads a source and a mapping, writes new files, changes none."""

from collections.abc import Mapping
from pathlib import Path

from mission_archive.importing.mappings import ArchiveMapping
from mission_archive.importing.records import check_columns, records_of, terms_of
from mission_archive.importing.reports import ImportReport, Unmapped
from mission_archive.importing.sources import ImportFailure, SourceEntry, Value, is_table, read_entries
from mission_archive.model.file_names import RECORD_ENDINGS
from mission_archive.model.problems import enumerated
from mission_archive.model.yaml_text import block_yaml


def import_file(source: Path, mapping: Path, content: Path, *, dry_run: bool) -> ImportReport:
    """Turns a table of facts into records and vocabularies below the folder `content`.

    Files that exist are never changed, in whatever form the record is there. With `dry_run` nothing is written and the
    report says what would be. Raises ImportFailure when the source or the mapping cannot be used, or a file cannot be
    written.
    """
    archive_mapping = ArchiveMapping.load(mapping)
    lists = read_entries(source, archive_mapping.delimiter)
    separator = archive_mapping.separator if is_table(source) else ""
    texts, unmapped = _texts(lists, archive_mapping, separator, source)
    paths = {content / name: text for name, text in texts.items()}
    left_alone = {path: found for path in paths if (found := _existing(path))}
    written = tuple(path for path in paths if path not in left_alone)
    if not dry_run:
        for path in written:
            _write(path, paths[path], content)
    return ImportReport(dry_run, written, tuple(left_alone.values()), tuple(unmapped))


def _texts(
    lists: Mapping[str, list[SourceEntry]], mapping: ArchiveMapping, separator: str, source: Path
) -> tuple[dict[str, str], list[Unmapped]]:
    """The text of every file by its path in the content folder.

    A source that is one list gives records, or a vocabulary if the mapping has no fields; a source of several
    named lists gives the vocabularies that the mapping makes of them.
    """
    if "" in lists and mapping.fields:
        check_columns(lists[""], mapping, source)
        records, unmapped = records_of(lists[""], mapping, separator)
        return {file: record_text(fields) for file, fields in records.items()}, unmapped
    texts: dict[str, str] = {}
    unmapped = []
    for name, (list_name, _) in mapping.vocabularies.items():
        if list_name not in lists:
            raise ImportFailure(
                f"{source}: vocabularies.{name}: there is no list '{list_name}' in this file; it holds {_held(lists)}"
            )
        terms, missing = terms_of(lists[list_name], mapping, name)
        unmapped += missing
        texts[f"vocabularies/{name}.yml"] = vocabulary_text(terms)
    if not texts:
        raise ImportFailure(
            f"{source}: the file holds {_held(lists)}, and the mapping makes no vocabulary of it; give it a file that "
            "is one list of entries ('- id: …'), or write 'vocabularies:' into the mapping"
        )
    return texts, unmapped


def _held(lists: Mapping[str, list[SourceEntry]]) -> str:
    """The lists of a source, in words."""
    names = [f"'{name}'" for name in lists if name.strip()]
    if names:
        return f"the list{'s' if names[1:] else ''} {enumerated(names)}"
    return "a single list without a name" if lists else "no list of entries"


def record_text(fields: Mapping[str, Value]) -> str:
    """The content of a record's `.md` file; the field `body` is the text below the front matter."""
    front_matter = {name: value for name, value in fields.items() if name != "body"}
    body = fields.get("body", "")
    return f"---\n{block_yaml(front_matter)}---\n" + (f"\n{body}\n" if body else "")


def vocabulary_text(terms: list[Value]) -> str:
    """The content of a vocabulary file, with an empty line between terms."""
    return "\n".join(block_yaml([term]) for term in terms)


def _existing(path: Path) -> Path | None:
    """The file in which the record is there already: itself, as pure YAML, as a folder, or as a translation alone."""
    slug = path.name.partition(".")[0]
    patterns = (path.name, f"{slug}.*", f"{slug}/index.*")
    found = (file for pattern in patterns for file in sorted(path.parent.glob(pattern)))
    return next((file for file in found if file.suffix in RECORD_ENDINGS), None)


def _write(path: Path, text: str, content: Path) -> None:
    try:
        # A folder may be a link to another place, and what is made of a table belongs into `content`.
        if not path.resolve().is_relative_to(content.resolve()):
            raise ImportFailure(
                f"{path}: a folder on the way is a link that leads out of {content}; remove the link"
            )
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise ImportFailure(
            f"{path}: cannot be written ({error.strerror}); correct this and import again"
        ) from None
