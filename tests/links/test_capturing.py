"""Copies of sources: what a host answered is kept as it was, and a host that asks to be left alone is left alone."""

import datetime
import hashlib
import itertools

import pytest
from warcio.archiveiterator import ArchiveIterator

from mission_archive.links.external import capturing
from mission_archive.links.external.captures import read_captures, write_captures
from mission_archive.links.external.capturing import Fetcher, NotKept
from mission_archive.links.external.guard import INSIDE
from mission_archive.model.captures import Capture, file_of
from tests.links.conftest import as_strangers, on_this_machine
from tests.links.faulty_server import CHARSETS, SOUND

NOW = datetime.datetime(2020, 3, 2, 12, tzinfo=datetime.UTC)


@pytest.fixture
def keep(tmp_path):
    """Keeps one address in a folder of copies; what became of it."""
    fetcher = Fetcher("tests/1.0", pause=0, timeout=1, resolve=on_this_machine)

    def keep(url):
        ((asked, found),) = fetcher.keep([url], tmp_path, lambda: NOW)
        assert asked == url
        return found

    return keep


def records_of(file):
    with file.open("rb") as stream:
        return [
            (
                record.rec_headers["WARC-Target-URI"],
                record.http_headers.get_statuscode(),
                record.content_stream().read(),
                record.rec_headers["WARC-Date"],
            )
            for record in ArchiveIterator(stream)
        ]


def test_a_source_is_kept_as_it_answered(keep, host, tmp_path):
    found = keep(f"{host.address}/ok")
    name, digest = file_of(f"{host.address}/ok"), hashlib.sha256(SOUND.encode()).hexdigest()
    assert found == Capture(NOW, name, digest, "text/html", (tmp_path / name).stat().st_size)
    assert records_of(tmp_path / found.file) == [
        (f"{host.address}/ok", "200", SOUND.encode(), "2020-03-02T12:00:00Z")
    ]
    assert [headers["user-agent"] for headers in host.headers] == ["tests/1.0"] * len(host.headers)


@pytest.mark.parametrize("charset", CHARSETS)
def test_a_source_in_an_encoding_that_no_text_is_in_is_kept_as_it_answered(keep, host, tmp_path, charset):
    found = keep(f"{host.address}/charset-{charset}")
    assert isinstance(found, Capture)
    assert [body for _, _, body, _ in records_of(tmp_path / found.file)] == [SOUND.encode()]


def test_each_step_to_a_source_that_has_moved_is_kept(keep, host, tmp_path):
    found = keep(f"{host.address}/moved-twice")
    assert [(url, status) for url, status, _, _ in records_of(tmp_path / found.file)] == [
        (f"{host.address}/moved-twice", "301"), (f"{host.address}/moved", "301"), (f"{host.address}/new", "200"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/404", "it answered 404 Not Found"),
        ("/private", "its host asks programs to stay away (robots.txt)"),
        ("/away-to-private", "its host asks programs to stay away (robots.txt)"),
        ("/loop", "it leads on more than 5 times"),
        ("/to-file", "it is not an address of the web"),
        ("/reset", "it could not be reached"),
        ("/babble", "it could not be reached"),
        ("/slow", "it could not be reached"),
    ],
)
def test_a_source_that_is_not_kept_says_why_and_leaves_no_file(keep, host, tmp_path, path, why):
    found = keep(host.address + path)
    assert isinstance(found, NotKept)
    assert str(found) == why
    assert list(tmp_path.iterdir()) == []
    assert "/private" not in host.paths


def test_an_answer_that_does_not_end_is_given_up(keep, host, monkeypatch):
    monkeypatch.setattr(capturing, "MOST_TIMES", 0.1)
    assert str(keep(f"{host.address}/drip-of-a-page")) == "it did not end"
    monkeypatch.setattr(capturing, "MOST_BYTES", 100_000)
    monkeypatch.setattr(capturing, "MOST_TIMES", 100)
    assert str(keep(f"{host.address}/huge")) == "it is larger than 0 MB"


def test_an_address_inside_a_network_is_not_asked(host, tmp_path):
    fetcher = Fetcher("tests/1.0", pause=0, timeout=5, resolve=as_strangers)
    outcomes = dict(fetcher.keep([f"{host.address}/ok"], tmp_path, lambda: NOW))
    assert [str(found) for found in outcomes.values()] == [INSIDE]
    assert host.asked == []


def test_a_host_is_asked_with_a_pause_between(host, tmp_path):
    fetcher = Fetcher("tests/1.0", pause=0.2, timeout=5, resolve=on_this_machine)
    list(fetcher.keep([f"{host.address}/ok", f"{host.address}/new"], tmp_path, lambda: NOW))
    between = [later - earlier for earlier, later in itertools.pairwise(host.moments)]
    assert len(between) == 2
    assert min(between) >= 0.19


def test_the_table_of_copies_is_read_as_it_was_written(tmp_path):
    url = "https://a.example/"
    held = {url: Capture(NOW, file_of(url), "00", "text/html", 7)}
    write_captures(tmp_path, held)
    assert read_captures(tmp_path) == held
    assert read_captures(tmp_path / "none") == {}
    whole = (tmp_path / "captures.json").read_text("utf-8")
    for damaged in (
        "{",
        "[]",
        whole.replace(file_of(url), f"../{file_of(url)}"),
        whole.replace('"size"', '"bytes"'),
    ):
        (tmp_path / "captures.json").write_text(damaged, "utf-8")
        with pytest.raises(ValueError, match=r"captures\.json is damaged; put back the version of before"):
            read_captures(tmp_path)
