"""`archive build` as a person and a script meet it."""

import os
import pty
import subprocess

from tests.site.sample import write
from tests.support.site import COMMANDS, run, without_progress

RECORD = "---\ntitle: Event {number}\ndate: 2010-04-15\npublished: 2010-05-01\nsummary: Words.\n---\n"


def test_a_build_may_go_to_another_folder(project):
    write(project / "content", "events/2010/small.md", RECORD.format(number=1))
    done = run(project, "archive", "build", "--site-dir", "elsewhere")
    assert done.returncode == 0, done.stderr
    assert "elsewhere/" in done.stdout
    assert (project / "elsewhere/events/2010/small/index.html").is_file()
    assert not (project / "site").exists()


def test_a_configuration_that_is_not_there_is_told(tmp_path):
    done = run(tmp_path, "archive", "build")
    assert done.returncode != 0
    assert "mkdocs.yml" in done.stderr
    assert "Traceback" not in done.stderr


def test_progress_is_shown_where_a_person_watches_and_nowhere_else(project):
    for number in range(30):
        write(project / "content", f"events/2010/event-{number}.md", RECORD.format(number=number))
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [COMMANDS / "archive", "build"],
        cwd=project,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(ours, 4096):
                shown += part
        except OSError:  # how Linux says that the other end is closed
            pass
        os.close(ours)
        process.communicate()
    assert process.returncode == 0
    assert b"\r" in shown
    assert b" files" in shown
    assert without_progress(run(project, "archive", "build").stderr) == ""


def test_letters_are_written_as_letters_where_no_language_is_set(project):
    write(
        project / "content",
        "events/2010/small.md",
        RECORD.format(number=1).replace("2010-04-15", "15 апреля"),
    )
    bare = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(
        [COMMANDS / "archive", "build"],
        cwd=project,
        env={**os.environ, **bare},
        capture_output=True,
        check=False,
    )
    assert "15 апреля" in done.stderr.decode()


def test_an_address_of_any_letters_is_written_as_sitemaps_take_it(project):
    write(project / "content", "events/2010/small.md", RECORD.format(number=1))
    done = run(project, "archive", "build", "--check-links", SITE_URL="https://пример.example/мой архив/")
    assert done.returncode == 0, done.stderr
    address = "https://xn--e1afmkfd.example/%D0%BC%D0%BE%D0%B9%20%D0%B0%D1%80%D1%85%D0%B8%D0%B2/"
    assert f"<loc>{address}events/2010/small/</loc>" in (project / "site/sitemap.xml").read_text("utf-8")
    page = (project / "site/events/2010/small/index.html").read_text("utf-8")
    assert f'<link rel="canonical" href="{address}events/2010/small/">' in page
    assert [line for line in page.splitlines() if "://" in line and "мой архив" in line] == []
