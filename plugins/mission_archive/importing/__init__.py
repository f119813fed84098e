"""Facts of others → record files.

`import_file` reads a YAML or CSV table and a mapping, writes what is new and reports the rest. Nothing here reads
records: that is the work of the room `reading`.
"""

from mission_archive.importing.imports import import_file
from mission_archive.importing.reports import ImportReport, Unmapped
from mission_archive.importing.sources import ImportFailure

__all__ = ["ImportFailure", "ImportReport", "Unmapped", "import_file"]
