"""What the server of a site is given: the rules of the one host that mkdocs.yml names."""

from collections.abc import Mapping

from mission_archive.publishing.hosts import headers_files, nginx
from mission_archive.publishing.hosts.headers import Dialect

HOSTS: Mapping[str, Dialect] = {
    "github-pages": lambda _: {},
    "store": headers_files.rules,
    "netlify": headers_files.rules,
    "cloudflare": headers_files.rules,
    "nginx": nginx.rules,
}
"""GitHub Pages reads no rules. A store reads none either, and its CDN is given what they say by hand."""
