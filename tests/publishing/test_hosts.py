"""What is written beside the site for servers other than nginx, and the compressed twins."""

import gzip
import re
from urllib.parse import unquote

import pytest

from mission_archive.building.site import SEARCH_POLICY
from mission_archive.publishing.addresses.site_addresses import files_of_site
from mission_archive.publishing.addresses.site_url import base_of
from mission_archive.publishing.hosts.compression import compress, gzipped
from mission_archive.publishing.hosts.headers import (
    FOREVER,
    Serving,
    hashed_globs,
    is_hashed,
    security_headers,
)
from mission_archive.publishing.hosts.headers_files import (
    MOST_REDIRECTS,
    MOST_RULES,
    headers_file,
    redirects_file,
)
from mission_archive.publishing.hosts.rules import HOSTS
from tests.publishing.conftest import FILES, GONE, HEADERS, REDIRECTS, write_files, write_serving
from tests.support.site import PROJECT

GUIDE = (PROJECT / "docs/develop/deploy.md").read_text("utf-8")


def rules(text):
    """The rules of a `_headers` file: pattern → headers."""
    blocks = [block.splitlines() for block in text.strip().split("\n\n")]
    return {lines[0]: dict(line.strip().split(": ", 1) for line in lines[1:]) for lines in blocks}


def matching(text, path):
    """The headers that a host joins for a path."""
    found: dict[str, list[str]] = {}
    for pattern, told in rules(text).items():
        if re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), path):
            for name, value in told.items():
                found.setdefault(name, []).append(value)
    return found


@pytest.mark.parametrize("path", sorted(FILES))
def test_a_host_that_reads_headers_says_each_once_and_lets_only_hashed_files_be_kept(path):
    told = matching(headers_file(Serving([*FILES], HEADERS)), f"/{path}")
    assert {name: [value] for name, value in HEADERS.items()}.items() <= told.items()
    assert told.get("Cache-Control", []) == ([FOREVER] if is_hashed(path) else [])


def test_a_site_of_ten_thousand_hashed_files_needs_few_rules():
    files = [f"assets/index/w/{number:07x}.js" for number in range(10_000)] + ["assets/index.js"]
    files += [f"events/2010/x{number}/panel-0a1b2c3d4e5f-960.webp" for number in range(10_000)]
    assert hashed_globs(files, 90) == ["/*.webp", "/assets/index/*"]


def test_one_picture_without_a_digest_keeps_its_kind_from_being_kept_for_ever():
    files = ["a/x-0a1b2c3d4e5f-960.webp", "a/y.webp", "a/z-0a1b2c3d4e5f-960.jpg"]
    assert hashed_globs(files, 90) == ["/*.jpg"]


@pytest.mark.parametrize(
    "path",
    ["events/2010/20101214.pdf", "events/2010/deadbeef99/index.html", "reports/2009/x/panel-20101214.jpg",
     "events/2010/x-deadbeef.pdf", "assets/archive.css", "assets/index.js",
     "assets/added.css", "assets/facade/x.js"],
)  # fmt: skip
def test_names_of_editors_and_plain_names_are_not_taken_for_digests(path):
    assert not is_hashed(path)


def test_other_hosts_do_not_learn_what_somebody_reads_and_pages_get_no_powers():
    assert HEADERS["Referrer-Policy"] == "same-origin"
    assert {"camera=()", "geolocation=()", "microphone=()"} <= {*HEADERS["Permissions-Policy"].split(", ")}
    assert (HEADERS["X-Frame-Options"], HEADERS["X-Content-Type-Options"]) == ("DENY", "nosniff")


def test_rules_and_redirects_are_within_what_hosts_read():
    files = [f"assets/index/{number:07x}.js" for number in range(100)]
    files = [*files, "assets/root.js", "assets/index/plain.txt"]
    assert len(rules(headers_file(Serving(files, HEADERS)))) == MOST_RULES + 1
    assert len(rules(headers_file(Serving([*files, "data/linkset.json"], HEADERS)))) <= 100
    assert MOST_REDIRECTS <= 2000
    exactly = redirects_file({f"{number}/": "x/" for number in range(MOST_REDIRECTS)})
    assert len(exactly.splitlines()) == MOST_REDIRECTS
    assert "#" not in exactly


@pytest.mark.parametrize(
    "path", ["events/2010/energy/", "ru/events/2010/energy/", "tg/reports/undated/list/"]
)
def test_a_page_of_a_record_leads_programs_to_the_links_of_all_records(path):
    link = '</archive/data/linkset.json>; rel="linkset"; type="application/linkset+json"'
    assert matching(headers_file(Serving([*FILES], HEADERS, base="/archive/")), f"/{path}")["Link"] == [link]
    assert "Link" not in matching(
        headers_file(Serving([*FILES], HEADERS, base="/archive/")), "/places/alder/"
    )
    assert "Link" not in headers_file(Serving([*set(FILES) - {"data/linkset.json"}], HEADERS))


def test_a_promise_of_https_can_be_left_out():
    assert "Strict-Transport-Security" not in security_headers("default-src 'none'", hsts=0)


def test_the_policy_of_the_real_pages_is_taken_whole():
    policy = security_headers(SEARCH_POLICY)["Content-Security-Policy"]
    assert policy == f"{SEARCH_POLICY}; frame-ancestors 'none'"


def test_redirects_are_said_with_letters_that_every_host_reads():
    lines = redirects_file(REDIRECTS).splitlines()
    assert len(lines) == len(REDIRECTS)
    assert all(re.fullmatch(r"/[\w%/.~-]* /[\w%/.~-]* 301", line, re.ASCII) for line in lines)
    read = {unquote(line.split()[0])[1:]: unquote(line.split()[1])[1:] for line in lines}
    assert read == REDIRECTS


def test_what_means_something_in_a_rule_means_itself_in_an_address():
    assert redirects_file({"a*:b/": "c/"}) == "/a%2A%3Ab/ /c/ 301\n"


def test_a_host_that_reads_a_limited_number_loses_short_addresses_alone():
    many = {f"id/{number}/": "x/" for number in range(MOST_REDIRECTS)} | {"старое/": "x/", "zz/": "x/"}
    lines = redirects_file(many).splitlines()
    assert len(lines) == MOST_REDIRECTS + 1
    assert lines[0].startswith("/zz/ ")
    assert lines[1].startswith("/%D1%81")
    assert lines[-1] == "# 2 more lead on by their pages alone"


TWO_FILES = {"_headers", "_redirects"}


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("github-pages", set()),
        ("store", TWO_FILES),
        ("netlify", TWO_FILES),
        ("cloudflare", TWO_FILES),
        ("nginx", {".nginx/http.conf", ".nginx/server.conf"}),
    ],
)
def test_each_host_gets_its_own_rules_and_no_others(tmp_path, host, expected):
    site = write_files(tmp_path / "site")
    before = set(files_of_site(site))
    write_serving(host, site, gone=GONE)
    assert {name for name in set(files_of_site(site)) - before if not name.endswith(".gz")} == expected


def test_every_host_is_one_of_the_guide():
    table = GUIDE.partition("| `host` |")[2].partition("\n\n")[0]
    assert set(HOSTS) == set(re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE))


@pytest.mark.parametrize(
    ("url", "base"),
    [
        ("", "/"),
        ("https://example.org", "/"),
        ("https://example.org/", "/"),
        ("https://example.org/a/b", "/a/b/"),
    ],
)
def test_the_path_of_a_site_is_that_of_its_address(url, base):
    assert base_of(url) == base


# Compression


def test_twins_hold_the_same_bytes_are_smaller_and_tell_no_time(tmp_path):
    site = write_files(tmp_path)
    compress(site, files_of_site(site))
    twins = sorted(path for path in site.rglob("*.gz") if path.relative_to(site).as_posix() not in FILES)
    assert len(twins) > 5
    for twin in twins:
        data, packed = twin.with_suffix("").read_bytes(), twin.read_bytes()
        assert gzip.decompress(packed) == data
        assert len(packed) < len(data)
        assert packed[4:8] == bytes(4)


def test_only_text_that_becomes_smaller_has_a_twin(tmp_path):
    site = write_files(tmp_path)
    (site / "tiny/index.html.gz").write_bytes(b"of an older build")
    compress(site, files_of_site(site))
    names = {path.relative_to(site).as_posix() for path in site.rglob("*.gz")}
    assert "tiny/index.html.gz" not in names
    assert not [name for name in names if ".pdf" in name or ".webp" in name]


def test_an_empty_and_a_large_text_are_packed_rightly():
    for data in (b"", b"\x00" * 5_000_000, "ғқҳҷӣӯ".encode() * 1000):
        assert gzip.decompress(gzipped(data)) == data


def test_the_number_of_workers_changes_no_byte(tmp_path):
    results = []
    for workers in (1, 4):
        site = write_files(tmp_path / str(workers))
        compress(site, files_of_site(site), workers)
        results.append({path.relative_to(site): path.read_bytes() for path in site.rglob("*.gz")})
    assert results[0] == results[1]
