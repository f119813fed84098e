"""What a record, a date, a place and an archive are. No files, no clock, no MkDocs."""
