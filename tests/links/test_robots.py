"""Rules of hosts are read as RFC 9309 has them."""

import pytest

from mission_archive.links.external.robots import Robots

SITE = "https://host.example"


@pytest.mark.parametrize(
    ("rules", "path", "is_allowed"),
    [
        ("", "/x", True),
        ("Disallow: /", "/x", False),
        ("Disallow:", "/x", True),
        ("Disallow: /x", "/xyz", False),
        ("Disallow: /x/", "/x", True),
        ("Disallow: /x\nAllow: /x/open", "/x/open/1", True),
        ("Allow: /x\nDisallow: /x", "/x", True),
        ("Disallow: /*.pdf$", "/a/b.pdf", False),
        ("Disallow: /*.pdf$", "/a/b.pdf?x", True),
        ("Disallow: /a*z", "/a/b/z/c", False),
        ("Disallow: /a*z$", "/a/z/z", False),
        ("Disallow: /a*z$", "/a/z/y", True),
        ("Disallow: /az*z$", "/az", True),
        ("Disallow: /a$", "/a", False),
        ("Disallow: /a$", "/ab", True),
        ("Disallow: /*$", "/ab", False),
        ("Disallow: /" + "*a" * 40 + "b", "/" + "a" * 200, True),
        ("Disallow: /?q=", "/?q=1", False),
        ("Disallow: /вода", "/%D0%B2%D0%BE%D0%B4%D0%B0", False),
        ("Disallow: /a.b", "/aXb", True),
        ("disallow : /x # a remark", "/x", False),
        ("Disallow: /", "/robots.txt", True),
        ("Nonsense\nDisallow: /x", "/x", False),
    ],
)
def test_the_longest_rule_that_matches_decides(rules, path, is_allowed):
    assert Robots.parse(f"User-agent: *\n{rules}\n", "links").allows(SITE + path) is is_allowed


def test_rules_for_the_program_itself_come_before_those_for_all():
    text = "User-agent: *\nDisallow: /\n\nUser-agent: other\nUser-agent: Links/2.0\nDisallow: /x\n"
    robots = Robots.parse(text, "links")
    assert robots.allows(f"{SITE}/y")
    assert not robots.allows(f"{SITE}/x")
    assert not Robots.parse(text, "third").allows(f"{SITE}/y")


def test_groups_of_the_same_program_count_together():
    text = (
        "User-agent: links\nDisallow: /a\n\nUser-agent: *\nDisallow: /\n\nUser-agent: links\nDisallow: /b\n"
    )
    robots = Robots.parse(text, "links")
    assert [robots.allows(f"{SITE}/{name}") for name in "abc"] == [False, False, True]


@pytest.mark.parametrize(("written", "pause"), [("3", 3.0), ("0.5", 0.5), ("3600", 30.0), ("soon", 0.0)])
def test_a_pause_is_taken_up_to_a_bound(written, pause):
    assert Robots.parse(f"User-agent: *\nCrawl-delay: {written}\n", "links").pause == pause
