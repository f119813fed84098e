"""Addresses on other hosts: found in records, asked for with patience, judged, and remembered."""

from mission_archive.links.external.cache import Cache
from mission_archive.links.external.checking import Limits, check_addresses
from mission_archive.links.external.exemptions import Exemption, Exemptions, read_exemptions
from mission_archive.links.external.mentions import Mention, mentions_of
from mission_archive.links.external.reports import Finding, Report
from mission_archive.links.external.verdicts import State, Verdict
from mission_archive.links.external.visiting import Patience, Visitor

__all__ = [
    "Cache",
    "Exemption",
    "Exemptions",
    "Finding",
    "Limits",
    "Mention",
    "Patience",
    "Report",
    "State",
    "Verdict",
    "Visitor",
    "check_addresses",
    "mentions_of",
    "read_exemptions",
]
