"""A small site as a build leaves it, with all that a server is told, served by the real nginx."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import pytest

from mission_archive.publishing.addresses.site_addresses import files_of_site
from mission_archive.publishing.hosts.compression import compress
from mission_archive.publishing.hosts.headers import Serving, security_headers
from mission_archive.publishing.hosts.rules import HOSTS
from tests.publishing.nginx import Nginx, serve

HEADERS = security_headers("default-src 'none'; img-src 'self'")
REDIRECTS = {
    "old/": "events/2010/energy/",
    "old/paper.pdf": "reports/2009/план работы.pdf",
    "старое/место/": "места/хуҷанд/",
    "id/4k7w2xm/": "events/2010/energy/",
    "Alt/Page/": "events/2010/energy/",
}
GONE = {"events/2001/gone/": "a mistake"}
FILES = {
    "index.html": "<!doctype html><title>Home</title>" + "<p>home</p>" * 100,
    "404.html": "<!doctype html><title>Not here</title>" + "<p>not here</p>" * 100,
    "events/2010/energy/index.html": "<!doctype html><title>Энергия</title>" + "<p>энергия</p>" * 100,
    "места/хуҷанд/index.html": "<!doctype html><title>Хуҷанд</title>" + "<p>хуҷанд</p>" * 100,
    "old/index.html": "<!doctype html><title>Moved</title>",
    "tiny/index.html": "x",
    "reports/2009/план работы.pdf": "%PDF-1.4 план",
    "reports/2009/list.csv": "a,b\n" * 100,
    "reports/2009/20101214.pdf": "%PDF-1.4",
    "events/2010/energy/panel-0a1b2c3d4e5f-960.webp": "RIFF",
    "assets/archive.css": "body{}" * 100,
    "assets/3f2a9c1b/archive.css": "body{}" * 100,
    "assets/3f2a9c1b/search.js": "export const a = 1;" * 100,
    "assets/stylesheets/main.57a0d79d.min.css": "body{}" * 100,
    "assets/index.js": "archive_search()",
    "assets/index/r/1d1365e/1.en.js": 'archive_search({"title": "Энергия"})' * 100,
    "assets/index/w/a39050f.js": "archive_search()",
    "feed.xml": "<feed>" + "<entry/>" * 100 + "</feed>",
    "feed.json": '{"items": []}',
    "calendar/calendar.ics": "BEGIN:VCALENDAR",
    "events/2010/energy/cite.bib": "@online{energy, title = {Энергия}}",
    "events/2010/energy/cite.ris": "TY  - ELEC\nTI  - Энергия\nER  - \n",
    "events/2010/energy/cite.json": "[]",
    "events/2010/energy/source-0123456789abcdef.warc.gz": "WARC/1.0",
    "data/linkset.json": '{"linkset": []}',
    "ru/events/2010/energy/index.html": "<!doctype html><title>Энергия</title>",
    "events/index.html": "<!doctype html><title>Events</title>",
    "robots.txt": "User-agent: *\n" * 10,
    "map.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>" * 20,
    ".hidden": "secret",
    ".git/config": "secret",
    ".well-known/security.txt": "Contact: mailto:someone@example.org\n",
    "empty-folder/inner/file.txt": "text " * 100,
}


def write_files(site: Path) -> Path:
    for name, text in FILES.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    return site


def write_serving(
    host: str,
    site: Path,
    *,
    headers: Mapping[str, str] = HEADERS,
    redirects: Mapping[str, str] = REDIRECTS,
    gone: Collection[str] = (),
    base: str = "/",
) -> None:
    """Add to a site the rules of a host, and compressed twins."""
    files = sorted(files_of_site(site))
    for path, text in HOSTS[host](Serving(files, headers, redirects, gone, base)).items():
        (site / path).parent.mkdir(exist_ok=True)
        (site / path).write_text(text, encoding="utf-8")
    compress(site, files)


def served(folder: Path, base: str) -> Iterator[Nginx]:
    site = write_files(folder / f"www{base}")
    write_serving("nginx", site, gone=GONE, base=base)
    with serve(site, base, folder / "nginx") as nginx:
        yield nginx


@pytest.fixture(scope="session")
def nginx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nginx]:
    yield from served(tmp_path_factory.mktemp("nginx"), "/")


@pytest.fixture(scope="session")
def nginx_below(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nginx]:
    """The same site below a path of its host."""
    yield from served(tmp_path_factory.mktemp("nginx-below"), "/archive/")
