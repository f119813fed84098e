"""Hosts' robots.txt are kept as RFC 9309 has them."""

import pytest

from mission_archive.links.external import State


def answers(host, visitor, robots, *paths):
    host.robots = robots
    return [visitor.visit(host.address + path).state is not State.NOT_ASKED for path in paths]


@pytest.mark.parametrize(
    ("rules", "path", "is_asked"),
    [
        ("", "/ok", True),
        ("Disallow: /", "/ok", False),
        ("Disallow:", "/ok", True),
        ("Disallow: /o", "/ok", False),
        ("Disallow: /\nAllow: /ok", "/ok", True),
        ("Allow: /ok\nDisallow: /ok", "/ok", True),
        ("Disallow: /*.pdf$", "/report.pdf", False),
        ("Disallow: /*.pdf$", "/report.pdf?x", True),
        ("Disallow: /" + "*o" * 40 + "b", "/" + "o" * 200, True),
        ("Disallow: /вода", "/%D0%B2%D0%BE%D0%B4%D0%B0", False),
        ("disallow : /ok # a remark", "/ok", False),
        ("Nonsense\nDisallow: /ok", "/ok", False),
        (
            "Crawl-delay: nan\nRequest-rate: 1/0\nDisallow: %zz\nDisallow: http://[\nDisallow: /ok",
            "/ok",
            False,
        ),
    ],
)
def test_what_the_rules_forbid_is_not_asked_for(host, visitor, rules, path, is_asked):
    assert answers(host, visitor, f"User-agent: *\n{rules}\n", path) == [is_asked]
    assert host.paths == ([path] if is_asked else [])


def test_rules_for_the_program_itself_come_before_those_for_all(host, visitor):
    robots = (
        "User-agent: *\nDisallow: /\n\nUser-agent: x\nUser-agent: mission-archive-links\nDisallow: /404\n"
    )
    assert answers(host, visitor, robots, "/ok", "/404") == [True, False]


def test_rules_with_a_byte_order_mark_hold(host, visitor):
    assert answers(host, visitor, "\ufeffUser-agent: *\nDisallow: /ok\n", "/ok") == [False]


@pytest.mark.parametrize(
    ("written", "pause"), [("3", 3.0), ("0.5", 1.0), ("3600", 30.0), ("soon", 1.0), ("inf", 1.0), ("-5", 1.0)]
)
def test_a_longer_pause_is_taken_up_to_a_bound(host, visitor, clock, written, pause):
    answers(host, visitor, f"User-agent: *\nCrawl-delay: {written}\n", "/ok")
    assert clock.slept == [pause]


@pytest.mark.parametrize("where", ["http://127.0.0.1/", "http://[", "mailto:x@host.example", "/robots.txt"])
def test_rules_that_lead_nowhere_forbid_nothing(host, guarded_visitor, where):
    host.robots, host.robots_status, host.robots_location = "", 302, where
    assert guarded_visitor.visit(f"{host.named}/ok").state is State.OK
