"""The section "Use it for another mission" of the README, followed step by step."""

import re
import shutil

from tests.support.site import PROJECT, Site, build, copy_project, run, text_of

RECORD = """---
title: Round table on roads
date: 2024-03-05
summary: Two towns talked about the road between them.
---
"""


def other_mission(folder):
    project = copy_project(folder, has_content=False, has_guides=True)
    shutil.copy(PROJECT / "addresses.txt", project)
    record = project / "content/events/2024/roads.md"
    record.parent.mkdir(parents=True)
    record.write_text(RECORD, encoding="utf-8")
    config = (project / "mkdocs.yml").read_text("utf-8")
    for name, value in (("site_name", "Archive of a mission"), ("site_url", "https://mission.example/")):
        config, count = re.subn(rf"^( *){name}: .*$", rf"\1{name}: {value}", config, flags=re.MULTILINE)
        assert count, name
    (project / "mkdocs.yml").write_text(config, encoding="utf-8")
    return project


def test_the_readme_names_the_step_without_which_nothing_is_built(tmp_path):
    project = other_mission(tmp_path / "mission")
    section = (PROJECT / "README.md").read_text("utf-8").partition("## Use it for another mission")[2]
    assert "Delete `addresses.txt`" in section.partition("\n## ")[0]
    assert run(project, "archive", "build").returncode == 1


def test_one_record_of_another_mission_is_an_archive(tmp_path):
    project = other_mission(tmp_path / "mission")
    (project / "addresses.txt").unlink()
    site: Site = build(project)
    assert text_of(site.page("events/2024/roads/"), "h1") == "Round table on roads"
    assert text_of(site.page("ru/years/2024/"), ".row__title").startswith("Round table on roads")
    assert "Archive of a mission" in text_of(site.page(""), ".masthead")
