"""An independent check of the same site over http: lychee follows its links and those that lxml finds in its pages."""

from __future__ import annotations

import html
import json
import subprocess
from pathlib import Path
from urllib.parse import quote, urljoin

from lxml.html import document_fromstring

from tests.support.site import COMMANDS

OPTIONS = (
    "--format",
    "json",
    "-vv",
    "--no-progress",
    "--include-fragments",
    "--max-retries",
    "0",
    "--timeout",
    "300",
    "--host-request-interval",
    "1ms",
)
SEARCHED = (".html", ".css", ".svg", ".xml")
"""Endings of the files in which lychee looks for links. It has no reader for JSON, calendars and plain texts."""


def crawl(site: Path, address: str, beside: Path) -> tuple[set[str], set[str]]:
    """The addresses that were asked for, and those of them that are broken; a list of lxml's is written `beside`."""
    files = [path for path in sorted(site.rglob("*")) if path.suffix in SEARCHED]
    pages = {
        path: address + quote(path.relative_to(site).as_posix().removesuffix("index.html")) for path in files
    }
    links = [
        link for path, page in pages.items() if path.suffix == ".html" for link in _seen_by_lxml(path, page)
    ]
    seen = beside / "seen.html"
    seen.write_text("".join(f'<a href="{html.escape(link)}"></a>\n' for link in links), encoding="utf-8")
    done = subprocess.run(
        [COMMANDS / "lychee", *OPTIONS, "--", *pages.values(), seen],
        cwd=beside,  # no settings of this project or another
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.stdout.startswith("{"), f"lychee gives no report; it says:\n{done.stderr}"
    report = json.loads(done.stdout)
    fine, broken = (_addresses(report[name]) for name in ("success_map", "error_map"))
    return fine | broken, broken


def _seen_by_lxml(path: Path, page: str) -> list[str]:
    found = document_fromstring(path.read_bytes()).iterlinks()
    return [urljoin(page, link) for _, _, link, _ in found if not link.startswith("#")]


def _addresses(found: dict[str, list[dict[str, str]]]) -> set[str]:
    """Those of the report; what is no address has none there."""
    return {link["url"] for links in found.values() for link in links if link["url"] != "error:"}
