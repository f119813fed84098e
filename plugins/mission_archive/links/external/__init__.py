"""Addresses on other hosts: found in records, asked for by lychee, judged, and remembered."""
