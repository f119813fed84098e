"""What docs/develop/deploy.md promises of commands, and what of deploy/nginx.conf needs a certificate to be tried."""

from __future__ import annotations

import os
import re
import shutil
import ssl
import subprocess
import sys
from pathlib import Path

import pytest

from mission_archive.model.addresses import ALPHABET, LENGTH
from mission_archive.publishing.hosts.headers import ASK_EACH_TIME, FOREVER, is_hashed
from tests.building.small_archive import small_project
from tests.publishing import aws
from tests.publishing.conftest import FILES, write_files, write_serving
from tests.publishing.nginx import serve
from tests.support.certificates import certificate_for
from tests.support.site import PROJECT, build, configure

GUIDE = (PROJECT / "docs/develop/deploy.md").read_text("utf-8")


def commands(begin: str) -> list[str]:
    """The commands of the guide that begin so, each on one line."""
    blocks = re.findall(r"^( *)```sh\n(.*?)^ *```", GUIDE, re.MULTILINE | re.DOTALL)
    lines = "".join(block for _, block in blocks).replace("\\\n", "").splitlines()
    return [line.strip() for line in lines if line.strip().startswith(begin)]


@pytest.fixture
def site(request, tmp_path):
    """A built site with the rules of nginx, or of the host that a test names."""
    site = write_files(tmp_path / "site")
    (site / ".git").rename(tmp_path / "no-git")
    write_serving(getattr(request, "param", "nginx"), site)
    (site / ".content").write_text("digest", encoding="utf-8")
    return site


FOR_STORE = pytest.mark.parametrize("site", ["store"], indirect=True)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def is_kept_back(name: str) -> bool:
    return name.startswith((".", "_")) or name.endswith(".gz")


# A server


def test_the_command_for_a_server_makes_an_equal_copy_and_leaves_what_is_unchanged_alone(tmp_path, site):
    (command,) = commands("rsync")
    copy = tmp_path / "copy"
    shutil.copytree(site, copy)
    (copy / "removed").mkdir()
    (copy / "removed/index.html").write_text("old", encoding="utf-8")
    (copy / "index.html").write_text("old", encoding="utf-8")
    os.utime(copy / "404.html", (1_000_000_000, 1_000_000_000))
    subprocess.run(
        ["sh", "-c", command.replace("archive.example.org:/srv/www/", f"{copy}/")], cwd=tmp_path, check=True
    )
    assert bytes_of(copy) == bytes_of(site)
    assert (copy / "404.html").stat().st_mtime == 1_000_000_000


# A store


@pytest.fixture
def store(tmp_path, site):
    """A store, and a function that runs a command of the guide on it."""
    folder, programs = tmp_path / "store", tmp_path / "programs"
    folder.mkdir()
    programs.mkdir()
    (programs / "aws").write_text(
        f'#!/bin/sh\nexec "{sys.executable}" "{aws.__file__}" "$@"\n', encoding="utf-8"
    )
    (programs / "aws").chmod(0o755)
    environment = {"PATH": f"{programs}:/usr/bin:/bin", "AWS_STORE": str(folder)}

    def send(command):
        subprocess.run(["sh", "-c", command], cwd=tmp_path, env=environment, check=True)
        return {name: path.read_bytes() for name, path in aws.files_of(folder).items()}

    return folder, send


@FOR_STORE
def test_the_commands_for_a_store_send_every_file_of_the_site_and_none_that_is_for_servers(store, site):
    folder, send = store
    for command in commands("aws s3 sync"):
        held = send(command)
    assert held == {name: data for name, data in bytes_of(site).items() if not is_kept_back(name)}
    caching = {name: (folder / f"{name}{aws.HEADERS}").read_text("utf-8") for name in held}
    assert {name for name, told in caching.items() if told == FOREVER} == {
        name for name in held if is_hashed(name)
    }
    assert set(caching.values()) == {FOREVER, ASK_EACH_TIME}


@FOR_STORE
def test_while_the_commands_for_a_store_run_no_page_is_without_its_files(store, site):
    _, send = store
    for command in commands("aws s3 sync"):
        before = send(command)
    for name in ("assets/3f2a9c1b", "assets/index/r/1d1365e"):
        (site / name).rename(site / name.replace("1", "2"))
    page = (site / "index.html").read_text("utf-8").replace("Home", "New home")
    (site / "index.html").write_text(page, encoding="utf-8")
    first, second, third = commands("aws s3 sync")
    held = send(first)
    assert before.items() <= held.items()
    assert {name for name in bytes_of(site) if is_hashed(name) and not is_kept_back(name)} <= held.keys()
    held = send(second)
    assert before.keys() <= held.keys()
    assert send(third) == {name: data for name, data in bytes_of(site).items() if not is_kept_back(name)}


# TLS


@pytest.fixture
def certificate(tmp_path):
    """A certificate for the server's name and its key, both made here."""
    made = tmp_path / "made"
    made.mkdir()
    return certificate_for("archive.example.org", made)


def test_the_configuration_serves_by_https_and_leads_there(tmp_path, site, certificate):
    with serve(site, "/", tmp_path / "nginx", certificate) as nginx:
        trusting = ssl.create_default_context(cafile=str(certificate[0]))
        answer = nginx.get("/events/2010/energy/", trusting=trusting)
        assert (answer.status, answer.text) == (200, FILES["events/2010/energy/index.html"])
        assert answer.headers["strict-transport-security"] == "max-age=31536000"
        plain = nginx.get("/events/2010/energy/?a=1", is_plain=True)
        assert (plain.status, plain.headers["location"]) == (
            301,
            "https://archive.example.org/events/2010/energy/?a=1",
        )


def test_a_page_that_leads_on_is_served_until_nginx_has_read_its_new_rules(nginx, tmp_path_factory):
    """The rules of a server that runs are those of the day when it last read them."""
    new = nginx.root / "renamed/index.html"
    new.parent.mkdir()
    new.write_text("<title>Moved</title>", encoding="utf-8")
    assert (nginx.get("/renamed/").status, nginx.get("/renamed/").text) == (200, "<title>Moved</title>")
    shutil.rmtree(new.parent)


# Options and figures


@pytest.mark.parametrize("is_https", [True, False])
@pytest.mark.parametrize(("host", "file"), [("netlify", "_headers"), ("nginx", ".nginx/server.conf")])
def test_the_promise_of_https_follows_the_configuration(tmp_path, host, file, is_https):
    project = small_project(tmp_path / "project")
    configure(project, "host: netlify", f"host: {host}\n      https_only: {str(is_https).lower()}")
    configure(project, "  - archive/search\n", "")
    text = (build(project).root / file).read_text("utf-8")
    assert ("Strict-Transport-Security" in text) == is_https


def test_the_probability_of_two_equal_short_addresses_is_as_the_guide_says():
    (number, percent) = re.findall(r"Among ([0-9,]+) records, the probability .* is ([0-9.]+) %", GUIDE)[0]
    records = int(number.replace(",", ""))
    assert f"{100 * records**2 / 2 / len(ALPHABET) ** LENGTH:.1f}" == percent
    assert f"a base\nof {len(ALPHABET)} letters and digits" in GUIDE
