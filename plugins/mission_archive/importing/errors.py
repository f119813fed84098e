"""What stops an import."""


class ImportFailure(Exception):
    """An import that cannot begin or go on; the message says what to do.

    Raised for files that cannot be read and for mappings that are wrong. A single value that finds no
    place in the archive never raises: it goes into the report, and the rest is imported.
    """
