"""The same sources make the same bytes, wherever, whenever and by whomever they are built."""

import gzip
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.site.sample import write, write_sample
from tests.support import warm
from tests.support.pictures import drawn, saved
from tests.support.site import COMMANDS, MOMENT, NOW, configure, copy_project, file_bytes

ODD_ORDER = Path(__file__).parent / "odd_order"

PHOTOS = """---
title: Two photos
date: 2016-05-06
summary: They are shown.
photos:
  - {file: hall.jpg, alt: A hall, credit: Somebody, consent: given, original: true}
  - {file: bridge.png, alt: A bridge, credit: Somebody, consent: given}
attachments: [{file: paper.pdf, title: A paper}]
former_urls: [/old/photos/]
---
"""

EMBARGOED = "---\ntitle: News\ndate: 2016-06-07\nsummary: Words.\npublished: 2026-10-15T10:00+05:00\n---\n"
"""It falls due 25 days after the moment for which tests build."""


def project_in(folder, *, host="nginx", is_real=False, has_sample=True):
    """The sample, the real records, or two records, in a project that writes all that a build can write."""
    project = copy_project(folder, has_content=is_real, has_guides=is_real)
    if has_sample and not is_real:
        write_sample(project / "content")
    write(project / "content", "events/2016/photos/index.md", PHOTOS)
    write(project / "content", "events/2016/news.md", EMBARGOED)
    place = project / "content/events/2016/photos"
    (place / "hall.jpg").write_bytes(saved(drawn(1200, 900)))
    (place / "bridge.png").write_bytes(saved(drawn(200, 100), "PNG"))
    (place / "paper.pdf").write_bytes(b"%PDF-1.4")
    write(project, "addresses.txt", "events/2016/photos/\n")
    configure(project, "host: github-pages", f"host: {host}\n      compressed: true")
    return project


BUILD = ("archive", "build", "--check-links")


def built(project, *, umask=0o022, moment=MOMENT, **environment):
    """The files of a site that is built at a moment, or now, by a Python of its own."""
    told = {**os.environ, **environment, **({"SOURCE_DATE_EPOCH": moment} if moment else {})}
    done = subprocess.run(
        [COMMANDS / BUILD[0], *BUILD[1:]],
        cwd=project, env=told, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, umask=umask,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return file_bytes(project / "site")


def built_at(project, moment, zone):
    """The files of a site that is built at another time, which says nothing of Python's start."""
    told = {**os.environ, "TZ": zone, **({"SOURCE_DATE_EPOCH": moment} if moment else {})}
    done = warm.run(BUILD, project, told, warm.PATIENCE)
    assert done.returncode == 0, done.stderr
    return file_bytes(project / "site")


def differing(ours, theirs):
    """The files that are not the same in two sites."""
    return sorted(uri for uri in ours.keys() | theirs.keys() if ours.get(uri) != theirs.get(uri))


@pytest.fixture(scope="module")
def reference(tmp_path_factory):
    return built(
        project_in(tmp_path_factory.mktemp("reference") / "p"), TZ="UTC", LC_ALL="C", PYTHONHASHSEED="0"
    )


def endings_of(site):
    return {uri.rpartition(".")[2] for uri in site}


def test_what_is_compared_holds_every_kind_of_file(reference):
    endings = endings_of(reference)
    assert {"html", "css", "xml", "gz", "js", "webp", "jpg", "png", "pdf", "csv"} <= endings
    kinds = {".nginx/http.conf", ".nginx/server.conf", "sitemap.xml.gz", "index.html.gz"}
    assert kinds <= reference.keys()
    assert any(uri.startswith("id/") for uri in reference)
    assert "old/photos/index.html" in reference


def test_another_folder_time_zone_language_hash_seed_umask_and_order_of_files_make_the_same_site(
    reference, tmp_path
):
    project = project_in(tmp_path / "a folder/with a longer way/ünd other letters/project")
    for path in (project / "content").rglob("*"):
        os.utime(path, (0, 1_000_000_000))  # as a fresh checkout differs from an old one
    other = built(
        project, umask=0o077, TZ="Asia/Dushanbe", LC_ALL="C.UTF-8", LANG="ru_RU.UTF-8", LANGUAGE="tg",
        PYTHONHASHSEED="4711", HOME=str(tmp_path), USER="somebody", COLUMNS="40",
        PYTHONPATH=os.pathsep.join([str(ODD_ORDER), *filter(None, [os.environ.get("PYTHONPATH")])]),
    )  # fmt: skip
    assert differing(reference, other) == []


def test_the_order_of_files_is_another_indeed(tmp_path):
    for number in range(20):
        (tmp_path / str(number)).touch()
    program = (
        f"import os; print(os.listdir({str(tmp_path)!r}) == sorted(os.listdir({str(tmp_path)!r})), "
        f"[e.name for e in os.scandir({str(tmp_path)!r})] == sorted(os.listdir({str(tmp_path)!r})))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env={**os.environ, "PYTHONPATH": str(ODD_ORDER)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == "False False\n"


def test_another_day_and_a_zone_beyond_midnight_make_the_same_site(reference, tmp_path):
    later = str(int(MOMENT) + 20 * 86_400 + 12_345)
    other = built_at(project_in(tmp_path / "p"), later, "America/New_York")
    assert differing(reference, other) == []


def test_builds_at_the_real_time_are_alike_though_time_goes_on(reference, tmp_path, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    project = project_in(tmp_path / "p", has_sample=False)
    first = built_at(project, None, "Pacific/Kiritimati")
    time.sleep(1.1)  # stamps of archives count seconds
    second = built_at(project, None, "Pacific/Pago_Pago")
    assert differing(first, second) == []
    assert endings_of(first) == endings_of(reference)


def test_what_falls_due_between_is_all_that_differs(reference, tmp_path):
    other = built_at(project_in(tmp_path / "p"), str(int(MOMENT) + 30 * 86_400), "UTC")
    changed = differing(reference, other)
    assert {"events/2016/news/index.html", "events/index.html", "sitemap.xml"} <= set(changed)
    about = [uri for uri in changed if "/2016/" not in uri and "letter" in uri]
    assert about == []


def test_a_packed_list_of_pages_holds_no_time(reference):
    data = reference["sitemap.xml.gz"]
    assert gzip.decompress(data) == reference["sitemap.xml"]
    assert data[4:8] == bytes(4)


@pytest.mark.long
def test_the_real_records_make_the_same_site_elsewhere(tmp_path):
    here = built(project_in(tmp_path / "here", is_real=True), moment=NOW, TZ="UTC", PYTHONHASHSEED="0")
    elsewhere = built(
        project_in(tmp_path / "further away from here/in a folder of its own", is_real=True),
        umask=0o077, moment=NOW, TZ="Asia/Dushanbe", PYTHONHASHSEED="1", LC_ALL="C.UTF-8",
        PYTHONPATH=os.pathsep.join([str(ODD_ORDER), *filter(None, [os.environ.get("PYTHONPATH")])]),
    )  # fmt: skip
    assert differing(here, elsewhere) == []
