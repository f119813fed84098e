"""The plugins in mkdocs.yml: one that is left out leaves its work out, and nothing of a build lives on in them."""

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from tests.building.small_archive import small_project, write_state
from tests.site.sample import write
from tests.support.site import build, configure, file_bytes, run

SEARCH = "  - archive/search\n"
FORMATS = "  - archive/formats\n"
LINKS = '  - archive/links:\n      enabled: false # "make site" checks the links all the same\n'
PUBLISHING = "  - archive/publishing:\n      host: netlify # see docs/develop/deploy.md\n"

BROKEN_LINK = "\n[Nowhere](https://example.org/archive/nowhere/)\n"


@pytest.fixture
def project(tmp_path):
    return small_project(tmp_path / "project")


def test_a_site_without_the_plugin_of_the_search_has_no_page_index_or_field_of_it(project):
    assert 'action="' in build(project).files["index.html"].decode()
    configure(project, SEARCH, "")
    site = build(project)
    assert not [uri for uri in site.files if "assets/index/" in uri or uri.startswith("search/")]
    assert 'action="' not in site.files["index.html"].decode()


def test_a_site_without_the_plugin_of_formats_has_none_of_their_files_or_links(project):
    files = build(project).files
    assert "opensearch.xml" in files
    configure(project, FORMATS, "")
    without = build(project).files
    assert not [uri for uri in without if uri.endswith("opensearch.xml")]
    assert b'rel="search"' not in without["index.html"]


def test_a_site_that_does_not_say_where_it_is_served_has_no_formats(project):
    configure(project, "site_url: !ENV [SITE_URL, 'https://example.org/archive/']", "site_url: ''")
    assert "opensearch.xml" not in build(project).files


def test_a_file_beside_the_index_of_the_search_stays(project):
    write(project, "docs/assets/index/terms.csv", "a,b\n")
    assert build(project).files["assets/index/terms.csv"] == b"a,b\n"


def test_a_site_without_the_plugin_of_links_is_built_with_a_broken_one(project):
    with (project / "docs/about.md").open("a", encoding="utf-8") as page:
        page.write(BROKEN_LINK)
    configure(project, SEARCH, "")
    configure(project, LINKS, "  - archive/links\n")
    done = run(project, "archive", "build")
    assert done.returncode == 1
    assert "docs/about.md" in done.stderr
    assert "1 broken link in the site" in done.stderr
    configure(project, "  - archive/links\n", "")
    assert run(project, "archive", "build").returncode == 0


def test_to_check_links_without_the_plugin_says_what_to_do(project):
    configure(project, LINKS, "")
    done = run(project, "archive", "build", "--check-links")
    assert done.returncode == 1
    assert "mkdocs.yml does not name the plugin archive/links; add it under 'plugins:'" in done.stderr


def test_a_site_without_the_plugin_of_publishing_has_no_rules_and_heeds_no_ledger(project):
    configure(project, SEARCH, "")
    write(project, "addresses.txt", "old/ -> events/\n")
    site = build(project)
    assert {"_headers", "_redirects", "old/index.html"} <= site.files.keys()
    write(project, "addresses.txt", "old/ -> events/\nevents/1999/lost/\n")
    assert "'/events/1999/lost/' would vanish" in run(project, "archive", "build").stderr
    configure(project, PUBLISHING, "")
    without = build(project)
    assert not [uri for uri in without.files if uri.startswith(("_", ".nginx", "old/"))]
    assert {uri: data for uri, data in site.files.items() if uri in without.files} == dict(without.files)


def test_a_page_written_by_hand_in_the_place_of_a_rule_for_the_server_is_refused(project):
    write(project, "docs/_headers", "/*\n  X-Own: 1\n")
    done = run(project, "archive", "build")
    assert done.returncode == 1
    said = (
        "'the rules for netlify' and 'docs/_headers' would both be written to _headers; rename or delete one"
    )
    assert said in done.stderr


def test_a_plugin_without_that_of_the_records_says_which_one_is_missing(project):
    text = (project / "mkdocs.yml").read_text("utf-8")
    begin, end = text.index("plugins:\n"), text.index("nav:\n")
    (project / "mkdocs.yml").write_text(f"{text[:begin]}plugins:\n{SEARCH}\n{text[end:]}", "utf-8")
    write(project, "site/index.html", "of before")
    done = run(project, "mkdocs", "build", NO_MKDOCS_2_WARNING="1")
    assert done.returncode == 1
    assert "mkdocs.yml does not name the plugin archive/records" in done.stderr
    assert "Traceback" not in done.stderr
    assert (project / "site/index.html").read_text() == "of before"


def test_a_host_that_is_not_known_is_reported_with_those_that_are(project):
    configure(project, "host: netlify", "host: apache")
    done = run(project, "archive", "build")
    assert done.returncode == 1
    assert all(host in done.stderr for host in ("apache", "github-pages", "nginx", "store"))


def test_plugins_that_live_on_remember_nothing_of_the_build_before(project, monkeypatch):
    """In a preview MkDocs keeps the objects of plugins, and loads the configuration anew."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    for name in ("first", "second"):
        write_state(project, name)
        config = load_config(str(project / "mkdocs.yml"), site_dir=str(project / name))
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
    write_state(project, "second")
    assert file_bytes(project / "second") == dict(build(project).files)
