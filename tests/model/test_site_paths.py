"""Which paths are the site's own, so that no former address of a record may take them."""

import pytest

from mission_archive.model.site_paths import is_of_site


@pytest.mark.parametrize(
    "path",
    ["", "ru", "maps/europe", "tg/maps", "Feeds/events.ics", "id/4k7w2xm", "about", "events", "ru/events/page/2",
     "assets/archive.css", "404.html", "sitemap.xml", "sitemap-2.xml", "search"],
)  # fmt: skip
def test_pages_and_files_of_the_site_and_what_is_kept_for_later_are_its_own(path):
    assert is_of_site(path)


@pytest.mark.parametrize("path", ["events/2010/talk", "mapsroom", "old/maps", "sitemap-0.xml", "en/about"])
def test_other_paths_may_be_former_addresses(path):
    assert not is_of_site(path)
