"""Feeds of new, corrected and updated records: Atom 1.0 (RFC 4287) and JSON Feed 1.1, with the same entries."""
