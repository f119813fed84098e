"""Links from records to records, as they are read from either end."""

from __future__ import annotations

Links = dict[str, dict[str, None]]
"""Record id → ids of other records; a dict keeps their order."""


def turned_round(links: Links) -> Links:
    """The links from their other ends."""
    turned: Links = {}
    for record_id, others in links.items():
        for other in others:
            turned.setdefault(other, {})[record_id] = None
    return turned


def both_ways(*stated: Links) -> Links:
    """Links that are named at either end, from both ends."""
    joined: Links = {}
    for links in stated:
        for record_id, others in links.items():
            for other in others:
                joined.setdefault(record_id, {})[other] = None
                joined.setdefault(other, {})[record_id] = None
    return joined
