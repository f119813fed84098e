"""Makes a built site searchable: the only user of Pagefind, and of the form of its files."""
