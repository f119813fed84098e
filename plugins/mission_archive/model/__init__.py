"""What a record, a date, a place and an archive are. No files of an archive, no clock, no MkDocs."""
