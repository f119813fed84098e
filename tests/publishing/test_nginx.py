"""What the real nginx answers with the configuration of deploy/ and the files that a build writes for it."""

import gzip

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mission_archive.publishing.addresses.ledger import parse_ledger
from mission_archive.publishing.addresses.site_url import base_of
from mission_archive.publishing.hosts.headers import ASK_EACH_TIME, FOREVER, Serving
from mission_archive.publishing.hosts.nginx import http_rules, server_rules
from tests.publishing.conftest import FILES, HEADERS, REDIRECTS
from tests.publishing.nginx import fault_of

SERVED = sorted(
    name.removesuffix("index.html")
    for name in FILES
    if not name.startswith((".", "old/", "events/2001/")) and name != "404.html"
)


@pytest.mark.parametrize("path", SERVED)
def test_every_file_is_sent_as_it_is_with_every_security_header_once(nginx, path):
    answer = nginx.get(f"/{path}")
    assert answer.status == 200
    assert answer.text == FILES[f"{path}index.html" if path.endswith("/") or not path else path]
    assert {name: answer.headers.get(name.lower()) for name in HEADERS} == HEADERS
    assert answer.repeated == ()


def test_the_policy_of_the_pages_is_sent_and_nobody_may_frame_them(nginx):
    policy = nginx.get("/").headers["content-security-policy"]
    assert policy == "default-src 'none'; img-src 'self'; frame-ancestors 'none'"


def test_browsers_are_told_to_come_by_https_for_a_year(nginx):
    assert nginx.get("/").headers["strict-transport-security"] == "max-age=31536000"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/assets/archive.css", "text/css; charset=utf-8"),
        ("/assets/3f2a9c1b/search.js", "application/javascript; charset=utf-8"),
        ("/assets/index.js", "application/javascript; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/map.svg", "image/svg+xml; charset=utf-8"),
        ("/feed.xml", "application/atom+xml; charset=utf-8"),
        ("/feed.json", "application/feed+json; charset=utf-8"),
        ("/calendar/calendar.ics", "text/calendar; charset=utf-8"),
        # By these types browsers with Zotero hand a citation over to it.
        ("/events/2010/energy/cite.bib", "application/x-bibtex; charset=utf-8"),
        ("/events/2010/energy/cite.ris", "application/x-research-info-systems; charset=utf-8"),
        ("/events/2010/energy/cite.json", "application/vnd.citationstyles.csl+json; charset=utf-8"),
        ("/reports/2009/20101214.pdf", "application/pdf"),
        ("/events/2010/energy/source-0123456789abcdef.warc.gz", "application/warc"),
    ],
)
def test_text_is_said_to_be_utf_8(nginx, path, kind):
    told = nginx.get(path).headers["content-type"]
    assert told in (kind, kind.replace("application/javascript", "text/javascript"))


@pytest.mark.parametrize(
    ("path", "caching"),
    [
        ("/", ASK_EACH_TIME),
        ("/events/2010/energy/", ASK_EACH_TIME),
        ("/assets/archive.css", ASK_EACH_TIME),
        ("/assets/index.js", ASK_EACH_TIME),
        ("/reports/2009/20101214.pdf", ASK_EACH_TIME),  # a date is no digest
        ("/assets/3f2a9c1b/archive.css", FOREVER),
        ("/assets/stylesheets/main.57a0d79d.min.css", FOREVER),
        ("/assets/index/r/1d1365e/1.en.js", FOREVER),
        ("/assets/index/w/a39050f.js", FOREVER),
        ("/events/2010/energy/panel-0a1b2c3d4e5f-960.webp", FOREVER),
        ("/assets/00000000/not-there.css", ASK_EACH_TIME),
        ("/old/", ASK_EACH_TIME),
    ],
)
def test_only_files_named_after_what_they_hold_are_kept_for_ever(nginx, nginx_below, path, caching):
    assert nginx.get(path).headers["cache-control"] == caching
    assert nginx_below.get(f"/archive{path}").headers["cache-control"] == caching


LINK = '<{}data/linkset.json>; rel="linkset"; type="application/linkset+json"'


@pytest.mark.parametrize(
    "path", ["events/2010/energy/", "events/2010/energy/index.html", "ru/events/2010/energy/"]
)
def test_a_page_of_a_record_leads_programs_to_the_links_of_all_records(nginx, nginx_below, path):
    assert nginx.get(f"/{path}").headers["link"] == LINK.format("/")
    assert nginx_below.get(f"/archive/{path}").headers["link"] == LINK.format("/archive/")


@pytest.mark.parametrize(
    "path", ["", "events/", "feed.xml", "reports/2009/list.csv", "old/", "events/2010/not-here/", "events/2001/gone/",
             "events/2010/energy/panel-0a1b2c3d4e5f-960.webp"],
)  # fmt: skip
def test_no_other_answer_does(nginx, path):
    assert "link" not in nginx.get(f"/{path}").headers


def test_a_page_that_has_not_changed_is_not_sent_again(nginx):
    first = nginx.get("/events/2010/energy/")
    again = nginx.get("/events/2010/energy/", If_None_Match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize("path", ["/not-here", "/not-here/", "/events/2010/energy/x", "/.hidden", "/.git/config",
                                  "/.nginx/server.conf", "/.nginx/http.conf", "/_headers", "/_redirects",
                                  "/%2e%2e/%2e%2e/etc/passwd", "/404.html", "/events/2010/.x/"])  # fmt: skip
def test_what_is_not_there_or_not_for_readers_is_answered_by_the_page_404_with_its_status(nginx, path):
    answer = nginx.get(path)
    if "2e" in path:
        assert answer.status in (400, 404)
        assert "root:" not in answer.text
        return
    assert answer.status == 404
    assert answer.text == FILES["404.html"]
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


@pytest.mark.parametrize(
    "path", ["/empty-folder/", "/empty-folder/inner/", "/assets/", "/assets/index/r/1d1365e/"]
)
def test_no_folder_is_listed(nginx, path):
    answer = nginx.get(path)
    assert (answer.status, answer.text) == (404, FILES["404.html"])


def test_the_folder_of_well_known_files_is_served(nginx):
    assert nginx.get("/.well-known/security.txt").status == 200


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/old/", "/events/2010/energy/"),
        ("/old", "/events/2010/energy/"),
        ("/old/?from=mail", "/events/2010/energy/?from=mail"),
        (
            "/old/paper.pdf",
            "/reports/2009/%D0%BF%D0%BB%D0%B0%D0%BD%20%D1%80%D0%B0%D0%B1%D0%BE%D1%82%D1%8B.pdf",
        ),
        ("/старое/место/", "/%D0%BC%D0%B5%D1%81%D1%82%D0%B0/%D1%85%D1%83%D2%B7%D0%B0%D0%BD%D0%B4/"),
        ("/id/4k7w2xm/", "/events/2010/energy/"),
        ("/id/4k7w2xm", "/events/2010/energy/"),
        ("/alt/page/", "/events/2010/energy/"),
    ],
)
def test_an_old_address_is_answered_by_the_new_one_for_good(nginx, nginx_below, old, new):
    answer = nginx.get(old)
    assert (answer.status, answer.headers["location"]) == (301, new)
    below = nginx_below.get(f"/archive{old}")
    assert (below.status, below.headers["location"]) == (301, f"/archive{new}")


def test_every_redirect_leads_to_a_page(nginx):
    for old in REDIRECTS:
        target = nginx.get(f"/{old}").headers["location"]
        assert nginx.get(target).status == 200, old


def test_a_folder_without_its_last_slash_leads_to_its_page(nginx, nginx_below):
    answer = nginx.get("/events/2010/energy")
    assert (answer.status, answer.headers["location"]) == (301, "/events/2010/energy/")
    assert (
        nginx_below.get("/archive/events/2010/energy").headers["location"] == "/archive/events/2010/energy/"
    )


def test_what_is_gone_says_so_and_shows_the_page_404(nginx):
    answer = nginx.get("/events/2001/gone/")
    assert (answer.status, answer.text) == (410, FILES["404.html"])


def test_nothing_is_served_outside_of_the_path_of_the_site(nginx_below):
    assert nginx_below.get("/archive/").status == 200
    assert nginx_below.get("/events/2010/energy/").status == 404
    assert nginx_below.get("/archive/.nginx/server.conf").status == 404


@pytest.mark.parametrize(
    "path", ["/", "/assets/archive.css", "/assets/index/r/1d1365e/1.en.js", "/feed.xml", "/map.svg"]
)
def test_text_is_sent_compressed_to_those_who_take_it(nginx, path):
    plain, packed = nginx.get(path), nginx.get(path, Accept_Encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body)
    assert plain.headers["vary"] == packed.headers["vary"] == "Accept-Encoding"
    same = ("content-type", "cache-control", "content-security-policy")
    assert [plain.headers[name] for name in same] == [packed.headers[name] for name in same]


def test_the_page_404_is_sent_compressed_too(nginx):
    answer = nginx.get("/not-here", Accept_Encoding="gzip")
    assert answer.status == 404
    assert gzip.decompress(answer.body).decode() == FILES["404.html"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_sent_to_the_site(nginx, method):
    assert nginx.get("/", method=method).status == 405


def test_the_server_does_not_tell_its_version(nginx):
    assert nginx.get("/").headers["server"] == "nginx"
    assert "nginx/" not in nginx.get("/not-here").text


# Rules for any ledger and any address of a site

ODD = st.text("aA bЁё;{}%'#~*$\"\\|()[].-_é\x00\n/", max_size=12) | st.text(max_size=8)
PATHS = st.lists(ODD, min_size=1, max_size=3).map("/".join) | st.text("xX", min_size=900, max_size=1100)
LINES = st.one_of(PATHS, st.tuples(PATHS, PATHS).map(" -> ".join), PATHS.map("{} gone: why".format))


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(LINES, max_size=12), st.text("aA b;{}%'#~*()+.-é", max_size=10))
def test_nginx_starts_with_the_rules_of_any_ledger_at_any_address(tmp_path, lines, path):
    ledger, _ = parse_ledger("\n".join(lines))
    base = base_of(f"https://example.org/{path}/")
    serving = Serving(["index.html", "a/index.html", "b.pdf"], HEADERS, ledger.redirects, ledger.gone, base)
    assert fault_of(tmp_path, http_rules(serving), server_rules(serving)) == ""


def test_a_rule_that_nginx_refuses_is_noticed(tmp_path):
    serving = Serving(headers=HEADERS, gone=["old/"])
    twice = http_rules(serving).replace('"/old" 1;', '"/old" 1;\n    "/OLD" 1;')
    assert "conflicting parameter" in fault_of(tmp_path, twice, server_rules(serving))


def test_no_rule_ends_an_address_at_which_the_site_has_a_file():
    files = ["index.html", "A/index.html", "b.pdf", "pages/index.html"]
    redirects = {"a/": "b/", "B.pdf": "a/"}
    rules = http_rules(Serving(files, redirects=redirects, gone=["", "c/"], base="/archive/"))
    assert '    "/archive/a' not in rules
    assert '    "/archive/B.pdf' not in rules
    assert '"/archive/" 1' not in rules
    assert '"/archive/c/" 1;' in rules


def test_of_addresses_that_differ_in_capital_letters_one_has_a_rule():
    rules = http_rules(Serving(redirects={"Old/": "a/", "old/": "b/"}, gone=["OLD/", "gone/"]))
    assert rules.lower().count('"/old/"') == 1
    assert '"/gone/" 1;' in rules
