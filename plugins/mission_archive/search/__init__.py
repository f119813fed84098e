"""The search: from records to the files of an index that the search page reads."""
