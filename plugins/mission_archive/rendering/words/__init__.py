"""The words of the interface in each language, and the order of its letters."""
