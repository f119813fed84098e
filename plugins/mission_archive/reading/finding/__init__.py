"""The files of the content folder, and what each is by its place."""
