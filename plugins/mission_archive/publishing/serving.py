"""All rules for servers, written into a built site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from mission_archive.publishing import nginx
from mission_archive.publishing.compression import compress_site
from mission_archive.publishing.headers import Policy
from mission_archive.publishing.hosts import headers_file, redirects_file
from mission_archive.publishing.site_addresses import served_addresses


def write_serving(
    site: Path,
    files: Iterable[str],
    policy: Policy,
    redirects: Mapping[str, str],
    gone: Iterable[str] = (),
    *,
    site_url: str = "",
    has_compressed: bool = False,
) -> None:
    """Write `_headers`, `_redirects`, `.nginx/` and, if wanted, the compressed twins into a built site.

    `files` are those of the site, as paths from its root.
    `redirects` and `gone` hold addresses as paths from the site's root (`redirects.site_redirects`, `Ledger.gone`);
    `site_url` is the full address of the site, for its path on the host. Raises OSError.
    """
    base, files = base_of(site_url), sorted(files)
    served = served_addresses(files, redirects)
    written = {
        "_headers": headers_file(policy, files),
        "_redirects": redirects_file(redirects),
        f"{nginx.FOLDER}/http.conf": nginx.http_rules(redirects, gone, base, served),
        f"{nginx.FOLDER}/server.conf": nginx.server_rules(policy, base),
    }
    (site / nginx.FOLDER).mkdir(exist_ok=True)
    for name, text in written.items():
        (site / name).write_text(text, encoding="utf-8")
    if has_compressed:
        compress_site(site)


def base_of(site_url: str) -> str:
    """The path of a site on its host, from `/` to `/`."""
    path = unquote(urlsplit(site_url).path).strip("/")
    return f"/{path}/" if path else "/"
