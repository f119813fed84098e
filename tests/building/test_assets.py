"""Which files below assets/ a site has, and where: ours under a name of what they hold, an editor's as they are."""

import re
import subprocess
import sys

from tests.site.sample import write
from tests.support.site import build, copy_project, run

RECORD = "---\ntitle: A small event\ndate: 2010-04-15\nsummary: Words.\n---\n"


def test_files_of_the_documentation_keep_their_addresses_and_the_theme_leaves_what_pages_use(tmp_path):
    # The theme's own folder is called so too.
    project = copy_project(tmp_path / "material/project", has_content=False)
    write(project / "content", "events/2010/small.md", RECORD)
    own = (
        "assets/images/plan.txt",
        "assets/javascripts/plan.txt",
        "assets/paper.txt",
        "assets/search/paper.txt",
    )
    for name in own:
        write(project / "docs", name, name)
    files = build(project).files
    assets = {uri for uri in files if uri.startswith("assets/") and not uri.startswith("assets/index")}
    assert set(own) <= assets
    (sheet,) = (uri for uri in assets if uri.endswith("/archive.css"))
    assert re.fullmatch(r"assets/[0-9a-f]{10}/archive.css", sheet)
    ours = {uri for uri in assets if uri.startswith(sheet.removesuffix("archive.css"))}
    (theme,) = assets - ours - {*own, "assets/favicon.svg"}
    assert theme.startswith("assets/stylesheets/main.")
    assert not any(uri.endswith("paper.txt") for uri in ours)


def test_a_command_begins_without_the_threads_of_what_makes_scripts_short():
    """A process that has them must not fork, as the tests' does before it runs a command."""
    said = subprocess.run(
        [sys.executable, "-c", "import sys, mission_archive.adapters.search; print('minify' in sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout == "False\n"


def test_a_part_of_the_search_that_is_broken_ends_the_build_with_what_is_wrong(project):
    write(project / "content", "events/2010/small.md", RECORD)
    with (project / "overrides/assets/search/query.js").open("a", encoding="utf-8") as part:
        part.write("const broken = {;\n")
    done = run(project, "archive", "build")
    assert done.returncode == 1
    assert "The program of the search, made from the parts in assets/search/, cannot be read: " in done.stderr
    assert "const broken = {;" in done.stderr
    assert "Correct it and build again." in done.stderr
    assert "Traceback" not in done.stderr
