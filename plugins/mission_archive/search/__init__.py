"""The search: from documents (`model.searching`) to the files of an index that the search page reads.

`index.index_files` makes them, by words, lexicon, entries, postings, names and leaves, in this order.
"""
