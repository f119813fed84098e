"""What a page says to search engines: JSON-LD with the words of schema.org, one graph a page, joined by ids."""
