"""Texts as HTML: of records and of terms, with their links, photos and headings."""
