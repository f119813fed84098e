"""What is written into a site is planned once, whatever the ledger of addresses says."""

import datetime

import pytest

from mission_archive.building.faults import BuildFault
from mission_archive.building.plan import plan
from mission_archive.building.read import read
from mission_archive.building.site import Site
from mission_archive.building.templates import Frame
from mission_archive.model.languages import LANGUAGES
from tests.site.sample import write
from tests.support.site import PROJECT

NOW = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
RECORD = "---\ntitle: A small event\ndate: 2010-04-15\nsummary: Words.\n---\n"


def planned(folder, *, is_preview):
    """The plan of an archive whose ledger says that the page of its only record has moved, and what is reported."""
    write(folder / "content", "events/2010/small.md", RECORD)
    write(folder, "addresses.txt", "events/2010/small/ -> events/\n")
    lines = []
    holdings = read(folder / "content", NOW, lambda _, line: lines.append(line), is_preview=is_preview)
    site = Site(
        "", {language: {"name": "An archive"} for language in LANGUAGES}, "favicon.svg", is_preview=is_preview
    )
    made = plan(
        holdings, site, Frame(PROJECT / "overrides"), others=[], log=lambda _, line: lines.append(line)
    )
    return made, lines


def test_a_preview_goes_on_though_the_ledger_leads_away_from_a_page(tmp_path):
    made, lines = planned(tmp_path, is_preview=True)
    assert [line for line in lines if line.startswith("addresses.txt:1:1: error:")]
    assert [page.template for page in made.pages if page.url == "events/2010/small/"] == ["record.html"]


def test_a_build_for_the_public_ends_there(tmp_path):
    with pytest.raises(BuildFault, match="an old or short address is wrong"):
        planned(tmp_path, is_preview=False)
