"""The preview follows every change, lives through mistakes and shows drafts."""

import os
import re
import signal
import urllib.error
import urllib.request
from contextlib import contextmanager

import pytest

from tests.site.sample import write
from tests.support import warm
from tests.support.ports import held_ports
from tests.support.site import copy_project, run
from tests.support.waiting import PATIENCE, until

RECORD = """---
title: {title}
date: 2010-04-15
summary: Words.
places: [alder]
---
"""


class Preview:
    """A running `archive serve` with what it has said so far."""

    def __init__(self, project, port):
        self.project = project
        self.said_path = project / "said.txt"
        self.address = f"http://127.0.0.1:{port}"
        command = ("archive", "serve", "--address", f"127.0.0.1:{port}")
        with self.said_path.open("wb") as said:
            self.process = warm.start(command, project, os.environ, said, said)

    def end(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(PATIENCE)

    def said(self):
        return self.said_path.read_text("utf-8", "replace")  # a letter may be on its way

    def page(self, url):
        """The page at `url`, or nothing where there is none or no answer."""
        try:
            with urllib.request.urlopen(f"{self.address}/archive/{url}", timeout=PATIENCE) as answer:
                return answer.read().decode()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return ""

    def wait(self, is_so, what):
        def is_so_now():
            assert self.process.poll() is None, f"the preview ended: {self.said()}"
            return is_so()

        until(is_so_now, lambda: f"{what}; the preview said:\n{self.said()}", seconds=0.1)

    def wait_for(self, url, text):
        self.wait(lambda: text in self.page(url), f"{text!r} at {url!r}")

    def wait_to_say(self, text, before):
        """Until it has said something more than before."""
        self.wait(lambda: text in self.said()[len(before) :], repr(text))


@contextmanager
def previewed(project):
    with held_ports(1) as (port,):
        preview = Preview(project, port)
        try:
            yield preview
        finally:
            preview.end()


def small(folder):
    """A project with a place and a record in it."""
    project = copy_project(folder, has_content=False)
    write(project / "content", "vocabularies/places.yml", "- {id: alder, name: Alder, kind: town}\n")
    write(project / "content", "events/2010/first.md", RECORD.format(title="First title"))
    return project


@pytest.fixture(scope="module")
def preview(tmp_path_factory):
    project = small(tmp_path_factory.mktemp("preview") / "project")
    draft = RECORD.format(title="A draft").replace("summary", "draft: true\nsummary")
    write(project / "content", "events/2010/draft.md", draft)
    write(project / "content", "events/2010/old.md", RECORD.format(title="An old record"))
    with previewed(project) as preview:
        preview.wait_for("events/2010/first/", "First title")
        yield preview


def test_the_preview_says_where_to_look(preview):
    assert re.search(rf"{preview.address}/archive/", preview.said())


def test_a_draft_is_shown_and_said_to_be_one(preview):
    page = preview.page("events/2010/draft/")
    assert "A draft" in page
    assert "Draft: seen in this preview only." in page


def test_a_changed_record_is_seen(preview):
    write(preview.project / "content", "events/2010/first.md", RECORD.format(title="Second title"))
    preview.wait_for("events/2010/first/", "Second title")
    preview.wait_for("events/", "Second title")


def test_a_new_record_is_seen_and_a_deleted_one_no_more(preview):
    write(preview.project / "content", "reports/2011/new.md", RECORD.format(title="A new record"))
    preview.wait_for("reports/2011/new/", "A new record")
    # Not the new one: a file that comes and goes between two looks at the folder was never there.
    assert preview.page("events/2010/old/")
    (preview.project / "content/events/2010/old.md").unlink()
    preview.wait(lambda: not preview.page("events/2010/old/"), "the absence of the deleted record")


def test_a_changed_vocabulary_is_seen(preview):
    write(
        preview.project / "content", "vocabularies/places.yml", "- {id: alder, name: New Alder, kind: town}\n"
    )
    preview.wait_for("places/alder/", "New Alder")


def test_a_changed_template_is_seen(preview):
    template = preview.project / "overrides/record.html"
    before = template.read_text("utf-8")
    template.write_text(before.replace("<h1", '<h1 data-changed="yes"', 1), "utf-8")
    preview.wait_for("events/2010/first/", 'data-changed="yes"')


def test_a_changed_style_sheet_is_seen(preview):
    sheet = preview.project / "overrides/assets/archive.css"
    sheet.write_text(sheet.read_text("utf-8") + "\n/* changed */\n", "utf-8")
    preview.wait_for("assets/archive.css", "/* changed */")


def test_a_mistake_is_told_with_its_place_and_the_preview_recovers_when_it_is_mended(preview):
    before = preview.said()
    write(preview.project / "content", "events/2010/first.md", RECORD.format(title="X"))
    preview.wait_to_say("content/events/2010/first.md:2:8: error: title:", before)
    assert preview.process.poll() is None
    write(preview.project / "content", "events/2010/first.md", RECORD.format(title="Mended title"))
    preview.wait_for("events/2010/first/", "Mended title")


def test_a_mistake_is_shown_in_the_browser_and_the_other_records_too(preview):
    write(preview.project / "content", "events/2010/second.md", RECORD.format(title="A sound record"))
    preview.wait_for("events/2010/second/", "A sound record")
    write(preview.project / "content", "events/2010/first.md", RECORD.format(title="X"))
    preview.wait_for("events/2010/first/", "content/events/2010/first.md:2")
    assert "content/events/2010/first.md:2" in preview.page("events/2010/second/")
    assert "A sound record" in preview.page("events/2010/second/")
    write(preview.project / "content", "events/2010/first.md", RECORD.format(title="Mended again"))
    preview.wait_for("events/2010/first/", "Mended again")
    assert "content/events/2010/first.md:2" not in preview.page("events/2010/second/")


def test_a_mistake_in_a_vocabulary_is_shown_and_the_preview_recovers(preview):
    write(
        preview.project / "content", "events/2010/first.md", RECORD.format(title="Title before the mistake")
    )
    preview.wait_for("events/2010/first/", "Title before the mistake")
    places = preview.project / "content/vocabularies/places.yml"
    before = places.read_text("utf-8")
    mistake = "content/vocabularies/places.yml:1"
    places.write_text("- {id: alder, name: Alder, kind: twon}\n", "utf-8")
    preview.wait_for("", mistake)
    places.write_text(before, "utf-8")
    preview.wait(lambda: mistake not in preview.page(""), "a page that says nothing of the mistake")
    assert "Title before the mistake" in preview.page("events/2010/first/")


def test_a_preview_goes_on_though_an_address_of_the_ledger_is_lost(preview):
    write(preview.project, "addresses.txt", "events/2010/gone/\n")
    write(preview.project / "content", "events/2010/first.md", RECORD.format(title="Title beside a loss"))
    preview.wait_for("events/2010/first/", "Title beside a loss")
    (preview.project / "addresses.txt").unlink()


def test_a_preview_starts_though_a_record_is_wrong(tmp_path):
    project = small(tmp_path / "project")
    write(project / "content", "events/2010/wrong.md", RECORD.format(title="X"))
    with previewed(project) as preview:
        preview.wait_for("events/2010/wrong/", "content/events/2010/wrong.md:2")
        write(project / "content", "events/2010/wrong.md", RECORD.format(title="Right at last"))
        preview.wait_for("events/2010/wrong/", "Right at last")


def test_a_preview_that_begins_with_a_fault_in_a_template_ends_with_its_place(tmp_path):
    project = small(tmp_path / "project")
    template = project / "overrides/record.html"
    template.write_text("{% if %}" + template.read_text("utf-8"), "utf-8")
    with held_ports(1) as (port,):
        done = run(project, "archive", "serve", "--address", f"127.0.0.1:{port}")
    assert done.returncode == 1
    assert f"Error: {template}:1: " in done.stderr
    assert "Traceback" not in done.stderr


def test_a_fault_in_a_template_does_not_end_the_preview(preview):
    template = preview.project / "overrides/record.html"
    before, said = template.read_text("utf-8"), preview.said()
    template.write_text("{% if %}" + before, "utf-8")
    preview.wait_to_say("record.html", said)
    template.write_text(before, "utf-8")
    write(preview.project / "content", "events/2010/first.md", RECORD.format(title="Title after the fault"))
    preview.wait_for("events/2010/first/", "Title after the fault")


def test_an_interrupt_ends_the_preview_without_a_traceback(tmp_path):
    with previewed(small(tmp_path / "project")) as preview:
        preview.wait_for("events/2010/first/", "First title")
        before = len(preview.said())
        preview.process.send_signal(signal.SIGINT)
        assert preview.process.wait(PATIENCE) == 0
        assert "Traceback" not in preview.said()[before:]


NOT_A_PORT = "a port is a number from 1 to 65535"
NOT_AN_ADDRESS = "it is not an IP address (or localhost) with ':' and a port"


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("127.0.0.1:99999", NOT_A_PORT),
        ("127.0.0.1:0", NOT_A_PORT),
        ("localhost", NOT_AN_ADDRESS),
        ("[::1]", NOT_AN_ADDRESS),
        (":8001", NOT_AN_ADDRESS),
        ("archive.local:8001", NOT_AN_ADDRESS),
        ("127.0.0.1:web", NOT_AN_ADDRESS),
    ],
)
def test_an_address_that_cannot_be_used_is_named_with_the_reason(project, address, why):
    done = run(project, "archive", "serve", "--address", address)
    assert done.returncode == 1
    assert done.stderr == (
        f"Error: The address {address} cannot be used, for {why}; name another, such as --address 127.0.0.1:8001\n"
    )
