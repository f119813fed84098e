"""The search: from documents (`model.searching`) to the files of an index that the search page reads."""
