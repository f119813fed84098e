"""Links: those inside a built site, and those to other hosts.

`check_site` follows every link of a built site on its files; `links.external` asks other hosts.
"""

from mission_archive.links.broken import BrokenLink, Place, Reason
from mission_archive.links.site_check import SiteCheck, check_site

__all__ = ["BrokenLink", "Place", "Reason", "SiteCheck", "check_site"]
