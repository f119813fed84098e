"""Links: those inside a built site, and those to other hosts.

`check_site` follows every link of a built site on its files; `check_addresses` (in `links.external`) asks other hosts.
"""

from mission_archive.links.faults import Fault, Kind, Place
from mission_archive.links.site_check import SiteCheck, check_site

__all__ = ["Fault", "Kind", "Place", "SiteCheck", "check_site"]
