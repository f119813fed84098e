"""The sites that the archive builds have no broken link, and one in a record's page is traced to a line."""

import shutil

from mission_archive.links.broken import Reason
from mission_archive.links.site_check import check_site
from tests.support.site import BASE

SITE_URL = f"https://example.org{BASE}"


def test_a_built_site_has_no_broken_link(site):
    check = check_site(site.root, SITE_URL)
    assert [str(fault) for fault in check.broken] == []
    assert check.pages == len(site.pages)


def test_a_page_that_is_missing_is_missed_in_a_line_of_the_record_that_names_it(toy_site, tmp_path):
    site = shutil.copytree(toy_site.root, tmp_path / "site")
    shutil.rmtree(site / "reports/2009/needs-assessment")
    source = "content/events/2010/energy-security.md"
    sources = {"events/2010/energy-security/": source}
    check = check_site(site, SITE_URL, project=toy_site.project, sources=sources)
    (fault,) = (fault for fault in check.broken if fault.location)
    assert (fault.reason, fault.target) == (Reason.MISSING, "../../../reports/2009/needs-assessment/")
    assert fault.location
    assert fault.location.line
    line = (toy_site.project / source).read_text("utf-8").splitlines()[fault.location.line - 1]
    assert "needs-assessment" in line
