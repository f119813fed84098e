"""Copies of sources that may be published: of which a copy can be kept, and who says so."""

from collections.abc import Iterator

from mission_archive.model.problems import Code, Problem
from mission_archive.reading.fields.record_file import JoinedRecord, RecordFile

NAME = "copy_permission"


def check_copies(original: RecordFile, record: JoinedRecord) -> Iterator[Problem]:
    """A copy is one of an address, and what a translation alone says publishes nothing."""
    sources = zip(original.items("sources"), record.values.get("sources", ()), strict=False)
    for (number, said), joined in sources:
        if said.copy_permission and not said.url:
            message = f"a copy is kept of an address, and this source has no 'url'; add it, or delete {NAME}"
            yield original.problem(("sources", number, NAME), Code.MISSING_FIELD, message)
        elif joined.copy_permission and not said.copy_permission:
            message = (
                f"a translation has '{NAME}' of this source, and the original decides whether a copy is published; "
                f"write '{NAME}:' here too, or delete it there"
            )
            yield original.problem(("sources", number), Code.TRANSLATION_FACT, message)
