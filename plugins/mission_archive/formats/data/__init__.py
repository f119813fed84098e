"""The archive as data: a JSON twin of each record and list, and in /data/ everything at once, with its descriptions."""
