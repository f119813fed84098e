"""A build: the same site by every command and every time, and an old site untouched by a build that fails."""

import re

import pytest

from tests.site.sample import write, write_sample
from tests.support.pictures import picture
from tests.support.site import (
    MOMENT,
    PROJECT,
    address,
    build,
    configure,
    copy_project,
    file_bytes,
    run,
    text_of,
    without_progress,
)

MINIMAL = "---\ntitle: A small event\ndate: 2010-04-15\nsummary: Words.\n---\n"


def differing(ours, theirs):
    return sorted(uri for uri in ours.keys() | theirs.keys() if ours.get(uri) != theirs.get(uri))


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """The sample built by `archive build`, in a project of its own."""
    project = copy_project(tmp_path_factory.mktemp("commands") / "project", has_content=False)
    write_sample(project / "content")
    configure(project, "host: github-pages", "host: nginx")
    return build(project)


@pytest.mark.parametrize(
    "command",
    [
        ("mkdocs", "build", "--strict"),
        ("properdocs", "build", "--strict", "-f", "mkdocs.yml"),
        ("archive", "build"),
    ],
    ids=lambda command: command[0],
)
def test_every_command_builds_the_same_bytes(sample, command):
    done = run(sample.project, *command, "--site-dir", "site.other", is_warm=False, NO_MKDOCS_2_WARNING="1")
    assert done.returncode == 0, done.stderr
    assert differing(sample.files, file_bytes(sample.project / "site.other")) == []


def test_the_real_records_make_the_same_site_on_properdocs(real_site):
    done = run(
        real_site.project, "properdocs", "build", "--strict", "-f", "mkdocs.yml", "--site-dir", "site.other",
        NO_MKDOCS_2_WARNING="1", SOURCE_DATE_EPOCH=real_site.epoch,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert differing(real_site.files, file_bytes(real_site.project / "site.other")) == []


NAMED = """
import sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
config = load_config("mkdocs.yml", strict=True, site_dir=sys.argv[1])
config.plugins.on_startup(command="build", dirty=False)
build(config)
print("\\n".join(config.extra["archive"].plan.paths))
"""


def test_the_list_of_what_is_built_names_every_file_of_the_site_once(sample):
    done = run(sample.project, "python", "-c", NAMED, "site.named", NO_MKDOCS_2_WARNING="1")
    assert done.returncode == 0, done.stderr
    assert sorted(done.stdout.splitlines()) == sorted(file_bytes(sample.project / "site.named"))


def test_a_build_a_day_later_differs_in_nothing(sample):
    later = str(int(MOMENT) + 86_400)
    done = run(sample.project, "archive", "build", "--site-dir", "site.later", SOURCE_DATE_EPOCH=later)
    assert done.returncode == 0, done.stderr
    assert differing(sample.files, file_bytes(sample.project / "site.later")) == []


def test_a_build_ends_with_what_was_built_and_how_to_see_it(project):
    write(
        project / "content",
        "events/2010/small.md",
        MINIMAL.replace("\ndate:", "\npublished: 2011-01-01\ndate:"),
    )
    done = run(project, "archive", "build")
    pages = len(list((project / "site").rglob("*.html")))
    assert done.stdout.startswith("The site shows the archive as it is on ")  # tests name the moment
    assert re.search(rf"\nBuilt 1 records? on {pages:,} pages in [0-9.]+ s into site/\.\n", done.stdout)
    assert "serve" in done.stdout
    assert without_progress(done.stderr) == ""
    assert "\r" not in done.stdout


def test_a_build_names_the_records_that_no_feed_can_have(project):
    write(project / "content", "events/2010/small.md", MINIMAL)
    said = without_progress(run(project, "archive", "build").stderr)
    assert said == (
        "in no feed or calendar because 'published' is missing: 1 record, the first is content/events/2010/small.md; "
        "archive check says what to write\n"
    )


def test_a_project_in_a_folder_with_a_space_builds(tmp_path):
    project = copy_project(tmp_path / "a folder with spaces & ünïcode", has_content=False)
    photo = "photos: [{file: a.png, alt: A house, credit: Somebody, consent: given}]\n---"
    write(project / "content", "events/2010/small/index.md", MINIMAL[:-4] + photo)
    (project / "content/events/2010/small/a.png").write_bytes(picture())
    site = build(project)
    assert text_of(site.page("events/2010/small/"), "h1") == "A small event"
    address = site.page("events/2010/small/").cssselect("figure img")[0].get("src", "")
    assert site.files[address.removeprefix("../../../")].startswith(b"\x89PNG")


def test_an_archive_without_records_builds_and_every_link_of_its_frame_arrives(project):
    (project / "content").mkdir()
    site = build(project)
    home = site.page("")
    assert text_of(home, ".home__count") == "0 records"
    targets = {address("", link.get("href", "")) for link in home.cssselect(".masthead a, .colophon a")}
    assert sorted(targets - site.pages.keys()) == []
    assert "no records here yet" in text_of(site.page("places/"), "main")


def test_records_may_lie_in_a_folder_of_another_name(project):
    config = (project / "mkdocs.yml").read_text("utf-8")
    assert "content_dir: content" in config
    (project / "mkdocs.yml").write_text(
        config.replace("content_dir: content", "content_dir: our records"), "utf-8"
    )
    content = project / "our records"
    write(content, "vocabularies/places.yml", "- {id: alder, name: Alder, kind: town}\n")
    paper = "places: [alder]\nattachments: [{file: paper.pdf, title: A paper}]\n---\n"
    text = "See [another](../../../reports/2009/other.md).\n"
    write(content, "events/2010/small/index.md", f"{MINIMAL[:-4]}{paper}\n{text}")
    write(content, "reports/2009/other.md", "---\ntitle: Another\ndate: 2009\nsummary: Words.\n---\n")
    (content / "events/2010/small/paper.pdf").write_bytes(b"%PDF-1.4")
    site = build(project)
    assert {"events/2010/small/", "places/alder/"} <= site.pages.keys()
    assert "events/2010/small/paper.pdf" in site.files
    links = [a.get("href") for a in site.page("events/2010/small/").cssselect(".prose a")]
    assert links == ["../../../reports/2009/other/"]


def test_a_build_from_another_folder_finds_the_project(project, tmp_path):
    write(project / "content", "events/2010/small.md", MINIMAL)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    done = run(elsewhere, "archive", "build", "--config-file", str(project / "mkdocs.yml"))
    assert done.returncode == 0, done.stderr
    assert (project / "site/events/2010/small/index.html").is_file()
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize("command", [("archive", "build"), ("mkdocs", "build", "--strict"), ("mkdocs", "build")],
                         ids=" ".join)  # fmt: skip
def test_mistakes_stop_the_build_are_all_told_and_leave_the_old_site_as_it_was(project, command):
    write(project / "content", "events/2010/small.md", MINIMAL)
    before = build(project).files
    write(project / "content", "events/2010/wrong-date.md", MINIMAL.replace("2010-04-15", "2010-13"))
    write(project / "content", "events/2010/no-summary.md", MINIMAL.replace("summary: Words.\n", ""))
    write(project / "content", "events/2010/small.md", MINIMAL.replace("small", "changed"))
    done = run(project, *command)
    assert done.returncode == 1
    told = [line for line in done.stderr.splitlines() if "content/events/2010/" in line]
    assert len(told) == 2
    assert "content/events/2010/no-summary.md:" in told[0]
    assert "content/events/2010/wrong-date.md:3:7: error: date: '2010-13'" in told[1]
    assert "Traceback" not in done.stderr
    assert "2 errors in content/" in done.stderr
    assert file_bytes(project / "site") == before


def test_warnings_about_records_do_not_stop_a_strict_build(project):
    write(project / "content", "events/2009/small.md", MINIMAL)  # the date is of 2010
    done = run(project, "archive", "build")
    assert done.returncode == 0, done.stderr


def test_a_folder_of_records_that_is_not_there_is_told(project):
    done = run(project, "archive", "build")
    assert done.returncode == 1
    assert "there is no such folder" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (project / "site").exists()


def test_a_configuration_without_the_plugin_is_told(project):
    config = (project / "mkdocs.yml").read_text("utf-8")
    without = re.sub(r"^plugins:\n(?: .*\n|\n)*", "plugins: []\n", config, flags=re.MULTILINE)
    (project / "mkdocs.yml").write_text(without, "utf-8")
    done = run(project, "archive", "build")
    assert done.returncode == 1
    assert "archive/records" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_misspelt_option_of_the_plugin_is_told(project):
    (project / "content").mkdir()
    config = (project / "mkdocs.yml").read_text("utf-8")
    (project / "mkdocs.yml").write_text(
        config.replace("content_dir: content", "content_dirr: content"), "utf-8"
    )
    done = run(project, "archive", "build")
    assert done.returncode == 1
    assert "content_dirr" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("fault", "told"),
    [("{% if %}", "record.html"), ("{{ nothing.at.all }}", "nothing")],
    ids=["syntax", "unknown name"],
)
def test_a_fault_in_a_template_is_told_with_its_place(project, fault, told):
    write(project / "content", "events/2010/small.md", MINIMAL)
    template = project / "overrides/record.html"
    template.write_text(template.read_text("utf-8").replace("<h1", f"{fault}<h1", 1), "utf-8")
    done = run(project, "archive", "build")
    assert done.returncode == 1
    assert told in done.stderr


def test_a_broken_link_in_the_documentation_stops_a_build(project):
    write(project / "content", "events/2010/small.md", MINIMAL)
    with (project / "docs/about.md").open("a", encoding="utf-8") as page:
        page.write("\n[Nowhere](nowhere.md)\n")
    done = run(project, "archive", "build")
    assert done.returncode == 1
    assert "nowhere.md" in done.stderr


def test_the_code_knows_nothing_of_the_sample_mission():
    names = ("osce", "tajikistan", "dushanbe", "khujand", "bokhtar")
    known = [
        f"{path.relative_to(PROJECT)}: {name}"
        for folder in ("plugins/mission_archive", "overrides")
        for path in (PROJECT / folder).rglob("*")
        if path.suffix in (".py", ".html", ".css", ".xml")
        for name in names
        if name in path.read_text("utf-8").lower()
    ]
    assert known == []
