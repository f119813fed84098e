"""A build takes a folder only when it may, replaces a site whole or not at all, and refuses what it cannot publish."""

import os
import re
import stat
import urllib.parse
import urllib.request

import pytest

from tests.site.sample import ODD_FILES, write
from tests.support.pictures import picture
from tests.support.server import serve
from tests.support.site import build, file_bytes, row_targets, run, text_of

MINIMAL = "---\ntitle: A small event\ndate: 2010-04-15\nsummary: Words.\n---\n"


def beside(project):
    """What lies beside the site, hidden or not."""
    return sorted(path.name for path in project.iterdir())


def set_option(project, name, value):
    """Write a line of mkdocs.yml anew, or add it."""
    path = project / "mkdocs.yml"
    text, count = re.subn(rf"^( *){name}:.*$", rf"\g<1>{name}: {value}", path.read_text("utf-8"), flags=re.M)
    path.write_text(text if count else f"{text}\n{name}: {value}\n", "utf-8")


def refused(project, *command, **environment):
    """What a build that ends with status 1 says: lines without a trace."""
    done = run(project, *(command or ("archive", "build")), **environment)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


# The old site and the new


def test_a_build_that_fails_while_pages_are_written_leaves_the_old_site_byte_for_byte(project):
    write(project / "content", "events/2010/small.md", MINIMAL)
    before, names = build(project).files, beside(project)
    write(project / "content", "events/2010/another.md", MINIMAL.replace("small", "second"))
    template = project / "overrides/calendar-year.html"  # written when the records' pages are there already
    template.write_text(
        template.read_text("utf-8").replace("{% block content %}", "{% block content %}{{ a.b.c }}", 1)
    )
    refused(project)
    assert file_bytes(project / "site") == before
    assert beside(project) == names


def test_a_build_leaves_nothing_of_the_old_site_and_nothing_beside_the_new(project):
    write(project / "content", "events/2010/small.md", MINIMAL)
    build(project)
    names = beside(project)
    (project / "site/left-over.txt").write_text("old")
    assert "left-over.txt" not in build(project).files
    assert beside(project) == names


def test_a_folder_that_holds_other_things_than_a_site_is_refused_and_left_alone(project):
    write(project / "content", "events/2010/small.md", MINIMAL)
    write(project, "papers/letter.txt", "Keep this.")
    said = refused(project, "archive", "build", "--site-dir", "papers")
    assert "papers holds something else than a site" in said
    assert file_bytes(project / "papers") == {"letter.txt": b"Keep this."}


def test_a_folder_with_a_sitemap_of_another_site_is_refused(project):
    write(project / "content", "events/2010/small.md", MINIMAL)
    write(project, "papers/sitemap.xml", "<urlset/>")
    assert "holds something else than a site" in refused(project, "archive", "build", "--site-dir", "papers")
    assert file_bytes(project / "papers") == {"sitemap.xml": b"<urlset/>"}


# Who may read a site


def modes(site):
    paths = [site, *site.rglob("*")]
    return {stat.S_IMODE(path.stat().st_mode) & 0o777 for path in paths if path.is_dir()}, {
        stat.S_IMODE(path.stat().st_mode) for path in paths if path.is_file()
    }


@pytest.fixture
def strict_umask():
    before = os.umask(0o077)
    yield
    os.umask(before)


@pytest.mark.usefixtures("strict_umask")
def test_a_new_site_can_be_read_by_a_server_whatever_the_umask(project):
    write(project / "content", "events/2010/small.md", MINIMAL)
    assert modes(build(project).root) == ({0o755}, {0o644})


@pytest.mark.usefixtures("strict_umask")
def test_a_site_keeps_the_mode_and_the_group_of_the_one_in_whose_place_it_comes(project):
    write(project / "content", "events/2010/small.md", MINIMAL)
    site = build(project).root
    group = next((number for number in os.getgroups() if number != site.stat().st_gid), site.stat().st_gid)
    if os.geteuid() == 0:
        group = 12345
    os.chown(site, -1, group)
    site.chmod(0o2750)
    build(project)
    assert modes(site) == ({0o750}, {0o640})
    assert {path.stat().st_gid for path in (site, *site.rglob("*"))} == {group}


def test_an_empty_folder_is_taken(project):
    write(project / "content", "events/2010/small.md", MINIMAL)
    (project / "empty").mkdir()
    assert run(project, "archive", "build", "--site-dir", "empty").returncode == 0
    assert (project / "empty/sitemap.xml").is_file()


# What would delete sources or make dead links


@pytest.mark.parametrize("command", [("archive", "build"), ("mkdocs", "build")], ids=" ".join)
@pytest.mark.parametrize(
    ("folder", "reason"),
    [
        ("content", "the site cannot be built into {0}/content: {0}/content holds what it is made of"),
        (
            "content/site",
            "the site cannot be built into {0}/content/site: {0}/content holds what it is made of",
        ),
        ("overrides", "the site cannot be built into {0}/overrides: {0}/overrides holds what it is made of"),
        ("docs", "Config value 'site_dir': The 'docs_dir' should not be within the 'site_dir'"),
        (".", "Config value 'site_dir': The 'docs_dir' should not be within the 'site_dir'"),
    ],
)
def test_a_site_is_not_built_over_its_sources_nor_into_them(project, folder, reason, command):
    write(project / "content", "events/2010/small.md", MINIMAL)
    before = file_bytes(project)
    said = refused(project, *command, "--site-dir", folder)
    assert reason.format(project) in said
    assert file_bytes(project) == before


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("use_directory_urls", "false", "use_directory_urls must be true"),
        ("content_dir", "../elsewhere", "is not the name of a folder beside mkdocs.yml"),
        ("content_dir", "/content", "is not the name of a folder beside mkdocs.yml"),
        ("content_dir", "a/b", "is not the name of a folder beside mkdocs.yml"),
        ("content_dir", "''", "is not the name of a folder beside mkdocs.yml"),
        ("site_url", "https://example.org/?x=1", "no page can be below such an address"),
        ("site_url", "https://example.org/a/#b", "no page can be below such an address"),
    ],
)
def test_a_configuration_that_would_make_no_archive_is_refused(project, name, value, said):
    write(project / "content", "events/2010/small.md", MINIMAL)
    set_option(project, name, value)
    assert said in refused(project)
    assert not (project / "site").exists()


@pytest.mark.parametrize("moment", ["yesterday", "1.5", "9" * 30, "5000000000", "-1", ""])
def test_a_moment_of_building_that_is_none_is_told(project, moment):
    write(project / "content", "events/2010/small.md", MINIMAL)
    said = refused(project, SOURCE_DATE_EPOCH=moment)
    (line,) = [line for line in said.splitlines() if "SOURCE_DATE_EPOCH" in line]
    assert f"'{moment}' is not a moment" in line


@pytest.mark.parametrize("command", [("archive", "build"), ("mkdocs", "build")], ids=" ".join)
def test_a_moment_ahead_of_the_clock_is_refused_for_it_would_end_embargoes(project, command):
    hidden = MINIMAL.replace("date: 2010", "published: 2099-01-01\ndate: 2010").replace("small", "secret")
    write(project / "content", "events/2010/small.md", hidden)
    said = refused(project, *command, SOURCE_DATE_EPOCH="4102444800")
    assert "SOURCE_DATE_EPOCH names 2100-01-01 00:00 UTC, which is ahead of the clock" in said
    assert not (project / "site").exists()


def test_a_moment_ahead_of_the_clock_can_be_asked_for_and_is_reported(project):
    write(project / "content", "events/2010/small.md", MINIMAL)
    done = run(project, "archive", "build", "--ahead", SOURCE_DATE_EPOCH="4102444800")
    assert done.returncode == 0
    assert "as it is on 2100-01-01 00:00 UTC (SOURCE_DATE_EPOCH)" in done.stdout


# Files


def test_a_page_of_the_documentation_at_the_place_of_a_record_is_refused(project):
    write(project / "content", "events/2010/small.md", MINIMAL)
    write(project, "docs/events/2010/small.md", "# Small\n")
    said = refused(project)
    assert "would both be written to events/2010/small/index.html" in said


def test_two_files_whose_names_differ_in_capitals_only_are_refused(project):
    write(project / "content", "events/2010/small.md", MINIMAL)
    for name in ("Picture.txt", "picture.txt"):
        write(project, f"docs/files/{name}", name)
    assert "would both be written to files/" in refused(project).replace("Picture.txt;", "picture.txt;")


@pytest.mark.parametrize("command", [("archive", "build"), ("mkdocs", "build")], ids=" ".join)
@pytest.mark.parametrize(
    "place",
    ["docs/images/public.txt", "docs/.well-known/public.txt", "overrides/assets/public.css",
     "overrides/assets/.hidden/public.css", "overrides/partials/public.html", "content/events/2010/public.pdf"],
)  # fmt: skip
def test_a_link_in_a_folder_that_feeds_the_site_is_refused_with_its_path(project, tmp_path, place, command):
    write(project / "content", "events/2010/small.md", MINIMAL)
    write(tmp_path, "private.txt", "Nobody's business.")
    (project / place).parent.mkdir(parents=True, exist_ok=True)
    (project / place).symlink_to(tmp_path / "private.txt")
    assert f"{place} is a link to '{tmp_path}/private.txt'" in refused(project, *command)
    assert not (project / "site").exists()


@pytest.mark.parametrize("folder", ["content", "docs", "overrides"])
def test_a_folder_that_is_itself_a_link_is_refused(project, tmp_path, folder):
    write(project / "content", "events/2010/small.md", MINIMAL)
    (project / folder).rename(tmp_path / "elsewhere")
    (project / folder).symlink_to(tmp_path / "elsewhere")
    assert f"{folder} is a link to '{tmp_path}/elsewhere'" in refused(project)


def test_a_ledger_that_is_a_link_is_refused_and_nothing_of_what_it_leads_to_is_said(project, tmp_path):
    write(project / "content", "events/2010/small.md", MINIMAL)
    write(tmp_path, "private.txt", "token/of/somebody\n")
    (project / "addresses.txt").unlink(missing_ok=True)
    (project / "addresses.txt").symlink_to(tmp_path / "private.txt")
    told = refused(project)
    assert "addresses.txt:1:1: error: this is a link to" in told
    assert "token" not in told


def test_a_ledger_that_cannot_be_read_is_not_taken_for_none(project):
    write(project / "content", "events/2010/small.md", MINIMAL)
    ledger = project / "addresses.txt"
    ledger.write_bytes("old/ gone: причина\n".encode("windows-1251"))
    assert "addresses.txt:1:12: error: from here on the file is not in UTF-8; save" in refused(project)
    ledger.unlink()
    ledger.mkdir()
    assert "addresses.txt:1:1: error: this is not an ordinary file; put" in refused(project)


@pytest.mark.parametrize(
    "place", ["docs/pipe.css", "overrides/assets/pipe.css", "content/events/2010/pipe.pdf"]
)
def test_a_pipe_in_a_folder_that_feeds_the_site_is_refused_and_not_waited_for(project, place):
    write(project / "content", "events/2010/small.md", MINIMAL)
    (project / place).parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(project / place)
    assert f"{place} is not an ordinary file; delete it" in refused(project)


def test_links_that_lead_in_a_circle_take_no_time(project):
    write(project / "content", "events/2010/small.md", MINIMAL)
    for name in ("one", "two", "three"):
        (project / f"docs/{name}").symlink_to(".")
    assert "docs/one is a link to '.'" in refused(project)


@pytest.mark.parametrize(
    "name", ["evil.html", "images/evil.SVG", "evil.js", "evil.xhtml", "evil.rdf", "evil.xyz", ".evil.svg"]
)
def test_a_file_in_docs_that_could_run_a_program_in_a_browser_is_refused(project, name):
    write(project / "content", "events/2010/small.md", MINIMAL)
    write(project, f"docs/{name}", "<script>alert(1)</script>")
    assert f"docs/{name} could run a program in the reader's browser" in refused(project)


def test_a_file_of_any_name_is_found_at_the_address_that_its_record_gives(project):
    text = f"""{ODD_FILES}
See [the report](<report %232 50%25.pdf>) and [the list](<Ҳисобот & рӯйхат.csv>).
"""
    files = {
        "Снимок №1.png": picture("bridge"),
        "report #2 50%.pdf": b"%PDF-1.4 second",
        "Ҳисобот & рӯйхат.csv": "a,б\n".encode(),
    }
    write(project / "content", "events/2014/files/index.md", text)
    for name, data in files.items():
        (project / "content/events/2014/files" / name).write_bytes(data)
    site = build(project)
    url = "events/2014/files/"
    page = site.page(url)
    with serve(site.root) as root:

        def fetched(reference):
            with urllib.request.urlopen(urllib.parse.urljoin(root + url, reference)) as answer:
                return answer.read()

        (shown,) = page.cssselect("figure img")
        assert fetched(shown.get("src")).startswith(b"\x89PNG")
        assert [fetched(link.get("href")) for link in page.cssselect(".downloads a")] == list(files.values())[
            1:
        ]
        for link in page.cssselect(".prose a"):
            assert fetched(link.get("href")) in files.values()


@pytest.mark.parametrize("command", [("archive", "build"), ("mkdocs", "build", "--strict")], ids=" ".join)
def test_a_site_without_an_address_of_the_ledger_is_refused_and_the_address_is_named(project, command):
    write(project / "content", "events/2010/small.md", MINIMAL)
    write(project, "addresses.txt", "events/2010/small/\nevents/2010/gone/\n")
    said = refused(project, *command)
    assert "addresses.txt:2:1: error: '/events/2010/gone/' would vanish" in said
    assert "the ledger of addresses does not fit the site, see the lines above" in said
    assert "'/events/2010/small/' would vanish" not in said


# Texts


@pytest.mark.parametrize(
    "text",
    [
        "[gone](missing.md)",
        "<a href=missing.md>gone</a>",
        "<a href='missing.pdf'>gone</a>",
        '<img src="missing.png">',
    ],
)
def test_a_text_that_links_to_nothing_stops_the_build_and_names_the_link(project, text):
    write(project / "content", "events/2010/small.md", f"{MINIMAL}\nWords and {text}.\n")
    said = refused(project)
    assert "content/events/2010/small.md" in said
    assert "missing." in said
    assert not (project / "site").exists()


def test_a_record_of_a_thousand_years_is_listed_in_the_first_and_the_last(project):
    write(project / "content", "events/1000/ages.md", MINIMAL.replace("2010-04-15", "1000/1999"))
    site = build(project)
    lists = sorted(url for url in site.pages if re.fullmatch(r"years/\d+/", url))
    assert lists == ["years/1000/", "years/1999/"]
    for url in lists:
        assert row_targets(url, site.page(url)) == ["events/1000/ages/"]


@pytest.mark.parametrize("line", ["sitemap.xml", "/", "events/2010/small/", "about/"])
def test_an_end_of_what_the_site_holds_is_refused(project, line):
    write(project / "content", "events/2010/small.md", MINIMAL)
    write(project, "docs/about.md", "# About\n")
    write(project, "addresses.txt", f"{line} gone: by mistake\n")
    assert "addresses.txt:1:1: error: there is a" in refused(project)
    assert not (project / "site").exists()


@pytest.mark.parametrize("ending", ["withdrawn", "removed"])
def test_the_only_record_of_a_collection_ends_without_a_change_of_the_ledger(project, ending):
    write(project / "content", "events/2010/small.md", MINIMAL)
    build(project)
    done = run(project, "archive", "addresses", "--update")
    assert done.returncode == 0, done.stderr
    assert "events/\n" in (project / "addresses.txt").read_text("utf-8")
    end = f"{ending}:\n  date: 2011-01-01\n  reason: It did not take place.\n---"
    text = (
        MINIMAL.replace("summary: Words.\n---", f"summary: Words.\n{end}")
        if ending == "withdrawn"
        else f"---\n{end}\n"
    )
    write(project / "content", "events/2010/small.md", text)
    site = build(project)
    assert "events/index.html" in site.files
    assert "It did not take place." in text_of(site.page("events/2010/small/"), "main")
