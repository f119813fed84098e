"""What an answer means for those who follow the link."""

from __future__ import annotations

import html
import re
from http import HTTPStatus
from urllib.parse import urlsplit

from mission_archive.links.external.asking import Answer, Failure
from mission_archive.links.external.verdicts import State, Verdict

REFUSALS = frozenset((401, 402, 403, 405, 406, 407, 429, 451, 999))
"""Statuses with which hosts send programs away, though people may be let in. 999 is nobody's standard."""

OUTAGES = frozenset((408, 421, 425, 429))
"""Statuses below 500 that may be others in a while."""

RE_HOME = re.compile(
    r"/?(?:(?:ar|de|en|es|fa|fr|it|kk|ky|pl|pt|ru|tg|tj|tr|uk|uz|zh)(?:-[a-z]{2})?/?)?"
    r"(?:(?:index|default|home|main)(?:\.\w+)?/?)?",
    re.IGNORECASE,
)
"""The path of a home page, or of that in one of the languages in which such hosts write."""

RE_HEADING = re.compile(r"<(title|h1)\b[^<>]*>(.{0,2000}?)</\1", re.IGNORECASE | re.DOTALL)
RE_TAG = re.compile(r"<[^>]*>")
RE_CHARSET = re.compile(
    r"charset\s*=\s*[\"']?((?:windows-|cp|iso-?8859-|koi8-|mac-?|utf-?|gb|euc-)[\w-]{1,12}|big5|shift_jis)",
    re.IGNORECASE,
)
"""A page's encoding, of those that pages have: Python knows others, which turn bytes into something else or fail."""
RE_NOT_FOUND = re.compile(
    r"""
      \A\W*(?:error|ошибка|хато|fehler|erreur)?\W*404\b | \b404\W+(?:error|not\ found|страница) | \berror\W+404\b
    | \b(?:page|file|document|article|content|resource|site)\b[^.|]{0,30}\bnot\ (?:be\ )?found\b | \A\W*not\ found\b
    | \b(?:page|file|document|article|content)\b[^.|]{0,30}
      (?:does\ not|doesn['’]t|no\ longer|cannot|can['’]t)\ (?:exist|available|be\ (?:found|displayed))
    | \bno\ longer\ available\b | \bdomain\b.{0,30}\bfor\ sale\b
    | \b(?:страница|документ|файл|материал)\b[^.|]{0,30}\bне\ (?:найден|существу|доступ)\w* | \A\W*не\ найден\w*
    | \b(?:саҳифа|ҳуҷҷат|файл)\b[^.|]{0,30}\b(?:ёфт\ нашуд|вуҷуд\ надорад|мавҷуд\ нест)
    """,
    re.VERBOSE | re.IGNORECASE,
)
RE_NOT_FOUND_PATH = re.compile(r"/(?:errors?/)?(?:404|not-?found|page-?not-?found|error404)\b", re.IGNORECASE)


def judge(asked: str, arrived: str, answer: Answer, new_address: str | None) -> Verdict:
    """What to say of `asked`, which led to `arrived`, where `answer` was given.

    `new_address` is how far redirects for good led.
    """
    if answer.failure is not None:
        if answer.failure in (Failure.INSIDE, Failure.NO_ADDRESS):
            # Without the address: the report is public, and what is inside a network is not.
            words = answer.failure.value if arrived == asked else f"leads to {answer.failure.value}"
            return Verdict(State.GONE, words)
        return Verdict(State.UNREACHABLE, _with_place(answer.failure.value, asked, arrived))
    status = answer.status
    words = _with_place(_status_words(status), asked, arrived)
    if status in REFUSALS:
        return Verdict(State.REFUSED, words)
    if status in OUTAGES or status >= 500:
        return Verdict(State.UNREACHABLE, words)
    if status >= 400 or 301 <= status < 304 or status in (307, 308):
        return Verdict(State.GONE, words if status >= 400 else f"{words} without an address")
    if reason := _soft_404(asked, arrived, answer):
        return Verdict(State.SOFT_404, reason)
    return Verdict(State.MOVED, words, new_address) if new_address else Verdict(State.OK, words)


def _status_words(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _with_place(words: str, asked: str, arrived: str) -> str:
    return words if arrived == asked else f"{words} at {arrived}"


def _soft_404(asked: str, arrived: str, answer: Answer) -> str | None:
    """Why a page that says that all is well is not the page that was asked for."""
    if arrived != asked:
        if _is_home(arrived) and not _is_home(asked):
            return f"leads to a home page, {arrived}"
        if RE_NOT_FOUND_PATH.search(urlsplit(arrived).path) and not RE_NOT_FOUND_PATH.search(
            urlsplit(asked).path
        ):
            return f"leads to an error page, {arrived}"
    for _, heading in RE_HEADING.findall(_text(answer)):
        words = " ".join(html.unescape(RE_TAG.sub(" ", heading)).split())
        if RE_NOT_FOUND.search(words):
            return f"the page says: “{words[:80]}”"
    return None


def _is_home(url: str) -> bool:
    parts = urlsplit(url)
    return not parts.query and bool(RE_HOME.fullmatch(parts.path))


def _text(answer: Answer) -> str:
    named = RE_CHARSET.search(answer.headers.get("content-type", "")) or RE_CHARSET.search(
        answer.body[:2048].decode("ascii", "replace")
    )
    try:
        return answer.body.decode(named[1] if named else "utf-8", "replace")
    except (LookupError, ValueError):
        return answer.body.decode("utf-8", "replace")
