"""Rules about a record's text as a whole: its length, what nobody can see in it, and how deep it is nested."""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

from mission_archive.model.characters import RE_INVISIBLE
from mission_archive.model.markup import DEEPEST, is_nested_too_deep
from mission_archive.model.problems import Code, Problem
from mission_archive.model.prose import parsed
from mission_archive.reading.html_rules import check_html
from mission_archive.reading.near_markdown import MOST, may_hold_signs, near_links_and_lists, near_signs
from mission_archive.reading.note_rules import check_notes
from mission_archive.reading.passages import Passages, problem_in_text
from mission_archive.reading.records import Draft

LONGEST_BODY = 200_000
"""Characters: some hundred pages."""

RE_ENTITY = re.compile(r"&(?:#[0-9]{1,9}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z]{2,32});?")


def check_text(draft: Draft) -> Iterator[Problem]:
    """A text is short enough to be read and can be made into a page in no time."""
    body = draft.body
    if len(body) > LONGEST_BODY:
        message = (
            f"the text has {len(body):,} characters; write at most {LONGEST_BODY:,}, and attach the rest"
        )
        yield Problem(draft.path, draft.body_line, 1, Code.LENGTH, "", message)
        return
    rendered = parsed(body)
    if is_nested_too_deep(rendered):
        message = (
            f"more than {DEEPEST} quotes, lists or HTML elements are open at this point; delete signs such as >, "
            "and close each HTML element where it ends"
        )
        yield Problem(draft.path, draft.body_line + _deep_line(body), 1, Code.NESTING, "", message)
    yield from near_links_and_lists(draft, rendered)
    yield from _marks(draft, rendered)
    if "&" in body and RE_INVISIBLE.search(html.unescape(rendered)):
        yield from _hidden(draft)


def is_too_long(draft: Draft) -> bool:
    """Whether the text is longer than any rule looks at."""
    return len(draft.body) > LONGEST_BODY


def _marks(draft: Draft, rendered: str) -> Iterator[Problem]:
    """What HTML, notes and signs in the text do not do. The parser tells it, which takes time, so it is asked last."""
    passages = Passages(draft)
    if "<" in draft.body and not is_nested_too_deep(rendered):
        yield from islice(check_html(passages), MOST)
    if "[^" in draft.body:
        yield from islice(check_notes(passages), MOST)
    if may_hold_signs(rendered):
        yield from islice(near_signs(passages), MOST)


def _deep_line(body: str) -> int:
    """The line, counted from 0, with which the text becomes too deep."""
    lines = body.split("\n")
    return bisect_left(
        range(len(lines)),
        True,
        hi=len(lines) - 1,
        key=lambda last: is_nested_too_deep(parsed("\n".join(lines[: last + 1]))),
    )


def _hidden(draft: Draft) -> Iterator[Problem]:
    """The first entity that stands for a character that nobody sees. One in code is shown as it is written."""
    passages = Passages(draft)
    entities = [passage for passage in passages.all if passage.kind in ("Text", "InlineHtml", "Html")]
    for passage in entities:
        around = passages.before(passage.start), html.unescape(passage.value), passages.after(passage.end)
        written = passages.text(passage.start, passage.end)
        hidden = RE_INVISIBLE.search("".join(around))
        if hidden and (entity := RE_ENTITY.search(written)):
            message = f"'{entity[0]}' makes the invisible character U+{ord(hidden[0][0]):04X}; delete it"
            at = len(passages.text(0, passage.start)) + entity.start()
            yield problem_in_text(draft, at, Code.CHARACTER, message)
            return
