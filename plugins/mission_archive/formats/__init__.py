"""What programs read: feeds, calendars, citations, data. A module or folder for each format, from a record to bytes."""
