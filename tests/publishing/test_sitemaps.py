"""A sitemap that is too large for search engines is several, with an index."""

import lxml.etree
import pytest

from mission_archive.publishing.serving import write_serving
from mission_archive.publishing.site_addresses import address_of, files_of_site
from mission_archive.publishing.sitemaps import in_parts
from tests.publishing.conftest import POLICY

SITE = "https://example.org/archive/"


def sitemap(count):
    urls = "\n".join(f"<url><loc>{SITE}events/{number}/?a=1&amp;b=2</loc></url>" for number in range(count))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{urls}\n</urlset>"
    )


def addresses(text):
    return [element.text for element in lxml.etree.fromstring(text.encode()).iter("{*}loc")]


@pytest.mark.parametrize("count", [0, 1, 5])
def test_a_sitemap_within_the_limit_stays_as_it_is(count):
    assert in_parts(sitemap(count), SITE, most=5) == {"sitemap.xml": sitemap(count)}


@pytest.mark.parametrize(("count", "parts"), [(6, 2), (10, 2), (11, 3)])
def test_a_larger_one_is_an_index_of_parts_that_hold_every_address_once(count, parts):
    files = in_parts(sitemap(count), SITE, most=5)
    names = [f"sitemap-{number}.xml" for number in range(1, parts + 1)]
    assert list(files) == ["sitemap.xml", *names]
    assert addresses(files["sitemap.xml"]) == [SITE + name for name in names]
    assert all(len(addresses(files[name])) <= 5 for name in names)
    assert [address for name in names for address in addresses(files[name])] == addresses(sitemap(count))


def test_the_parts_are_written_into_the_site_and_are_no_addresses_that_people_keep(tmp_path):
    (tmp_path / "sitemap.xml").write_text(sitemap(7), "utf-8")
    (tmp_path / "sitemap.xml.gz").touch()
    write_serving(tmp_path, files_of_site(tmp_path), POLICY, {}, site_url=SITE, most_in_sitemap=3)
    written = sorted(path.name for path in tmp_path.glob("sitemap*"))
    assert written == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml", "sitemap.xml.gz"]
    assert {address_of(name) for name in written} == {None}
    assert "<sitemapindex" in (tmp_path / "sitemap.xml").read_text("utf-8")
