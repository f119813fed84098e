"""From the model to what a page says: words, views and the plan of all pages. No MkDocs, no files."""
