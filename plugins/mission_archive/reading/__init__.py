"""Files to records: text, fields, terms and links, and every problem with its place."""
