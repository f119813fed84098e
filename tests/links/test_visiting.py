"""What is made of every answer and fault of a stranger's host, and how often and when it is asked."""

import socket
import threading

import pytest

from mission_archive.links.external import State
from mission_archive.links.external.gates import Gates
from mission_archive.links.external.visiting import OutOfTime


@pytest.mark.parametrize(
    ("path", "state", "detail"),
    [
        ("/ok", State.OK, "200 OK"),
        ("/ok?a=1", State.OK, "200 OK"),
        ("/вода", State.OK, "200 OK"),
        ("/report.pdf", State.OK, "200 OK"),
        ("/lost", State.OK, "200 OK"),
        ("/huge", State.OK, "200 OK"),
        ("/cookie", State.OK, "200 OK"),
        ("/404", State.GONE, "404 Not Found"),
        ("/410", State.GONE, "410 Gone"),
        ("/400", State.GONE, "400 Bad Request"),
        ("/moved-to-404", State.GONE, "404 Not Found at {host}/404"),
        ("/to-nowhere", State.GONE, "302 Found without an address"),
        ("/to-mail", State.GONE, "leads to what is not a web address"),
        ("/401", State.REFUSED, "401 Unauthorized"),
        ("/403", State.REFUSED, "403 Forbidden"),
        ("/999", State.REFUSED, "999"),
        ("/500", State.UNREACHABLE, "500 Internal Server Error"),
        ("/500-then-fine", State.OK, "200 OK"),
        ("/429-then-fine", State.OK, "200 OK"),
        ("/503-with-date", State.OK, "200 OK"),
        ("/429-tomorrow", State.REFUSED, "429 Too Many Requests"),
        ("/away", State.OK, "200 OK at {host}/ok"),
        ("/away-303", State.OK, "200 OK at {host}/ok"),
        ("/away-307", State.OK, "200 OK at {host}/ok"),
        ("/away-then-moved", State.OK, "200 OK at {host}/new"),
        ("/to-home", State.SOFT_404, "leads to a home page, {host}/"),
        ("/to-english-home", State.SOFT_404, "leads to a home page, {host}/en/"),
        ("/to-error-page", State.SOFT_404, "leads to an error page, {host}/errors/404.html"),
        ("/soft", State.SOFT_404, "the page says: “404 - Page not found”"),
        ("/soft-doc", State.SOFT_404,
         "the page says: “The document you are looking for could not be found | Office”"),
        ("/soft-ru", State.SOFT_404, "the page says: “Страница не найдена”"),
        ("/soft-ru-meta", State.SOFT_404, "the page says: “Ошибка 404”"),
        ("/soft-tg", State.SOFT_404, "the page says: “Саҳифа ёфт нашуд”"),
        ("/loop", State.LOOP, "leads in a circle, at {host}/loop"),
        ("/endless/1", State.LOOP, "more than 10 redirects, the last to {host}/endless/12"),
        ("/reset", State.UNREACHABLE, "the connection failed"),
        ("/silence", State.UNREACHABLE, "the connection failed"),
        ("/babble", State.UNREACHABLE, "the connection failed"),
        ("/to-bad-host", State.GONE, "leads to what is not a web address"),
        ("/to-bad-number", State.GONE, "leads to what is not a web address"),
        ("/to-bad-port", State.GONE, "leads to what is not a web address"),
        ("/to-word-as-port", State.GONE, "leads to what is not a web address"),
        ("/to-no-host", State.GONE, "404 Not Found at {host}/x"),
        ("/to-two-dots", State.GONE, "leads to an address without a valid host or port"),
        ("/to-long-name", State.GONE, "leads to an address without a valid host or port"),
        ("/to-file", State.GONE, "leads to what is not a web address"),
        ("/to-line-end", State.GONE, "404 Not Found at {host}/ok%0d%0aX-Header:1"),
        ("/to-nul", State.GONE, "404 Not Found at {host}/a\x00b\x80\xff"),
        ("/soft-unknown-charset", State.SOFT_404, "the page says: “Page not found”"),
        ("/soft-idna", State.SOFT_404, "the page says: “Page not found”"),
        ("/soft-punycode", State.SOFT_404, "the page says: “Page not found”"),
        ("/soft-zlib", State.SOFT_404, "the page says: “Page not found”"),
        ("/soft-escapes", State.SOFT_404, "the page says: “Page not found \\x”"),
        ("/soft-long-charset", State.SOFT_404, "the page says: “Page not found”"),
        ("/soft-windows-0", State.SOFT_404, "the page says: “Page not found”"),
        ("/503-year-10-to-20", State.OK, "200 OK"),
        ("/503-year-0", State.OK, "200 OK"),
        ("/503-far-zone", State.OK, "200 OK"),
        ("/503-last-year", State.UNREACHABLE, "503 Service Unavailable"),
        ("/503-many-seconds", State.OK, "200 OK"),
        ("/503-words", State.OK, "200 OK"),
        ("/cookie-of-two-lines", State.OK, "200 OK"),
        ("/folded-cookie", State.OK, "200 OK at {host}/ok"),
        ("/long-status", State.UNREACHABLE, "the connection failed"),
        ("/status-0", State.UNREACHABLE, "the connection failed"),
        ("/many-headers", State.UNREACHABLE, "the connection failed"),
        ("/long-header", State.UNREACHABLE, "the connection failed"),
        ("/bad-chunk", State.UNREACHABLE, "the connection failed"),
        ("/negative-chunk", State.OK, "200 OK"),
    ],
)  # fmt: skip
def test_an_answer_is_judged_by_what_a_reader_would_find(host, visitor, path, state, detail):
    verdict = visitor.visit(host.address + path)
    assert (verdict.state, verdict.detail) == (state, detail.replace("{host}", host.address))


@pytest.mark.parametrize(
    ("path", "state", "detail"),
    [
        ("/slow", State.UNREACHABLE, "no answer in time"),
        ("/drip", State.UNREACHABLE, "no answer in time"),
        ("/continue", State.UNREACHABLE, "no answer in time"),
        ("/drip-of-a-page", State.OK, "200 OK"),  # what is there answers, and its beginning is enough
    ],
)
def test_a_host_that_never_comes_to_an_end_is_left(host, hasty_visitor, path, state, detail):
    verdict = hasty_visitor.visit(host.address + path)
    assert (verdict.state, verdict.detail) == (state, detail)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/moved", "/new"),
        ("/moved-308", "/new"),
        ("/moved-twice", "/new"),
        ("/moved-then-away", "/away"),  # from there it leads on for today only
        ("/moved-to-cyrillic", "/вода"),
    ],
)
def test_an_address_that_moved_for_good_comes_with_the_new_one(host, visitor, path, address):
    verdict = visitor.visit(host.address + path)
    assert (verdict.state, verdict.address) == (State.MOVED, host.address + address)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:port/", "http://[", "https://[::zz]/", "http://", "http:///x"]
)
def test_what_is_not_an_address_is_dead_without_a_request(visitor, url):
    assert visitor.visit(url).state is State.GONE


def test_a_host_that_is_not_there_is_not_reached(visitor):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    verdict = visitor.visit(f"http://127.0.0.1:{port}/x")
    assert (verdict.state, verdict.detail) == (State.UNREACHABLE, "the connection failed")


def test_a_host_that_speaks_no_tls_is_not_reached(host, visitor):
    assert visitor.visit(host.address.replace("http:", "https:") + "/ok").state is State.UNREACHABLE


def test_an_address_that_answers_is_asked_for_once_and_never_with_head(host, visitor):
    visitor.visit(f"{host.address}/ok")
    assert host.asked == [("GET", "/robots.txt"), ("GET", "/ok")]
    assert visitor.requests == 2


def test_the_rules_of_a_host_are_asked_for_once(host, visitor):
    for path in ("/ok", "/404", "/away"):
        visitor.visit(host.address + path)
    assert host.counts["/robots.txt"] == 1


def test_a_fault_is_tried_three_times_and_a_refusal_once(host, visitor):
    for path in ("/500", "/reset", "/404", "/403"):
        visitor.visit(host.address + path)
    assert [host.counts[path] for path in ("/500", "/reset", "/404", "/403")] == [3, 3, 1, 1]


def test_a_host_out_of_order_is_tried_three_times_for_all_its_addresses(host, visitor):
    host.robots, host.robots_status = "", 503
    verdicts = [visitor.visit(host.address + path) for path in ("/ok", "/new", "/away")]
    assert {verdict.state for verdict in verdicts} == {State.UNREACHABLE}
    assert host.counts == {"/robots.txt": 3}


def test_the_waits_between_tries_double(host, visitor, clock):
    visitor.visit(f"{host.address}/500")
    assert clock.slept == [1.0, 2.0, 4.0]  # the pause after robots.txt, then the waits


@pytest.mark.parametrize(("path", "wait"), [("/429-then-fine", 70.0), ("/503-with-date", 50.0)])
def test_a_host_that_says_when_to_come_back_is_left_alone_until_then(host, visitor, clock, path, wait):
    visitor.visit(host.address + path)
    assert clock.slept == [1.0, wait]
    assert host.counts[path] == 2


def test_a_host_that_asks_for_more_patience_than_there_is_is_not_tried_again(host, visitor):
    visitor.visit(f"{host.address}/429-tomorrow")
    assert host.counts["/429-tomorrow"] == 1


def test_between_two_requests_to_a_host_there_is_a_pause_and_other_hosts_need_not_wait(
    host, other_host, visitor, clock
):
    visitor.visit(f"{host.address}/ok")
    visitor.visit(f"{other_host.address}/ok")
    assert clock.slept == [1.0, 1.0]  # between robots.txt and the address, at each
    visitor.visit(f"{host.address}/new")
    assert clock.slept == [1.0, 1.0]  # a second has passed at the other host
    visitor.visit(f"{host.address}/404")
    assert clock.slept == [1.0, 1.0, 1.0]


def test_a_second_request_to_a_host_waits_for_the_end_of_the_first(clock):
    gates, has_begun = Gates(pause=0.0, clock=clock, sleep=clock.sleep), threading.Event()

    def take_a_turn():
        with gates.turn("host.example"):
            has_begun.set()

    second = threading.Thread(target=take_a_turn)
    with gates.turn("host.example"):
        second.start()
        assert not has_begun.wait(0.2)
        with gates.turn("other.example"):
            pass  # another host need not wait
    second.join(30)
    assert has_begun.is_set()


def test_a_host_learns_who_asks(host, visitor):
    visitor.visit(f"{host.address}/ok")
    assert {headers["User-Agent"] for headers in host.headers} == {
        "mission-archive-links/1.0 (+https://archive.example/)"
    }


def test_what_a_host_keeps_from_programs_is_not_asked_for(host, visitor):
    host.robots = "User-agent: *\nDisallow: /private/\nAllow: /"
    verdict = visitor.visit(f"{host.address}/private/x")
    assert (verdict.state, verdict.detail) == (State.NOT_ASKED, "robots.txt asks programs to stay away")
    assert host.paths == []


def test_nor_is_it_asked_for_by_way_of_a_redirect(host, visitor):
    host.robots = "User-agent: *\nDisallow: /private/"
    verdict = visitor.visit(f"{host.address}/to-forbidden")
    assert verdict.state is State.NOT_ASKED
    assert verdict.detail.endswith(f"to which it leads: {host.address}/private/x")
    assert host.paths == ["/to-forbidden"]


def test_a_host_that_wants_longer_pauses_gets_them(host, visitor, clock):
    host.robots = "User-agent: *\nCrawl-delay: 5"
    visitor.visit(f"{host.address}/ok")
    visitor.visit(f"{host.address}/new")
    assert clock.slept == [5.0, 5.0]


def test_a_huge_page_is_left_after_its_beginning(host, visitor):
    assert visitor.visit(f"{host.address}/huge").state is State.OK
    assert host.counts["/huge"] == 1


def test_once_the_check_is_over_no_host_is_asked(host, visitor):
    visitor.is_over = lambda: bool(host.paths)
    with pytest.raises(OutOfTime):
        visitor.visit(f"{host.address}/endless/1")
    assert host.paths == ["/endless/1"]
