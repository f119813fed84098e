"""Addresses on other hosts: found in records, asked for by lychee, judged, and remembered."""

from mission_archive.links.external.checking import check_addresses
from mission_archive.links.external.exemptions import Exemption, Exemptions, read_exemptions
from mission_archive.links.external.lychee import Lychee, program
from mission_archive.links.external.mentions import Mention, mentions_of
from mission_archive.links.external.reports import Finding, Report
from mission_archive.links.external.verdicts import State, Verdict, read_known, write_known

__all__ = [
    "Exemption",
    "Exemptions",
    "Finding",
    "Lychee",
    "Mention",
    "Report",
    "State",
    "Verdict",
    "check_addresses",
    "mentions_of",
    "program",
    "read_exemptions",
    "read_known",
    "write_known",
]
